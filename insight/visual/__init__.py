"""How figures look: style, charts, maps."""
