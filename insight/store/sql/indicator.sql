-- What is this indicator, and where does it come from?
SELECT indicator.*, publisher, publication, licence, attribution, address, vintage
FROM indicator JOIN source USING (source_id)
WHERE indicator_id = $indicator_id;
