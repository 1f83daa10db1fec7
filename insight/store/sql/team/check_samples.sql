-- Which comments of each load are labelled blind? For staff alone.
SELECT
    check_sample.source_file_id,
    coalesce(regexp_extract(path, '[^/]+$'), check_sample.source_file_id) AS file_name, sample_order,
    comment_id, comment_text, is_demonstration
FROM check_sample JOIN comment USING (comment_id)
LEFT JOIN source_file ON source_file.source_file_id = check_sample.source_file_id
ORDER BY file_name, check_sample.source_file_id, sample_order;
