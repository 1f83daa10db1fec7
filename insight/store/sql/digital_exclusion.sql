-- How likely are people of each neighbourhood (2011) to be left out online, and who lives there?
WITH home AS ( -- what is known of the neighbourhoods of 2021 that it became
    SELECT
        lsoa11_code AS area_code, min(place_code) AS place_code,
        min_by(msoa_name, area_code) AS msoa_name, min_by(ward_name, area_code) AS ward_name,
        min_by(rural_urban, area_code) AS rural_urban,
        -- Where it was cut up and the parts disagree, say nothing.
        CASE WHEN bool_and(is_core20) = bool_or(is_core20) THEN bool_and(is_core20) END AS core20,
        100 * sum(older.numerator_count) / sum(older.denominator_count) AS older_pct
    FROM area_change
    JOIN neighbourhood ON area_code = lsoa21_code
    LEFT JOIN (
        SELECT area_code, numerator_count, denominator_count FROM observation
        WHERE indicator_id = 'residents-by-age' AND group_id = 'age-65-plus'
        QUALIFY period_end_date = max(period_end_date) OVER ()
    ) AS older USING (area_code)
    GROUP BY lsoa11_code
)
SELECT
    area_code, area.area_name, coalesce(msoa_name, '') AS msoa_name,
    coalesce(ward_name, '') AS ward_name, home.place_code, place.area_name AS place_name,
    value AS score, period_label,
    CASE $edition WHEN '2025' THEN core20 ELSE decile <= 2 END AS is_core20,
    older_pct, coalesce(rural_urban, '') AS rural_urban, rural_urban ILIKE '%rural%' AS is_rural
FROM observation
JOIN home USING (area_code)
JOIN area USING (area_code)
JOIN area AS place ON place.area_code = home.place_code
LEFT JOIN (
    SELECT area_code, decile FROM deprivation WHERE edition = '2019' AND domain = 'imd'
) USING (area_code)
WHERE indicator_id = 'digital-exclusion' AND value IS NOT NULL
ORDER BY value DESC, area_code;
