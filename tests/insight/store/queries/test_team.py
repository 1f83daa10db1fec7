"""Questions for staff: the search finds what a plain loop finds, and nothing else."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from insight.store import Store
from insight.store.queries import team
from tests.insight.small_store import HALTON
from tests.insight.small_voices import HOSTILE
from tests.insight.store.queries.slow import Slow, assert_same, named, slow

COMMENT = ("comment_text", "rating", "sentiment", "sentiment_by", "language", "may_quote")
COMMENT += ("risk_score", "release_id")


@pytest.fixture
def table(small_store: Store) -> Slow:
    return slow(small_store)


def found(table: Slow, keep: Any) -> list[dict[str, Any]]:
    """Comments that `keep` is true of, in the shape of the answer."""
    tables = table.tables
    themes = {row["theme_id"]: row for row in tables["theme"]}
    groups = {row["group_id"]: row for row in tables["heard_group"]}
    quotes = {row["comment_id"] for row in tables["quote"]}
    rows = []
    for row in tables["comment"]:
        mine = row["comment_id"]
        labels = [each for each in tables["comment_theme"] if each["comment_id"] == mine]
        labels.sort(key=lambda each: themes[each["theme_id"]]["sort_order"])
        own = [each["group_id"] for each in tables["comment_group"] if each["comment_id"] == mine]
        own.sort(key=lambda each: groups[each]["sort_order"])
        parents = {themes[each["theme_id"]]["parent_id"] for each in labels}
        of_themes = {each["theme_id"] for each in labels} | parents
        if not keep(row, labels, own, of_themes):
            continue
        rows.append(
            {
                **named(row, "comment_id", "received_date", "place_code"),
                "area_name": table.area[row["place_code"]]["area_name"],
                **named(row, "organisation", "organisation_type", "method", *COMMENT),
                "is_demonstration": row["is_demonstration"],
                "theme_ids": [each["theme_id"] for each in labels],
                "theme_names": [themes[each["theme_id"]]["plain_name"] for each in labels],
                "labelled_by": [each["labelled_by"] for each in labels],
                "probabilities": [each["probability"] for each in labels],
                "carried_by": [each["carried_by"] or "" for each in labels],
                "group_names": [groups[each]["group_name"] for each in own],
                "found_count": 0,
                "is_quote": mine in quotes,
            }
        )
    rows.sort(key=lambda row: (row["received_date"], row["comment_id"]))
    return [{**row, "found_count": len(rows)} for row in rows]


CHOICES: dict[str, tuple[dict[str, Any], Any]] = {
    "all": ({}, lambda row, labels, own, themes: True),
    "words": (
        {"words": ["PHONE", "out"]},
        lambda row, labels, own, themes: "phone" in row["comment_text"].lower(),
    ),
    "Place": ({"place_code": HALTON}, lambda row, labels, own, themes: row["place_code"] == HALTON),
    "group": ({"group_id": "carers"}, lambda row, labels, own, themes: "carers" in own),
    "no group": ({"group_id": "not-stated"}, lambda row, labels, own, themes: not own),
    "theme": ({"theme_id": "housing"}, lambda row, labels, own, themes: "housing" in themes),
    "main theme": ({"theme_id": "access"}, lambda row, labels, own, themes: "access" in themes),
    "tone": (
        {"sentiment": "mixed"},
        lambda row, labels, own, themes: row["sentiment"] == "mixed",
    ),
    "by machine": (
        {"labelled_by": "machine"},
        lambda row, labels, own, themes: any(each["labelled_by"] == "machine" for each in labels),
    ),
    "several": (
        {"place_code": HALTON, "theme_id": "access", "words": ["a"]},
        lambda row, labels, own, themes: (
            row["place_code"] == HALTON
            and "access" in themes
            and "a" in row["comment_text"].lower()
        ),
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_comments(name: str, small_store: Store, table: Slow) -> None:
    asked, keep = CHOICES[name]
    expected = found(table, keep)
    assert expected
    assert_same(team.comments(small_store, **asked), expected[: team.MOST_FOUND])


@pytest.mark.parametrize("word", ["%", "_", "' OR 1=1 --", "\\", "100% wait_ed", "🌊"])
def test_a_word_is_looked_for_as_it_stands(word: str, small_store: Store, table: Slow) -> None:
    expected = found(table, lambda row, *_: word.lower() in row["comment_text"].lower())
    assert_same(team.comments(small_store, words=[word]), expected[: team.MOST_FOUND])
    assert len(expected) < len(table.tables["comment"])


def test_a_list_comes_a_page_at_a_time_and_either_way_round(
    small_store: Store, table: Slow
) -> None:
    expected = found(table, lambda *_: True)
    size = team.MOST_FOUND
    pages = [team.comments(small_store, first=first) for first in range(0, len(expected), size)]
    assert len(pages) > 2 and all(len(page) <= size for page in pages)
    assert_same(pd.concat(pages, ignore_index=True), expected)
    by_harm = sorted(expected, key=lambda row: (-row["risk_score"], row["received_date"]))
    seen = tuple(row["comment_id"] for row in by_harm[:3])
    first = team.comments(small_store, sorted_by="harm", touched=seen)["risk_score"]
    assert first.tolist() == [row["risk_score"] for row in by_harm[3 : 3 + size]]
    newest = team.comments(small_store, sorted_by="newest")
    assert newest["received_date"].is_monotonic_decreasing
    assert newest["received_date"].iloc[0] == pd.Timestamp(expected[-1]["received_date"])


def test_comments_are_looked_for_among_some_and_without_others(
    small_store: Store, table: Slow
) -> None:
    few = ("c1", "c2", "nobody")
    assert set(team.comments(small_store, among=few)["comment_id"]) == {"c1", "c2"}
    assert team.comments(small_store, among=()).empty
    others = team.comments(small_store, without=few)
    assert others["found_count"].iloc[0] == len(table.tables["comment"]) - 2
    assert not set(others["comment_id"]) & set(few)


def test_every_comment_has_its_day(small_store: Store, table: Slow) -> None:
    rows = [named(row, "comment_id", "received_date") for row in table.tables["comment"]]
    rows.sort(key=lambda row: (row["received_date"], row["comment_id"]))
    assert_same(team.comment_dates(small_store), rows)


def test_likely_harm_comes_before_texts_of_pages_and_these_before_other_comments(
    small_store: Store, table: Slow
) -> None:
    files = {row["source_file_id"]: row["path"] for row in table.tables["source_file"]}
    last = date.max
    ranks = [row["risk_rank"] for row in table.tables["free_text"]]
    ranked = max(rank for rank in ranks if not pd.isna(rank))
    is_first = {
        row["subject_id"]: not pd.isna(row["risk_rank"])
        and row["risk_rank"] <= math.ceil(team.READ_FIRST * ranked)
        for row in table.tables["free_text"]
    }
    listed = sorted(
        table.tables["free_text"],
        key=lambda row: (
            not is_first[row["subject_id"]],
            row["column_name"] == "comment_text",
            999 if pd.isna(row["risk_rank"]) else row["risk_rank"],
            row["said_date"] or last,
            row["subject_id"],
        ),
    )
    rows = [
        {
            **named(row, "subject_id", "table_name", "row_id", "column_name", "text_to_read"),
            **named(row, "text_to_show", "state", "area_code"),
            "area_name": table.area[row["area_code"]]["area_name"],
            **named(row, "said_date", "decided_by_role", "decided_date", "is_demonstration"),
            "path": files.get(row["source_file_id"], ""),
            "row_number": row["row_number"],
            "is_first": is_first[row["subject_id"]],
        }
        for row in listed
    ]
    assert_same(team.texts(small_store), rows)
    assert rows[0]["row_id"] == "c3" and rows[-3]["row_id"] == "c0"


def test_safeguarding(small_store: Store, table: Slow) -> None:
    rows = [
        {
            **named(row, "comment_id", "received_date", "place_code"),
            "area_name": table.area[row["place_code"]]["area_name"],
            **named(row, "organisation", "comment_text", "reason", "is_demonstration"),
        }
        for row in table.tables["safeguarding"]
    ]
    rows.sort(key=lambda row: (row["received_date"], row["comment_id"]))
    assert_same(team.safeguarding(small_store), rows)
    assert HOSTILE in {row["comment_text"] for row in rows}


def test_an_empty_store_has_no_comments(empty_store: Store) -> None:
    assert team.comments(empty_store).empty
    assert team.safeguarding(empty_store).empty
    assert team.texts(empty_store).empty and team.comment_dates(empty_store).empty
