-- Which groups can people who are heard belong to?
SELECT group_id, group_name, heard_kind, sort_order, note
FROM heard_group
ORDER BY sort_order, group_id;
