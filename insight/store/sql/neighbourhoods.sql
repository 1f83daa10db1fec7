-- Which neighbourhoods make up a Place, and how deprived is each?
WITH before AS (
    -- Where a neighbourhood was joined from several, say nothing unless all agree.
    SELECT
        lsoa21_code AS area_code,
        CASE WHEN min(decile) = max(decile) THEN min(decile) END AS imd_decile_2019
    FROM area_change JOIN deprivation ON area_code = lsoa11_code
    WHERE edition = '2019' AND domain = 'imd'
    GROUP BY lsoa21_code
)
SELECT
    area_code, area_name,
    coalesce(msoa_name, '') AS msoa_name, coalesce(ward_name, '') AS ward_name,
    coalesce(rural_urban, '') AS rural_urban, neighbourhood.population_count,
    is_core20, is_core20_2019,
    decile AS imd_decile_2025, rank AS imd_rank_2025, imd_decile_2019
FROM neighbourhood
JOIN area USING (area_code)
LEFT JOIN deprivation USING (area_code)
LEFT JOIN before USING (area_code)
WHERE neighbourhood.place_code = $place_code AND edition = '2025' AND domain = 'imd'
ORDER BY area_name, area_code;
