-- Which indicators have the most recent figures?
WITH latest AS (
    SELECT
        indicator_id, max(latest_period_end_date) AS period_end_date,
        max_by(latest_period, (latest_period_end_date, latest_period)) AS period_label
    FROM indicator_coverage
    GROUP BY indicator_id
)
SELECT
    indicator_id, plain_name, topic, period_label AS latest_period_label,
    period_end_date AS latest_period_end_date, publisher
FROM latest JOIN indicator USING (indicator_id) JOIN source USING (source_id)
ORDER BY period_end_date DESC, plain_name, indicator_id
LIMIT $limit;
