"""Map layers: which are needed, and how they are drawn."""
