"""Maps: shapes from a layer file and colour classes in, one small payload or one SVG out."""
