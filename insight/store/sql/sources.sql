-- Whose figures are these, on what terms, and how much of each source was loaded?
SELECT
    source.*,
    count(source_file_id) AS file_count,
    coalesce(sum(read_count), 0)::BIGINT AS read_count,
    coalesce(sum(loaded_count), 0)::BIGINT AS loaded_count,
    coalesce(sum(outside_count), 0)::BIGINT AS outside_count,
    coalesce(sum(rejected_count), 0)::BIGINT AS rejected_count,
    (SELECT count(*) FROM indicator WHERE indicator.source_id = source.source_id) AS indicator_count
FROM source LEFT JOIN source_file USING (source_id)
GROUP BY ALL
ORDER BY publisher, publication, source_id;
