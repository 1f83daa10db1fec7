-- Which indicators have figures, and what kind of figures?
WITH measured AS (
    SELECT
        indicator_id, area_type, group_id = 'everyone' AS is_headline,
        is_headline AND area_type = 'place' AS is_place,
        period_start_date, period_end_date, min(period_label) AS period_label,
        bool_or(lower_ci IS NOT NULL) AS has_interval
    FROM observation JOIN area USING (area_code)
    GROUP BY indicator_id, area_type, is_headline, period_start_date, period_end_date
),
seen AS (
    SELECT
        indicator_id,
        bool_or(NOT is_headline) AS has_groups,
        bool_or(is_headline AND has_interval) AS has_interval,
        bool_or(is_place) AS has_places,
        count(*) FILTER (is_place) AS period_count,
        -- Places first: the latest period a page opens on must be one the Places have.
        max_by(
            {label: period_label, ended: period_end_date},
            (is_place, is_headline, period_end_date, period_start_date)
        ) AS latest,
        -- Most codes are the same in 2011 and 2021; those of one vintage only tell which it is.
        CASE
            WHEN bool_or(is_headline AND area_type = 'lsoa11') THEN 'lsoa11'
            WHEN bool_or(is_headline AND area_type = 'lsoa21') THEN 'lsoa21'
            WHEN bool_or(is_headline AND area_type = 'msoa') THEN 'msoa'
            ELSE ''
        END AS has_neighbourhoods
    FROM measured
    GROUP BY indicator_id
)
SELECT
    indicator_id, plain_name, indicator_name, source_id, topic, life_stage, clinical_area, unit, value_type,
    polarity, decimal_places, latest.label AS latest_period_label,
    latest.ended AS latest_period_end_date, period_count, has_interval, has_places,
    has_neighbourhoods, has_groups
FROM indicator JOIN seen USING (indicator_id)
ORDER BY topic, plain_name, indicator_id;
