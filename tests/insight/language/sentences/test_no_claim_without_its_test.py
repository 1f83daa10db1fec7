"""Every sentence about every real figure, held to the test behind it.

The figures come straight from the tables, and every test is made again here: no sentence,
heading or alt text may hold a claim word that the test did not earn, and none may leave one out.
Names of measures are taken out first, since a measure may be called anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from insight.language import sentences
from insight.language.number_format import MOST_NAMES
from insight.language.sentences.comparison import NAMES_WITH_FIGURES
from insight.statistics import compare_all_pairs, interval_at, recent_trend, standard_error
from insight.statistics.verdicts import area_trend, with_trends, with_verdicts
from insight.store import Store, queries
from tests.insight.language.sentences.claims import (
    SILENT,
    check_manners,
    claims,
    naive_verdict,
    named,
    without,
)
from tests.insight.small_store import ENGLAND, NORTH_WEST, PLACES, SYSTEM

pytestmark = pytest.mark.data
BENCHMARKS = {ENGLAND: "England", NORTH_WEST: "the North West", SYSTEM: "Cheshire and Merseyside"}
PERIOD = ["period_start_date", "period_end_date"]
FIGURE = ("value", "lower_ci", "upper_ci")
Tables = dict[str, pd.DataFrame]
About = dict[str, dict[str, Any]]


def periods_of(series: Tables) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Of every indicator the newest period and each fourth before it.

    Gives its id, the rows of Places, and those of wider areas.
    """
    for indicator_id, rows in series.items():
        for _, period in list(rows.groupby(PERIOD))[::-4]:
            places = period[period["area_code"].isin(PLACES)]
            if len(places):
                yield indicator_id, places, period[~period["area_code"].isin(PLACES)]


@pytest.mark.parametrize(
    ("confidence", "code", "least"),
    [(0.95, ENGLAND, 1000), (0.95, NORTH_WEST, 500), (0.998, SYSTEM, 500)],
)
def test_every_comparison(
    confidence: float, code: str, least: int, series: Tables, about: About
) -> None:
    made = 0
    for indicator_id, places, wider in periods_of(series):
        indicator = about[indicator_id]
        polarity, value_type = indicator["polarity"], indicator["value_type"]
        found = wider.loc[wider["area_code"] == code, "value"]
        reference = float(found.iloc[0]) if len(found) else np.nan
        shown = with_verdicts(places, reference, polarity, confidence, value_type)
        true = true_verdicts(places, reference, polarity, confidence, value_type)
        for row in shown.to_dict("records"):
            check_one(row, indicator, BENCHMARKS[code], reference, true[row["area_name"]])
            made += true[row["area_name"]] not in SILENT
        check_all(shown, indicator, BENCHMARKS[code], reference, true)
    assert made > least  # the loop was not idle


def true_verdicts(
    places: pd.DataFrame, reference: float, polarity: str, confidence: float, value_type: str
) -> dict[str, str]:
    """The plain rule on each Place's figure and interval, where its recording is not in doubt."""
    value, low, high = (places[name].to_numpy(float) for name in FIGURE)
    if confidence != 0.95:
        low, high = interval_at(value, low, high, confidence, value_type)
    rows = zip(places["area_name"], value, low, high, strict=True)
    true = {name: naive_verdict(*figures, reference, polarity) for name, *figures in rows}
    doubted = places.loc[places["doubt"] != "", "area_name"]
    return true | dict.fromkeys(doubted, "not tested")


def check_one(
    row: dict[str, Any], indicator: dict[str, Any], benchmark: str, reference: float, verdict: str
) -> None:
    text = sentences.comparison_sentence(row, indicator, benchmark, reference)
    plain = without(text, [indicator["plain_name"]])
    check_manners(plain)
    assert claims(plain) == {verdict} - SILENT, text
    assert row["area_name"] in text and row["period_label"] in text
    if pd.isna(row["value"]):
        assert "no figure (" in text and claims(plain) == set()
    elif "Check the recording first" not in text:
        # It may begin a sentence.
        assert benchmark.lower() in text.removeprefix(row["area_name"]).lower()


def check_all(
    shown: pd.DataFrame,
    indicator: dict[str, Any],
    benchmark: str,
    reference: float,
    true: dict[str, str],
) -> None:
    name = indicator["plain_name"]
    words = set(true.values()) - SILENT
    sentence = sentences.places_sentence(shown, indicator, benchmark, reference)
    check_manners(without(sentence, [name]))
    assert benchmark in sentence and shown["period_label"].iloc[0] in sentence
    for text in (
        sentence,
        sentences.comparison_title(shown, benchmark),
        sentences.compare_areas_alt(shown, indicator, benchmark, reference),
    ):
        if shown["value"].notna().any() or text == sentence:
            assert claims(without(text, [name])) == words, text
    clauses = re.split(r"(?<=[a-z)])\. ", sentence)
    for word in words:
        (clause,) = [each for each in clauses if f" {word} than " in each]
        # The benchmark may be the system, whose name begins like a Place's.
        said = clause.split(f" {word} than ")[0]
        of_word = {place for place, verdict in true.items() if verdict == word}
        if len(of_word) > NAMES_WITH_FIGURES:
            assert not named(said, true)
            assert re.search(rf"(?:^|\. ){len(of_word)} (?:Places|areas) were$", said), said
        else:
            assert named(said, true) == of_word
    missing = set(shown.loc[shown["value"].isna(), "area_name"])
    check_names(sentences.missing_sentence(shown), missing, true)


def check_names(said: str, names: set[str], known: dict[str, Any]) -> None:
    """Each by its name, or how many there are."""
    is_long = len(names) > MOST_NAMES
    assert named(said, known) == (set() if is_long else names), said
    assert not is_long or re.search(rf"\b{len(names)} (?:Places|areas)\b", said), said


def test_every_spread(series: Tables, about: About) -> None:
    apart = 0
    for indicator_id, places, _ in periods_of(series):
        indicator = about[indicator_id]
        is_real = extremes_differ(places)
        texts = [sentences.spread_sentence(places, indicator)]
        if indicator_id.startswith("life-expectancy"):
            texts.append(sentences.life_expectancy_sentence(places, indicator, "women"))
        for text in texts:
            assert claims(text) == ({"more than chance"} if is_real and text else set()), text
            if not is_real:
                assert named(text, PLACES.values()) == set()
        apart += is_real
    assert apart > 50


def extremes_differ(places: pd.DataFrame) -> bool:
    known = places.dropna(subset=["value"])
    if len(known) < 2 or known[["lower_ci", "upper_ci"]].isna().any(axis=None):
        return False
    errors = standard_error(known["lower_ci"].to_numpy(), known["upper_ci"].to_numpy())
    if not np.all(errors > 0):
        return False
    pairs = compare_all_pairs(known["value"].to_numpy(), errors)
    furthest = np.abs(pairs.difference) == np.abs(pairs.difference).max()
    return bool(pairs.is_clear[furthest].all())


def test_every_trend(tables: Tables, series: Tables, about: About) -> None:
    headline = tables["observation"].query("group_id == 'everyone'")
    drawn = pd.concat(series.values())["area_code"].unique()
    headline = headline[headline["area_code"].isin(drawn)].sort_values("period_end_date")
    raw = dict(list(headline.groupby(["indicator_id", "area_code"])))
    moving = 0
    for indicator_id, rows in list(series.items())[::2]:
        indicator = about[indicator_id]
        true: dict[str, set[str]] = {}
        for (code, name), area in rows.groupby(["area_code", "area_name"], sort=False):
            own = raw.get((indicator_id, code), headline.iloc[:0])
            is_doubted = area.loc[area["value"].notna(), "doubt"].tail(1).ne("").any()
            true[name] = set() if is_doubted else trend_words(own, indicator["polarity"])
            text = without(sentences.trend_sentence(area, indicator), [indicator["plain_name"]])
            check_manners(text)
            assert claims(text) == true[name], text
            assert name in text or area["value"].isna().all()
            moving += bool(true[name])
        check_trends(rows, indicator, true)
    assert moving > 100


def trend_words(rows: pd.DataFrame, polarity: str) -> set[str]:
    figures = (rows[name].to_numpy(float) for name in FIGURE)
    trend = recent_trend(*figures, polarity, *(rows[name].to_numpy() for name in PERIOD))
    if trend.direction not in ("rising", "falling"):
        return set()
    return {trend.direction, *trend.judgement.removeprefix("getting ").split()}


def check_trends(rows: pd.DataFrame, indicator: dict[str, Any], true: dict[str, set[str]]) -> None:
    places = rows[rows["area_code"].isin(PLACES)]
    if places.empty:
        return
    of_places = {name: true[name] for name in places["area_name"].unique()}
    words = set().union(*of_places.values())
    plain = [indicator["plain_name"]]
    text = without(sentences.trends_sentence(places, indicator), plain)
    check_manners(text)
    assert claims(text) == words, text
    for direction in words & {"rising", "falling"}:
        said = " ".join(part for part in text.split(". ") if f"{direction} in" in part.lower())
        check_names(said, {n for n, w in of_places.items() if direction in w}, of_places)
    title = sentences.trends_title(places, indicator)
    assert claims(title) == words & {"rising", "falling"}
    if places["value"].notna().any():
        alt = sentences.small_multiples_alt(places, indicator, "England")
        assert claims(without(alt, plain)) == words
        one = places[places["area_name"] == places["area_name"].iloc[-1]]
        alt = without(sentences.lines_alt(one, indicator), plain)
        assert claims(alt) == (
            true[one["area_name"].iloc[0]] if one["value"].notna().any() else set()
        )


@pytest.mark.parametrize("place", list(PLACES))
def test_profile_and_series_find_the_same_trends(
    place: str, real_store: Store, series: Tables, about: About
) -> None:
    profile = with_trends(queries.place_profile(real_store, place))
    for row in profile.to_dict("records"):
        rows = series[row["indicator_id"]]
        trend = area_trend(rows[rows["area_code"] == place], row["polarity"])
        assert row["trend"] == trend.direction, row["indicator_id"]


@pytest.mark.parametrize("place", list(PLACES))
def test_every_profile(place: str, real_store: Store, about: About) -> None:
    profile = with_trends(queries.place_profile(real_store, place))
    spread = queries.authority_spread(real_store)
    profile = profile.merge(spread, on=["indicator_id", *PERIOD], how="left")
    true = {}
    for row in profile.to_dict("records"):
        figures = (row[name] for name in (*FIGURE, "benchmark_value"))
        true[row["indicator_id"]] = naive_verdict(*figures, row["polarity"])
        trend = recent_trend(
            *(row[name] for name in ("values", "lowers", "uppers")),
            row["polarity"],
            row["period_start_dates"],
            row["period_end_dates"],
        )
        is_moving = trend.direction in ("rising", "falling")
        words = {trend.direction, *trend.judgement.removeprefix("getting ").split()}
        assert claims(sentences.sparkline_alt(row, row)) == (words if is_moving else set())
    names = [row["plain_name"] for row in about.values()]
    text = sentences.spine_sentence(profile, PLACES[place], "England")
    assert claims(without(text, names)) == set(true.values()) - SILENT
    drawn = profile.dropna(subset=["value", "benchmark_value", "lowest", "highest"])
    alt = sentences.spine_alt(profile, PLACES[place], "England")
    on_it = {true[indicator_id] for indicator_id in drawn["indicator_id"]}
    assert claims(without(alt, names)) == on_it - SILENT
