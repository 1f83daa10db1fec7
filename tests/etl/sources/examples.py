"""Small files in the publishers' layouts, written for the tests: real codes, made-up figures.

Each has rows about our Places and one about Bolton, which is none of them.
"""

from __future__ import annotations

EXAMPLES = {
    "lookup_lsoa11_lsoa21": """\
lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code
Halton 007A,E01012367,U,Halton 007A,E01012367,Halton,E06000006
St. Helens 019A,E01006830,S,St. Helens 025A,E01034501,St. Helens,E08000013
St. Helens 019A,E01006830,S,St. Helens 025B,E01034502,St. Helens,E08000013
Liverpool 035A,E01006720,M,Liverpool 035G,E01034401,Liverpool,E08000012
Liverpool 035F,E01006752,M,Liverpool 035G,E01034401,Liverpool,E08000012
Bolton 001A,E01004766,U,Bolton 001A,E01004766,Bolton,E08000001
""",
    "lookup_lsoa11_msoa11": """\
lsoa11_name,lsoa11_code,msoa11_name,msoa11_code
Halton 007A,E01012367,Halton 007,E02002580
St. Helens 019A,E01006830,St. Helens 019,E02001424
Liverpool 035A,E01006720,Liverpool 035,E02001381
Liverpool 035F,E01006752,Liverpool 035,E02001381
Bolton 001A,E01004766,Bolton 001,E02000984
""",
    "lookup_lsoa11_sub_icb": """\
lsoa11_name,lsoa11_code,sicbl22_name,sicbl22_code,sicbl22_code_h,ltla22_name,ltla22_code
Halton 007A,E01012367,NHS Cheshire and Merseyside ICB - 01F,E38000068,01F,Halton,E06000006
Bolton 001A,E01004766,NHS Greater Manchester ICB - 00T,E38000016,00T,Bolton,E08000001
""",
    "lookup_lsoa21_ward": """\
lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code
Halton 007A,E01012367,Appleton,E05013176,Halton,E06000006
St. Helens 025A,E01034501,Thatto Heath,E05014066,St. Helens,E08000013
St. Helens 025B,E01034502,Thatto Heath,E05014066,St. Helens,E08000013
Liverpool 035G,E01034401,City Centre South,E05015299,Liverpool,E08000012
Bolton 001A,E01004766,Astley Bridge,E05014501,Bolton,E08000001
""",
    "lookup_msoa": """\
msoa11_name,msoa11_code,msoa21_name,msoa21_code,ltla22_name,ltla22_code
Halton 007,E02002580,Halton 007,E02002580,Halton,E06000006
St. Helens 019,E02001424,St. Helens 025,E02006936,St. Helens,E08000013
Bolton 001,E02000984,Bolton 001,E02000984,Bolton,E08000001
""",
    "msoa_names": """\
MSOACD,MSOANM,MSOAHCLNM,LADCD_ACTIVE,LADNM_ACTIVE
E02002580,Halton 007,Kingsway & Appleton,E06000006,Halton
E02001424,St. Helens 019,Thatto Heath & Lea Green,E08000013,St. Helens
E02006936,St. Helens 025,Nutgrove & Lea Green,E08000013,St. Helens
E02000984,Bolton 001,Egerton & Dunscar,E08000001,Bolton
""",
    "rural_urban": """\
lsoa21_code,ruc21_code,classification,ruc
E01012367,UN1,Urban: Nearer to a major town or city,Urban
E01034501,RSN1,Smaller rural: Nearer to a major town or city,Rural
E01004766,UN1,Urban: Nearer to a major town or city,Urban
""",
    "deprivation_2025": """\
LSOA code (2021),LSOA name (2021),Local Authority District code (2024),\
Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score,\
Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),\
Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),\
Income Score (rate),Income Rank (where 1 is most deprived),\
Income Decile (where 1 is most deprived 10% of LSOAs)
E01012367,Halton 007A,E06000006,Halton,61.5,812,1,0.41,700,1
E01034501,St. Helens 025A,E08000013,St Helens,33.25,5000,2,0.2,6752,3
E01034502,St. Helens 025B,E08000013,St Helens,8.1,33755,10,0.03,33000,10
E01034401,Liverpool 035G,E08000012,Liverpool,20,16878,6,0.1,15000,5
E01004766,Bolton 001A,E08000001,Bolton,9.5,25000,8,0.05,26000,8
""",
    "deprivation_2019": """\
LSOA code (2011),LSOA name (2011),Local Authority District code (2019),\
Local Authority District name (2019),Index of Multiple Deprivation (IMD) Score,\
Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs),\
"Education, Skills and Training Decile (where 1 is most deprived 10% of LSOAs)",\
Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),\
"Education, Skills and Training Rank (where 1 is most deprived)"
E01012367,Halton 007A,E06000006,Halton,58.1,1,1,900,1200
E01006830,St. Helens 019A,E08000013,St. Helens,40.2,2,3,4000,7000
E01006720,Liverpool 035A,E08000012,Liverpool,30.5,2,2,6000,5000
E01006752,Liverpool 035F,E08000012,Liverpool,10.5,7,9,22000,29000
E01004766,Bolton 001A,E08000001,Bolton,9.9,8,8,25000,26000
""",
    "census_age": """\
lsoa21_code,lsoa21_name,age_group,usual_residents
E01012367,Halton 007A,Aged 15 years and under,300.0
E01012367,Halton 007A,Aged 16 to 24 years,150.0
E01012367,Halton 007A,Aged 25 to 34 years,250.0
E01012367,Halton 007A,Aged 35 to 49 years,300.0
E01012367,Halton 007A,Aged 50 to 64 years,300.0
E01012367,Halton 007A,Aged 65 years and over,200.0
E01004766,Bolton 001A,Aged 15 years and under,280.0
""",
    "census_ethnic_group": """\
lsoa21_code,total_residents,ethnic_group,n,prop
E01012367,1500.0,"Asian, Asian British or Asian Welsh",30.0,0.02
E01012367,1500.0,"Black, Black British, Black Welsh, Caribbean or African",15.0,0.01
E01012367,1500.0,Mixed or Multiple ethnic groups,45.0,0.03
E01012367,1500.0,White,1400.0,0.933
E01012367,1500.0,Other ethnic group,10.0,0.007
E01004766,1400.0,White,1390.0,0.99
""",
    "census_disability": """\
lsoa21_code,disability,n,total_residents,prop
E01012367,Disabled under the Equality Act,300.0,1500.0,0.2
E01012367,Not disabled under the Equality Act,1200.0,1500.0,0.8
E01004766,Disabled under the Equality Act,250.0,1400.0,0.18
""",
    "census_household_deprivation": """\
lsoa21_code,households_number_deprivation_dimensions,count,percent
E01012367,0.0,300.0,46.2
E01012367,1.0,200.0,30.8
E01012367,2.0,100.0,15.4
E01012367,3.0,45.0,6.9
E01012367,4.0,5.0,0.8
E01004766,0.0,400.0,60.0
""",
    "census_english": """\
msoa21_code,Main language is English (English or Welsh in Wales),\
Main language is not English (English or Welsh in Wales),\
Main language is not English (English or Welsh in Wales): Can speak English very well,\
Main language is not English (English or Welsh in Wales): Can speak English well,\
Main language is not English (English or Welsh in Wales): Cannot speak English well,\
Main language is not English (English or Welsh in Wales): Cannot speak English,\
Proportion who cannot speak English (well)
E02002580,7600.0,400.0,150.0,150.0,80.0,20.0,0.0125
E02000984,6000.0,100.0,60.0,20.0,15.0,5.0,0.0033
""",
    "population_lsoa11": """\
lsoa11_name,lsoa11_code,total_population,0,1,2,90+
Halton 007A,E01012367,1480.0,400.0,500.0,500.0,80.0
St. Helens 019A,E01006830,2100.0,600.0,700.0,700.0,100.0
Bolton 001A,E01004766,1400.0,400.0,400.0,500.0,100.0
""",
    "population_authority": """\
ltla21_code,ltla21_name,total_population,0,1,90+
E08000001,Bolton,288000.0,90000.0,100000.0,98000.0
E06000006,Halton,129000.0,40000.0,50000.0,39000.0
W06000001,Isle of Anglesey,70000.0,20000.0,30000.0,20000.0
""",
    "fuel_poverty": """\
LSOA Code,LSOA Name,LA Code,LA Name,Region,Number of households,\
Number of households in fuel poverty,Proportion of households fuel poor (%)
E01012367,Halton 007A,E06000006,Halton,North West,640.0,128.0,20.0
E01006830,St. Helens 019A,E08000013,St. Helens,North West,900.0,90.0,10.0
E01004766,Bolton 001A,E08000001,Bolton,North West,600.0,60.0,10.0
""",
    "digital_exclusion": """\
lsoa11_code,broadband_comp_national,demography_comp_national,deprivation_comp_national,\
deri_score_national,health_access_comp_national,depahri_score_national
E01012367,3.6,4.1,6.4,4.730544884,0.99,3.79
E01006830,3.3,2.9,4.2,3.522449351,0.6,2.79
E01004766,2.9,2.2,1.9,2.5,1.3,2.2
""",
    "loneliness": """\
lsoa21_code,perc,deciles
E01012367,26.618681104506805,7
E01034501,31.7,10
E01004766,20.5,1
""",
    "msoa_life_expectancy": """\
Period,Analysis,Geography Type,Code,Code Name,Sex,No of Deaths,Population,\
Life Expectancy at birth (in years),Lower 95% confidence interval,Upper 95% confidence interval
2016 to 2020,Life Expectancy,2011MSOAs,E02002580,Halton 007,Males,180,20000,76.5,74.6,78.4
2016 to 2020,Life Expectancy,2011MSOAs,E02002580,Halton 007,Females,170,20500,80.25,78.6,81.9
2016 to 2020,Life Expectancy,2011MSOAs,E02002580,Halton 007,Persons,350,40500,78.4,77.3,79.5
2016 to 2020,Life Expectancy,2011MSOAs,E02001424,St. Helens 019,Males,50,19000,,,
2016 to 2020,Life Expectancy,2011MSOAs,E02000984,Bolton 001,Males,100,17000,82,80.1,83.9
""",
}

# Rows that go in; of these, rows about other areas or measures. Without faults none is refused.
ROWS = {
    "lookup_lsoa11_lsoa21": (6, 1),
    "lookup_lsoa11_msoa11": (5, 1),
    "lookup_lsoa11_sub_icb": (2, 1),
    "lookup_lsoa21_ward": (5, 1),
    "lookup_msoa": (3, 1),
    "msoa_names": (4, 1),
    "rural_urban": (3, 1),
    "deprivation_2025": (5, 1),
    "deprivation_2019": (5, 1),
    "census_age": (7, 1),
    "census_ethnic_group": (6, 1),
    "census_disability": (3, 1),
    "census_household_deprivation": (6, 1),
    "census_english": (2, 1),
    "population_lsoa11": (3, 1),
    "population_authority": (3, 1),
    "fuel_poverty": (3, 1),
    "digital_exclusion": (3, 1),
    "loneliness": (3, 1),
    "msoa_life_expectancy": (5, 2),
}

# The same for layouts whose columns are called in more ways than one.
OTHER_SPELLINGS = {
    "lookup_lsoa21_msoa21": """\
OA21CD,LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,RGN22CD
E00062001,E01012367,Halton 007A,E02002580,Halton 007,E12000002
E00024001,E01004766,Bolton 001A,E02000984,Bolton 001,E12000002
""",
    "lookup_lsoa21_place": """\
LSOA21CD,LSOA21NM,LAD25CD,LAD25NM
E01012367,Halton 007A,E06000006,Halton
E01004766,Bolton 001A,E08000001,Bolton
""",
    "lookup_lsoa11_place": """\
LSOA11CD,LSOA11NM,LAD20CD,LAD20NM
E01012367,Halton 007A,E06000006,Halton
E01004766,Bolton 001A,E08000001,Bolton
""",
    "lookup_ward": """\
WD25CD,WD25NM,LAD25CD,LAD25NM
E05013176,Appleton,E06000006,Halton
E05014501,Astley Bridge,E08000001,Bolton
""",
    "msoa_names_alone": """\
msoa21cd,msoa21nm,msoa21hclnm,Laname
E02002580,Halton 007,Kingsway & Appleton,Halton
E02000984,Bolton 001,Egerton & Dunscar,Bolton
""",
    "lookup_large_areas": """\
LAD25CD,LAD25NM,RGN25CD
E06000006,Halton,E12000002
""",
    "postcodes": """\
pcds,doterm,lsoa21,msoa21
WA8 0AA,,E01012367,E02002580
WA8 0AB,202001,E01012367,E02002580
BL1 1AA,,E01004766,E02000984
""",
    "deprivation_summary": """\
Local Authority District code (2024),Local Authority District name (2024),IMD - Average rank,\
IMD - Average score
E06000006,Halton,20000,30.5
""",
    "deprivation_2025_extract": """\
lsoa21_code,imd_score,imd_rank,imd_decile,indoors_rank
E01012367,61.5,812,1,20000
E01004766,9.5,25000,8,100
""",
    "deprivation_2019_extract": """\
lsoa11_code,imd_score,imd_rank,imd_decile
E01012367,58.1,900,1
E01004766,9.9,25000,8
""",
    "population_lsoa21_estimates": """\
LAD 2023 Code,LAD 2023 Name,LSOA 2021 Code,LSOA 2021 Name,Total,F0,F1,M0,M1
E06000006,Halton,E01012367,Halton 007A,10,1,2,3,4
""",
    "population_lsoa11_estimates": """\
LSOA Code,LSOA Name,LA Code (2018 boundaries),All Ages,0,1,90+
E01012367,Halton 007A,E06000006,"1,480",480,500,500
E01004766,Bolton 001A,E08000001,100,50,50,0
""",
    "population_authority_long": "".join(
        [
            "ladcode23,laname23,country,sex,age,population_2023,population_2024\n",
            *(f"E06000006,Halton,E,{sex},{age},690,700\n" for sex in "FM" for age in range(91)),
        ]
    ),
    "population_authority_estimates": """\
Code,Name,Geography,All ages,0,1,15,16,64,65,90+
E08000001,Bolton,Metropolitan District,"1,000",100,50,50,400,200,150,50
E06000006,Halton,Unitary Authority,500,50,25,25,200,100,75,25
E92000001,ENGLAND,Country,5000,500,250,250,2000,1000,750,250
""",
}
