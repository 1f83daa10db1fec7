"""No claim word without its test, for every indicator, Place and benchmark of the real figures."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.language import sentences
from insight.statistics.verdicts import area_trend, with_trends, with_verdicts
from insight.store import Store, queries
from tests.insight.language.sentences.claims import check_manners, claims
from tests.insight.language.sentences.test_change import expected_claims
from tests.insight.language.sentences.test_comparison import verdicts
from tests.insight.small_store import ENGLAND, NORTH_WEST, PLACES, SYSTEM

pytestmark = pytest.mark.data
BENCHMARKS = {ENGLAND: "England", NORTH_WEST: "the North West", SYSTEM: "Cheshire and Merseyside"}


def neutral(indicator: pd.Series) -> pd.Series:
    """The indicator under a name that holds no word a sentence could claim with."""
    neutral = indicator.copy()
    neutral["plain_name"] = neutral["indicator_name"] = "Measure"
    return neutral


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_every_comparison(benchmark: str, real_store: Store) -> None:
    made = 0
    for indicator_id in queries.indicators(real_store).query("has_places")["indicator_id"]:
        indicator = neutral(queries.indicator(real_store, indicator_id))
        values = queries.latest_values(real_store, indicator_id, "place")
        theirs = queries.series(real_store, indicator_id, [benchmark])
        same = theirs[theirs["period_end_date"] == values["period_end_date"].iloc[0]]
        reference = float(same["value"].iloc[0]) if len(same) else float("nan")
        true = verdicts(values, reference, indicator["polarity"])
        doubted = values.loc[values["doubt"] != "", "area_name"]
        true |= dict.fromkeys(doubted, "not compared")
        found = with_verdicts(values, reference, indicator["polarity"])
        for row in found.to_dict("records"):
            text = sentences.comparison_sentence(row, indicator, BENCHMARKS[benchmark], reference)
            check_manners(text)
            assert claims(text) == {true[row["area_name"]]} - {"similar", "not compared"}
            made += true[row["area_name"]] != "not compared"
        text = sentences.places_sentence(found, indicator, BENCHMARKS[benchmark], reference)
        check_manners(text)
        assert claims(text) == set(true.values()) - {"similar", "not compared"}
    assert made > 100  # the loop was not idle


def test_every_trend(real_store: Store) -> None:
    moving = 0
    for indicator_id in queries.indicators(real_store).query("has_places")["indicator_id"]:
        indicator = neutral(queries.indicator(real_store, indicator_id))
        series = queries.series(real_store, indicator_id)
        for _, rows in series.groupby("area_code"):
            text = sentences.trend_sentence(rows, indicator)
            check_manners(text)
            trend = area_trend(rows, indicator["polarity"])
            assert claims(text) == expected_claims(trend)
            moving += bool(claims(text))
    assert moving > 50  # nor here


@pytest.mark.parametrize("place", list(PLACES))
def test_profile_and_series_find_the_same_trends(place: str, real_store: Store) -> None:
    profile = with_trends(queries.place_profile(real_store, place))
    for row in profile.to_dict("records"):
        rows = queries.series(real_store, row["indicator_id"], [place])
        assert row["trend"] == area_trend(rows, row["polarity"]).direction, row["indicator_id"]
