-- Which questions have surveys and panels asked?
SELECT
    survey_id, survey_name, organisation, asked_date, question,
    organisation ILIKE '%panel%' OR survey_name ILIKE '%panel%' AS is_panel,
    count(DISTINCT area_code) AS area_count, bool_or(is_demonstration) AS is_demonstration
FROM survey_result
GROUP BY survey_id, survey_name, organisation, asked_date, question
ORDER BY asked_date DESC, survey_name, question;
