-- How does every Place stand on every indicator, beside its benchmark in the same period?
WITH place AS (
    SELECT area_code AS place_code, area_name AS place_name FROM area WHERE area_type = 'place'
),
member AS (
    SELECT place_code, area_code FROM similar_area WHERE $benchmark_code = 'similar'
    UNION ALL SELECT place_code, $benchmark_code FROM place
),
headline AS ( -- areas are chosen first: of all England, their blocks alone are read
    SELECT observation.* FROM observation JOIN (
        SELECT place_code AS area_code FROM place UNION SELECT area_code FROM member
    ) USING (area_code) WHERE group_id = 'everyone'
        AND ($indicator_ids::VARCHAR[] IS NULL OR list_contains($indicator_ids, indicator_id))
),
own AS (SELECT place_code, headline.* FROM headline JOIN place ON area_code = place_code),
last AS ( -- of each Place, and (without place_code) of them all
    SELECT place_code, indicator_id, max((period_end_date, period_start_date, period_label)) AS period
    FROM own GROUP BY GROUPING SETS ((place_code, indicator_id), (indicator_id))
),
latest AS ( -- where a Place has no figure, the latest period of any, to say so
    SELECT place.*, any_place.indicator_id, coalesce(its.period, any_place.period) AS latest,
        latest[1] AS period_end_date, latest[2] AS period_start_date, latest[3] AS period_label
    FROM place CROSS JOIN (FROM last WHERE place_code IS NULL) AS any_place
    LEFT JOIN last AS its ON (place.place_code, any_place.indicator_id) = (its.place_code, its.indicator_id)
),
benchmark AS ( -- of ten similar areas, fewer than five are too few; rounded: order changes last digits
    SELECT place_code, indicator_id, period_start_date, period_end_date, count(value) AS known,
        if(known >= if($benchmark_code = 'similar', 5, 1), round(avg(value), 9), NULL) AS value
    FROM member JOIN headline USING (area_code) GROUP BY ALL
)
SELECT place_code, place_name, indicator_id, plain_name, indicator_name, topic, life_stage,
    clinical_area, unit, value_type, polarity, decimal_places, latest.period_label,
    period_start_date, period_end_date, own.value, own.lower_ci, own.upper_ci,
    benchmark.value AS benchmark_value, coalesce(known, 0)::INTEGER AS benchmark_count,
    if(own.indicator_id IS NULL, 'not published for this area', coalesce(value_note, '')) AS value_note,
    doubt_about(indicator_id, place_code, period_start_date) AS doubt
FROM latest JOIN indicator USING (indicator_id)
LEFT JOIN own USING (place_code, indicator_id, period_start_date, period_end_date)
LEFT JOIN benchmark USING (place_code, indicator_id, period_start_date, period_end_date)
ORDER BY topic, plain_name, indicator_id, place_name;
