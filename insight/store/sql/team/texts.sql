-- Which free texts could reach somebody who is not staff, and who has read them? For staff alone.
SELECT
    subject_id, table_name, row_id, column_name, text_to_read, text_to_show, free_text.state,
    free_text.area_code, area_name, said_date, decided_by_role, decided_date, is_demonstration,
    coalesce(path, '') AS path, row_number,
    coalesce(risk_rank <= ceil($first_share * max(risk_rank) OVER ()), false) AS is_first
FROM free_text
JOIN area USING (area_code)
LEFT JOIN source_file USING (source_file_id)
ORDER BY
    NOT is_first, column_name = 'comment_text', risk_rank NULLS LAST, said_date NULLS LAST, subject_id;
