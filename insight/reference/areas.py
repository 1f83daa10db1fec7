"""The areas that code must name, by code. Their names are in data/catalogue/areas.toml."""

from __future__ import annotations

ENGLAND = "E92000001"
NORTH_WEST = "E12000002"
SYSTEM = "E54000008"  # NHS Cheshire and Merseyside: the nine Places together
SIMILAR = "similar"  # in place of a code: the areas of England most like each Place
