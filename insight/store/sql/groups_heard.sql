-- Which groups did activities in an area reach, and how many comments are from each?
WITH reached AS (
    SELECT
        group_id,
        count(*) FILTER (NOT is_demonstration) AS activity_count,
        count(*) FILTER (is_demonstration) AS demonstration_activity_count
    FROM activity_group JOIN engagement_activity USING (activity_id)
    WHERE area_code = $area_code
        OR $area_code IN (SELECT area_code FROM area WHERE area_type = 'system')
    GROUP BY group_id
),
heard AS (
    SELECT group_id, comment_count, state, is_demonstration
    FROM voice_cell
    WHERE area_code = $area_code AND theme_id = 'any' AND period_label = 'all time'
)
SELECT
    group_id, group_name, heard_kind, sort_order,
    coalesce(activity_count, 0) AS activity_count,
    coalesce(demonstration_activity_count, 0) AS demonstration_activity_count,
    comment_count, coalesce(state, 'too few') AS state,
    coalesce(is_demonstration, false) AS is_demonstration
FROM heard_group
LEFT JOIN reached USING (group_id)
LEFT JOIN heard USING (group_id)
ORDER BY sort_order, group_id;
