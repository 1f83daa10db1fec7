-- What was decided and done about what people answered to a published chart?
SELECT said, said_date, decision, action, status, status_reason, is_demonstration
FROM response
WHERE release_id = $release_id
ORDER BY said_date DESC, response_id;
