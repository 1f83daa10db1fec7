-- Which comments suggest a risk of harm? For staff alone.
SELECT
    comment_id, received_date, safeguarding.place_code, area_name, organisation, comment_text, reason,
    is_demonstration
FROM safeguarding JOIN area ON area_code = safeguarding.place_code
ORDER BY received_date, comment_id;
