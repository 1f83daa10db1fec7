-- How does an indicator differ between groups of people in one area?
SELECT
    group_id, group_name, kind, sort_order, period_start_date, period_end_date, period_label,
    value, lower_ci, upper_ci, numerator_count, denominator_count,
    coalesce(value_note, '') AS value_note
FROM observation JOIN population_group USING (group_id)
WHERE indicator_id = $indicator_id AND area_code = $area_code AND group_id <> 'everyone'
ORDER BY kind, sort_order, group_id, period_end_date, period_start_date;
