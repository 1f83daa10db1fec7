"""The only home of colour and fonts. Nothing else in the project may name a colour.

Every colour that carries meaning is at least 3:1 against white (text 4.5:1), keeps apart from
its neighbours in greyscale or for people who do not see red or green, and comes with a glyph
and a word, so that colour never speaks alone. The tests measure all of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from insight.reference import marks

# The frame: NHS identity colours.
NHS_BLUE = "#005EB8"
NHS_DARK_BLUE = "#003087"
FOCUS_YELLOW = "#FFEB3B"
PAGE = "#FFFFFF"
PANEL = "#F0F4F5"
RULE = "#D8DDE0"  # hairlines only: too light to carry meaning
TEXT = "#212B32"
QUIET_TEXT = "#4C6272"

# Data.
PLACE = "#003F87"
BAND = "#D5E2F0"  # inside an interval band; its edge is what must be seen
BAND_EDGE = "#6E93BD"
BAR = "#6E93BD"  # light enough for a dark tick across it to be seen
BENCHMARK = "#5B6770"
CORE20 = "#7A1F4B"
MISSING_FILL = "#E8EDEE"
MISSING_LINE = "#4C6272"

# Up to four lines in one chart, each with its own dash and marker.
SERIES = ("#003F87", "#C4570A", "#3C89D0", "#3A2A20")
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
SYMBOL_GLYPHS = ("●", "■", "◆", "▲")

# Deprivation decile 1 (most deprived, darkest) to 10, in even steps of lightness, wide enough for
# the order to survive a grey printer. The lightest three are less than 3:1 against white: what
# they fill has a dark outline.
DECILES = (
    "#1C0227",
    "#2C104B",
    "#3D2167",
    "#43387F",
    "#39558A",
    "#2F708E",
    "#278B8D",
    "#34A488",
    "#62BA7F",
    "#8ECF73",
)
# Five classes of any other measure, lightest to darkest.
SEQUENTIAL = (DECILES[9], DECILES[7], DECILES[5], DECILES[3], DECILES[0])

FONT = "Arial, Helvetica, sans-serif"
FONT_SIZE = 14
SMALLEST_FONT_SIZE = 12


# What marks mean by their colour. Better and worse are blue and orange, not green and red, which
# one man in twelve cannot tell apart.
GOOD, BAD = PLACE, "#C4460A"
HIGH, LOW = "#3B1C6B", "#8A63C2"
NEUTRAL, ABSENT = "#6B7680", "#5D6B75"


@dataclass(frozen=True)
class Mark(marks.Mark):
    """A word with its glyph and how the two look: the colour, and Plotly's name for the shape."""

    colour: str
    symbol: str


Key = TypeVar("Key")


def _coloured(
    words: Mapping[Key, marks.Mark], looks: Mapping[Key, tuple[str, str]]
) -> dict[Key, Mark]:
    """Each mark in its colour and shape, in the order of its words. KeyError where one has none."""
    return {key: Mark(mark.word, mark.glyph, *looks[key]) for key, mark in words.items()}


VERDICTS = _coloured(
    marks.VERDICTS,
    {
        "better": (GOOD, "triangle-up"),
        "worse": (BAD, "triangle-down"),
        "similar": (NEUTRAL, "circle"),
        "higher": (HIGH, "triangle-up"),
        "lower": (LOW, "triangle-down"),
        "not tested": (ABSENT, "diamond"),
    },
)
# What fills a cell of a table or an area of a map, and the ink upon it: dark means worse.
FILLS = {
    "better": ("#4C97D9", TEXT),
    "worse": ("#8C2F05", PAGE),
    "higher": (HIGH, PAGE),
    "lower": (LOW, PAGE),
    "similar": (PAGE, TEXT),
    "not tested": (PANEL, TEXT),
}
SIMILAR_AREA = "#A7B3BB"  # lighter than any area that is worse
TRENDS = _coloured(
    marks.TRENDS,
    {
        ("rising", "getting better"): (GOOD, "triangle-ne"),
        ("rising", "getting worse"): (BAD, "triangle-ne"),
        ("rising", ""): (HIGH, "triangle-ne"),
        ("falling", "getting better"): (GOOD, "triangle-se"),
        ("falling", "getting worse"): (BAD, "triangle-se"),
        ("falling", ""): (HIGH, "triangle-se"),
        ("no clear change", ""): (NEUTRAL, "triangle-right"),
        ("cannot be calculated", ""): (ABSENT, "diamond"),
    },
)
MOODS = _coloured(
    marks.MOODS,
    {
        "mostly positive": (GOOD, "cross"),
        "positive": (GOOD, "cross"),
        "mixed": (ABSENT, "circle"),
        "not labelled": (ABSENT, "circle"),
        "negative": (BAD, "line-ew"),
        "mostly negative": (BAD, "line-ew"),
    },
)
STATUSES = _coloured(
    marks.STATUSES,
    {
        "heard": (ABSENT, "circle-open"),
        "deciding": (HIGH, "circle-open-dot"),
        "doing": (HIGH, "circle-cross"),
        "done": (GOOD, "circle"),
        "could not": (BAD, "x"),
    },
)
STAGES = _coloured(
    marks.STAGES,
    {
        "new": (ABSENT, "circle-open"),
        "under review": (HIGH, "circle-open-dot"),
        "being tried": (HIGH, "circle-cross"),
        "adopted": (GOOD, "circle"),
        "not taken forward": (BAD, "x"),
    },
)
AGREEMENTS = _coloured(
    marks.AGREEMENTS,
    {
        "confirm": (GOOD, "square"),
        "contradict": (BAD, "x"),
        "explain": (HIGH, "cross"),
        "silent": (CORE20, "circle-open"),
        "unclear": (ABSENT, "diamond-wide"),
        "no figure": (ABSENT, "diamond-open"),
        "neither": (ABSENT, "line-ew"),
    },
)
STRENGTHS = _coloured(
    marks.STRENGTHS,
    {
        "strong": (TEXT, "square"),
        "fair": (TEXT, "square"),
        "weak": (TEXT, "square"),
        "none": (ABSENT, "square-open"),
    },
)
SILENCES = _coloured(
    marks.SILENCES,
    {
        "need, few or none heard": (CORE20, "circle-open"),
        "need, voice hidden": (HIGH, "square-cross"),
        "need and heard": (GOOD, "circle"),
        "no clear need": (ABSENT, "diamond-wide"),
        "voice, no figure": (ABSENT, "diamond-open"),
        "neither": (ABSENT, "line-ew"),
        "about others": (ABSENT, "line-ew"),
    },
)

# Pass to every chart shown: no logo, no toolbar (its buttons have no names for screen readers),
# and never a button that sends the chart to somebody else's server.
CHART_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}


def decile_colour(decile: int) -> str:
    """Colour of a national deprivation decile, 1 (most deprived) to 10."""
    if not 1 <= decile <= len(DECILES):
        raise ValueError(f"decile is {decile}; it must be 1 to 10")
    return DECILES[decile - 1]
