-- Which words of people in an area may be shown, and what are they about?
SELECT
    comment_id, quote.area_code, area_name, organisation_type, quote_text, theme_ids, mood,
    approved_by_role, approved_date, is_demonstration
FROM quote JOIN area USING (area_code)
WHERE $area_code IS NULL OR quote.area_code = $area_code
ORDER BY approved_date DESC, comment_id;
