-- Which store is this, and how many figures does it hold?
SELECT
    build_id, built_at, code_version, is_embedded_default, smallest_base, schema_id,
    carries_on_from, is_public, system_id,
    (SELECT count(*) FROM observation) AS figure_count
FROM build;
