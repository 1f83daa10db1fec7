-- When was each comment said? For staff alone.
SELECT comment_id, received_date FROM comment ORDER BY received_date, comment_id;
