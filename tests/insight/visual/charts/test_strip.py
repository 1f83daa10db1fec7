"""Strips: small SVG texts that say what they are given, and nothing for what is missing."""

from __future__ import annotations

from math import nan
from xml.etree import ElementTree

import pytest

from insight.visual import style
from insight.visual.charts import strip

SCALE = (0.0, 100.0)


def paths(svg: str) -> list[dict[str, str]]:
    return [element.attrib for element in ElementTree.fromstring(svg)]


@pytest.mark.parametrize(("share", "width"), [(0, 0), (50, 60), (100, 120), (-5, 0), (250, 120)])
def test_a_bar_is_filled_by_its_share(share: float, width: float) -> None:
    filled = paths(strip.bar(share))[1]
    assert filled["d"] == f"M0 2h{float(width)}v14H0z"
    assert filled["fill"] == style.CORE20


def test_nothing_is_drawn_for_a_missing_share() -> None:
    assert paths(strip.bar(nan)) == []


def test_a_figure_lies_between_the_ends_of_the_scale() -> None:
    low = paths(strip.interval_strip(0, nan, nan, nan, "similar", SCALE))[-1]["d"]
    high = paths(strip.interval_strip(100, nan, nan, nan, "similar", SCALE))[-1]["d"]
    assert low.startswith(f"M{float(strip.EDGE)} ")
    assert high.startswith(f"M{float(strip.WIDTH - strip.EDGE)} ")


def test_an_interval_and_a_benchmark_are_drawn_where_there_are_any() -> None:
    assert len(paths(strip.interval_strip(50, 40, 60, 30, "worse", SCALE))) == 4
    assert len(paths(strip.interval_strip(50, nan, nan, 30, "worse", SCALE))) == 3
    assert len(paths(strip.interval_strip(50, nan, nan, nan, "worse", SCALE))) == 2
    assert len(paths(strip.interval_strip(nan, nan, nan, nan, "not tested", SCALE))) == 1


def test_every_verdict_can_be_told_without_colour() -> None:
    drawn = {}
    for word, mark in style.VERDICTS.items():
        marker = paths(strip.interval_strip(50, nan, nan, nan, word, SCALE))[-1]
        assert mark.colour in (marker["fill"], marker["stroke"])
        drawn[word] = (marker["d"], marker["fill"] == style.PAGE)
    assert len({drawn[word] for word in ("better", "worse", "similar", "not tested")}) == 4


def test_dots_leave_out_missing_areas() -> None:
    svg = strip.dots([10, nan, 30], ["better", "not tested", "worse"], 20, SCALE)
    assert len(paths(svg)) == 4  # line, benchmark, two areas


def test_a_scale_of_no_length_puts_the_figure_in_the_middle() -> None:
    marker = paths(strip.interval_strip(5, nan, nan, nan, "better", (5.0, 5.0)))[-1]["d"]
    assert marker.startswith(f"M{strip.WIDTH / 2} ")
