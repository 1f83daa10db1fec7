-- About what is the system's figure, where none is published and none can be added up?
SELECT indicator_id, period_label, period_start_date, period_end_date, value, lowest_value,
    highest_value, place_count
FROM system_estimate
WHERE $indicator_id::VARCHAR IS NULL OR indicator_id = $indicator_id
ORDER BY indicator_id, period_end_date DESC, period_start_date DESC;
