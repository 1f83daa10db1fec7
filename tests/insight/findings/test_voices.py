"""Quotes, few voices put forward, and how comments were heard and labelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from insight.findings import voices
from insight.findings.finding import Finding
from insight.store import Store, queries
from tests.insight.small_store import (
    HALTON,
    LIVERPOOL,
    SYSTEM,
    build_row,
    make_store,
    small_tables,
)
from tests.insight.small_voices import HOSTILE


def texts(finding: Finding | None) -> list[str]:
    """The rows of a finding as plain text."""
    assert finding is not None
    return [" ".join(row) for row in finding.table.texts]


def test_few_voices_have_their_reason_and_who_put_them_forward(small_store: Store) -> None:
    (liverpool,) = [each for each in texts(voices.put_forward(small_store)) if "Liverpool" in each]
    assert liverpool.startswith("Dentistry Everyone, Liverpool (")
    assert liverpool.endswith(
        "Put forward by: Engagement lead, 1 March 2026. Why: Nobody else can say it."
    )


def test_themes_put_forward_are_of_the_place_and_group_chosen(small_store: Store) -> None:
    halton = " ".join(texts(voices.put_forward(small_store, HALTON)))
    assert "People who are carers, Halton" in halton
    assert "People who are rural, Cheshire and Merseyside" in halton
    assert "Everyone, Liverpool" not in halton
    assert voices.put_forward(small_store, HALTON, "women") is None


def test_quotes_are_of_the_place_with_broad_source(small_store: Store) -> None:
    liverpool = voices.quotes(small_store, LIVERPOOL)
    assert liverpool is not None
    assert liverpool.subtitle == "Liverpool: agreed to be quoted, and read by a person"
    assert texts(liverpool) == ["“Damp.” Liverpool, told to a council. About: Housing."]
    daily = " ".join(texts(voices.quotes(small_store, theme_id="daily-life")))
    assert "“Damp.”" in daily and "A kind dentist." not in daily
    housing = " ".join(texts(voices.quotes(small_store, theme_id="housing")))
    assert "“Damp.”" in housing and "A kind dentist." not in housing
    assert "About: several things." in " ".join(texts(voices.quotes(small_store)))


def test_peoples_words_stay_as_they_were_said(small_store: Store) -> None:
    assert any(f"“{HOSTILE}”" in each for each in texts(voices.quotes(small_store, HALTON)))
    assert any(HOSTILE in each for each in texts(voices.put_forward(small_store, HALTON)))


def test_how_a_person_sounds_is_not_said_under_their_words(small_store: Store) -> None:
    every = " ".join(texts(voices.quotes(small_store)))
    assert not any(mood in every for mood in ("positive", "negative", "mixed"))


def test_a_quote_of_an_organisation_not_named_is_shown(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = queries.quotes(small_store, LIVERPOOL).assign(organisation_type="not stated")
    monkeypatch.setattr(queries, "quotes", lambda store, area_code: quotes)
    (said,) = texts(voices.quotes(small_store, LIVERPOOL))
    assert "told to an organisation not named" in said


def test_a_long_list_of_quotes_is_cut_and_its_file_is_whole(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    four = queries.quotes(small_store)
    many = four.iloc[[0, 1, 2, 3] * 3].reset_index(drop=True)
    monkeypatch.setattr(queries, "quotes", lambda store, area_code: many)
    found = voices.quotes(small_store)
    assert found is not None
    assert len(found.table.rows) == voices.QUOTES_SHOWN < len(found.table.values) == 12
    assert "theme_ids" not in found.table.values


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["", "access", "daily-life"])
def test_a_theme_may_be_chosen_where_nobody_may_be_quoted(theme: str, tmp_path: Path) -> None:
    tables = {name: table for name, table in small_tables().items() if name != "quote"}
    store = make_store(tmp_path / "unquoted.duckdb", tables)
    assert voices.quotes(store, theme_id=theme) is None


def test_how_they_were_heard_has_a_count_or_a_word_for_each_method(small_store: Store) -> None:
    found = voices.collection_methods(small_store, HALTON)
    assert found is not None
    frame = queries.voice_sources(small_store, HALTON)
    states = {(row.organisation_type, row.method): row for row in frame.itertuples()}
    assert found.table.columns == ("Heard by", "Event", "Letter", "Survey")
    rows = dict(zip(("healthwatch", "nhs"), found.table.texts, strict=True))
    words = {"too few": "under 10", "protected": "hidden"}
    for kind, (_, *counts) in rows.items():
        for method, text in zip(("event", "letter", "survey"), counts, strict=True):
            row = states[kind, method]
            expected = f"{row.comment_count:,.0f}" if row.state == "shown" else words[row.state]
            assert text == expected, (kind, method)


def test_how_labels_are_made_is_said_theme_by_theme(small_store: Store) -> None:
    found = voices.machine_labels(small_store)
    assert "people agree with about 9" in found.sentence
    rows = {name: rest for name, *rest in found.table.texts}
    assert rows["Gp appointments"] == ["yes", "60", "91%", "72%", "0.90"]
    assert rows["Dentistry"] == [
        "where people checked the load", "12", "not measured", "not measured", "–"
    ]  # fmt: skip
    assert rows["Housing"][0] == "no, for staff alone"
    assert "43 of 50 (74 to 93 %)" in found.sentence
    assert "How it sounds" in rows


@pytest.mark.slow
def test_what_was_said_in_a_demonstration_is_marked(small_store: Store, tmp_path: Path) -> None:
    tables = {
        name: table.assign(is_demonstration=False) if "is_demonstration" in table else table
        for name, table in small_tables().items()
    }
    real = make_store(tmp_path / "spoken.duckdb", {**tables, "build": build_row()})
    for build in (voices.put_forward, voices.quotes, voices.collection_methods):
        for store, is_marked in ((small_store, True), (real, False)):
            found = build(store, SYSTEM)
            assert found is not None and found.is_demonstration is is_marked, build.__name__


def test_an_empty_store_has_no_voices(empty_store: Store) -> None:
    assert voices.put_forward(empty_store) is None
    assert voices.quotes(empty_store) is None
    assert voices.collection_methods(empty_store) is None
    assert voices.machine_labels(empty_store).sentence.startswith("No theme is counted by machine")
