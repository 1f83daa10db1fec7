-- Which comments hold all these words, and pass these choices? For staff alone.
WITH labelled AS (
    SELECT
        comment_id, list(theme_id ORDER BY theme.sort_order) AS theme_ids,
        list(plain_name ORDER BY theme.sort_order) AS theme_names,
        list(labelled_by ORDER BY theme.sort_order) AS labelled_by,
        list(coalesce(probability, 'nan'::DOUBLE) ORDER BY theme.sort_order) AS probabilities,
        list(coalesce(carried_by, '') ORDER BY theme.sort_order) AS carried_by,
        list_distinct(list(theme_id) || list(parent_id)) AS of_themes
    FROM comment_theme JOIN theme USING (theme_id)
    GROUP BY comment_id
),
grouped AS (
    SELECT comment_id, list(group_id) AS group_ids, list(group_name ORDER BY sort_order) AS names
    FROM comment_group JOIN heard_group USING (group_id)
    GROUP BY comment_id
)
SELECT
    comment_id, received_date, comment.place_code, area_name, organisation, organisation_type, method,
    comment_text, rating, coalesce(sentiment, '') AS sentiment,
    coalesce(sentiment_by, '') AS sentiment_by, language, may_quote, risk_score, release_id,
    comment.is_demonstration,
    coalesce(theme_ids, []) AS theme_ids, coalesce(theme_names, []) AS theme_names,
    coalesce(labelled_by, []) AS labelled_by, coalesce(probabilities, []) AS probabilities,
    coalesce(carried_by, []) AS carried_by,
    coalesce(names, []) AS group_names, count(*) OVER () AS found_count,
    comment_id IN (SELECT comment_id FROM quote) AS is_quote
FROM comment
JOIN area ON area_code = comment.place_code
LEFT JOIN labelled USING (comment_id)
LEFT JOIN grouped USING (comment_id)
WHERE len(list_filter($words, lambda word: NOT contains(lower(comment_text), word))) = 0
    AND ($place_code IS NULL OR comment.place_code = $place_code)
    AND (
        $group_id IS NULL OR list_contains(group_ids, $group_id)
        OR ($group_id = 'not-stated' AND group_ids IS NULL)
    )
    AND ($theme_id IS NULL OR list_contains(of_themes, $theme_id))
    AND ($sentiment IS NULL OR sentiment = $sentiment)
    AND ($labelled_by IS NULL OR list_contains(labelled_by, $labelled_by))
    AND ($among IS NULL OR list_contains($among, comment_id))
    AND ($without IS NULL OR NOT list_contains($without, comment_id))
ORDER BY
    CASE WHEN $sorted_by = 'harm' THEN list_contains($touched, comment_id) END,
    CASE WHEN $sorted_by = 'harm' THEN risk_score END DESC,
    CASE WHEN $sorted_by <> 'newest' THEN received_date END,
    received_date DESC, comment_id
LIMIT $most OFFSET $first;
