-- What did a group in an area talk about: every theme, and as much of it as may be shown?
WITH listed AS (
    SELECT theme_id, plain_name, coalesce(parent_id, '') AS parent_id, hint, sort_order
    FROM theme
    UNION ALL
    SELECT 'any', 'All comments', '', '', 0 FROM (SELECT 1 FROM voice_cell LIMIT 1)
)
SELECT
    theme_id, plain_name, parent_id, hint, sort_order,
    comment_count, coalesce(state, 'too few') AS state, mood, organisation_count, dominant_organisation,
    machine_pct, coalesce(is_demonstration, false) AS is_demonstration
FROM listed
LEFT JOIN (
    SELECT * FROM voice_cell
    WHERE area_code = $area_code AND group_id = $group_id AND period_label = 'all time'
) USING (theme_id)
ORDER BY sort_order, theme_id;
