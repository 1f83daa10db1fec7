-- How well do machine labels of each theme, and of tone, agree with people's?
SELECT
    theme_id, coalesce(plain_name, 'How it sounds') AS plain_name, example_count, precision,
    recall, share_ratio, opposite_share, threshold, is_in_use, is_public
FROM theme_model LEFT JOIN theme USING (theme_id)
ORDER BY sort_order NULLS LAST, theme_id;
