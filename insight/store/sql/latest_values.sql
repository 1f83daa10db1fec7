-- What is the figure of every area of one type, for the latest period or the one asked for?
WITH member AS (
    SELECT area_code, place_code FROM area WHERE area_type = $area_type AND area_type <> 'lsoa11'
    UNION -- codes that lived on into 2021 are listed there as lsoa21
    SELECT lsoa11_code, neighbourhood.place_code
    FROM area_change JOIN neighbourhood ON area_code = lsoa21_code
    WHERE $area_type = 'lsoa11'
),
figure AS (
    SELECT observation.*
    FROM observation JOIN member USING (area_code)
    WHERE group_id = $group_id AND ($indicator_id::VARCHAR IS NULL OR indicator_id = $indicator_id)
),
period AS (
    SELECT indicator_id, period_start_date, period_end_date, min(period_label) AS period_label
    FROM figure
    WHERE $period_end_date::DATE IS NULL
        OR (period_start_date = $period_start_date::DATE AND period_end_date = $period_end_date)
    GROUP BY indicator_id, period_start_date, period_end_date
    QUALIFY 1 = row_number() OVER (PARTITION BY indicator_id
        ORDER BY period_end_date DESC, period_start_date DESC)
)
SELECT
    indicator_id, member.area_code, area.area_name, $area_type AS area_type, member.place_code,
    period.* EXCLUDE (indicator_id), value, lower_ci, upper_ci, numerator_count, denominator_count,
    CASE
        WHEN figure.indicator_id IS NOT NULL THEN coalesce(value_note, '')
        WHEN (indicator_id, area_code) IN (SELECT (indicator_id, area_code) FROM figure)
            THEN 'not published for this period'
        ELSE 'not published for this area'
    END AS value_note,
    if($group_id = 'everyone',
        doubt_about(indicator_id, member.area_code, period.period_start_date), '') AS doubt
FROM member
JOIN area USING (area_code)
CROSS JOIN period
LEFT JOIN figure USING (indicator_id, area_code, period_start_date, period_end_date)
-- Middle-layer areas of 2011 and 2021 share one type: list those this indicator is about.
WHERE $area_type <> 'msoa' OR area_code IN (SELECT area_code FROM figure)
ORDER BY indicator_id, area_name, area_code;
