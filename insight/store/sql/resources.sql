-- What can people go to, and which programmes help, on one subject?
SELECT
    resource_id, resource_name, kind, resource.area_code, area.area_name,
    neighbourhood_code, coalesce(msoa_name, '') AS msoa_name, what, run_by, is_demonstration
FROM resource
JOIN area USING (area_code)
LEFT JOIN neighbourhood ON neighbourhood.area_code = neighbourhood_code
WHERE subject_id = $subject_id
ORDER BY area.area_name, kind, resource_name, resource_id;
