-- How many residents of each sex and age has an area, in all, and what share are they of England's?
WITH part AS ( -- the area itself, or for the system its Places
    SELECT area_code FROM area WHERE area_code = $area_code AND area_type <> 'system'
    UNION ALL
    SELECT place.area_code FROM area AS place, area AS system
    WHERE place.area_type = 'place' AND system.area_code = $area_code
        AND system.area_type = 'system'
),
own AS (
    SELECT year, sex, first_age, sum(people_count)::INTEGER AS people_count
    FROM resident_age JOIN part USING (area_code)
    GROUP BY ALL
    -- A sum needs every part, all of one year.
    HAVING count(*) = (SELECT count(*) FROM part)
),
england AS (
    SELECT year, sex, first_age, people_count, sum(people_count) OVER () AS whole
    FROM resident_age
    WHERE area_code = $england_code
)
SELECT
    own.year, sex, first_age, own.people_count AS numerator_count,
    100.0 * own.people_count / sum(own.people_count) OVER () AS value,
    100.0 * england.people_count / england.whole AS benchmark_value
FROM own LEFT JOIN england USING (year, sex, first_age)
ORDER BY sex, first_age;
