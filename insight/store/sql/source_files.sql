-- Which files were read, and what became of their rows?
SELECT
    source_file_id, path, coalesce(publisher, '') AS publisher,
    coalesce(publication, '') AS publication, coalesce(layout, '') AS layout, state, note,
    read_count, loaded_count, outside_count, rejected_count, byte_count, sha256
FROM source_file LEFT JOIN source USING (source_id)
ORDER BY path, source_file_id;
