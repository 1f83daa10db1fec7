-- What did people say, and what was done about it?
SELECT
    response_id, response.area_code, area_name, response.theme_id, theme.plain_name AS theme_name,
    coalesce(parent_id, '') AS parent_id, response.group_id,
    coalesce(group_name, 'Everyone') AS group_name, said, said_date, decision, decision_date,
    action, owner_role, due_date, status, status_reason, response.indicator_id, told_back_date,
    is_demonstration
FROM response
JOIN area USING (area_code)
JOIN theme USING (theme_id)
LEFT JOIN heard_group USING (group_id)
ORDER BY said_date DESC, response_id;
