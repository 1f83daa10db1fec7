-- Which middle-layer areas and Places do the postcodes of each district lie in?
SELECT
    left(postcode, -3) AS district,
    area_code, area.area_name, area.place_code, place.area_name AS place_name,
    string_agg(right(postcode, 3), ' ' ORDER BY postcode) AS inward_codes
FROM postcode
JOIN area USING (area_code)
JOIN area AS place ON place.area_code = area.place_code
GROUP BY ALL
ORDER BY district, area.area_name, area_code;
