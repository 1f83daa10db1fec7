-- What is the mean figure of each Place's similar areas in one period?
-- Rounded: figures added in another order differ in their last digits.
SELECT place_code, round(avg(value), 9) AS benchmark_value, count(value)::INTEGER AS benchmark_count
FROM similar_area JOIN observation USING (area_code)
WHERE indicator_id = $indicator_id AND group_id = 'everyone'
    AND period_start_date = $period_start_date AND period_end_date = $period_end_date
GROUP BY place_code
HAVING count(value) >= 5 -- of ten; fewer are too few for a mean
ORDER BY place_code;
