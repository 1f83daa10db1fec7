-- Has the gap of every measure widened or narrowed, in every area?
SELECT gap_change.* REPLACE (coalesce(reason, '') AS reason), area_name, area_type
FROM gap_change JOIN area USING (area_code)
ORDER BY indicator_id, group_kind, edition, area_name, area_code;
