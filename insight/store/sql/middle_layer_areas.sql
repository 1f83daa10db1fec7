-- Which middle-layer areas do neighbourhoods of today make up, and what were their codes before?
WITH today AS (
    SELECT
        parent_code AS area_code, neighbourhood.place_code,
        sum(neighbourhood.population_count)::INTEGER AS population_count,
        count(*) AS neighbourhood_count
    FROM neighbourhood JOIN area USING (area_code)
    WHERE parent_code <> neighbourhood.place_code -- the Place, where no file says more
    GROUP BY ALL
),
-- An area cut in two in 2021 has no neighbourhood left. What became of it are the areas of its
-- Place that have no centre of 2011.
former AS (
    SELECT new.area_code, list(old.area_code ORDER BY old.area_code) AS former_codes
    FROM today AS new
    JOIN area AS old ON old.area_type = 'msoa' AND old.place_code = new.place_code
    WHERE old.area_code NOT IN (SELECT area_code FROM today)
        AND old.area_code IN (SELECT area_code FROM centre WHERE area_type = 'msoa')
        AND new.area_code NOT IN (SELECT area_code FROM centre WHERE area_type = 'msoa')
    GROUP BY new.area_code
)
SELECT
    area_code, area.area_name, today.place_code, place.area_name AS place_name,
    today.population_count, neighbourhood_count,
    coalesce(former_codes, []) AS former_codes
FROM today
JOIN area USING (area_code)
JOIN area AS place ON place.area_code = today.place_code
LEFT JOIN former USING (area_code)
ORDER BY place_name, area.area_name, area_code;
