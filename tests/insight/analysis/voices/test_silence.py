"""The silence map by hand: what counts as a need, who was heard, and where to go next."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from insight.analysis.voices import subjects
from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.silence import (
    distinct,
    is_need_of,
    kind_of,
    not_stated,
    silence_cells,
    where_next,
)
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import Evidence, Subject
from insight.analysis.voices.voice_side import cells_by_key
from insight.store import Store
from tests.insight.analysis.voices.sides import CLEAR, OTHER, PLACE, UNCLEAR, cell, figure, gap

TEETH = Subject("teeth", "Teeth", "", ("decay",), ("dentistry",), (), ())
BIRTH = Subject("birth", "Birth", "maternity", ("decay",), ("any",), ("mothers",), ("Mothers",))
STRENGTH = Strength("fair", ())


def known(
    *cells: dict[str, Any],
    direction: str = "worse",
    gaps: dict[str, dict[str, Any]] | None = None,
    figures: dict[str, dict[str, Any]] | None = None,
    subjects: tuple[Subject, ...] = (TEETH,),
) -> Evidence:
    """What is known of two Places; figures: the leading one by area."""
    leads = figures or {PLACE: figure("worse")}
    return Evidence(
        subjects,
        pd.DataFrame(
            {
                "area_code": [PLACE, OTHER],
                "area_name": ["Halton", "Liverpool"],
                "area_type": ["place", "place"],
            }
        ),
        {
            (subject.subject_id, area): FigureSide(direction, (lead,), lead, None, STRENGTH)
            for subject in subjects
            for area, lead in leads.items()
        },
        {name: {("decay", PLACE): row} for name, row in (gaps or {}).items()},
        cells_by_key(pd.DataFrame(list(cells), columns=list(cell()))),
    )


def kind(evidence: Evidence, group: str, area: str = PLACE) -> str:
    (found,) = silence_cells(evidence, [area], {group: group.capitalize()})
    return found.kind


@pytest.mark.parametrize(
    ("need", "heard", "word"),
    [
        ("need", "too few", "need, few or none heard"),
        ("need", "too few", "need, few or none heard"),
        ("need", "protected", "need, voice hidden"),
        ("need", "shown", "need and heard"),
        ("no clear need", "too few", "no clear need"),
        ("no clear need", "shown", "no clear need"),
        ("no figure", "shown", "voice, no figure"),
        ("no figure", "too few", "neither"),
        ("no figure", "too few", "neither"),
    ],
)
def test_the_word_of_a_cell(need: str, heard: str, word: str) -> None:
    assert kind_of(need, heard) == word


@pytest.mark.parametrize(
    ("direction", "word"),
    [
        ("worse", "need, few or none heard"),
        ("gap", "need, few or none heard"),
        ("better", "no clear need"),
        ("mixed", "no clear need"),
        ("similar", "no clear need"),
        ("untested", "neither"),
    ],
)
def test_everyones_need_is_the_subjects_own_figures(direction: str, word: str) -> None:
    assert kind(known(direction=direction), "everyone") == word


def test_a_place_without_any_figure_has_no_known_need() -> None:
    assert kind(known(), "everyone", OTHER) == "neither"


@pytest.mark.parametrize(
    ("group", "between", "row", "word"),
    [
        ("core20", "deprivation", gap(*CLEAR), "need, few or none heard"),
        ("core20", "deprivation", gap(*UNCLEAR), "no clear need"),
        ("core20", "ethnic groups", gap(*CLEAR), "neither"),
        ("ethnic-minorities", "ethnic groups", gap(*CLEAR), "need, few or none heard"),
        ("women", "women and men", gap(*CLEAR), "need, few or none heard"),
        ("men", "women and men", gap(*CLEAR), "no clear need"),
        ("men", "women and men", gap(-8.0, -11.0, -5.0), "need, few or none heard"),
        ("women", "women and men", gap(-8.0, -11.0, -5.0), "no clear need"),
        ("core20", "deprivation", gap(*CLEAR, polarity="no_judgement"), "neither"),
        ("carers", "deprivation", gap(*CLEAR), "neither"),
    ],
)
def test_the_need_of_a_group_is_its_own_gap(
    group: str, between: str, row: dict[str, Any], word: str
) -> None:
    assert kind(known(gaps={between: row}), group) == word


def test_a_gap_that_is_not_clear_is_nobodys_need() -> None:
    assert not is_need_of(gap(*UNCLEAR), "men")
    assert not is_need_of(gap(*UNCLEAR), "women")


def test_a_subject_about_some_people_is_not_asked_of_others() -> None:
    mothers = cell("any", group="mothers")
    evidence = known(mothers, subjects=(BIRTH,), gaps={"deprivation": gap(*CLEAR)})
    assert kind(evidence, "mothers") == "need and heard"
    assert kind(evidence, "everyone") == "need and heard"
    assert kind(evidence, "core20") == "about others"


def test_what_a_group_was_heard_on_is_its_own_cell() -> None:
    evidence = known(cell(group="core20", state="too few"), gaps={"deprivation": gap(*CLEAR)})
    assert kind(evidence, "core20") == "need, few or none heard"
    assert kind(evidence, "everyone") == "need, few or none heard"


def next_of(*rows: dict[str, Any]) -> tuple[list[str], bool]:
    figures = {row["area_code"]: row for row in rows}
    cells = silence_cells(known(figures=figures), list(figures), {"everyone": "Everyone"})
    (found,) = where_next(cells)
    return [each.area_name for each in found.cells], found.is_ordered


def of(area: str, value: float, half: float, **more: Any) -> dict[str, Any]:
    ends = {"value": value, "lower_ci": value - half, "upper_ci": value + half}
    return figure("worse", area_code=area, **ends, **more)


def test_worst_first_only_where_the_test_allows() -> None:
    assert next_of(of(PLACE, 30, 1), of(OTHER, 50, 1)) == (["Liverpool", "Halton"], True)
    assert next_of(of(PLACE, 30, 9), of(OTHER, 33, 9)) == (["Halton", "Liverpool"], False)
    good = {"polarity": "high_is_good"}
    assert next_of(of(PLACE, 50, 1, **good), of(OTHER, 30, 1, **good)) == (
        ["Liverpool", "Halton"],
        True,
    )


def test_a_need_that_was_heard_is_not_on_the_list() -> None:
    cells = silence_cells(known(cell()), [PLACE], {"everyone": "Everyone"})
    assert where_next(cells) == []
    hidden = silence_cells(known(cell(state="protected")), [PLACE], {"everyone": "Everyone"})
    assert where_next(hidden) == []


def test_the_same_need_is_not_told_twice() -> None:
    cells = silence_cells(
        known(subjects=(BIRTH,)), [PLACE], {"everyone": "Everyone", "mothers": "Mothers"}
    )
    assert [each.group_id for each in distinct(cells)] == ["mothers"]
    assert [each.cells[0].group_id for each in where_next(cells)] == ["mothers"]


@pytest.mark.parametrize(
    ("every", "without", "state", "share"),
    [
        (cell("any", count=200), cell("any", group="not-stated", count=50), "shown", 25.0),
        (cell("any", count=200), None, "too few", None),
        (cell("any", count=200), cell("any", group="not-stated", state="too few"), "too few", None),
        (
            cell("any", count=200),
            cell("any", group="not-stated", state="protected"),
            "protected",
            None,
        ),
        (cell("any", state="too few"), cell("any", group="not-stated"), "too few", None),
        (None, None, "too few", None),
    ],
)
def test_the_share_not_stated_is_given_only_where_both_counts_may_be(
    every: dict[str, Any] | None, without: dict[str, Any] | None, state: str, share: float | None
) -> None:
    evidence = known(*(each for each in (every, without) if each))
    found = not_stated(evidence.cells, evidence.areas)[0]
    assert found.state == state
    if share is None:
        assert (found.base, found.count) == (0, 0) and math.isnan(found.share)
    else:
        assert (found.base, found.share) == (200, share)


def test_every_silent_cell_of_a_store_has_a_need_and_no_voice(small_store: Store) -> None:
    evidence = subjects.evidence(small_store)
    groups = {"everyone": "Everyone", "core20": "Core20", "carers": "Carers", "women": "Women"}
    cells = silence_cells(evidence, list(evidence.areas["area_code"]), groups)
    assert len(cells) == len(evidence.subjects) * 10 * len(groups)
    assert {each.kind for each in cells} > {"neither", "about others"}
    for each in cells:
        if each.kind.startswith("need, "):
            assert each.need == "need" and not each.voice.cells
        if each.kind in ("need and heard", "voice, no figure"):
            assert each.voice.cells
