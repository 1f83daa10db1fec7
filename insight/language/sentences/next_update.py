"""When a publisher said that its next figures would come."""

from __future__ import annotations

from datetime import date


def next_update_sentence(expected: date, today: date) -> str:
    """'The publisher expects them in March 2027.', or that the month has passed. today: of the
    build."""
    month = f"{expected:%B %Y}"
    if (expected.year, expected.month) < (today.year, today.month):
        return f"The publisher expected them in {month}. Those loaded here may be older."
    return f"The publisher expects them in {month}."
