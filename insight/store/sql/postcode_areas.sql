-- Which middle-layer areas have postcodes that begin like this, and in which Places?
WITH cut AS (
    SELECT area_code, left(postcode, -3) AS outward, right(postcode, 3) AS inward
    FROM postcode
    WHERE starts_with(postcode, $outward)
)
SELECT
    area_code, area.area_name, area.place_code, place.area_name AS place_name,
    count(*) AS postcode_count
FROM cut
JOIN area USING (area_code)
JOIN area AS place ON place.area_code = area.place_code
WHERE $outward <> '' AND starts_with(inward, $inward) AND (NOT $is_whole OR outward = $outward)
GROUP BY ALL
ORDER BY postcode_count DESC, area.area_name, area_code;
