-- How did people of each Place and group answer one question of a survey?
SELECT
    area_code, area_name, area_type, group_id, coalesce(group_name, 'Everyone') AS group_name,
    answer, answer_order, answer_count, base_count, state, is_demonstration
FROM survey_result
JOIN area USING (area_code)
LEFT JOIN heard_group USING (group_id)
WHERE survey_id = $survey_id AND question = $asked
ORDER BY area_type = 'system', area_name, coalesce(sort_order, 0), group_id, answer_order, answer;
