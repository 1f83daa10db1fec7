-- What is each indicator, and where does it come from?
SELECT indicator.*, publisher, publication, licence, attribution, address, vintage
FROM indicator JOIN source USING (source_id)
ORDER BY indicator_id;
