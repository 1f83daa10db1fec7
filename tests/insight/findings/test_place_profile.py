"""One Place, or the system, on every indicator: each row says what its own tests allow."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings import Finding, cells
from insight.findings.place_profile import place_profile
from insight.language import sentences
from insight.reference.areas import Benchmark
from insight.reference.vocabulary import TOPICS
from insight.store import Store, queries
from insight.store.rows import records
from insight.visual import style
from tests.insight.small_store import ENGLAND, HALTON, KNOWSLEY, LIVERPOOL, SYSTEM


def found(store: Store, place_code: str = HALTON, **choices: object) -> Finding:
    answer = place_profile(store, place_code, **choices)  # type: ignore[arg-type]
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    "benchmark", [Benchmark(), Benchmark("similar", 0.998), Benchmark(SYSTEM)], ids=str
)
@pytest.mark.parametrize("place_code", [HALTON, KNOWSLEY, LIVERPOOL])
def test_a_row_says_the_verdict_and_the_trend_of_its_indicator(
    small_store: Store, place_code: str, benchmark: Benchmark
) -> None:
    finding = found(small_store, place_code, benchmark=benchmark)
    profile = comparisons.profile(small_store, place_code, benchmark).set_index("indicator_id")
    assert set(finding.table.values["indicator_id"]) == set(profile.index)
    for indicator_id, row in zip(
        finding.table.values["indicator_id"], finding.table.rows, strict=True
    ):
        own = profile.loc[indicator_id]
        name, figure, reference, verdict, trend = row
        assert name.text == f"{own['plain_name']}; {own['indicator_name']}"
        assert name.main[0].link.choices == (("indicator", indicator_id),)  # type: ignore[union-attr]
        assert verdict == cells.compared(own, benchmark.name)
        if own["verdict"] != "not tested":
            assert verdict.main[0] == style.VERDICTS[own["verdict"]]
            others = [f": beside {own['benchmark_name']}"]
            expected = [] if own["benchmark_name"] == benchmark.name else others
            assert [each.text for each in verdict.main[1:]] == expected  # type: ignore[union-attr]
        elif pd.isna(own["value"]):
            assert verdict.text == "– not tested: no figure"
        else:
            assert verdict.text.startswith("– not tested")
        assert trend.main == (style.TRENDS[own["trend"], own["trend_judgement"]],)
        assert (reference.text == "no figure") is pd.isna(own["benchmark_value"])
        assert figure.text.startswith("No figure:") is pd.isna(own["value"])
        assert pd.isna(own["value"]) or own["period_label"] in figure.text


def test_a_figure_that_is_missing_says_why(small_store: Store) -> None:
    rows = dict(row[:2] for row in found(small_store, LIVERPOOL).table.texts)
    assert rows["People claiming benefits; People claiming benefits (official)"] == (
        "No figure: not published for this area"
    )


def test_every_sparkline_is_put_in_words_and_every_other_trend_has_none(
    small_store: Store,
) -> None:
    finding = found(small_store)
    profile = comparisons.profile(small_store, HALTON, Benchmark())
    past = {row["indicator_id"]: row for row in records(profile)}
    drawn = 0
    for indicator_id, row in zip(
        finding.table.values["indicator_id"], finding.table.rows, strict=True
    ):
        own = past[indicator_id]
        is_drawn = len([value for value in own["values"] if value == value]) > 1
        assert bool(row[-1].drawing) is is_drawn
        assert row[-1].alt == (sentences.sparkline_alt(own, own) if is_drawn else "")
        drawn += is_drawn
    assert 0 < drawn < len(past)


@pytest.mark.slow
def test_topics_are_the_whole_in_parts_and_in_the_order_of_pages(small_store: Store) -> None:
    every = found(small_store)
    parts = [place_profile(small_store, HALTON, topic=topic) for topic in TOPICS]
    given = [part for part in parts if part is not None]
    assert sum((part.table.rows for part in given), ()) == every.table.rows
    assert 2 < len(given) < len(TOPICS)
    assert given[0].title == "Length of life: Halton beside England"
    assert len({part.finding_id for part in (every, *given)}) == len(given) + 1
    made = sum(int((part.table.values["verdict"] != "not tested").sum()) for part in given)
    assert every.sentence == sentences.chance_sentence(every.table.values["verdict"])
    assert made == (every.table.values["verdict"] != "not tested").sum()


def test_chosen_indicators_come_in_the_order_asked_for(small_store: Store) -> None:
    asked = ("register", "no-such-indicator", "smoking")
    finding = found(small_store, indicator_ids=asked)
    assert list(finding.table.values["indicator_id"]) == ["register", "smoking"]
    assert finding.subtitle == "2 indicators, Halton, latest period of each"
    assert place_profile(small_store, HALTON, indicator_ids=("no-such-indicator",)) is None


def test_the_system_has_a_profile_like_a_place(small_store: Store) -> None:
    finding = found(small_store, SYSTEM)
    smoking = finding.table.values.set_index("indicator_id").loc["smoking"]
    series = queries.series(small_store, "smoking", [SYSTEM, ENGLAND])
    latest = series.groupby("area_code")["value"].last()
    assert smoking["value"] == latest[SYSTEM]
    assert smoking["benchmark_value"] == pytest.approx(latest[ENGLAND])
    expected = comparisons.latest_comparison(small_store, "smoking", "system")
    assert smoking["verdict"] == expected["verdict"].iloc[0]
    assert finding.title == "Cheshire and Merseyside beside England" and finding.link is None


def test_the_system_is_never_set_against_itself(small_store: Store) -> None:
    values = found(small_store, SYSTEM, benchmark=Benchmark(SYSTEM)).table.values
    assert values["benchmark_value"].isna().all()
    assert set(values["verdict"]) == {"not tested"}


def test_its_file_names_the_area_the_benchmark_and_the_source_of_each_figure(
    small_store: Store,
) -> None:
    finding = found(small_store, benchmark=Benchmark(ENGLAND, 0.998))
    assert finding.link is not None
    assert finding.link.address == f"place?place={HALTON}&benchmark={ENGLAND}&sure=0.998"
    words = finding_caption(small_store, finding)
    text = csv_file(finding.table.values, words, None, finding.about).decode("utf-8-sig")
    head, first, *_ = text.splitlines()
    assert head.startswith("Indicator id,Indicator,Unit,Area code,Area,Period,Figure,")
    assert ",Halton," in first and ",England," in first and ",99.8," in first
    assert "Office, Yearly survey" in first and "values" not in head


def test_a_store_without_figures_has_no_profile(empty_store: Store) -> None:
    assert place_profile(empty_store, HALTON) is None
    assert place_profile(empty_store, SYSTEM) is None
