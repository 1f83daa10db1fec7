"""Gaps and gradients: what the store holds, in words, pictures, tables and files."""

from __future__ import annotations

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from insight.export.files import self_naming
from insight.findings import Finding, cells, gap_tables, gaps
from insight.language import sentences
from insight.reference.groups import GRADIENT_KINDS
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from insight.visual import style
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import SYSTEM

CORE20 = {"indicator_id": "smoking", "group_kind": "core20", "edition": "2025"}
SEX = {"indicator_id": "claimants", "group_kind": "sex", "edition": "none"}
FIFTHS = {
    "indicator_id": "smoking-gp-recorded",
    "group_kind": "practice_quintile",
    "edition": "2019",
}
UNTESTED = {**FIFTHS, "indicator_id": "smoking-by-practice-deprivation"}


def latest(store: Store, **picked: str) -> list[dict[str, object]]:
    """Each area's gap row of its last period."""
    rows = queries.inequalities(store, **picked)
    return records(rows.sort_values("period_end_date").groupby("area_code").tail(1))


def built(finding: Finding | None) -> Finding:
    assert finding is not None
    return finding


@pytest.mark.slow
@pytest.mark.parametrize("picked", [CORE20, SEX])
def test_a_gradient_says_what_its_gap_says(small_store: Store, picked: dict[str, str]) -> None:
    about = queries.indicator(small_store, picked["indicator_id"])
    for row in latest(small_store, **picked):
        code = str(row["area_code"])
        finding = built(gaps.gradient(small_store, area_code=code, **picked))
        words = gaps.gap_summary(small_store, area_code=code, **picked)
        said = sentences.gap_title(row, about)
        assert finding.title == words.title
        start = f"{about['plain_name']}, {row['area_name']}: "
        assert finding.title == start + said[:1].lower() + said[1:]
        assert finding.sentence == words.sentence == sentences.gap_sentence(row, about)
        assert finding.caveat.startswith(sentences.ecological_note(str(row["unit_of_analysis"])))
        assert finding.caveat.endswith(about["caveat"])
        assert finding.source_ids == (about["source_id"],)
        figures = queries.group_figures(small_store, area_code=code, **picked)
        figures = figures[figures["period_label"] == row["period_label"]]
        assert [each[0] for each in finding.table.texts] == list(figures["group_name"])
        assert list(finding.table.values["value"]) == pytest.approx(
            list(figures["value"]), nan_ok=True
        )
        assert set(finding.table.values["area_name"]) == {row["area_name"]}


def test_a_refused_gap_says_why(small_store: Store) -> None:
    (refused, *_) = [row for row in latest(small_store, **CORE20) if row["gap_refusal"]]
    code = str(refused["area_code"])
    words = gaps.gap_summary(small_store, area_code=code, **CORE20)
    assert words.title.endswith(": no gap is given")
    assert str(refused["gap_refusal"]) in words.sentence.lower()
    assert words.people == ""
    sizes = dict(words.sizes.texts)
    assert len(sizes) == 4 and all(size.startswith("Not given: ") for size in sizes.values())
    finding = built(gaps.gradient(small_store, area_code=code, **CORE20))
    assert all(str(refused["gap_refusal"]) in row[1].lower() for row in finding.table.texts)


def test_a_gap_without_an_interval_is_not_tested_anywhere(real_store: CachedStore) -> None:
    words = gaps.gap_summary(real_store, area_code=SYSTEM, **UNTESTED)
    assert re.search(
        r": gap of [\d.]+ percentage points between the most and least deprived .*, not tested$",
        words.title,
    )
    assert words.sizes.texts[0][1].endswith(", not tested")
    change = built(gaps.gap_over_time(real_store, area_code=SYSTEM, **UNTESTED))
    column = change.table.columns.index("Difference (95% range)")
    assert all(row[column].endswith(", not tested") for row in change.table.texts)
    assert "clear" not in f"{change.alt} {change.table.texts} {words.sizes.texts}"


def test_a_gap_not_tested_is_not_told_in_people() -> None:
    row = {"absolute_gap": 1.0, "absolute_lower": None, "absolute_upper": None, "people_count": 9.0}
    said = sentences.people_sentence({**row, "is_clear": False}, {"plain_name": "Smoking"})
    assert said == "The gap was not tested, so it is not given in people."


@pytest.mark.parametrize(
    ("is_clear", "word"), [(True, "worse: clear gap"), (False, "no clear gap")]
)
def test_a_gap_that_missed_its_corrected_test_bears_no_mark_of_one(
    is_clear: bool, word: str
) -> None:
    """Among ethnic groups the widest gap is picked, and its own interval is not enough."""
    row = {"absolute_gap": 3.0, "absolute_lower": 1.0, "absolute_upper": 5.0, "is_clear": is_clear}
    mark = cells.gap_mark(row, "low_is_good")
    assert mark.word == word
    assert mark.glyph == style.VERDICTS["worse" if is_clear else "similar"].glyph
    about = {"unit": "%", "decimal_places": 1}
    said = gap_tables.difference_words(row, about)
    assert (
        said.startswith("higher by ") is is_clear and said.endswith(", not clear") is not is_clear
    )


@pytest.mark.slow
def test_the_gap_in_each_place_has_a_row_for_each(small_store: Store) -> None:
    for picked in (CORE20, SEX):
        finding = built(gaps.gap_in_places(small_store, **picked))
        rows = {
            str(row["area_name"]): row
            for row in latest(small_store, **picked)
            if row["area_code"] != SYSTEM
        }
        assert [row[0] for row in finding.table.texts] == sorted(rows)
        for name, *_, difference, _ in finding.table.texts:
            reason = str(rows[name]["gap_refusal"])
            assert difference.lower() == reason if reason else not difference.startswith("Only")
        assert blank_cells(finding) == []
    # Several periods are files' rows too, not only the last ones of the table.
    values = built(gaps.gap_in_places(small_store, **CORE20)).table.values
    assert values["period_label"].nunique() == 2
    assert "in" not in dict(finding.link.choices)  # type: ignore[union-attr]


def test_one_period_is_no_change_and_says_so(small_store: Store) -> None:
    assert gaps.gap_over_time(small_store, area_code=SYSTEM, **SEX) is None
    words = gaps.gap_summary(small_store, area_code=SYSTEM, **SEX)
    assert words.why_no_change == "Groups are published for one period only, 2024."
    companion = gaps.companion_panel(small_store, area_code=SYSTEM, **SEX)
    assert built(companion).finding_id == "claimants-gap-in-places"


def test_groups_in_no_order_have_no_gradients(small_store: Store) -> None:
    for picked in (CORE20, SEX):
        assert gaps.gradients_in_places(small_store, **picked) is None
        assert gaps.gap_summary(small_store, area_code=SYSTEM, **picked).slope == ""


def test_larger_areas_only_have_no_places(real_store: CachedStore) -> None:
    assert gaps.gap_in_places(real_store, **UNTESTED) is None
    words = gaps.gap_summary(real_store, area_code=SYSTEM, **UNTESTED)
    assert words.why_no_places == (
        "These groups are published for larger areas only, not for Places."
    )
    companion = built(gaps.companion_panel(real_store, area_code=SYSTEM, **UNTESTED))
    assert companion.title.endswith(": the gap over time, not tested")


def test_a_link_leads_to_the_same_gap() -> None:
    row = {"indicator_id": "smoking", "group_kind": "core20", "area_code": "E06000006"}
    with_edition = gaps.gap_link({**row, "edition": "2019"})
    assert with_edition.address == (
        "inequality?indicator=smoking&groups=core20&in=E06000006&edition=2019"
    )
    assert "edition" not in gaps.gap_link({**row, "edition": "none"}).address


def test_nothing_is_found_where_an_area_has_no_row(small_store: Store) -> None:
    assert gaps.gradient(small_store, area_code="E92000001", **CORE20) is None


@pytest.mark.data
def test_every_gap_is_built_whole(real_store: CachedStore) -> None:
    """Each fourth measure of every kind of groups: no blank cell, a file that names itself, and
    charts for PowerPoint that hold the figures of those drawn."""
    counted = dict.fromkeys(("gradient", "over time", "places", "gradients"), 0)
    measures = queries.inequality_measures(real_store)
    place = measures.groupby(["group_kind", "edition"]).cumcount()
    for each in measures[place % 4 == 0].itertuples():
        picked = {name: getattr(each, name) for name in CORE20}
        found = {
            "gradient": gaps.gradient(real_store, area_code=SYSTEM, **picked),
            "over time": gaps.gap_over_time(real_store, area_code=SYSTEM, **picked),
            "places": gaps.gap_in_places(real_store, **picked),
            "gradients": gaps.gradients_in_places(real_store, **picked),
        }
        for name, finding in found.items():
            if finding is None:
                continue
            counted[name] += 1
            assert blank_cells(finding) == [], finding.finding_id
            assert len(finding.alt) > 40 and finding.subtitle and finding.link
            named = self_naming(finding.table.values, finding.about)
            assert {"indicator_id", "unit", "area_code", "area_name", "confidence"} <= set(named)
            check_editable(finding)
        assert (found["gradients"] is None) or picked["group_kind"] in GRADIENT_KINDS
        assert len({f.finding_id for f in found.values() if f}) == sum(map(bool, found.values()))
    assert min(counted.values()) > 10


def check_editable(finding: Finding) -> None:
    """Each chart for PowerPoint holds only figures of the picture, and has some."""
    assert isinstance(finding.picture, go.Figure)
    drawn = {
        round(float(value), 6)
        for trace in finding.picture.data
        for values in (trace.x, trace.y)
        if values is not None
        for value in values
        if isinstance(value, int | float) and value == value
    }
    for chart in finding.editable() if finding.editable else ():
        given = [value for value in chart.lines[0].values if value == value]
        assert {round(value, 6) for value in given} <= drawn, finding.finding_id
        assert len(chart.categories) == len(chart.lines[0].values)


@pytest.mark.data
def test_ends_of_a_gradient_are_named_for_powerpoint(real_store: CachedStore) -> None:
    fifths = built(gaps.gradient(real_store, area_code=SYSTEM, **FIFTHS))
    (chart,) = fifths.editable()  # type: ignore[misc]
    assert chart.categories == ("1 (most deprived)", "2", "3", "4", "5 (least deprived)")


def test_two_groups_have_no_ends(small_store: Store) -> None:
    (chart,) = built(gaps.gradient(small_store, area_code=SYSTEM, **CORE20)).editable()  # type: ignore[misc]
    assert chart.categories == ("Core20", "others")


@pytest.mark.slow
def test_a_change_is_said_for_the_area_alone(small_store: Store) -> None:
    changes = queries.gap_changes(small_store, **CORE20)
    about = queries.indicator(small_store, "smoking")
    for row in records(changes):
        finding = gaps.gap_over_time(small_store, area_code=row["area_code"], **CORE20)
        if finding is not None:
            tested = sentences.gap_change_sentence(row, about)
            is_tested = row["absolute_word"] != "cannot be calculated"
            if is_tested:
                assert finding.sentence == tested
            else:
                assert finding.sentence.endswith(f"Not tested: {row['reason']}.") or (
                    finding.sentence == tested
                )
            assert row["area_name"] in finding.subtitle
            assert re.search("2022 to 2023", finding.subtitle)


@pytest.mark.slow
def test_figures_that_are_refused_keep_their_rows(small_store: Store) -> None:
    values = pd.concat(
        built(gaps.gradient(small_store, area_code=str(row["area_code"]), **CORE20)).table.values
        for row in latest(small_store, **CORE20)
    )
    assert values["value"].isna().any()
    assert (values["refusal"] != "").equals(values["value"].isna())
