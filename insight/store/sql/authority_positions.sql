-- Where do the Places' figures stand among authorities, in every period?
SELECT indicator_id, area_code, period_start_date, period_end_date, among_code, rank, tied_count,
    authority_count, fifth
FROM authority_position
ORDER BY indicator_id, area_code, period_end_date DESC, period_start_date DESC;
