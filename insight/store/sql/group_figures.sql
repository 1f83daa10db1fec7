-- What is the figure of each group of one kind, in one area or in all, in every period?
SELECT
    indicator_id, area_code, edition, group_kind, group_id, group_name, kind, sort_order,
    period_start_date, period_end_date, period_label, unit_of_analysis,
    value, standard_error, lower_ci, upper_ci, population_count, unit_count,
    coalesce(refusal, '') AS refusal
FROM group_figure JOIN population_group USING (group_id)
WHERE indicator_id = $indicator_id AND ($area_code::VARCHAR IS NULL OR area_code = $area_code)
    AND group_kind = $group_kind AND edition = $edition
ORDER BY area_code, period_end_date, period_start_date, sort_order, group_id;
