-- Which ideas did people put forward, and how far have they come?
SELECT
    idea_id, challenge, idea_text, area_code, area_name, support_count, stage, stage_date,
    stage_reason, is_demonstration
FROM idea JOIN area USING (area_code)
ORDER BY challenge, stage_date DESC, idea_id;
