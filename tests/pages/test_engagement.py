"""Who has been heard: nothing hidden shown, real apart from demonstration, a search that holds."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest

from insight.analysis.voices.panel_shape import panel_shape
from insight.store import Store, queries
from pages.controls.search import matching
from pages.engagement import past_engagement
from tests.insight.small_heard import HOSTILE, OPEN_QUESTION, PANEL_QUESTION
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, build_row, small_tables
from tests.pages.conftest import Run, _folder, markup

PAGE = "who_has_been_heard"
BLANK = re.compile(r"<t[dh][^>]*>\s*</t[dh]>")


@pytest.fixture(scope="module")
def real_only_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store without anything that is a demonstration."""
    tables = {
        name: table[~table["is_demonstration"].astype(bool)]
        if "is_demonstration" in table
        else table
        for name, table in small_tables().items()
    }
    tables["build"] = build_row().assign(build_id="real-only")
    return _folder(tmp_path_factory.mktemp("real-only-stores"), tables)


def words(text: str) -> str:
    """The page's words without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def rows_of(text: str, caption: str) -> list[str]:
    """The words of each row of the table with this caption."""
    found = re.search(rf"<caption>{re.escape(escape(caption))}</caption>.*?</table>", text, re.S)
    assert found is not None, caption
    return [words(row) for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", found[0], re.S)]


@pytest.mark.parametrize("place", [SYSTEM, HALTON, LIVERPOOL])
def test_every_place_group_and_kind_has_a_row_and_no_cell_is_blank(
    open_page: Run, small_store: Store, place: str
) -> None:
    text = markup(open_page(PAGE, place=place))
    area = {SYSTEM: "Cheshire and Merseyside", HALTON: "Halton", LIVERPOOL: "Liverpool"}[place]
    assert len(rows_of(text, "Who lives there, and who was heard")) == 10
    groups = queries.groups_heard(small_store, place)
    for row, said in zip(
        groups.itertuples(), rows_of(text, f"Groups asked and heard in {area}"), strict=True
    ):
        assert row.group_name in said
        if row.state == "shown":
            assert said.endswith(f" {int(row.comment_count):,}")
        else:
            reason = {"too few": "Fewer than 10", "protected": "Not shown", "none": "No comments"}
            assert reason[row.state] in said
    assert BLANK.search(text) is None


def test_no_hidden_count_of_the_panel_is_on_the_page(open_page: Run, small_store: Store) -> None:
    text = markup(open_page(PAGE))
    shape = panel_shape(small_store)
    assert shape is not None
    hidden = shape.rows[~shape.rows["state"].isin(["shown", "none"])]
    assert len(hidden)
    captions = {"age_band": "Members by age", "ethnic_group": "Members by ethnic group"}
    for row in hidden[hidden["kind"].isin(list(captions))].itertuples():
        (said,) = (each for each in rows_of(text, captions[row.kind]) if row.category_name in each)
        assert "ewer than 10, not shown" in said or "Not shown" in said
        assert "member" not in said
    assert f"The panel has {shape.member_count} members" in words(text)


def test_answers_are_shown_with_their_bases(open_page: Run) -> None:
    text = markup(open_page(PAGE, question=f"spring|{PANEL_QUESTION}"))
    rows = {row.split("  ")[0].strip(): row for row in rows_of(text, PANEL_QUESTION)}
    assert not any(row.strip().startswith("Halton") for row in rows.values())
    few = re.search(r"Too few answers to show any share: ([^.]*)\. A share needs", text)
    assert few is not None and "Halton" in few[1] and "Liverpool" not in few[1]
    liverpool = next(row for row in rows.values() if row.strip().startswith("Liverpool"))
    assert liverpool.count("%") == 1
    assert "effective" in liverpool
    assert "no margin of error" in words(text)
    assert "margin of error" not in words(text).replace("no margin of error", "")


def test_an_open_survey_claims_no_interval(open_page: Run) -> None:
    text = words(markup(open_page(PAGE, question=f"open|{OPEN_QUESTION}")))
    assert "have no interval" in text
    assert "no margin of error" not in text


def test_words_of_others_never_become_markup(open_page: Run) -> None:
    for choices in ({}, {"question": f"open|{OPEN_QUESTION}"}, {"find": "script"}):
        text = markup(open_page(PAGE, **choices))
        assert HOSTILE not in text
        assert "<b>Say</b>" not in text
    hostile = dict.fromkeys(["place", "question", "find"], HOSTILE)
    assert HOSTILE not in markup(open_page(PAGE, **hostile))


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("maternity halton", ["Maternity"]),
        ("2022", ["Carers"]),
        ("CARERS", ["Buses", "Carers"]),
        ("panel", [PANEL_QUESTION]),
        ("[a(", []),
    ],
)
def test_the_search_finds_rows_with_every_word(
    open_page: Run, small_store: Store, typed: str, topics: list[str]
) -> None:
    found = matching(past_engagement.past_engagement(small_store), past_engagement.SEARCHED, typed)
    if typed != "CARERS":
        assert list(found["topic"]) == topics
    else:
        assert set(topics) <= set(found["topic"])
    app = open_page(PAGE, find=typed)
    assert app.query_params["find"] == typed
    text = markup(app)
    for topic in topics:
        assert escape(topic) in text
    assert ("Nothing on record" in text) == (len(found) == 0)


def test_the_list_holds_every_activity_and_question_latest_first(small_store: Store) -> None:
    found = past_engagement.past_engagement(small_store)
    activities, surveys = (
        queries.activities(small_store),
        queries.survey_questions(small_store),
    )
    assert sorted(found["topic"]) == sorted([*activities["topic"], *surveys["question"]])
    assert found["end_date"].is_monotonic_decreasing


def test_the_demonstration_is_bannered_and_marked(open_page: Run, real_only_folder: Path) -> None:
    text = markup(open_page(PAGE))
    assert 'class="demonstration"' in text
    assert "in the demonstration" in text
    maternity = re.search(r"<li><p><b>Maternity</b></p>(.*?)</li>", text)
    carers = re.search(r"<li><p><b>Carers</b></p>(.*?)</li>", text)
    assert maternity is not None and "Demonstration." in maternity[1]
    assert carers is not None and "Demonstration." not in carers[1]
    real = markup(open_page(PAGE, folder=real_only_folder))
    assert 'class="demonstration"' not in real
    assert "No panel to show" in real


def test_without_people_everything_is_calm(open_page: Run, tmp_path: Path) -> None:
    nothing = ("engagement_activity", "survey_result", "panel_member", "voice_cell", "heard_group")
    tables = {
        name: table.head(0) if name in nothing else table for name, table in small_tables().items()
    }
    tables["build"] = build_row().assign(build_id="quiet")
    text = words(markup(open_page(PAGE, folder=_folder(tmp_path, tables))))
    for said in ("No survey has been loaded", "No panel to show", "No activity on record here"):
        assert said in text
    assert "Nothing on record" in text
    assert "No Place has an engagement activity of its own on record" in text


def test_the_page_on_the_real_figures(open_page: Run, real_store_folder: Path) -> None:
    text = markup(open_page(PAGE, folder=real_store_folder))
    assert BLANK.search(text) is None
    assert 'class="demonstration"' in text
    assert not pd.isna(text)
