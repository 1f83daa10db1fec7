"""The only home of colour, glyphs and fonts. Nothing else in the project may name a colour.

Every colour that carries meaning is at least 3:1 against white (text 4.5:1), keeps apart from
its neighbours in greyscale or for people who do not see red or green, and comes with a glyph
and a word, so that colour never speaks alone. The tests measure all of this.
"""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

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

# Deprivation decile 1 (most deprived, darkest) to 10, in steps of lightness as wide as 3:1
# against white at the light end allows, so that the order survives a grey printer. The widest
# step is above decile 2, where Core20 ends.
DECILES = (
    "#1C0126",
    "#290C46",
    "#3A1E61",
    "#452B79",
    "#414283",
    "#38578B",
    "#306C8E",
    "#29808D",
    "#24948C",
    "#36A687",
)
# Five classes of any other measure, low (lightest) to high.
SEQUENTIAL = (DECILES[9], DECILES[7], DECILES[5], DECILES[3], DECILES[0])

FONT = "Arial, Helvetica, sans-serif"
FONT_SIZE = 14
SMALLEST_FONT_SIZE = 12


@dataclass(frozen=True)
class Mark:
    """How a word of judgement looks: its glyph, its colour, and Plotly's name for the shape."""

    word: str
    glyph: str
    colour: str
    symbol: str


# Keyed by the words of `statistics.compare`. Better and worse are blue and orange, not green
# and red, which one man in twelve cannot tell apart.
VERDICTS = {
    "better": Mark("better", "▲", "#003F87", "triangle-up"),
    "worse": Mark("worse", "▼", "#C4460A", "triangle-down"),
    "similar": Mark("similar", "●", "#6B7680", "circle"),
    "higher": Mark("higher", "↑", "#3B1C6B", "triangle-up"),
    "lower": Mark("lower", "↓", "#8A63C2", "triangle-down"),
    "not compared": Mark("not compared", "–", "#5D6B75", "diamond"),
}

# Keyed by the direction and the judgement of `statistics.recent_trend`.
TRENDS = {
    ("rising", "getting better"): Mark("rising, getting better", "↗", "#003F87", "triangle-ne"),
    ("rising", "getting worse"): Mark("rising, getting worse", "↗", "#C4460A", "triangle-ne"),
    ("rising", ""): Mark("rising", "↗", "#3B1C6B", "triangle-ne"),
    ("falling", "getting better"): Mark("falling, getting better", "↘", "#003F87", "triangle-se"),
    ("falling", "getting worse"): Mark("falling, getting worse", "↘", "#C4460A", "triangle-se"),
    ("falling", ""): Mark("falling", "↘", "#3B1C6B", "triangle-se"),
    ("no clear change", ""): Mark("no clear change", "→", "#6B7680", "triangle-right"),
    ("cannot be calculated", ""): Mark("no trend", "–", "#5D6B75", "diamond"),
}

# How people sound: of one comment, or of many together (two thirds or more).
MOODS = {
    "mostly positive": Mark("mostly positive", "+", "#003F87", "cross"),
    "positive": Mark("positive", "+", "#003F87", "cross"),
    "mixed": Mark("mixed", "±", "#5D6B75", "circle"),
    "negative": Mark("negative", "−", "#C4460A", "line-ew"),
    "mostly negative": Mark("mostly negative", "−", "#C4460A", "line-ew"),
}

# How far a response to what people said has come; a circle fills as it goes.
STATUSES = {
    "heard": Mark("heard, no decision yet", "○", "#5D6B75", "circle-open"),
    "deciding": Mark("deciding", "◔", "#3B1C6B", "circle-open-dot"),
    "doing": Mark("doing", "◑", "#3B1C6B", "circle-cross"),
    "done": Mark("done", "●", "#003F87", "circle"),
    "could not": Mark("we could not", "✕", "#C4460A", "x"),
}

# How far an idea has come.
STAGES = {
    "new": Mark("new", "○", "#5D6B75", "circle-open"),
    "under review": Mark("under review", "◔", "#3B1C6B", "circle-open-dot"),
    "being tried": Mark("being tried", "◑", "#3B1C6B", "circle-cross"),
    "adopted": Mark("adopted", "●", "#003F87", "circle"),
    "not taken forward": Mark("not taken forward", "✕", "#C4460A", "x"),
}

# Figures and voices side by side: keyed by the words of `voices.subjects`.
AGREEMENTS = {
    "confirm": Mark("they say the same", "=", "#003F87", "square"),
    "contradict": Mark("they differ", "≠", "#C4460A", "x"),
    "explain": Mark("people name something that may bear on it", "✚", "#3B1C6B", "cross"),
    "silent": Mark("figures, but no voice", "○", "#7A1F4B", "circle-open"),
    "unclear": Mark("both, nothing clear", "≈", "#5D6B75", "diamond-wide"),
    "no figure": Mark("voice, but no tested figure", "◇", "#5D6B75", "diamond-open"),
    "neither": Mark("neither", "–", "#5D6B75", "line-ew"),
}

# How much weight a side can bear: keyed by the words of `voices.strength`.
STRENGTHS = {
    "strong": Mark("strong", "■■■", "#212B32", "square"),
    "fair": Mark("fair", "■■□", "#212B32", "square"),
    "weak": Mark("weak", "■□□", "#212B32", "square"),
    "none": Mark("none", "□□□", "#5D6B75", "square-open"),
}

# Need and voice: keyed by the words of `voices.silence`. The circle fills as more are heard.
SILENCES = {
    "need, nobody heard": Mark("need, nobody heard", "○", CORE20, "circle-open"),
    "need, few heard": Mark("need, few heard", "◔", CORE20, "circle-open-dot"),
    "need, voice hidden": Mark("need, voice hidden", "▨", "#3B1C6B", "square-cross"),
    "need and heard": Mark("need and heard", "●", "#003F87", "circle"),
    "no clear need": Mark("no clear need", "≈", "#5D6B75", "diamond-wide"),
    "voice, no figure": Mark("voice, no figure", "◇", "#5D6B75", "diamond-open"),
    "neither": Mark("neither", "–", "#5D6B75", "line-ew"),
    "about others": Mark("about others", "·", "#5D6B75", "line-ew"),
}

# Pass to every chart shown: no logo, no toolbar (its buttons have no names for screen readers),
# and never a button that sends the chart to somebody else's server.
CHART_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}


def decile_colour(decile: int) -> str:
    """Colour of a national deprivation decile, 1 (most deprived) to 10."""
    if not 1 <= decile <= len(DECILES):
        raise ValueError(f"decile is {decile}; it must be 1 to 10")
    return DECILES[decile - 1]


def _template() -> go.layout.Template:
    axis = {
        "gridcolor": RULE,
        "linecolor": QUIET_TEXT,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": SMALLEST_FONT_SIZE + 1, "color": TEXT},
        "title": {"font": {"size": SMALLEST_FONT_SIZE + 1, "color": TEXT}},
        "fixedrange": True,  # a finger that scrolls the page must not zoom the chart
        "automargin": True,
        "ticklabelstandoff": 4,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT},
            "paper_bgcolor": PAGE,
            "plot_bgcolor": PAGE,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "hoverlabel": {
                "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT},
                "bgcolor": PAGE,
                "bordercolor": QUIET_TEXT,
            },
            "xaxis": axis,
            "yaxis": axis,
            "colorway": list(SERIES),
        }
    )


TEMPLATE = _template()
