-- How large is the gap, and how steep the gradient, in every area and period?
SELECT
    inequality.* REPLACE (
        coalesce(gap_refusal, '') AS gap_refusal, coalesce(slope_refusal, '') AS slope_refusal
    ),
    area_name, area_type, first.group_name, reference.group_name AS reference_group_name
FROM inequality JOIN area USING (area_code)
LEFT JOIN population_group AS first USING (group_id)
LEFT JOIN population_group AS reference ON reference.group_id = reference_group_id
WHERE indicator_id = $indicator_id AND group_kind = $group_kind AND edition = $edition
ORDER BY area_name, area_code, period_end_date, period_start_date;
