-- Which store is this?
SELECT build_id, built_at, code_version, is_embedded_default, smallest_base, schema_id FROM build;
