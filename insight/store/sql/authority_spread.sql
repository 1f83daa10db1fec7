-- Between which figures do English authorities lie, for every indicator and period of the Places?
WITH figure AS (
    SELECT indicator_id, period_start_date, period_end_date, value, area_type
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
GROUP BY indicator_id, period_start_date, period_end_date
-- Without other authorities the spread would be that of the Places alone.
HAVING count_if(area_type = 'place') > 0 AND count_if(area_type = 'authority') > 0
ORDER BY indicator_id, period_end_date, period_start_date;
