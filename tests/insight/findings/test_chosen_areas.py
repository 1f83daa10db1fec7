"""Areas that a reader sets side by side: chart, table, file and link all hold the same ones."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from insight.analysis.chosen_areas import MOST_AUTHORITIES, area_codes, offered_areas, within_limit
from insight.findings.change_over_time import change_over_time
from insight.findings.indicator import NOT_RANKED, area_comparison
from insight.reference.areas import SIMILAR, Benchmark
from insight.store import Store, queries
from tests.insight.small_store import ENGLAND, HALTON, LIVERPOOL, NORTH_WEST, SYSTEM

CHOICES = (
    (ENGLAND,),
    (HALTON, NORTH_WEST),
    (SYSTEM, LIVERPOOL, HALTON),
    ("places", NORTH_WEST),
    (f"similar-{HALTON}", ENGLAND),
)


@pytest.mark.parametrize("chosen", CHOICES, ids=".".join)
@pytest.mark.parametrize("benchmark", [Benchmark(), Benchmark(SYSTEM), Benchmark(SIMILAR)], ids=str)
def test_chart_table_file_and_link_hold_the_areas_chosen(
    small_store: Store, chosen: tuple[str, ...], benchmark: Benchmark
) -> None:
    finding = area_comparison(small_store, "smoking", benchmark, order="name", chosen=chosen)
    if finding is None:
        assert not set(area_codes(small_store, chosen)) & _known(small_store)
        return
    assert isinstance(finding.picture, go.Figure) and finding.link is not None
    values = finding.table.values
    expected = [each for each in area_codes(small_store, chosen) if each in _known(small_store)]
    assert list(values["area_code"]) == expected
    assert list(finding.picture.layout.yaxis.tickvals) == list(range(len(expected)))
    assert [row[0].text for row in finding.table.rows] == list(values["area_name"])
    assert dict(finding.link.choices)["areas"] == ".".join(chosen)
    is_benchmark = values["area_code"] == benchmark.code
    assert values.loc[is_benchmark, "benchmark_value"].isna().all()
    assert (values.loc[values["benchmark_value"].isna(), "verdict"] == "not tested").all()
    assert "Place" not in finding.title or set(values["area_type"]) == {"place"}


def _known(store: Store) -> set[str]:
    return set(queries.series(store, "smoking")["area_code"])


def test_figures_are_those_of_the_period_asked_for_and_judged_as_always(small_store: Store) -> None:
    day = pd.Timestamp("2016-01-01"), pd.Timestamp("2016-12-31")
    chosen = area_comparison(small_store, "smoking", Benchmark(), *day, chosen=(HALTON, LIVERPOOL))
    every = area_comparison(small_store, "smoking", Benchmark(), *day)
    assert chosen is not None and every is not None
    same = ["area_code", "value", "lower_ci", "upper_ci", "benchmark_value", "verdict", "reason"]
    both = every.table.values.merge(chosen.table.values[same], on=same)
    assert set(both["area_code"]) == {HALTON, LIVERPOOL}


def test_change_over_time_follows_the_choice(small_store: Store) -> None:
    finding = change_over_time(small_store, "smoking", chosen=(NORTH_WEST, HALTON, ENGLAND))
    assert finding is not None and isinstance(finding.picture, go.Figure)
    assert set(finding.table.values["area_code"]) == {NORTH_WEST, HALTON, ENGLAND}
    assert "2 areas" in finding.subtitle and dict(finding.link.choices)["areas"]  # type: ignore[union-attr]


def test_no_more_than_ten_authorities_come_by_name(real_store: Store) -> None:
    offered = offered_areas(real_store, "adult-obesity")
    assert len(set(offered.values())) == len(offered) > 290
    authorities = [each for each in offered if each not in CHOICES[0] and each[0] == "E"][-30:]
    kept = within_limit((HALTON, *authorities, f"similar-{HALTON}", "places"))
    assert kept[-1] == "places"
    kept = kept[:-1]
    assert kept == (HALTON, *authorities[:MOST_AUTHORITIES], f"similar-{HALTON}")
    finding = area_comparison(real_store, "adult-obesity", chosen=kept)
    codes = area_codes(real_store, kept)
    assert len(codes) == 1 + 10 + len(set(codes[11:])) and codes[0] == HALTON
    assert finding is not None and list(finding.table.values["area_code"]) == list(codes)
    assert finding.table.values["value"].notna().all()


def test_what_must_not_be_ranked_is_neither_ranked_nor_set_against_england(
    real_store: Store,
) -> None:
    measure = "inequality-in-life-expectancy-male"
    chosen = (HALTON, "E08000003", ENGLAND)
    finding = area_comparison(real_store, measure, order="value", chosen=chosen)
    assert finding is not None and finding.title == NOT_RANKED
    assert list(finding.table.values["area_code"]) == list(chosen)
    assert finding.table.values["benchmark_value"].isna().all()
    assert "England" not in "".join(each.text for each in finding.picture.layout.annotations)  # type: ignore[union-attr]
