-- How deprived is each neighbourhood, in one edition and one domain?
WITH home AS (
    SELECT area_code, place_code, msoa_name, ward_name FROM neighbourhood WHERE $edition = '2025'
    UNION ALL -- a 2011 neighbourhood takes its names from the first 2021 one cut from it
    SELECT lsoa11_code, min(place_code), min_by(msoa_name, area_code), min_by(ward_name, area_code)
    FROM area_change JOIN neighbourhood ON area_code = lsoa21_code
    WHERE $edition = '2019'
    GROUP BY lsoa11_code
)
SELECT
    asked.area_code, area.area_name,
    coalesce(msoa_name, '') AS msoa_name, coalesce(ward_name, '') AS ward_name,
    home.place_code, place.area_name AS place_name,
    asked.rank, asked.decile, asked.score, overall.population_count,
    overall.decile <= 2 AS is_core20
FROM deprivation AS asked
JOIN deprivation AS overall USING (area_code, edition)
JOIN home USING (area_code)
JOIN area USING (area_code)
JOIN area AS place ON place.area_code = home.place_code
WHERE asked.edition = $edition AND asked.domain = $domain AND overall.domain = 'imd'
    AND ($place_code::VARCHAR IS NULL OR home.place_code = $place_code)
ORDER BY area.area_name, asked.area_code;
