-- Where can people still come and talk?
SELECT activity_id, organisation, area_code, area_name, start_date, end_date, date_label, method,
    topic, is_demonstration
FROM planned_activity
JOIN area USING (area_code)
ORDER BY start_date, activity_id;
