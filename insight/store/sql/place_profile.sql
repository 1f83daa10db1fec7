-- How does one Place stand on every indicator, now and over time, beside its benchmark?
WITH headline AS ( -- areas are chosen first: of all England, their blocks alone are read
    SELECT observation.* FROM observation JOIN (
        SELECT area_code FROM area WHERE area_type = 'place' OR area_code = $place_code
    ) USING (area_code) WHERE group_id = 'everyone'
),
latest AS ( -- the Place's own period; where it has none, the latest of any, to say so
    SELECT indicator_id,
        max((area_code = $place_code, period_end_date, period_start_date, period_label)) AS last,
        last[2] AS period_end_date, last[3] AS period_start_date, last[4] AS period_label
    FROM headline GROUP BY indicator_id
),
history AS (
    SELECT indicator_id,
        list(period_start_date ORDER BY period_end_date, period_start_date) AS period_start_dates,
        list(period_end_date ORDER BY period_end_date, period_start_date) AS period_end_dates,
        list(coalesce(value, 'nan') ORDER BY period_end_date, period_start_date) AS values,
        list(coalesce(lower_ci, 'nan') ORDER BY period_end_date, period_start_date) AS lowers,
        list(coalesce(upper_ci, 'nan') ORDER BY period_end_date, period_start_date) AS uppers
    FROM headline WHERE area_code = $place_code GROUP BY indicator_id
),
benchmark AS ( -- of similar areas, fewer than five are too few; rounded: order changes last digits
    SELECT indicator_id, period_start_date, period_end_date, round(avg(value), 9) AS value
    FROM observation JOIN (
        SELECT $benchmark_code AS area_code UNION ALL SELECT area_code FROM similar_area
        WHERE $benchmark_code = 'similar' AND place_code = $place_code
    ) USING (area_code) WHERE group_id = 'everyone'
    GROUP BY ALL HAVING count(value) >= if($benchmark_code = 'similar', 5, 1)
)
SELECT indicator_id, plain_name, indicator_name, topic, life_stage, clinical_area, unit, value_type,
    polarity, decimal_places, latest.period_label, period_start_date, period_end_date,
    own.value, own.lower_ci, own.upper_ci, benchmark.value AS benchmark_value,
    if(own.indicator_id IS NULL, 'not published for this area', coalesce(value_note, '')) AS value_note,
    doubt_about(indicator_id, $place_code, period_start_date) AS doubt,
    coalesce(COLUMNS(history.* EXCLUDE (indicator_id)), []) AS '\0'
FROM latest JOIN indicator USING (indicator_id) LEFT JOIN history USING (indicator_id)
LEFT JOIN (FROM headline WHERE area_code = $place_code) AS own
    USING (indicator_id, period_start_date, period_end_date)
LEFT JOIN benchmark USING (indicator_id, period_start_date, period_end_date)
ORDER BY topic, plain_name, indicator_id;
