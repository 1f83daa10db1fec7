-- How many comments in an area were on each theme, quarter by quarter or month by month?
-- Everyone's, as no group is counted over time. Months are counted of main themes alone, and not in
-- every area. A theme that may not be shown for all time has no periods either; of one that may, a
-- period without a row is one in which too few spoke of it, or nobody.
WITH cell AS (
    SELECT theme_id, period_label, comment_count, state
    FROM voice_cell
    WHERE area_code = $area_code AND group_id = 'everyone'
),
period AS (
    SELECT DISTINCT period_label
    FROM voice_cell
    WHERE CASE $length
        WHEN 'quarter' THEN period_label LIKE '____ Q_'
        WHEN 'month' THEN period_label LIKE '____-__' AND area_code = $area_code
    END
),
listed AS (
    SELECT theme_id FROM theme WHERE parent_id IS NULL OR $length = 'quarter'
    UNION ALL
    SELECT 'any'
),
filled AS (
    SELECT
        theme_id, period.period_label,
        coalesce(cell.state, nullif(whole.state, 'shown'), 'too few') AS known_state,
        cell.comment_count
    FROM listed CROSS JOIN period
    LEFT JOIN (SELECT theme_id, state FROM cell WHERE period_label = 'all time') AS whole
        USING (theme_id)
    LEFT JOIN cell USING (theme_id, period_label)
)
SELECT
    theme_id, plain_name, coalesce(parent_id, '') AS parent_id, sort_order, filled.period_label,
    filled.comment_count, filled.known_state AS state,
    base.comment_count AS base_count, base.known_state AS base_state
FROM theme
JOIN filled USING (theme_id)
JOIN filled AS base ON base.theme_id = 'any' AND base.period_label = filled.period_label
ORDER BY sort_order, theme_id, filled.period_label;
