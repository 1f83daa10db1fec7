-- How has an indicator moved, area by area? Places without a figure keep a row that says why.
WITH headline AS (
    SELECT observation.* FROM observation JOIN area USING (area_code)
    WHERE group_id = 'everyone' AND ($indicator_id::VARCHAR IS NULL OR indicator_id = $indicator_id)
        -- the Places always, whose periods these are
        AND (list_contains($area_codes, area_code)
            OR area_type IN ('place', 'system', 'sub_icb', 'region', 'country'))
),
chosen AS (
    SELECT area_code, area_name, area_type, place_code
    FROM area
    WHERE CASE
        WHEN $area_codes::VARCHAR[] IS NOT NULL THEN list_contains($area_codes, area_code)
        ELSE area_type IN ('place', 'system', 'sub_icb', 'region', 'country')
    END
),
period AS (
    SELECT indicator_id, period_start_date, period_end_date, min(period_label) AS period_label
    FROM headline JOIN area USING (area_code)
    WHERE area_type = 'place'
    GROUP BY indicator_id, period_start_date, period_end_date
),
grid AS (
    SELECT * FROM chosen, period WHERE area_type = 'place'
    UNION
    SELECT chosen.*, indicator_id, period_start_date, period_end_date, period_label
    FROM chosen JOIN headline USING (area_code)
    WHERE area_type <> 'place'
)
SELECT
    indicator_id, area_code, area_name, area_type, grid.place_code, period_start_date, period_end_date,
    grid.period_label, value, lower_ci, upper_ci, numerator_count, denominator_count,
    CASE
        WHEN headline.indicator_id IS NOT NULL THEN coalesce(value_note, '')
        WHEN (indicator_id, area_code) IN (SELECT (indicator_id, area_code) FROM headline)
            THEN 'not published for this period'
        ELSE 'not published for this area'
    END AS value_note, doubt_about(indicator_id, area_code, period_start_date) AS doubt
FROM grid LEFT JOIN headline USING (indicator_id, area_code, period_start_date, period_end_date)
ORDER BY indicator_id, area_name, area_code, period_end_date, period_start_date;
