-- How many people live in rural and in urban neighbourhoods of a Place, or of the system?
WITH lived AS (
    SELECT coalesce(rural_urban, 'Not known') AS rural_urban,
        -- Where not everybody has been counted, a part would pass for the whole.
        if(bool_and(population_count IS NOT NULL) OVER (), population_count, NULL) AS population_count
    FROM neighbourhood
    WHERE place_code = $area_code
        OR $area_code IN (SELECT area_code FROM area WHERE area_type = 'system')
)
SELECT
    rural_urban,
    count(*) AS neighbourhood_count,
    sum(population_count)::BIGINT AS people_count,
    100.0 * people_count / nullif(sum(people_count) OVER (), 0) AS people_pct
FROM lived
GROUP BY rural_urban
ORDER BY people_count DESC, rural_urban;
