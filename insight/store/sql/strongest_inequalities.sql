-- Which latest gaps of the system and the Places are clear, and which are largest?
SELECT
    inequality.* REPLACE (
        coalesce(gap_refusal, '') AS gap_refusal, coalesce(slope_refusal, '') AS slope_refusal
    ),
    area_name, area_type, first.group_name, reference.group_name AS reference_group_name,
    plain_name, indicator_name, topic, clinical_area, unit, value_type, polarity, decimal_places,
    greatest(relative_gap, 1 / relative_gap) AS relative_size,
    abs(absolute_gap) / nullif(abs(reference_value), 0) AS absolute_size,
    doubt_about(indicator_id, area_code, period_start_date) AS doubt
FROM inequality
JOIN area USING (area_code)
JOIN indicator USING (indicator_id)
LEFT JOIN population_group AS first USING (group_id)
LEFT JOIN population_group AS reference ON reference.group_id = reference_group_id
WHERE area_type IN ('system', 'place')
-- A gap by deprivation in what is made from deprivation is no finding.
AND NOT (rests_on_deprivation AND group_kind <> 'ethnic_group' AND group_kind <> 'sex')
-- The latest of any edition: groups by an edition that is no longer used are not the latest.
QUALIFY absolute_lower IS NOT NULL AND 1 = rank() OVER (
    PARTITION BY indicator_id, area_code, group_kind
    ORDER BY period_end_date DESC, period_start_date DESC
)
ORDER BY is_clear DESC, relative_size DESC NULLS LAST, absolute_size DESC NULLS LAST,
    indicator_id, area_code, group_kind, edition DESC
LIMIT $limit;
