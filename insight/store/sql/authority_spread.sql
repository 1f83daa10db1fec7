-- Between which figures do English authorities lie, for every indicator and period of the Places?
WITH figure AS (
    SELECT indicator_id, period_start_date, period_end_date, value, area_type,
        starts_with(area_code, 'E07') AS is_district,
        bool_or(starts_with(area_code, 'E10')) OVER (
            PARTITION BY indicator_id, period_start_date, period_end_date
        ) AS has_counties
    FROM observation JOIN area USING (area_code)
    WHERE area_type IN ('authority', 'place') AND group_id = 'everyone' AND value IS NOT NULL
        AND ($indicator_ids::VARCHAR[] IS NULL OR list_contains($indicator_ids, indicator_id))
)
SELECT
    indicator_id, period_start_date, period_end_date,
    min(value) AS lowest,
    quantile_cont(value, 0.25) AS lower_quarter,
    quantile_cont(value, 0.5) AS middle,
    quantile_cont(value, 0.75) AS upper_quarter,
    max(value) AS highest,
    count(*) AS authority_count
FROM figure
WHERE NOT (is_district AND has_counties)  -- districts lie in counties: nobody counts twice
GROUP BY indicator_id, period_start_date, period_end_date
-- Without many others the spread would be that of the Places, or of the region, and not England.
HAVING count_if(area_type = 'place') > 0 AND count(*) >= $fewest_authorities
ORDER BY indicator_id, period_end_date, period_start_date;
