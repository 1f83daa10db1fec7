-- Which local authorities of England are most like this Place, and what are they like?
SELECT
    area_code, area_name, similarity_rank, distance,
    core20_neighbourhood_pct, imd_score, aged_under_16_pct, aged_65_plus_pct, travel_minutes
FROM similar_area JOIN area USING (area_code) JOIN authority_profile USING (area_code)
WHERE similar_area.place_code = $place_code
ORDER BY similarity_rank;
