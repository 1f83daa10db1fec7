"""Every sentence about every real gap, slope and change, held to the test behind it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from insight.language import sentences
from insight.language.number_format import MOST_NAMES
from insight.statistics import Gap, gap, gap_change
from insight.store import Store, queries
from tests.insight.language.sentences.claims import check_manners, claims, without
from tests.insight.language.sentences.true_gaps import CELL, KEY, PERIOD, gap_claims, slope_claims

pytestmark = pytest.mark.data
CLEAR = re.compile(r"\bclearly (higher|lower)\b")
MOVING = {"widening", "narrowing"}
ALTS = {"absolute": sentences.gap_small_multiples_alt, "relative": sentences.gap_by_area_alt}
Tables = dict[str, pd.DataFrame]
About = dict[str, dict[str, Any]]


def test_every_gap(gaps: pd.DataFrame, about: About) -> None:
    clear = 0
    for row in gaps.to_dict("records"):
        indicator = about[row["indicator_id"]]
        plain = [indicator["plain_name"]]
        text = without(sentences.gap_sentence(row, indicator), plain)
        check_manners(text)
        assert claims(text) == gap_claims(row, indicator["polarity"]), text
        assert bool(CLEAR.search(text)) == row["is_truly_clear"]
        assert row["area_name"] in text and row["period_label"] in text
        title = sentences.gap_title(row, indicator)
        assert claims(title) == set()
        assert title.startswith("Clear gap") == row["is_truly_clear"]
        people = sentences.people_sentence(row, indicator)
        counts = row["is_truly_clear"] and not pd.isna(row["people_count"])
        assert ("a sum, not a forecast" in people) == counts and claims(people) == set()
        if pd.isna(row["value"]) or pd.isna(row["reference_value"]):
            assert people == "" and "no gap is given" in text
        elif row["edition"] != "none":
            assert f"edition {row['edition']}" in text
        clear += row["is_truly_clear"]
    assert clear > 300


def test_every_slope(gaps: pd.DataFrame, tables: Tables, about: About) -> None:
    figures = tables["group_figure"]
    order = figures["group_id"].str.extract(r"(\d+)$", expand=False).astype(float)
    figures = figures.assign(order=order, group_name=figures["group_id"]).sort_values("order")
    cells = dict(list(figures.groupby(KEY)))
    sloping = 0
    for row in gaps.to_dict("records"):
        indicator = about[row["indicator_id"]]
        groups = cells[tuple(row[name] for name in KEY)]
        plain = [indicator["plain_name"]]
        text = without(sentences.gradient_sentence(row, indicator), plain)
        check_manners(text)
        expected = set() if pd.isna(row["slope"]) else slope_claims(groups)
        assert claims(text) == expected, text
        assert row["area_name"] in text and row["period_label"] in text
        alt = without(sentences.gradient_alt(groups, row, indicator), plain)
        if groups["value"].notna().any():
            assert claims(alt) == expected
        else:
            assert alt.startswith("No chart")
        sloping += bool(expected)
    assert sloping > 200


def test_gaps_of_several_areas(gaps: pd.DataFrame, about: About) -> None:
    for (indicator_id, *_), rows in gaps.groupby(
        ["indicator_id", "edition", "group_kind", *PERIOD]
    ):
        indicator = about[str(indicator_id)]
        text = without(sentences.gaps_sentence(rows, indicator), [indicator["plain_name"]])
        check_manners(text)
        true = {
            row["area_name"]: gap_claims(row, indicator["polarity"])
            for row in rows.to_dict("records")
        }
        assert claims(text) == set().union(*true.values()), text
        for word in ("higher", "lower"):
            said = re.findall(rf"clearly {word}[^.]*(?:\. That holds)? in ([^.]*)\.", text)
            names = {name for name, words in true.items() if word in words}
            of_many = {f"{len(names)} areas"} if len(names) > MOST_NAMES else names
            assert areas_in(said) == of_many, text
        for measure, words in ALTS.items():
            alt = without(words(rows, indicator, measure), [indicator["plain_name"]])
            assert claims(alt) == (claims(text) if rows[f"{measure}_gap"].notna().any() else set())


def areas_in(lists: list[str]) -> set[str]:
    """Names in '… in A, B and C', where a name may hold an 'and' of its own."""
    text = ", ".join(re.sub(r" \([^)]* beside [^)]*\)", "", each) for each in lists)
    names = set()
    for whole in ("Cheshire West and Chester", "Cheshire and Merseyside", "Cheshire (both Places)"):
        if whole in text:
            names.add(whole)
            text = text.replace(whole, "")
    return names | {part.strip() for part in re.split(r", | and ", text) if part.strip()}


def test_every_gap_over_time(gaps: pd.DataFrame, about: About) -> None:
    for (indicator_id, *_), rows in gaps.groupby(CELL):
        indicator = about[str(indicator_id)]
        text = without(sentences.gap_over_time_alt(rows, indicator), [indicator["plain_name"]])
        check_manners(text)
        assert claims(text) == set()
        tested = rows[rows["absolute_lower"].notna()]
        if len(tested):
            clear = f"The gap is clear in {tested['is_truly_clear'].sum()} of {len(tested)} period"
            assert text.startswith(clear)
        elif rows["absolute_gap"].notna().any():
            assert text.startswith("The gap has no range in ")


def test_every_change_of_a_gap(real_store: Store, tables: Tables, about: About) -> None:
    sides = tables["group_figure"].set_index([*CELL, "group_id", "period_label"]).sort_index()
    latest = tables["inequality"].set_index([*CELL, "period_label"])
    moving = 0
    ways = tables["gap_change"][["indicator_id", "group_kind", "edition"]].drop_duplicates()
    for way in ways.itertuples(index=False):
        rows = queries.gap_changes(real_store, *way)
        plain = [about[way.indicator_id]["plain_name"]]
        true = {}
        for row in rows.to_dict("records"):
            true[row["area_name"]] = change_words(row, sides, latest)
            text = without(sentences.gap_change_sentence(row, about[way.indicator_id]), plain)
            check_manners(text)
            assert claims(text) == true[row["area_name"]], text
            assert row["area_name"] in text
            moving += bool(true[row["area_name"]])
        text = without(sentences.gap_changes_sentence(rows, about[way.indicator_id]), plain)
        check_manners(text)
        assert claims(text) == set().union(*true.values()), text
    assert moving > 10


def change_words(row: dict[str, Any], sides: pd.DataFrame, latest: pd.DataFrame) -> set[str]:
    """The change tested again, between the two groups of the later period."""
    if not row["from_period_label"]:
        return set()
    cell = tuple(row[name] for name in CELL)
    groups = latest.loc[(*cell, row["to_period_label"])]
    pair = [groups["group_id"], groups["reference_group_id"]]
    then, now = (
        between([sides.loc[(*cell, group, row[when])] for group in pair])
        for when in ("from_period_label", "to_period_label")
    )
    found = gap_change(then, now)
    return {str(found.absolute_word), str(found.relative_word)} & MOVING


def between(ends: list[pd.Series]) -> Gap:
    return gap(*(end[name] for end in ends for name in ("value", "standard_error")))
