"""Contrast, greyscale order and distance for colour-blind readers, measured and not assumed."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from insight.reference import vocabulary
from insight.visual import style
from insight.visual.charts.template import TEMPLATE

WHITE = "#FFFFFF"
# How reds and greens look to people without long-wave (protan) or middle-wave (deutan) cones:
# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color
# vision deficiency", table of matrices for severity 1.0, applied to linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
# sRGB to XYZ for the D65 white point, IEC 61966-2-1.
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(TO_XYZ[1] @ linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    root = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(one: str, other: str, sight: np.ndarray) -> float:
    """How far apart two colours look: CIELAB difference (CIE 1976); about 2 is just seen."""
    return float(np.linalg.norm(lab(sight @ linear(one)) - lab(sight @ linear(other))))


def test_the_measure_gives_the_published_values() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21, abs=0.01)
    assert contrast("#005EB8", WHITE) == pytest.approx(6.38, abs=0.01)
    # Pure red seen without long-wave cones is the first column of the matrix.
    assert SIGHT["protanopia"] @ linear("#FF0000") == pytest.approx([0.152286, 0.114503, -0.003882])


@pytest.mark.parametrize("colour", [style.TEXT, style.QUIET_TEXT, style.NHS_BLUE])
def test_text_is_readable_on_page_and_panel(colour: str) -> None:
    assert contrast(colour, style.PAGE) >= 4.5
    assert contrast(colour, style.PANEL) >= 4.5


# Marks that stand beside one another in a list, each a glyph and a word.
OF_VOICES = {"mood": style.MOODS, "status": style.STATUSES, "stage": style.STAGES}

MARKS = {
    **{f"{of} {w}": m.colour for of, marks in OF_VOICES.items() for w, m in marks.items()},
    **{f"verdict {word}": mark.colour for word, mark in style.VERDICTS.items()},
    **{f"trend {words}": mark.colour for words, mark in style.TRENDS.items()},
    **{f"series {number}": colour for number, colour in enumerate(style.SERIES)},
    # Lighter ones fill areas inside a dark outline.
    **{f"decile {number}": colour for number, colour in enumerate(style.DECILES[:7], 1)},
    "place": style.PLACE,
    "band edge": style.BAND_EDGE,
    "benchmark": style.BENCHMARK,
    "core20": style.CORE20,
    "missing line": style.MISSING_LINE,
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out_from_the_page(name: str) -> None:
    assert contrast(MARKS[name], WHITE) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(
    "words", [("better", "worse", "similar"), ("higher", "lower", "similar")], ids=str
)
def test_verdicts_shown_together_look_different(words: tuple[str, ...], sight: str) -> None:
    for one, other in combinations(words, 2):
        colours = style.VERDICTS[one].colour, style.VERDICTS[other].colour
        assert distance(*colours, SIGHT[sight]) >= 30


@pytest.mark.parametrize("sight", SIGHT)
def test_lines_shown_together_look_different(sight: str) -> None:
    for one, other in combinations(style.SERIES, 2):
        assert distance(one, other, SIGHT[sight]) >= 25


@pytest.mark.parametrize("word", style.FILLS)
def test_words_can_be_read_on_what_fills_their_cell(word: str) -> None:
    fill, ink = style.FILLS[word]
    assert contrast(fill, ink) >= 4.5


def test_dark_means_worse_on_maps_and_tables() -> None:
    """Fault 11, for verdicts: in grey as well, what is worse is the darkest."""
    lights = {word: luminance(fill) for word, (fill, _) in style.FILLS.items()}
    assert lights["worse"] < lights["better"] < lights["similar"]
    assert lights["worse"] < luminance(style.SIMILAR_AREA)
    assert contrast(style.FILLS["better"][0], style.FILLS["worse"][0]) >= 2


@pytest.mark.parametrize("one, other", [("better", "worse"), ("higher", "lower")])
def test_opposite_verdicts_differ_in_grey_too(one: str, other: str) -> None:
    assert contrast(style.VERDICTS[one].colour, style.VERDICTS[other].colour) >= 2


def test_every_verdict_has_its_own_glyph_and_word() -> None:
    assert [mark.word for mark in style.VERDICTS.values()] == list(style.VERDICTS)
    glyphs = [mark.glyph for mark in style.VERDICTS.values()]
    assert len(set(glyphs)) == len(glyphs)


@pytest.mark.parametrize("of", OF_VOICES)
def test_marks_of_voices_differ_by_glyph_where_they_differ_in_sense(of: str) -> None:
    marks = OF_VOICES[of]
    senses = {word.removeprefix("mostly ") for word in marks}
    assert len({mark.glyph for mark in marks.values()}) == len(senses)
    assert len({mark.word for mark in marks.values()}) == len(marks)


def test_every_word_of_the_vocabulary_has_its_mark() -> None:
    assert set(vocabulary.MOODS) <= set(style.MOODS)
    assert list(vocabulary.RESPONSE_STATUSES) == list(style.STATUSES)
    assert list(vocabulary.IDEA_STAGES) == list(style.STAGES)


def test_lines_differ_in_dash_and_marker_as_well() -> None:
    for parts in (style.SERIES, style.DASHES, style.SYMBOLS, style.SYMBOL_GLYPHS):
        assert len(set(parts)) == len(style.SERIES)


@pytest.mark.parametrize("palette", [style.DECILES, style.SEQUENTIAL[::-1]], ids=["ten", "five"])
def test_steps_of_a_map_grow_lighter_evenly_for_everyone(palette: tuple[str, ...]) -> None:
    for darker, lighter in pairwise(palette):
        assert luminance(darker) < luminance(lighter)
        # Fault 24: deciles merged in grey. The darkest two are told apart by little light.
        assert contrast(darker, lighter) >= 1.16
        assert lightness(lighter) - lightness(darker) >= 7.5
        for sight in SIGHT.values():
            assert distance(darker, lighter, sight) >= 5


def lightness(colour: str) -> float:
    """CIE L*: how light a colour is on a grey printer, from 0 to 100 in even steps to the eye."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def test_decile_one_is_the_darkest_and_others_are_refused() -> None:
    assert style.decile_colour(1) == min(style.DECILES, key=luminance)
    assert style.decile_colour(10) == max(style.DECILES, key=luminance)
    for wrong in (0, 11):
        with pytest.raises(ValueError, match="must be 1 to 10"):
            style.decile_colour(wrong)


def test_the_template_has_no_small_print() -> None:
    sizes = [
        TEMPLATE.layout.font.size,
        TEMPLATE.layout.xaxis.tickfont.size,
        TEMPLATE.layout.yaxis.title.font.size,
        TEMPLATE.layout.hoverlabel.font.size,
    ]
    assert min(sizes) >= style.SMALLEST_FONT_SIZE >= 12
