-- How many comments are in every cell of voice_cell, whatever may be shown? For the record of what
-- was protected, which the next build reads: see insight/store/publication.py.
WITH heard AS (
    SELECT comment_id, place_code AS area_code, received_date FROM comment
    UNION ALL
    SELECT comment_id, area_code, received_date
    FROM comment CROSS JOIN (SELECT area_code FROM area WHERE area_type = 'system')
    WHERE place_code <> area_code
),
grouped AS (
    SELECT comment_id, group_id FROM comment_group
    UNION ALL
    SELECT comment_id, 'everyone' FROM comment
    UNION ALL
    SELECT comment_id, 'not-stated' FROM comment ANTI JOIN comment_group USING (comment_id)
),
themed AS (
    SELECT comment_id, theme_id FROM comment_theme
    UNION
    SELECT comment_id, parent_id FROM comment_theme JOIN theme USING (theme_id)
    WHERE parent_id IS NOT NULL
    UNION
    SELECT comment_id, 'any' FROM comment
),
timed AS (
    SELECT comment_id, unnest([
        'all time',
        strftime(received_date, '%Y') || ' Q' || quarter(received_date),
        strftime(received_date, '%Y-%m')
    ]) AS period_label
    FROM comment
)
SELECT area_code, group_id, theme_id, period_label, count(*) AS then_count
FROM heard
JOIN grouped USING (comment_id)
JOIN themed USING (comment_id)
JOIN timed USING (comment_id)
WHERE period_label = 'all time' OR group_id = 'everyone'
GROUP BY ALL;
