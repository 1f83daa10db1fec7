"""How data comes in: files are read, checked, conformed and loaded into a new store."""
