-- How large are one area's latest gaps in each clinical area of CORE20PLUS5?
SELECT
    inequality.* REPLACE (
        coalesce(gap_refusal, '') AS gap_refusal, coalesce(slope_refusal, '') AS slope_refusal
    ),
    area_name, area_type, first.group_name, reference.group_name AS reference_group_name,
    plain_name, indicator_name, topic, clinical_area, unit, value_type, polarity, decimal_places
FROM inequality
JOIN area USING (area_code)
JOIN indicator USING (indicator_id)
LEFT JOIN population_group AS first USING (group_id)
LEFT JOIN population_group AS reference ON reference.group_id = reference_group_id
WHERE area_code = $area_code AND clinical_area <> ''
-- The latest of any edition: groups by an edition that is no longer used are not the latest.
QUALIFY 1 = rank() OVER (
    PARTITION BY indicator_id, group_kind ORDER BY period_end_date DESC, period_start_date DESC
)
ORDER BY plain_name, indicator_id, group_kind, edition DESC;
