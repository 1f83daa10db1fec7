-- Which indicators can be compared between groups, and grouped how?
SELECT
    indicator_id, plain_name, topic, clinical_area, unit, value_type, polarity, decimal_places,
    group_kind, edition, any_value(unit_of_analysis) AS unit_of_analysis,
    count(DISTINCT area_code) FILTER (absolute_gap IS NOT NULL) AS area_count,
    arg_max(period_label, (absolute_gap IS NOT NULL, period_end_date)) AS latest_period_label
FROM inequality JOIN indicator USING (indicator_id)
GROUP BY ALL
ORDER BY plain_name, indicator_id, group_kind, edition DESC;
