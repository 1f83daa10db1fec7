-- What is the mean figure of each Place's similar areas, by indicator and period?
-- Rounded: figures added in another order differ in their last digits.
SELECT indicator_id, period_start_date, period_end_date, place_code,
    round(avg(value), 9) AS benchmark_value, count(value)::INTEGER AS benchmark_count
FROM similar_area JOIN observation USING (area_code)
WHERE group_id = 'everyone'
GROUP BY ALL
HAVING count(value) >= 5 -- of ten; fewer are too few for a mean
ORDER BY indicator_id, period_start_date, period_end_date, place_code;
