-- Which rows were refused, and why?
SELECT path, row_number, column_name, reason, raw_text, coalesce(layout, '') AS layout
FROM rejected_row LEFT JOIN source_file USING (source_file_id)
ORDER BY path, row_number, column_name;
