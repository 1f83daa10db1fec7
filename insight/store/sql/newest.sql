-- Which indicators have the most recent figures?
WITH latest AS (
    SELECT indicator_id, period_start_date, period_end_date, min(period_label) AS period_label
    FROM observation
    WHERE value IS NOT NULL
    GROUP BY indicator_id, period_start_date, period_end_date
    QUALIFY 1 = row_number() OVER (
        PARTITION BY indicator_id ORDER BY period_end_date DESC, period_start_date DESC
    )
)
SELECT
    indicator_id, plain_name, topic, period_label AS latest_period_label,
    period_end_date AS latest_period_end_date, publisher
FROM latest JOIN indicator USING (indicator_id) JOIN source USING (source_id)
ORDER BY period_end_date DESC, plain_name, indicator_id
LIMIT $limit;
