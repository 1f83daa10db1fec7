-- Which themes did a person put forward although few spoke of them, and why?
SELECT
    promotion.theme_id, plain_name, coalesce(parent_id, '') AS parent_id, promotion.area_code,
    area_name, promotion.group_id, coalesce(group_name, 'Everyone') AS group_name, reason,
    promoted_by_role, promoted_date, voice_cell.comment_count,
    coalesce(voice_cell.state, 'too few') AS state, promotion.is_demonstration
FROM promotion
JOIN theme USING (theme_id)
JOIN area USING (area_code)
LEFT JOIN heard_group USING (group_id)
LEFT JOIN voice_cell
    ON voice_cell.theme_id = promotion.theme_id AND voice_cell.area_code = promotion.area_code
    AND voice_cell.group_id = promotion.group_id AND period_label = 'all time'
ORDER BY promoted_date DESC, theme.sort_order, promotion.area_code, promotion.group_id;
