-- What may be shown of what each group said about these themes, over all time? What has no row is
-- a count of too few, or none.
SELECT area_code, group_id, theme_id, coalesce(plain_name, '') AS theme_name,
    coalesce(group_name, '') AS group_name, state, comment_count, mood, organisation_count,
    coalesce(dominant_organisation, '') AS dominant_organisation, machine_pct, is_demonstration
FROM voice_cell
LEFT JOIN theme USING (theme_id)
LEFT JOIN heard_group USING (group_id)
WHERE period_label = 'all time' AND state <> 'too few'
    AND ($theme_ids::VARCHAR[] IS NULL OR list_contains($theme_ids, theme_id))
ORDER BY area_code, group_id, theme_id;
