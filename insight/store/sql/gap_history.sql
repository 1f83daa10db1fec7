-- Of every measure with groups, in which areas can a change of the gap be shown, and since when?
WITH given AS ( -- periods with a gap
    SELECT indicator_id, group_kind, edition, area_code, count(*) AS period_count,
        arg_min(period_label, (period_end_date, period_start_date)) AS first_period,
        arg_max(period_label, (period_end_date, period_start_date)) AS latest_period
    FROM inequality WHERE absolute_gap IS NOT NULL GROUP BY ALL
)
SELECT
    indicator_id, plain_name, topic, group_kind, edition, area_code, area_name, area_type,
    period_count, first_period, latest_period, from_period_label, absolute_word, relative_word,
    coalesce(reason, '') AS reason
FROM given JOIN indicator USING (indicator_id) JOIN area USING (area_code)
LEFT JOIN gap_change USING (indicator_id, group_kind, edition, area_code)
WHERE area_type IN ('place', 'system', 'sub_icb', 'country')
ORDER BY plain_name, indicator_id, group_kind, edition DESC, area_name, area_code;
