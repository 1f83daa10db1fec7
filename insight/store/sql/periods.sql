-- For which periods does an indicator have a headline figure for areas of one type?
SELECT min(period_label) AS period_label, period_start_date, period_end_date
FROM observation
WHERE indicator_id = $indicator_id
    AND group_id = 'everyone'
    AND value IS NOT NULL
    AND area_code IN (
        SELECT area_code FROM area WHERE area_type = $area_type
        UNION ALL -- codes that lived on into 2021 are listed there as lsoa21
        SELECT lsoa11_code FROM area_change WHERE $area_type = 'lsoa11'
    )
GROUP BY period_start_date, period_end_date
ORDER BY period_end_date DESC, period_start_date DESC;
