"""The words on figures that leave the dashboard, each explained in a line.

The page "About the data" says the same at more length.
"""

from __future__ import annotations

from insight.reference.areas import HOW_MANY, KIND_OF_PLACE, SYSTEM_NAME
from insight.visual.style import VERDICTS

# What stands where a workbook has nothing to show: no figure, or nothing to say.
MISSING = "[x]"
NOTHING = "[z]"


def _mark(word: str) -> str:
    return f"{VERDICTS[word].glyph} {VERDICTS[word].word}"


# Term and meaning, in the order a reader meets them.
WORDS: tuple[tuple[str, str], ...] = (
    (
        "Place",
        f"One of the {HOW_MANY} {KIND_OF_PLACE}s of {SYSTEM_NAME}. Together they are the system.",
    ),
    (
        "Core20",
        "People who live in the most deprived fifth of England's neighbourhoods. Not everybody "
        "who lives there is poor, and poor people live elsewhere too.",
    ),
    (
        "Range (95%)",
        "Most figures are estimates. The range shows where the true figure probably lies; a wide "
        "range means few people or events were counted.",
    ),
    (
        f"{_mark('better')}, {_mark('worse')}",
        "The whole range lies on the good, or the bad, side of the figure it is set against.",
    ),
    (
        f"{_mark('higher')}, {_mark('lower')}",
        "The same, where neither side is good or bad in itself.",
    ),
    (
        _mark("similar"),
        "The range includes the other figure. There may still be a difference too small to see.",
    ),
    (
        _mark("not tested"),
        "Our file has no range for it, or no figure to set it against in the same period. Or its "
        "recording has to be checked first. We do not guess.",
    ),
    (
        "Rising, falling",
        "Said only when the last five separate periods show a clear slope; otherwise no clear "
        "change.",
    ),
    (
        "Gap",
        "How far apart two groups are: the difference, and how many times one is the other. The "
        "two may move in opposite ways, so both are given.",
    ),
)
