-- What have the Places and the system said matters most?
SELECT place_priority.*, coalesce(area_name, '') AS place_name
FROM place_priority LEFT JOIN area ON area_code = place_priority.place_code
ORDER BY area_name, section, priority_name, priority_id;
