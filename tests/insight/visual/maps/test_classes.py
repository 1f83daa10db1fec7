"""Every area is in one class, the legend is exact, and no figure is a class of its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.language.number_format import NO_FIGURE
from insight.visual import style
from insight.visual.maps import Classes, class_deciles, class_numbers, class_verdicts


def labels(classes: Classes) -> list[str]:
    """Return the legend's words for each area."""
    words = {entry.key: entry.label for entry in classes.legend}
    return [words[key] for key in classes.keys]


def test_deciles_have_their_own_colour_and_word():
    classes = class_deciles([1, 10, 5, np.nan])
    assert labels(classes) == [
        "1, most deprived tenth",
        "10, least deprived tenth",
        "5",
        NO_FIGURE,
    ]
    assert [entry.colour for entry in classes.legend[:10]] == list(style.DECILES)


@pytest.mark.parametrize("wrong", [0, 11, 2.5])
def test_a_decile_out_of_range_is_refused(wrong: float):
    with pytest.raises(ValueError, match="whole number from 1 to 10"):
        class_deciles([3, wrong])


def test_verdicts_carry_the_glyph_and_only_those_that_occur():
    classes = class_verdicts(["worse", "similar", None, "worse", float("nan")])
    assert labels(classes) == ["worse", "similar", NO_FIGURE, "worse", NO_FIGURE]
    assert [(entry.label, entry.glyph) for entry in classes.legend] == [
        ("worse", style.VERDICTS["worse"].glyph),
        ("similar", style.VERDICTS["similar"].glyph),
        (NO_FIGURE, ""),
    ]


def test_no_figure_is_hatched_and_last_and_absent_when_all_are_known():
    with_gap = class_numbers([1, 2, np.nan], "%", 0)
    assert with_gap.legend[-1].is_hatched and with_gap.legend[-1].label == NO_FIGURE
    assert sum(entry.is_hatched for entry in with_gap.legend) == 1
    assert not any(entry.is_hatched for entry in class_numbers([1, 2], "%", 0).legend)


@pytest.mark.parametrize("polarity", ["high_is_good", "low_is_good", "no_judgement"])
def test_the_worse_end_is_the_dark_one(polarity: str):
    """Fault 11: where high is good, the least had been the lightest."""
    classes = class_numbers(np.arange(100), "years", 0, polarity=polarity)
    order = style.SEQUENTIAL[::-1] if polarity == "high_is_good" else style.SEQUENTIAL
    assert [entry.colour for entry in classes.legend] == list(order)


def test_quantiles_hold_about_as_many_areas_each():
    classes = class_numbers(np.arange(100), "%", 0)
    assert [classes.keys.count(str(place)) for place in range(5)] == [20] * 5
    assert [entry.colour for entry in classes.legend] == list(style.SEQUENTIAL)
    assert classes.legend[0].label == "under 20%"
    assert classes.legend[1].label == "20% to under 40%"
    assert classes.legend[4].label == "80% or more"


def test_equal_steps_split_the_range():
    classes = class_numbers([0, 1, 2, 3, 100], "per 100,000", 0, how="equal")
    assert labels(classes) == ["under 20 per 100,000"] * 4 + ["80 per 100,000 or more"]
    assert classes.legend[1].label == "20 to under 40 per 100,000"


def test_a_figure_on_a_break_is_in_the_upper_class():
    classes = class_numbers([0, 10, 20, 30, 40, 50], "%", 0, how="equal")
    assert classes.keys == "012344"


def test_figures_are_classed_as_they_are_shown():
    """9.96 is shown as 10.0, so it belongs with 10.0 and not under it."""
    classes = class_numbers([0, 9.94, 9.96, 10, 50], "%", 1, how="equal")
    assert classes.legend[0].label == "under 10.0%"
    assert classes.keys == "00114"


def test_one_figure_for_all_is_one_class():
    classes = class_numbers([4, 4, 4], "%", 1)
    assert labels(classes) == ["all areas"] * 3


def test_nothing_known_is_all_hatched():
    classes = class_numbers([np.nan, np.nan], "%", 1)
    assert labels(classes) == [NO_FIGURE] * 2
    assert len(classes.legend) == 1


def test_an_unknown_way_of_classing_is_refused():
    with pytest.raises(ValueError, match="quantile"):
        class_numbers([1, 2], "%", 0, how="jenks")


@given(
    st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=1),
    st.integers(0, 3),
    st.sampled_from(["quantile", "equal"]),
)
def test_classes_rise_with_the_figure(values, decimal_places, how):
    classes = class_numbers(values, "%", decimal_places, how)
    assert len(classes.keys) == len(values)
    known = sorted((v, k) for v, k in zip(values, classes.keys, strict=True) if v == v)
    assert [key for _, key in known] == sorted(key for _, key in known)
    assert {entry.key for entry in classes.legend} >= set(classes.keys)
    if how == "quantile":
        assert {entry.key for entry in classes.legend} == set(classes.keys)
    assert len({entry.label for entry in classes.legend}) == len(classes.legend)
