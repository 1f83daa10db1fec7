-- How many people live in each Place, in Core20 and in all, and how many were asked or heard?
WITH lived AS (
    SELECT
        coalesce(place_code, (SELECT area_code FROM area WHERE area_type = 'system')) AS area_code,
        -- Where not everybody has been counted, a part would pass for the whole.
        if(count(population_count) = count(*), sum(population_count), NULL)::BIGINT AS people_count,
        100.0 * sum(population_count) FILTER (is_core20) / people_count AS core20_pct
    FROM neighbourhood
    GROUP BY GROUPING SETS ((place_code), ())
),
asked AS (
    SELECT
        area_code,
        count(*) FILTER (NOT is_demonstration) AS activity_count,
        count(*) FILTER (is_demonstration) AS demonstration_activity_count
    FROM engagement_activity
    GROUP BY area_code
),
heard AS (
    SELECT area_code, comment_count, state, is_demonstration
    FROM voice_cell
    WHERE group_id = 'everyone' AND theme_id = 'any' AND period_label = 'all time'
)
SELECT
    area_code, area_name, area_type, people_count, coalesce(core20_pct, 0) AS core20_pct,
    coalesce(activity_count, 0) AS activity_count,
    coalesce(demonstration_activity_count, 0) AS demonstration_activity_count,
    comment_count, coalesce(state, 'too few') AS state,
    coalesce(is_demonstration, false) AS is_demonstration
FROM lived
JOIN area USING (area_code)
LEFT JOIN asked USING (area_code)
LEFT JOIN heard USING (area_code)
ORDER BY area_type = 'system', area_name;
