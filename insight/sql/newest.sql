-- Which indicators have the most recent figures?
SELECT
    indicator_id, plain_name, topic,
    max_by(period_label, (period_end_date, period_start_date)) AS latest_period_label,
    max(period_end_date) AS latest_period_end_date,
    publisher
FROM observation
JOIN indicator USING (indicator_id)
JOIN source USING (source_id)
WHERE value IS NOT NULL
GROUP BY indicator_id, plain_name, topic, publisher
ORDER BY latest_period_end_date DESC, plain_name, indicator_id
LIMIT $limit;
