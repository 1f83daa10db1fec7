-- Which indicators inform which stated priority, and why?
SELECT priority_id, indicator_id, rationale, plain_name, topic, polarity
FROM priority_indicator JOIN indicator USING (indicator_id)
ORDER BY priority_id, plain_name, indicator_id;
