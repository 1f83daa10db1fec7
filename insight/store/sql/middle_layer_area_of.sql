-- Which middle-layer areas of today does a code or a name of a neighbourhood lead to?
-- 'Halton 001' is the official name of the area of 'Halton 001A'.
WITH asked AS (
    SELECT area_code FROM area
    WHERE (area_type IN ('msoa', 'lsoa21', 'lsoa11') AND area_code = upper($text))
        OR (area_type IN ('lsoa21', 'lsoa11') AND lower($text) IN (lower(area_name), lower(area_name[:-2])))
),
today AS (
    SELECT neighbourhood.area_code, area.parent_code
    FROM neighbourhood JOIN area USING (area_code)
    WHERE area.parent_code IS NOT NULL
)
SELECT DISTINCT parent_code AS area_code
FROM today
WHERE area_code IN (FROM asked) OR parent_code IN (FROM asked)
    OR area_code IN (SELECT lsoa21_code FROM area_change WHERE lsoa11_code IN (FROM asked))
ORDER BY area_code;
