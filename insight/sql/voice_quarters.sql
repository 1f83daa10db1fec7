-- How many comments of a group in an area were on each theme, quarter by quarter?
WITH cell AS (
    SELECT theme_id, period_label, comment_count, state
    FROM voice_cell
    WHERE area_code = $area_code AND group_id = $group_id AND period_label <> 'all time'
),
quarter AS (SELECT DISTINCT period_label FROM voice_cell WHERE period_label <> 'all time')
SELECT
    theme_id, plain_name, coalesce(parent_id, '') AS parent_id, sort_order, period_label,
    CASE WHEN cell.state IS NULL THEN 0 ELSE cell.comment_count END AS comment_count,
    coalesce(cell.state, 'none') AS state,
    CASE WHEN base.state IS NULL THEN 0 ELSE base.comment_count END AS base_count,
    coalesce(base.state, 'none') AS base_state
FROM theme
CROSS JOIN quarter
LEFT JOIN cell USING (theme_id, period_label)
LEFT JOIN (SELECT * FROM cell WHERE theme_id = 'any') AS base USING (period_label)
ORDER BY sort_order, theme_id, period_label;
