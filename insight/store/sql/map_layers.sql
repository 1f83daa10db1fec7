-- Which maps can be drawn?
SELECT layer_id, area_type, shape, file_name, area_count, is_approximate, attribution
FROM map_layer
ORDER BY area_type, shape, layer_id;
