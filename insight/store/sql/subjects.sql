-- What can both figures and voices be about?
SELECT subject_id, subject_name, clinical_area, sort_order
FROM subject
ORDER BY sort_order, subject_id;
