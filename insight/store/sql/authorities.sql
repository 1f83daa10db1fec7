-- Which English authorities are none of our Places?
SELECT area_code, area_name
FROM area
WHERE area_type = 'authority'
ORDER BY area_name, area_code;
