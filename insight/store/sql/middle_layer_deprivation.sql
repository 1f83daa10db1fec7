-- How deprived is each neighbourhood of a middle-layer area, in every domain?
SELECT
    area_code, area.area_name, neighbourhood.population_count,
    coalesce(ward_name, '') AS ward_name, domain, decile, rank
FROM neighbourhood
JOIN area USING (area_code)
JOIN deprivation USING (area_code)
WHERE area.parent_code = $area_code AND edition = '2025'
ORDER BY area.area_name, area_code, domain;
