-- Which Places lack a figure for an indicator's latest period, and why?
WITH place AS (SELECT area_code, area_name FROM area WHERE area_type = 'place'),
headline AS (
    SELECT observation.*
    FROM observation JOIN place USING (area_code)
    WHERE group_id = 'everyone'
),
latest AS (
    SELECT indicator_id, period_start_date, period_end_date, min(period_label) AS period_label
    FROM headline
    GROUP BY indicator_id, period_start_date, period_end_date
    QUALIFY 1 = row_number() OVER (
        PARTITION BY indicator_id ORDER BY period_end_date DESC, period_start_date DESC
    )
),
gap AS (
    SELECT
        indicator_id, latest.period_label, place.area_name,
        CASE
            WHEN figure.indicator_id IS NOT NULL THEN coalesce(value_note, '')
            WHEN (indicator_id, area_code) IN (SELECT (indicator_id, area_code) FROM headline)
                THEN 'not published for this period'
            ELSE 'not published for this area'
        END AS reason
    FROM latest CROSS JOIN place
    LEFT JOIN headline AS figure USING (indicator_id, area_code, period_start_date, period_end_date)
    WHERE value IS NULL
    UNION ALL
    SELECT indicator_id, '', area_name, 'published only for other kinds of area'
    FROM (SELECT DISTINCT indicator_id FROM indicator_coverage) CROSS JOIN place
    WHERE indicator_id NOT IN (
        SELECT indicator_id FROM observation JOIN place USING (area_code) -- for any group
    )
)
SELECT
    indicator_id, plain_name, period_label, reason, count(*) AS place_count,
    string_agg(area_name, ', ' ORDER BY area_name) AS place_names
FROM gap JOIN indicator USING (indicator_id)
GROUP BY indicator_id, plain_name, period_label, reason
ORDER BY plain_name, indicator_id, reason;
