-- What do people say lies behind a published chart, and how many of them at least?
SELECT
    theme_id, coalesce(plain_name, 'All answers') AS plain_name, coalesce(parent_id, '') AS parent_id,
    at_least_count, is_demonstration
FROM release_answer
LEFT JOIN theme USING (theme_id)
WHERE release_id = $release_id
ORDER BY theme_id <> 'any', at_least_count DESC, sort_order, theme_id;
