-- Which public store do the counts of this store carry on from?
SELECT carries_on_from FROM build;
