"""What a figure is set against: what was picked, or what is nearer where England has no figure."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.analysis.benchmarks import benchmarks_with_figure, is_rankable, own_benchmark
from insight.analysis.chosen_areas import offered_areas
from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings.place_profile import place_profile
from insight.language import sentences
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import NOT_TO_BE_COMPARED
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from tests.insight.language.sentences.claims import SILENT, claims, naive_verdict, without
from tests.insight.small_store import ENGLAND, HALTON, NORTH_WEST, SYSTEM, make_store, small_tables
from tests.insight.store.queries.slow import Slow, slow

WHOLE = "Cheshire and Merseyside"
REGISTER = "register"  # of which the small store has no figure for England


def naive_instead(table: Slow) -> dict[str, str]:
    """What stands for England, by indicator without a figure for it: the system, or the region
    where that has none either; counted out row by row."""
    found = {}
    for indicator_id, about in table.indicator.items():
        valued = {key[0] for key, row in table.of(indicator_id).items() if row["value"] is not None}
        if about["is_comparable"] and ENGLAND not in valued and valued & {SYSTEM, NORTH_WEST}:
            found[indicator_id] = SYSTEM if SYSTEM in valued else NORTH_WEST
    return found


def test_only_england_without_a_figure_gives_way_to_what_is_nearer(small_store: Store) -> None:
    assert naive_instead(slow(small_store))[REGISTER] == SYSTEM
    for indicator_id in queries.indicators(small_store)["indicator_id"]:
        for code in (ENGLAND, NORTH_WEST, SYSTEM, "similar"):
            own = own_benchmark(small_store, indicator_id, Benchmark(code, 0.998))
            instead = naive_instead(slow(small_store)) if code == ENGLAND else {}
            assert own == Benchmark(instead.get(indicator_id, code), 0.998)


def test_only_what_has_a_figure_then_is_offered_to_compare_with(small_store: Store) -> None:
    """Counted out from what a comparison with each finds."""
    codes = (ENGLAND, NORTH_WEST, SYSTEM, "similar")
    for indicator_id in (REGISTER, "smoking"):
        periods = queries.periods(small_store, indicator_id)
        for start, end in periods[["period_start_date", "period_end_date"]].itertuples(index=False):
            offered = benchmarks_with_figure(small_store, indicator_id, start, end)
            beside = {
                code: comparisons.latest_comparison(
                    small_store, indicator_id, "place", Benchmark(code), start, end
                )
                for code in codes
            }
            found = {
                code
                for code, rows in beside.items()
                if rows["benchmark_value"].notna().any()
                and set(rows["benchmark_name"]) == {Benchmark(code).name}
            }
            assert set(offered) == found, indicator_id
            if found:
                assert offered[0] == next(
                    code for code in (ENGLAND, SYSTEM, *codes) if code in found
                )


def test_places_are_set_beside_the_system_and_the_system_beside_nothing(small_store: Store) -> None:
    figures = queries.series(small_store, REGISTER, [SYSTEM])
    found = comparisons.latest_comparison(small_store, REGISTER)
    assert set(found["benchmark_name"]) == {WHOLE}
    assert set(found["benchmark_value"]) == {figures["value"].iloc[-1]}
    of_system = comparisons.latest_comparison(small_store, REGISTER, "system")
    assert list(of_system["benchmark_name"]) == ["England"]
    assert of_system["benchmark_value"].isna().all()
    profile = comparisons.profile(small_store, SYSTEM, Benchmark()).set_index("indicator_id")
    assert profile.loc[REGISTER, "benchmark_name"] == "England"
    assert pd.isna(profile.loc[REGISTER, "benchmark_value"])


def test_a_profile_and_its_file_name_whom_each_row_is_set_beside(small_store: Store) -> None:
    finding = place_profile(small_store, HALTON)
    assert finding is not None
    values = finding.table.values.reset_index(drop=True)
    file = csv_file(values, finding_caption(small_store, finding), constants=finding.about)
    lines = file.decode("utf-8-sig").splitlines()
    for row, texts in zip(records(values), finding.table.texts, strict=True):
        is_instead = row["indicator_id"] == REGISTER
        assert (WHOLE in texts[2]) is is_instead
        assert ("No figure for England is held" in texts[3]) is is_instead
        (line,) = [each for each in lines if each.startswith(f"{row['indicator_id']},")]
        assert (f",{WHOLE}," in line) is is_instead and (",England," in line) is not is_instead


@pytest.mark.slow
def test_what_is_not_to_be_compared_never_is(tmp_path: Path) -> None:
    tables = small_tables()
    about = tables["indicator"]
    tables["indicator"] = about.assign(is_comparable=about["indicator_id"] != "claimants")
    store = make_store(tmp_path / "insight-small.duckdb", tables)
    periods = queries.periods(store, "claimants")[["period_start_date", "period_end_date"]]
    assert benchmarks_with_figure(store, "claimants", *periods.iloc[0]) == ()
    assert offered_areas(store, "claimants") == {} != offered_areas(store, "smoking")
    assert is_rankable(store, "smoking") and not is_rankable(store, "claimants")
    for code in (ENGLAND, NORTH_WEST, SYSTEM, "similar"):
        every = comparisons.all_comparisons(store, Benchmark(code))
        rows = every[(every["indicator_id"] == "claimants") & every["value"].notna()]
        assert len(rows) and set(rows["verdict"]) == {"not tested"}
        assert set(rows["reason"]) == {NOT_TO_BE_COMPARED} and rows["benchmark_value"].isna().all()
        latest = comparisons.latest_comparison(store, "claimants", benchmark=Benchmark(code))
        latest = latest[latest["value"].notna()]
        assert set(latest["reason"]) == {NOT_TO_BE_COMPARED}
        assert latest["benchmark_value"].isna().all()
        for row in records(rows):
            assert sentences.standing(row) == "not to be compared"
            assert "not to be compared" in sentences.why_untested(row, "England")
        assert not (
            set(every["reason"][every["indicator_id"] != "claimants"]) & {NOT_TO_BE_COMPARED}
        )


@pytest.mark.data
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_every_sentence_beside_what_is_nearer_says_so(confidence: float, real_store: Store) -> None:
    store = CachedStore(**vars(real_store))
    instead = naive_instead(slow(real_store))
    every = comparisons.all_comparisons(store, Benchmark(ENGLAND, confidence))
    is_other = every["benchmark_name"] != "England"
    assert set(every.loc[is_other, "indicator_id"]) == set(instead) & set(every["indicator_id"])
    assert set(instead.values()) == {SYSTEM, NORTH_WEST}
    tested = 0
    for row in records(every):
        if row["indicator_id"] not in instead or pd.isna(row["value"]):
            continue
        period = [row["period_start_date"], row["period_end_date"]]
        whole = queries.series(store, row["indicator_id"], [instead[row["indicator_id"]]])
        same = (whole[["period_start_date", "period_end_date"]] == period).all(axis=1)
        reference = float(whole.loc[same, "value"].sum(min_count=1))
        assert row["benchmark_value"] == pytest.approx(reference, nan_ok=True)
        row = {**row, "area_name": row["place_name"]}
        text = sentences.comparison_sentence(row, row, "England", row["benchmark_value"])
        text = without(text, [row["plain_name"]])
        assert "No figure for England is held" in text and "than England" not in text
        assert Benchmark(instead[row["indicator_id"]]).name in text
        if confidence == 0.95:
            figures = (row[name] for name in ("value", "lower_ci", "upper_ci"))
            true = naive_verdict(*figures, reference, row["polarity"])
            assert {true} - SILENT == claims(text)
        tested += row["verdict"] != "not tested"
    assert tested > 150
