"""Frames for property tests, in the shape questions answer with."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

# Names without any word a sentence could claim with.
NAMES = ("Ash", "Beech", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak", "Yew")
POLARITIES = ("high_is_good", "low_is_good", "no_judgement")
UNITS = (("%", "percentage"), ("years", "years"), ("per 100,000", "rate"), ("£", "currency"))

figures = st.one_of(st.none(), st.integers(100, 400).map(lambda tenths: tenths / 10))
widths = st.one_of(st.none(), st.integers(1, 60).map(lambda tenths: tenths / 10))
polarities = st.sampled_from(POLARITIES)


@st.composite
def indicators(draw: st.DrawFn) -> pd.Series:
    unit, value_type = draw(st.sampled_from(UNITS))
    return pd.Series(
        {
            "indicator_id": "made-up",
            "plain_name": "Made up measure",
            "indicator_name": "Measure made up for tests",
            "unit": unit,
            "value_type": value_type,
            "polarity": draw(polarities),
            "decimal_places": 1,
        }
    )


@st.composite
def area_values(draw: st.DrawFn) -> pd.DataFrame:
    """One period of up to nine areas; some without a figure, some without an interval."""
    count = draw(st.integers(1, len(NAMES)))
    rows = draw(st.lists(st.tuples(figures, widths), min_size=count, max_size=count))
    return _with_intervals(rows).assign(
        area_code=list(NAMES[:count]),
        area_name=list(NAMES[:count]),
        area_type="place",
        period_start_date=pd.Timestamp("2022-01-01"),
        period_end_date=pd.Timestamp("2024-12-31"),
        period_label="2022 to 2024",
    )


@st.composite
def area_series(draw: st.DrawFn, most: int = 3) -> pd.DataFrame:
    """A few areas over up to eight years, some figures missing; steep enough to trend at times."""
    frames = []
    years = draw(st.integers(1, 8))
    for name in NAMES[: draw(st.integers(1, most))]:
        start, step = draw(st.integers(10, 40)), draw(st.integers(-3, 3))
        holes = draw(st.lists(st.booleans(), min_size=years, max_size=years))
        width = draw(widths)
        rows = [
            (None if hole and draw(st.booleans()) else float(start + step * year), width)
            for year, hole in enumerate(holes)
        ]
        frames.append(
            _with_intervals(rows).assign(
                area_code=name,
                area_name=name,
                area_type="place",
                period_start_date=[pd.Timestamp(2015 + year, 1, 1) for year in range(years)],
                period_end_date=[pd.Timestamp(2015 + year, 12, 31) for year in range(years)],
                period_label=[str(2015 + year) for year in range(years)],
            )
        )
    return pd.concat(frames, ignore_index=True)


def _with_intervals(rows: list[tuple[float | None, float | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["value", "width"], dtype=float)
    return pd.DataFrame(
        {
            "value": frame["value"],
            "lower_ci": frame["value"] - frame["width"],
            "upper_ci": frame["value"] + frame["width"],
            "value_note": ["too few to show" if bare else "" for bare in frame["value"].isna()],
        }
    )
