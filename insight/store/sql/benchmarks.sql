-- What may each indicator's figures for everyone be set against?
SELECT indicator_id, is_comparable, bool_or(area_type = 'country') AS has_country,
    bool_or(area_type = 'system') AS has_system, bool_or(area_type = 'region') AS has_region
FROM indicator_coverage JOIN indicator USING (indicator_id)
WHERE group_kind = 'everyone'
GROUP BY indicator_id, is_comparable
ORDER BY indicator_id;
