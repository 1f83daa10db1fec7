-- Who lives in an area? Shares by age, ethnic group and disability, beside the system's.
-- Of the breakdowns of all residents alone: other measures are given for such groups too.
WITH resident AS (
    SELECT
        area_code, indicator_id, group_id, group_name, kind, sort_order, period_end_date,
        period_label, value, numerator_count, value_note
    FROM observation
    JOIN population_group USING (group_id)
    WHERE indicator_id IN (
        'residents-by-age', 'residents-by-ethnic-group', 'residents-by-disability'
    )
)
SELECT
    kind, group_id, group_name, sort_order, period_label, resident.value, numerator_count,
    whole.value AS system_value, coalesce(value_note, '') AS value_note
FROM resident
LEFT JOIN (
    SELECT indicator_id, group_id, period_end_date, value
    FROM resident
    WHERE area_code IN (SELECT area_code FROM area WHERE area_type = 'system')
) AS whole USING (indicator_id, group_id, period_end_date)
WHERE resident.area_code = $area_code
QUALIFY period_end_date = max(period_end_date) OVER (PARTITION BY indicator_id)
ORDER BY kind, sort_order, group_id;
