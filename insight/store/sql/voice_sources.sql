-- By which kinds of organisation and which methods were an area's comments heard?
SELECT organisation_type, method, comment_count, state, is_demonstration
FROM voice_source
WHERE area_code = $area_code
ORDER BY organisation_type, method;
