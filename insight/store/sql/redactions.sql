-- How many personal details of each kind were taken out of what people said?
SELECT kind, sum(redaction_count)::INTEGER AS redaction_count
FROM redaction
GROUP BY kind
ORDER BY redaction_count DESC, kind;
