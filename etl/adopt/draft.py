"""A draft of one entry of the catalogue, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """One entry of the catalogue, and what was found of it in the file."""

    indicator_id: str
    values: Mapping[str, str | int]
    match: Mapping[str, str]
    year_kind: str
    periods: tuple[str, str]
    our_areas: int
    has_interval: bool
    to_check: tuple[str, ...]

    def toml(self) -> str:
        """The entry as it stands in the catalogue, below what was found."""
        first, last = self.periods
        span = first if first == last else f"{first} to {last}"
        lines = [
            f"# Found: {span}; {self.our_areas} of our areas;"
            f" {'with' if self.has_interval else 'no'} intervals.",
            *(f"# Check: {words}" for words in self.to_check),
            "[[indicator]]",
            *(f"{key} = {_toml(value)}" for key, value in self.values.items()),
            "",
            "[indicator.from]",
            f"match = {{ {', '.join(f'{_toml(k)} = {_toml(v)}' for k, v in self.match.items())} }}",
            *([] if self.year_kind == "calendar" else [f"year_kind = {_toml(self.year_kind)}"]),
        ]
        return "\n".join(lines) + "\n"


def _toml(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)
