-- How well do machine labels of each theme, and of tone, agree with people's?
SELECT
    theme_id, coalesce(plain_name, 'How it sounds') AS plain_name, example_count, precision,
    recall, threshold, is_in_use
FROM theme_model LEFT JOIN theme USING (theme_id)
ORDER BY sort_order NULLS LAST, theme_id;
