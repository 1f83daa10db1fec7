-- Which areas, from Places to England, have a headline figure of an indicator in any period?
SELECT area_code, area_name, area_type
FROM area
WHERE area_type IN ('place', 'system', 'region', 'country', 'authority')
    AND area_code IN (
        SELECT area_code FROM observation
        WHERE indicator_id = $indicator_id AND group_id = 'everyone' AND value IS NOT NULL
    )
ORDER BY area_name, area_code;
