-- What did the indicator to watch say before each decision, and what does it say now?
WITH figure AS (
    SELECT
        response_id, decision_date, observation.period_start_date, observation.period_end_date,
        period_label, value, lower_ci, upper_ci
    FROM response JOIN observation USING (indicator_id, area_code)
    WHERE observation.group_id = 'everyone' AND value IS NOT NULL
),
latest AS (
    SELECT * FROM figure
    QUALIFY 1 = row_number() OVER (
        PARTITION BY response_id ORDER BY period_end_date DESC, period_start_date DESC
    )
),
before AS (
    SELECT * FROM figure
    WHERE period_end_date < decision_date
    QUALIFY 1 = row_number() OVER (
        PARTITION BY response_id ORDER BY period_end_date DESC, period_start_date DESC
    )
)
SELECT
    response_id, response.indicator_id, plain_name, unit, polarity, decimal_places, response.area_code,
    response.decision_date,
    before.period_start_date AS before_start_date, before.period_end_date AS before_end_date,
    before.period_label AS before_label, before.value AS before_value,
    before.lower_ci AS before_lower, before.upper_ci AS before_upper,
    latest.period_start_date AS now_start_date, latest.period_end_date AS now_end_date,
    latest.period_label AS now_label, latest.value AS now_value,
    latest.lower_ci AS now_lower, latest.upper_ci AS now_upper
FROM response JOIN indicator USING (indicator_id)
LEFT JOIN before USING (response_id) LEFT JOIN latest USING (response_id)
ORDER BY response_id;
