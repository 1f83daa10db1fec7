-- Which indicators, themes and groups belong to which subject?
SELECT subject_id, kind, linked_id, subject_link.sort_order,
    coalesce(indicator.plain_name, theme.plain_name, group_name) AS linked_name
FROM subject_link
LEFT JOIN indicator ON kind = 'indicator' AND indicator_id = linked_id
LEFT JOIN theme ON kind = 'theme' AND theme_id = linked_id
LEFT JOIN heard_group ON kind = 'group' AND group_id = linked_id
ORDER BY subject_id, kind, subject_link.sort_order, linked_id;
