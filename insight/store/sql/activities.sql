-- On which occasions were people asked or met, and which groups did each reach?
SELECT
    activity_id, organisation, organisation_type, activity.area_code, area_name, start_date,
    end_date, date_label, method, topic, people_heard, people_count,
    people_state,
    coalesce(list(group_id ORDER BY sort_order) FILTER (group_id IS NOT NULL), []) AS group_ids,
    coalesce(string_agg(group_name, '; ' ORDER BY sort_order), '') AS group_names,
    source, is_demonstration
FROM engagement_activity AS activity
JOIN area USING (area_code)
LEFT JOIN activity_group USING (activity_id)
LEFT JOIN heard_group USING (group_id)
GROUP BY ALL
ORDER BY end_date DESC NULLS LAST, activity_id;
