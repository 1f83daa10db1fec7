"""Stated priorities: each with its figures, or with the reason why there are none."""

from __future__ import annotations

from functools import partial

import pandas as pd
import pytest

from insight.findings import stated_priorities as module
from insight.findings.stated_priorities import (
    priorities_by_place,
    priorities_summary,
    priority_indicators,
    stated_priorities,
    unmeasured_priorities,
)
from insight.language import number_format
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.store import Store, queries
from tests.insight.small_store import HALTON


@pytest.mark.data
def test_every_stated_priority_is_there_once(real_store: Store) -> None:
    for area_code, stated in queries.priorities(real_store).groupby("place_code"):
        measured = stated[stated["no_indicator_reason"] == ""]
        each = stated_priorities(real_store, area_code)
        # A heading goes on to say what can be said of its figures.
        names = [finding.title.split(": of ")[0].removesuffix(": no figure") for finding in each]
        assert names == list(measured["priority_name"])
        assert [finding.sentence for finding in each] == list(measured["summary"])
        rest = unmeasured_priorities(real_store, area_code)
        rows = () if rest is None else rest.table.texts
        assert len(rows) == len(stated) - len(measured)
        for (what, why), row in zip(rows, stated.drop(measured.index).itertuples(), strict=True):
            assert row.priority_name in what and row.summary in what
            assert why == row.no_indicator_reason
        summary = priorities_summary(real_store, area_code)
        names = [text[0] for text in summary.table.texts]
        assert len(names) == len(stated)
        assert all(one in name for one, name in zip(stated["priority_name"], names, strict=True))


def test_a_place_sees_its_own_figures_beside_the_benchmark(small_store: Store) -> None:
    (finding,) = stated_priorities(small_store, HALTON)
    assert finding.table.columns == ("Indicator", "Halton", "England", "Compared with England")
    comparisons = queries.place_comparisons(small_store, Benchmark().code)
    own = comparisons[comparisons["place_code"] == HALTON].set_index("indicator_id")
    assert len(finding.table.rows) == 2
    for row, indicator_id in zip(finding.table.texts, ("smoking", "claimants"), strict=True):
        figure = own.loc[indicator_id]
        assert row[0] == f"{figure['plain_name']}; It tells."
        shown = number_format.shown(figure["value"], figure)
        years = (pd.Timestamp("2026-11-21") - figure["period_end_date"]).days // 365
        dated = f"; {figure['period_label']}" + (f", {years} years old" if years >= 3 else "")
        assert row[1].startswith(shown) and row[1].endswith(dated)
        assert row[2] == number_format.shown(figure["benchmark_value"], figure)
    assert finding.source_ids[0] == "survey"  # where it was stated, before whose figures they are


def test_the_system_sees_the_nine_places_from_lowest_to_highest(small_store: Store) -> None:
    (finding,) = stated_priorities(small_store, SYSTEM, Benchmark("similar"))
    assert finding.table.columns[1:] == (
        "Lowest to highest Place",
        "Places compared with similar areas",
    )
    values = finding.table.values
    smoking = values[values["indicator_id"] == "smoking"]
    assert len(smoking) == 9
    about = queries.indicator(small_store, "smoking")
    span = number_format.interval(
        smoking["value"].min(), smoking["value"].max(), about["unit"], about["decimal_places"]
    )
    row = next(row for row in finding.table.texts if row[0].startswith("Adults who smoke"))
    assert row[1].startswith(span)
    for word, count in smoking["verdict"].value_counts().items():
        assert f"{word} in {count}" in row[2]


def test_an_indicator_not_published_for_places_says_so() -> None:
    row = (pd.Series({"indicator_id": "x"}), [])
    for form in (module._figure, module._span):
        assert form(row).text == "Not published for Places"
    for form in (partial(module._verdict, "England"), partial(module._verdicts, "England")):
        assert form(row).text == "– not tested: not published for Places"
    assert module._reference("England", row).text == "no figure"


def test_the_indicators_of_the_priorities_are_those_of_the_heat_table(small_store: Store) -> None:
    ids = priority_indicators(small_store, HALTON)
    assert ids == ("smoking", "claimants")
    found = priorities_by_place(small_store, HALTON)
    assert found is not None
    assert tuple(found.table.values["indicator_id"].unique()) == ids
    assert priority_indicators(small_store, "E08000015") == ()
    assert priorities_by_place(small_store, "E08000015") is None


@pytest.mark.slow
def test_an_area_without_stated_priorities_has_none(small_store: Store, empty_store: Store) -> None:
    for store, area_code in ((small_store, "E08000015"), (empty_store, SYSTEM)):
        summary = priorities_summary(store, area_code)
        area = areas()[area_code].area_name
        assert summary.title == f"{area}: no figure on the stated priorities was tested"
        assert summary.table.rows == ()
        assert stated_priorities(store, area_code) == ()
        assert unmeasured_priorities(store, area_code) is None
