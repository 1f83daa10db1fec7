-- Of which kinds are the members of the Citizens' Panel, and what does each weigh?
WITH panel AS ( -- a real panel is never mixed with the demonstration
    SELECT * FROM panel_member
    WHERE is_demonstration = (SELECT bool_and(is_demonstration) FROM panel_member)
),
kind AS (
    SELECT weight, is_demonstration, unnest([
        {'kind': 'everyone', 'category': 'everyone'},
        {'kind': 'place', 'category': place_code},
        {'kind': 'age_band', 'category': age_band},
        {'kind': 'sex', 'category': sex},
        {'kind': 'ethnic_group', 'category': ethnic_group},
        {
            'kind': 'deprivation_quintile',
            'category': coalesce(deprivation_quintile::VARCHAR, 'not stated')
        }
    ], recursive := true)
    FROM panel
)
SELECT
    kind, category, count(*) AS member_count,
    coalesce(list(weight ORDER BY weight) FILTER (weight IS NOT NULL), []) AS weights,
    bool_or(is_demonstration) AS is_demonstration
FROM kind
GROUP BY kind, category
ORDER BY kind, category;
