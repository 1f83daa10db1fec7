-- Which indicators have figures, and what kind of figures?
WITH seen AS (
    SELECT
        indicator_id,
        bool_or(group_kind <> 'everyone') AS has_groups,
        bool_or(group_kind = 'everyone' AND has_interval) AS has_interval,
        bool_or(group_kind = 'everyone' AND area_type = 'place') AS has_places,
        -- Places first: the latest period a page opens on must be one the Places have.
        max_by(
            {label: latest_period, ended: latest_period_end_date},
            (
                group_kind = 'everyone' AND area_type = 'place', group_kind = 'everyone',
                latest_period_end_date, latest_period
            )
        ) AS latest,
        -- Most codes are the same in 2011 and 2021; those of one vintage only tell which it is.
        CASE
            WHEN bool_or(group_kind = 'everyone' AND area_type = 'lsoa11') THEN 'lsoa11'
            WHEN bool_or(group_kind = 'everyone' AND area_type = 'lsoa21') THEN 'lsoa21'
            WHEN bool_or(group_kind = 'everyone' AND area_type = 'msoa') THEN 'msoa'
            ELSE ''
        END AS has_neighbourhoods
    FROM indicator_coverage
    GROUP BY indicator_id
)
SELECT
    indicator_id, plain_name, indicator_name, source_id, topic, life_stage, clinical_area, unit,
    value_type, polarity, decimal_places, latest.label AS latest_period_label,
    latest.ended AS latest_period_end_date, has_interval, has_places, has_neighbourhoods,
    has_groups
FROM indicator JOIN seen USING (indicator_id)
ORDER BY topic, plain_name, indicator_id;
