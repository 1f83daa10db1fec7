-- How many people of each middle-layer area live in which ward?
SELECT
    area.parent_code AS area_code, neighbourhood.place_code, ward_name,
    sum(neighbourhood.population_count)::INTEGER AS population_count
FROM neighbourhood JOIN area USING (area_code)
WHERE area.parent_code IS NOT NULL AND coalesce(ward_name, '') <> ''
GROUP BY ALL
ORDER BY ward_name, place_code, population_count DESC, area_code;
