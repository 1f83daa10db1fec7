-- Which are the Places, and how many people live in each?
SELECT area_code AS place_code, area_name AS place_name, population_count
FROM area
WHERE area_type = 'place'
ORDER BY place_name;
