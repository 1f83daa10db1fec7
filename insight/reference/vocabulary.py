"""The words the catalogue and the store may use, each with one plain sentence on its meaning."""

from insight.reference import groups

AREA_TYPES = {
    "country": "England, the widest benchmark.",
    "region": "The region of England that the system lies in.",
    "system": "An integrated care system, or England: its Places together.",
    "place": "One of the areas that the system is made of: local authorities, or regions.",
    "sub_icb": "An NHS area inside the system that is not itself a Place.",
    "authority": "A local authority elsewhere in England, used to find similar areas.",
    "ward": "An electoral ward.",
    "msoa": "A middle-layer area of about 8,000 people.",
    "lsoa21": "A neighbourhood of about 1,500 people, as drawn for the 2021 Census.",
    "lsoa11": "A neighbourhood of about 1,500 people, as drawn for the 2011 Census.",
    "practice": "A GP practice and the people registered with it.",
}

GROUP_KINDS = groups.DEFINITIONS

FLAGS = {
    "break": "Unlike its own past",
    "siblings_disagree": "Unlike its siblings",
    "partial_return": "Fewer people counted",
    "out_of_range": "Far outside England's range",
    "repeated": "Same as before to the last digit",
    "manual": "Noted by hand",
}

HEARD_KINDS = {
    "core20": "People in the most deprived fifth of England's neighbourhoods.",
    "plus": "Groups the NHS calls PLUS.",
    "protected": "Groups the Equality Act protects.",
    "seldom heard": "People services hear from too rarely.",
}

VALUE_TYPES = {
    "percentage": "A share of people or households, from 0 to 100.",
    "rate": "Events for each so many people.",
    "years": "Years of life.",
    "score": "A point on a scale, such as 0 to 10, or a gap, which may lie below zero.",
    "count": "How many there are.",
    "ratio": "One quantity divided by another.",
    "currency": "Pounds.",
}

POLARITIES = {
    "high_is_good": "A higher figure is better for people.",
    "low_is_good": "A lower figure is better for people.",
    "no_judgement": "Neither higher nor lower is better by itself.",
}

INTERVAL_METHODS = {
    "published": "The publisher gives the range.",
    "wilson": "We work the range out from counts of people, by Wilson's method.",
    "dobson": "We work the range out from counts at each age, by Dobson's method.",
    "byar": "We work the range out from counts of events, by Byar's method.",
    "spread": "We work the range out from how much GP practices differ.",
    "computed": "The publisher gives no range of the latest figures. We work it out from the figure"
    " and the number of people it is about; the note of each figure says how.",
    "none": "No range can be given, so figures are not tested.",
}

NO_RANGE = "no range in our file"  # why a figure is not tested, or a trend not given
SO_NOT_TESTED = ", so not tested"  # after any such reason
WORKED_OUT = "range worked out here"  # begins the note of every figure whose range is
# What such a range shows.
INTERVAL_BASES = {
    "full count": "everyone was counted, so it shows chance from year to year, and true scatter"
    " may be wider",
    "sample": "it shows the chance of asking some people and not others",
}

AWAITED = {
    "figures": "The publisher has figures; no file with them is embedded.",
    "records": "Only linked records of people hold it; nobody has counted them yet.",
    "intervals": "The publisher has ranges; the embedded file has none.",
}

LIFE_STAGES = {
    "start well": "Pregnancy, childhood and youth.",
    "live well": "Working-age adults.",
    "age well": "Older people.",
    "all ages": "People of every age.",
}

# The five areas for adults, the five for children, and smoking, which bears on all of them.
CLINICAL_AREAS = {
    "maternity": "Care in pregnancy and birth.",
    "severe-mental-illness": "Bodily health of people with a severe mental illness.",
    "respiratory": "Chronic lung disease, above all COPD.",
    "cancer": "Finding cancer early.",
    "hypertension": "Finding and treating high blood pressure and high cholesterol.",
    "smoking": "Helping people stop smoking.",
    "asthma": "Asthma in children and young people.",
    "diabetes": "Diabetes in children and young people.",
    "epilepsy": "Epilepsy in children and young people.",
    "oral-health": "Children's teeth.",
    "cyp-mental-health": "Mental health care for children and young people.",
}

# The two versions of CORE20PLUS5.
VERSIONS = {
    "adults": "Adults.",
    "children": "Children and young people.",
}
VERSION_NAMES = {version: meaning.removesuffix(".") for version, meaning in VERSIONS.items()}

DIRECTIONS = {
    "at_least": "This figure or more.",
    "at_most": "This figure or less.",
}

PLUS_STATUSES = {
    "expected": "Expected by NHS England; not yet confirmed locally.",
    "named locally": "Named in local strategy as people to hear from; not yet chosen as PLUS.",
    "chosen": "Chosen locally.",
}

# In the order pages list them. Each has one file in data/catalogue/indicators.
TOPICS = {
    "length of life": "How long people live, and how long in good health.",
    "early deaths": "Deaths before old age that could have been prevented.",
    "smoking and alcohol": "Who smokes, and the harm that drinking does.",
    "weight and activity": "Healthy weight and moving about.",
    "mental health": "Mental illness, and the care people get for it.",
    "long-term conditions": "Conditions people live with for years.",
    "cancer": "Preventing cancer and finding it early.",
    "pregnancy and early years": "From before birth to starting school.",
    "school and growing up": "School age to early adulthood.",
    "GP care": "What people say of their GP practice, and the care it gives.",
    "hospital care": "Emergency departments, hospital beds and waiting for treatment.",
    "wellbeing and connection": "How people feel about their lives and the people in them.",
    "work and money": "Jobs, pay and poverty.",
    "home and neighbourhood": "Homes, heating, getting online and the air outside.",
    "who lives here": "The people of each Place.",
}

SEXES = {
    "persons": "Everyone, whatever their sex.",
    "female": "Women and girls.",
    "male": "Men and boys.",
}

YEAR_KINDS = {
    "calendar": "2024 in the file means January to December 2024.",
    "financial": "2024 in the file means April 2023 to March 2024.",
    "school": "2024 in the file means September 2023 to August 2024.",
}

# The readers in etl/sources, and documents, which none reads.
LAYOUTS = {
    "deprivation": "Indices of Deprivation, File 7.",
    "boundaries": "Boundaries as GeoJSON.",
    "lookup_lsoa11_lsoa21": "Which neighbourhood of 2011 became which of 2021.",
    "lookup_lsoa11_msoa11": "Which neighbourhood of 2011 lies in which middle-layer area.",
    "lookup_lsoa11_sub_icb": "Which neighbourhood of 2011 lies in which NHS area.",
    "lookup_lsoa21_ward": "Which neighbourhood of 2021 fits which ward best.",
    "lookup_msoa": "Which middle-layer area of 2011 became which of 2021.",
    "msoa_names": "Everyday names of middle-layer areas.",
    "rural_urban": "Whether a neighbourhood is rural or urban.",
    "census_age": "Census residents by band of age.",
    "census_ethnic_group": "Census residents by ethnic group.",
    "census_disability": "Census residents by disability.",
    "census_household_deprivation": "Census households by the number of ways they are deprived.",
    "census_english": "Census residents by how well they speak English.",
    "census_table": "Tables of the Census 2021 that data/catalogue/census.toml lists.",
    "deprivation_measures": "Indices of Deprivation, File 8: what the indices are made of.",
    "postcodes": "Which areas a postcode lies in.",
    "population_estimates": "Estimates of the population by year of age.",
    "explore_local_statistics": "ONS Explore Local Statistics.",
    "fingertips": "Fingertips, in the columns of its website or of its successor.",
    "lait": "Local Authority Interactive Tool.",
    "health_index": "ONS Health Index, figures by authority.",
    "msoa_life_expectancy": "ONS life expectancy by middle-layer area.",
    "qof": "QOF registers by practice, or England's totals.",
    "practice_deprivation": "Deprivation of each practice's patients, with the fifth of England.",
    "practice_deprivation_score": "Deprivation of each practice's patients, as a score alone.",
    "practice_map": "Which NHS area, network and postcode each GP practice has.",
    "registered_patients": "Patients registered with GP practices, by age and sex.",
    "cvdprevent": "CVDPREVENT, percentages by practice.",
    "fft_gp": "Friends and Family Test of GP practices.",
    "gp_patient_survey": "GP Patient Survey, percentages by practice.",
    "ae_attendances": "Visits to A&E by NHS area and month.",
    "criteria_to_reside": "Patients ready to leave hospital, by NHS area and day.",
    "waiting_list": "People waiting for hospital treatment, by trust and weeks waited.",
    "smi_checks": "Health checks for people with a severe mental illness.",
    "talking_therapies": "NHS Talking Therapies annual report.",
    "heec": "Primary care by practice deprivation.",
    "digital_exclusion": "Risk of digital exclusion.",
    "fuel_poverty": "Households in fuel poverty.",
    "loneliness": "Estimates of loneliness.",
    "linked_records": "Counts from linked records of people, made by `python -m etl records`.",
    "synthetic_records": "The same from made-up records, to show how it works.",
    "document": "A document that people read. It holds no figures for us to load.",
}

# Sources of counts from records of people: real ones, and made-up ones that show how it works.
LINKED_SOURCE, SYNTHETIC_SOURCE = "linked-records", "synthetic-records"

FILE_STATES = {
    "loaded": "It was read, and its rows are accounted for.",
    "nothing loaded": "It was read, and none of its rows is one of ours; the note says why.",
    "superseded": "It was read, and a newer file says all that it says.",
    "unrecognised": "No reader knows its columns.",
    "unreadable": "It is damaged, lacks a column or may not be followed; the note says which.",
    "reference": "We know what it is, and it holds no figures for us to load.",
}

GAP_CHANGES = {
    "widening": "The gap has grown, by more than chance explains.",
    "narrowing": "The gap has shrunk, by more than chance explains.",
    "no clear change": "Whether it has changed cannot be told from chance.",
    "cannot be calculated": "There are no two periods that can be compared.",
}
MOVING = ("widening", "narrowing")
TESTED_CHANGES = (*MOVING, "no clear change")

# People's voice. Each kind of file has a template in data/templates.
VOICE_LAYOUTS = {
    "feedback": "Comments, one row each.",
    "survey": "Answers to a survey or a panel wave, counted.",
    "panel": "Members of the Citizens' Panel, without names.",
    "engagement_activity": "Occasions on which people were asked or met.",
    "ideas": "Ideas people put forward, and their stage.",
    "responses": "You said, we did.",
    "resources": "What people can go to.",
}

ORGANISATION_TYPES = {
    "healthwatch": "Healthwatch, the independent champion of people who use care.",
    "vcfse": "A voluntary, community, faith or social enterprise organisation.",
    "council": "A council.",
    "nhs": "The NHS.",
    "panel": "The Citizens' Panel.",
    "not stated": "The file does not say.",
}

METHODS = {
    "survey": "Questions answered on a form.",
    "focus group": "A small group talking about one subject.",
    "interview": "Two people talking.",
    "event": "A meeting or an outing open to many.",
    "online": "Written on a website or on social media.",
    "letter": "A letter or an e-mail.",
    "not stated": "The file does not say.",
}

MOODS = {
    "negative": "People were unhappy.",
    "mixed": "Good and bad, or neither.",
    "positive": "People were happy.",
}

# Who has labelled a comment.
LABELLERS = {
    "person": "Somebody who read it, or the rating given with it.",
    "machine": "The model that learned from people's labels.",
}

SUBJECT_LINKS = {
    "indicator": "A measure the subject is seen by.",
    "theme": "A theme of what people say about it.",
    "group": "A group of people it is about.",
}

IDEA_STAGES = {
    "new": "Nobody has looked at it yet.",
    "under review": "Somebody is looking at it.",
    "being tried": "It is tried out on a small scale.",
    "adopted": "It is done.",
    "not taken forward": "It will not be done, and the reason is given.",
}

RESPONSE_STATUSES = {
    "heard": "Somebody has noted it.",
    "deciding": "A decision is being made.",
    "doing": "It is being done.",
    "done": "It is done.",
    "could not": "It could not be done, and the reason is given.",
}

RESOURCE_KINDS = {
    "place to go": "A building or a group people can go to.",
    "training": "Lessons or help to learn.",
    "device or data": "A phone, a computer or a data allowance.",
    "programme": "A programme that helps.",
}

AGE_BANDS = ("16-34", "35-49", "50-64", "65+")
PANEL_ETHNIC_GROUPS = ("asian", "black", "mixed", "white", "other")
