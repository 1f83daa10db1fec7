-- In which areas is an indicator broken down by groups of people?
SELECT DISTINCT area_code
FROM observation JOIN population_group USING (group_id)
WHERE indicator_id = $indicator_id AND group_id <> 'everyone'
ORDER BY area_code;
