-- How far did people agree with the machine on a random fifty of each load?
SELECT
    coalesce(regexp_extract(path, '[^/]+$'), '') AS file_name, label_check.*
FROM label_check LEFT JOIN source_file USING (source_file_id)
ORDER BY file_name, label_check.source_file_id;
