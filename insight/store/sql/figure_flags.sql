-- Which figures have a sign of doubt, and how did each series run?
WITH doubted AS (SELECT DISTINCT indicator_id, area_code FROM figure_flag),
history AS (
    SELECT indicator_id, area_code,
        list(period_start_date ORDER BY period_end_date, period_start_date) AS period_start_dates,
        list(period_end_date ORDER BY period_end_date, period_start_date) AS period_end_dates,
        list(coalesce(value, 'nan') ORDER BY period_end_date, period_start_date) AS values,
        list(coalesce(lower_ci, 'nan') ORDER BY period_end_date, period_start_date) AS lowers,
        list(coalesce(upper_ci, 'nan') ORDER BY period_end_date, period_start_date) AS uppers,
        max(period_start_date) AS latest_start_date
    FROM observation JOIN doubted USING (indicator_id, area_code)
    WHERE group_id = 'everyone'
    GROUP BY ALL
)
SELECT
    figure_flag.*, plain_name, indicator_name, topic, unit, decimal_places, source_id, area_name,
    period_label, value, period_start_date = latest_start_date AS is_latest,
    period_start_dates, period_end_dates, values, lowers, uppers
FROM figure_flag JOIN indicator USING (indicator_id) JOIN area USING (area_code)
JOIN (FROM observation WHERE group_id = 'everyone') AS own
    USING (indicator_id, area_code, period_start_date)
JOIN history USING (indicator_id, area_code)
ORDER BY is_latest DESC, period_start_date DESC, plain_name, area_name, flag;
