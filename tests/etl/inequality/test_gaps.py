"""Gaps, slopes and changes of gaps are worked out again from the figures of the groups."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.aggregate_places import ONE_FIGURE
from etl.inequality import inequality_tables
from insight.statistics import slope_index
from tests.etl.inequality.conftest import Built
from tests.etl.inequality.naive import ALL_GROUPS, CHESHIRES, Row, Z, rows_of

GRADIENTS = (
    "deprivation_quintile",
    "deprivation_decile",
    "practice_quintile",
    "local_quintile",
)
Cell = tuple[Any, ...]


def cell_of(row: Row) -> Cell:
    names = ("indicator_id", "area_code", "edition", "group_kind", "period_start_date")
    return tuple(row[name] for name in names)


def cells(built: Built) -> dict[Cell, dict[str, Row]]:
    """Group figures by cell and group."""
    found: dict[Cell, dict[str, Row]] = defaultdict(dict)
    for row in rows_of(built.tables["group_figure"]):
        found[cell_of(row)][row["group_id"]] = row
    return found


def p_value(one: Row, other: Row) -> float:
    error = math.hypot(one["standard_error"], other["standard_error"])
    return math.erfc(abs(one["value"] - other["value"]) / error / math.sqrt(2))


def holm(p_values: dict[str, float]) -> dict[str, float]:
    corrected, worst = {}, 0.0
    for done, (name, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        worst = max(worst, p * (len(p_values) - done))
        corrected[name] = min(worst, 1.0)
    return corrected


@pytest.mark.slow
def test_every_cell_has_one_gap_row(built: Built) -> None:
    rows = rows_of(built.tables["inequality"])
    assert sorted(map(str, map(cell_of, rows))) == sorted(map(str, cells(built)))


def test_every_gap(built: Built) -> None:
    figures, clear, shown = cells(built), 0, 0
    counts_people = {i.indicator_id for i in built.catalogue.indicators.values() if i.counts_people}
    for row in rows_of(built.tables["inequality"]):
        groups = figures[cell_of(row)]
        one, other = groups.get(row["group_id"]), groups.get(row["reference_group_id"])
        if one is None or other is None or one["value"] is None or other["value"] is None:
            assert row["absolute_gap"] is None and row["gap_refusal"]
            assert row["people_count"] is None and not row["is_clear"]
            continue
        shown += 1
        assert row["gap_refusal"] is None
        assert (row["value"], row["reference_value"]) == (one["value"], other["value"])
        gap = one["value"] - other["value"]
        assert row["absolute_gap"] == pytest.approx(gap, abs=1e-6)
        has_ratio = (
            min(one["value"], other["value"]) > 0
        )  # scores on both sides of nought have none
        assert (row["relative_gap"] is not None) == has_ratio
        if has_ratio:
            assert row["relative_gap"] == pytest.approx(one["value"] / other["value"], abs=1e-6)
        if one["standard_error"] is None or other["standard_error"] is None:
            assert row["absolute_lower"] is None and not row["is_clear"]
            continue
        error = math.hypot(one["standard_error"], other["standard_error"])
        assert row["absolute_lower"] == pytest.approx(gap - Z * error, abs=2e-6)
        assert row["absolute_upper"] == pytest.approx(gap + Z * error, abs=2e-6)
        if has_ratio:
            shares = [each["standard_error"] / each["value"] for each in (one, other)]
            spread = math.exp(Z * math.hypot(*shares))
            assert row["relative_upper"] == pytest.approx(row["relative_gap"] * spread, rel=1e-5)
            assert row["relative_lower"] == pytest.approx(row["relative_gap"] / spread, rel=1e-5)
        if row["group_kind"] != "ethnic_group":
            assert row["is_clear"] == (abs(gap) > Z * error)
        clear += row["is_clear"]
        if row["indicator_id"] in counts_people and one["population_count"] is not None:
            people = one["population_count"] / 100
            assert row["people_count"] == pytest.approx(gap * people, rel=1e-6, abs=1e-4)
            assert row["people_lower"] == pytest.approx(
                (gap - Z * error) * people, rel=1e-5, abs=1e-3
            )
        else:
            assert row["people_count"] is None
    assert shown > 100 and clear > 20


def test_ordered_groups_are_compared_end_to_end(built: Built) -> None:
    ends = {kind: (groups[0], groups[-1]) for kind, groups in ALL_GROUPS.items()}
    ends["sex"] = ("sex-female", "sex-male")
    for row in rows_of(built.tables["inequality"]):
        if row["group_kind"] == "ethnic_group":
            continue
        first, last = ends[row["group_kind"]]
        assert row["reference_group_id"] == last
        joined = row["group_id"] == "practice-quintile-1-2"
        assert row["group_id"] == first or (joined and row["unit_of_analysis"] == "practices")


def test_the_ethnic_group_shown_is_the_furthest_of_those_that_clearly_differ(built: Built) -> None:
    figures, found = cells(built), set()
    for row in rows_of(built.tables["inequality"]):
        if row["group_kind"] != "ethnic_group":
            continue
        groups = dict(figures[cell_of(row)])
        groups.pop("ethnic-not-stated", None)
        white = groups.pop("ethnic-white", None)
        assert row["reference_group_id"] == "ethnic-white"
        if white is None or white["value"] is None:
            continue
        known = {name: each for name, each in groups.items() if each["value"] is not None}
        if not known:
            assert row["gap_refusal"]
            continue
        tested = {
            name: p_value(each, white)
            for name, each in known.items()
            if each["standard_error"] and white["standard_error"]
        }
        corrected = holm(tested)
        clear = [name for name in known if corrected.get(name, 1.0) < 0.05]
        far = max(clear or known, key=lambda name: abs(known[name]["value"] - white["value"]))
        distance = abs(known[far]["value"] - white["value"])
        assert abs(row["absolute_gap"]) == pytest.approx(distance, abs=2e-6)
        assert row["is_clear"] == bool(clear)
        found.add(row["is_clear"])
    assert False in found


def test_a_clear_ethnic_gap_survives_correction(embedded: Built) -> None:
    """England's Talking Therapies have clear gaps; some that one test alone would call clear
    are not, after correction."""
    rows = embedded.tables["inequality"]
    rows = rows[rows["group_kind"] == "ethnic_group"]
    assert rows["is_clear"].sum() > 20
    leaves_out_zero = (rows["absolute_lower"] > 0) | (rows["absolute_upper"] < 0)
    assert not (rows["is_clear"].astype(bool) & ~leaves_out_zero).any()
    assert (leaves_out_zero & ~rows["is_clear"].astype(bool)).any()


@pytest.mark.slow
def test_every_slope_is_the_line_of_least_squares(built: Built) -> None:
    figures, drawn = cells(built), 0
    for row in rows_of(built.tables["inequality"]):
        if row["group_kind"] not in GRADIENTS:
            assert row["slope"] is None and row["slope_refusal"]
            continue
        whole = _whole_gradient(row, figures)
        assert (row["slope"] is not None) == (whole is not None), cell_of(row)
        if whole is None:
            assert row["slope_refusal"]
            continue
        drawn += 1
        _assert_line(row, *whole)
    assert drawn >= 30


def test_every_slope_is_that_of_one_call(small: Built) -> None:
    figures, drawn = cells(small), 0
    for row in rows_of(small.tables["inequality"]):
        whole = _whole_gradient(row, figures) if row["group_kind"] in GRADIENTS else None
        if whole is None:
            continue
        drawn += 1
        found = slope_index(*whole)
        for name, mine in (
            ("slope", found.slope),
            ("slope_lower", found.slope_lower),
            ("slope_upper", found.slope_upper),
            ("relative_index", found.relative),
            ("relative_index_lower", found.relative_lower),
            ("relative_index_upper", found.relative_upper),
            ("intercept", found.intercept),
            ("residual_share", found.residual_share),
        ):
            if math.isnan(mine):
                assert row[name] is None
            else:
                assert row[name] == pytest.approx(mine, abs=1e-6), name
    assert drawn >= 30


def _whole_gradient(row: Row, figures: dict[Cell, dict[str, Row]]) -> list[np.ndarray] | None:
    """People, values and standard errors of every group; None where any group lacks one."""
    groups = figures[cell_of(row)]
    order = [groups.get(name, {}) for name in ALL_GROUPS[row["group_kind"]]]
    names = ("population_count", "value", "standard_error")
    if any(each.get(name) is None for each in order for name in names):
        return None
    return [np.array([each[name] for each in order]) for name in names]


def _assert_line(row: Row, people: np.ndarray, values: np.ndarray, errors: np.ndarray) -> None:
    """The same line by NumPy's least squares, and its interval by theory instead of simulation."""
    share = people / people.sum()
    middle = np.cumsum(share) - share / 2
    slope, intercept = np.polyfit(middle, values, 1, w=np.sqrt(share))
    assert row["slope"] == pytest.approx(slope, abs=1e-5)
    assert row["intercept"] == pytest.approx(intercept, abs=1e-5)
    weights = share * (middle - 0.5) / np.sum(share * (middle - 0.5) ** 2)
    error = math.sqrt(np.sum((weights * errors) ** 2))
    assert row["slope_lower"] == pytest.approx(slope - Z * error, abs=0.03 * error)
    assert row["slope_upper"] == pytest.approx(slope + Z * error, abs=0.03 * error)


def test_every_change_of_a_gap(built: Built) -> None:
    figures = cells(built)
    series: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows_of(built.tables["inequality"]):
        series[cell_of(row)[:4]].append(row)
    changes = {
        cell_of({**row, "period_start_date": None})[:4]: row
        for row in rows_of(built.tables["gap_change"])
    }
    assert changes.keys() == series.keys()
    compared = 0
    for key, rows in series.items():
        rows.sort(key=lambda row: row["period_end_date"])
        usable = [row for row in rows if row["absolute_lower"] is not None]
        change = changes[key]
        pair = (usable[-1]["group_id"], usable[-1]["reference_group_id"]) if usable else ()
        sides = [
            (row, [figures[cell_of(row)].get(name) for name in pair])
            for row in usable
            if row["period_end_date"] < usable[-1]["period_start_date"]
        ]
        earlier = [
            (row, both)
            for row, both in sides
            if all(each is not None and each["standard_error"] for each in both)
        ]
        if not earlier:
            assert change["absolute_word"] == change["relative_word"] == "cannot be calculated"
            assert change["reason"] and change["from_period_label"] == ""
            continue
        compared += 1
        then, now = earlier[0][1], [figures[cell_of(usable[-1])][name] for name in pair]
        assert change["from_period_label"] == earlier[0][0]["period_label"]
        assert change["to_period_label"] == usable[-1]["period_label"]
        assert change["absolute_word"] == _word(then, now, is_ratio=False)
        assert change["relative_word"] == _word(then, now, is_ratio=True)
        assert change["reason"] is None
    assert compared >= 10


def _word(then: list[Row | None], now: list[Row | None], is_ratio: bool) -> str:
    sizes, errors = [], []
    for one, other in (then, now):
        assert one is not None and other is not None
        if is_ratio:
            sizes.append(abs(math.log(one["value"] / other["value"])))
            errors += [one["standard_error"] / one["value"]]
            errors += [other["standard_error"] / other["value"]]
        else:
            sizes.append(abs(one["value"] - other["value"]))
            errors += [one["standard_error"], other["standard_error"]]
    z = (sizes[1] - sizes[0]) / math.sqrt(sum(error**2 for error in errors))
    return "no clear change" if abs(z) < Z else "widening" if z > 0 else "narrowing"


def test_gaps_that_widen_and_narrow_are_among_the_real_ones(embedded: Built) -> None:
    words = set(embedded.tables["gap_change"]["absolute_word"])
    assert {"widening", "narrowing", "no clear change", "cannot be calculated"} == words


def test_a_series_never_crosses_an_edition(built: Built) -> None:
    """Years before the 2019 edition came out are a series of their own."""
    rows = built.tables["inequality"]
    therapies = rows[rows["indicator_id"].str.startswith("talking-therapies")]
    ends = therapies[therapies["group_kind"] == "core20"].groupby("edition")["period_end_date"]
    assert str(ends.max()["2015"]) < "2019-09-26" < str(ends.min()["2019"])


def test_a_cheshire_place_has_a_gap_of_its_own_practices_or_says_what_it_lacks(
    embedded: Built,
) -> None:
    rows = embedded.tables["inequality"]
    registers = rows[rows["indicator_id"].str.endswith("-register")]
    inside = registers[registers["area_code"].isin(CHESHIRES)]
    assert set(inside["area_code"]) == set(CHESHIRES)
    assert inside["gap_refusal"].dropna().str.startswith("Practice fifth").all()


def test_what_one_figure_covers_is_said_of_both_cheshire_places(small: Built) -> None:
    rows = small.tables["inequality"]
    registers = rows[rows["indicator_id"].str.endswith("-register")]
    inside = registers[registers["area_code"].isin(CHESHIRES)]
    assert set(inside["area_code"]) == set(CHESHIRES)
    assert set(inside["gap_refusal"]) == set(inside["slope_refusal"]) == {ONE_FIGURE}


def test_a_publishers_joined_fifths_have_a_gap_but_no_test_and_no_slope(embedded: Built) -> None:
    rows = embedded.tables["inequality"]
    access = rows[(rows["indicator_id"] == "gp-access") & (rows["area_code"] == "E54000008")]
    assert set(access["group_id"]) == {"practice-quintile-1-2"}
    assert access["absolute_gap"].notna().all() and access["absolute_lower"].isna().all()
    assert not access["is_clear"].any()
    assert access["slope_refusal"].str.contains("joins the two most deprived").all()
    changes = embedded.tables["gap_change"]
    words = changes[changes["indicator_id"] == "gp-access"]
    assert set(words["absolute_word"]) == {"cannot be calculated"}
    assert words["reason"].str.contains("no range").all()


def test_refusals_name_the_group_and_the_reason(embedded: Built) -> None:
    rows = embedded.tables["inequality"]
    knowsley = rows[
        (rows["indicator_id"] == "households-deprived")
        & (rows["area_code"] == "E08000011")
        & (rows["edition"] == "2025")
    ].set_index("group_kind")
    assert knowsley.loc["deprivation_quintile", ["gap_refusal", "slope_refusal"]].tolist() == [
        "Neighbourhood fifth 5 (least deprived): only 2 neighbourhoods here",
        "Neighbourhood fifth 5 (least deprived): only 2 neighbourhoods here",
    ]
    assert knowsley.loc["deprivation_decile", "slope_refusal"] == (
        "Neighbourhood tenth 5: only 4 neighbourhoods here (3 groups have no figure)"
    )


def test_the_embedded_gaps_are_those_of_the_embedded_figures(embedded: Built) -> None:
    """Whoever changes how gaps are worked out derives `data/figures` afresh.

    Of one measure in eight, and those they are weighted by: `tests/data/test_agreement.py` works
    out the gaps of every measure, from the official files.
    """
    chosen = sorted(embedded.tables["group_figure"]["indicator_id"].unique())[::8]
    weights = [w for each in chosen for w in embedded.catalogue.indicators[each].weighted_by]
    observations = embedded.tables["observation"]
    observations = observations[observations["indicator_id"].isin([*chosen, *weights])]
    tables = embedded.tables | {"observation": observations}
    for name, frame in inequality_tables(tables, embedded.catalogue).items():
        found, expected = (
            each[each["indicator_id"].isin(chosen)].reset_index(drop=True).astype(object)
            for each in (frame, embedded.tables[name])
        )
        assert len(found)
        pd.testing.assert_frame_equal(
            found.where(found.notna(), None), expected.where(expected.notna(), None)
        )
