-- How many residents of each kind would the Citizens' Panel speak for, by the latest census?
WITH resident AS (
    SELECT area_code, area_type, area_name, indicator_id, group_id, numerator_count AS people
    FROM observation JOIN area USING (area_code)
    WHERE indicator_id IN ('residents-by-age', 'residents-by-ethnic-group')
    QUALIFY period_end_date = max(period_end_date) OVER (PARTITION BY indicator_id)
),
adult AS (
    SELECT
        area_code, area_type, area_name, people,
        CASE group_id
            WHEN 'age-35-49' THEN '35-49' WHEN 'age-50-64' THEN '50-64'
            WHEN 'age-65-plus' THEN '65+' ELSE '16-34'
        END AS age_band
    FROM resident
    WHERE group_id IN ('age-16-24', 'age-25-34', 'age-35-49', 'age-50-64', 'age-65-plus')
)
SELECT 'place' AS kind, area_code AS category, area_name AS category_name, sum(people) AS people
FROM adult WHERE area_type = 'place' GROUP BY ALL
UNION ALL
SELECT 'age_band', age_band, age_band, sum(people)
FROM adult WHERE area_type = 'place' GROUP BY ALL
UNION ALL
SELECT 'ethnic_group', replace(group_id, 'ethnic-', ''), group_name, sum(people)
FROM resident JOIN population_group USING (group_id)
WHERE area_type = 'place' AND indicator_id = 'residents-by-ethnic-group' GROUP BY ALL
UNION ALL
SELECT 'deprivation_quintile', ((decile + 1) // 2)::VARCHAR, ((decile + 1) // 2)::VARCHAR,
    sum(people)
FROM adult JOIN deprivation USING (area_code)
WHERE edition = '2025' AND domain = 'imd' GROUP BY ALL
ORDER BY kind, category;
