-- How do the Places and the system stand on what each subject is measured by, beside England?
WITH linked AS (
    SELECT subject_id, linked_id AS indicator_id, sort_order AS link_order
    FROM subject_link WHERE kind = 'indicator'
),
headline AS (
    SELECT * FROM observation
    WHERE group_id = 'everyone' AND indicator_id IN (SELECT indicator_id FROM linked)
),
here AS (SELECT area_code, area_name, area_type FROM area WHERE area_type IN ('place', 'system')),
latest AS (
    SELECT headline.* FROM headline JOIN here USING (area_code)
    QUALIFY 1 = row_number() OVER (
        PARTITION BY indicator_id, area_code ORDER BY period_end_date DESC, period_start_date DESC
    )
),
england AS (SELECT * FROM headline WHERE area_code = $benchmark_code)
SELECT subject_id, link_order, here.area_code, area_name, area_type, indicator_id, plain_name,
    unit, value_type, polarity, decimal_places, source_id, caveat, latest.period_label,
    latest.period_start_date, latest.period_end_date, latest.value, latest.lower_ci,
    latest.upper_ci, england.value AS benchmark_value,
    if(latest.indicator_id IS NULL, 'not published for this area', coalesce(latest.value_note, ''))
        AS value_note,
    doubt_about(indicator_id, here.area_code, latest.period_start_date) AS doubt
FROM linked CROSS JOIN here JOIN indicator USING (indicator_id)
LEFT JOIN latest USING (indicator_id, area_code)
LEFT JOIN england USING (indicator_id, period_start_date, period_end_date)
ORDER BY subject_id, area_name, link_order, indicator_id;
