-- Has the gap widened or narrowed, in every area?
SELECT gap_change.* REPLACE (coalesce(reason, '') AS reason), area_name, area_type
FROM gap_change JOIN area USING (area_code)
WHERE indicator_id = $indicator_id AND group_kind = $group_kind AND edition = $edition
ORDER BY area_name, area_code;
