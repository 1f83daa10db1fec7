-- How many people live in the most deprived fifth of England, by Place and in the system?
WITH home AS (
    SELECT area_code, place_code FROM neighbourhood WHERE $edition = '2025'
    UNION -- not UNION ALL: a 2011 neighbourhood that was split has several successors
    SELECT lsoa11_code, place_code
    FROM area_change JOIN neighbourhood ON area_code = lsoa21_code
    WHERE $edition = '2019'
),
ranked AS (
    SELECT place_code, population_count AS people, decile <= 2 AS is_core20
    FROM deprivation JOIN home USING (area_code)
    WHERE edition = $edition AND domain = 'imd'
),
counted AS (
    SELECT
        coalesce(place_code, (SELECT area_code FROM area WHERE area_type = 'system')) AS area_code,
        -- Where not everybody has been counted, a part would pass for the whole.
        if(count(people) = count(*), sum(people), 0)::BIGINT AS people_count,
        if(people_count > 0, coalesce(sum(people) FILTER (is_core20), 0), 0)::BIGINT AS core20_count,
        count(*) AS neighbourhood_count,
        count(*) FILTER (is_core20) AS core20_neighbourhood_count
    FROM ranked
    GROUP BY GROUPING SETS ((place_code), ())
)
SELECT
    area_code, area_name, area_type, people_count, core20_count,
    100.0 * core20_count / nullif(people_count, 0) AS core20_pct,
    neighbourhood_count, core20_neighbourhood_count
FROM counted JOIN area USING (area_code)
ORDER BY area_type = 'system', area_name;
