"""From a folder of people's voice to a store: what is kept, what is labelled, what is shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import build, embedded_figures
from etl.catalogue_tables import catalogue_tables
from etl.files import open_all
from etl.sources import layouts
from etl.voice.assemble import voice_tables, with_voice_files
from insight import settings
from insight.redaction import redact
from insight.reference.free_text import HELD, REFUSED
from insight.settings import RETENTION_YEARS
from insight.statistics.disclosure import SHOWN, TOO_FEW
from insight.store import decisions, publication
from publishing.safe_tables import SAFE
from tests import small_voice
from tests.etl.voice.reading import SHIPPED, quietly

pytestmark = pytest.mark.slow  # beside every embedded figure, and the demonstration whole

Tables = dict[str, pd.DataFrame]
BASE = embedded_figures.stored(embedded_figures.load(settings.FIGURES))
NOTHING_TAKEN_OUT = pd.DataFrame({"kind": [], "redaction_count": []})
# Of files and loads, whose rows about what people said a public store leaves out; and columns.
OF_LOADS = ("source_file", "rejected_row", "label_check")
STATE = dict.fromkeys(("voice_cell", "voice_source", "survey_result"), "state")
STATE["engagement_activity"] = "people_state"
HERE = ["source_file_id", "row_number", "given_id", "is_own", "then_count"]
TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module", autouse=True)
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No file of the project's own, and no decisions but those a test makes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VOICE", tmp_path_factory.mktemp("voice"))
        patch.setenv("INSIGHT_DEMONSTRATION", "off")
        patch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path_factory.mktemp("decisions")))
        patch.setattr(redact, "redact", cache(redact.redact))  # the same words many times
        yield


def decisions_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'decisions.sqlite'}"


def tables_of(raw: Path) -> Tables:
    files = [f for f in open_all(raw, layouts(SHIPPED), quietly) if f.is_personal]
    return with_voice_files(BASE, voice_tables(files, BASE, SHIPPED))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_voice.write(tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="module")
def unread(small: Path) -> Tables:
    """The tables while nobody has read a word."""
    return tables_of(small)


@pytest.fixture(scope="module")
def tables(small: Path, unread: Tables) -> Tables:
    small_voice.approve_all_but_comments(unread["free_text"])
    return tables_of(small)


@pytest.fixture(scope="module")
def store(
    tables: Tables, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("store") / "store.duckdb"
    everything = {**BASE, **catalogue_tables(SHIPPED), **tables}
    build.write_store(everything, path, "x", False)
    connection = duckdb.connect(path, read_only=True)
    yield connection
    connection.close()


def ask(store: duckdb.DuckDBPyConnection, question: str) -> list[tuple]:
    return store.execute(question).fetchall()


# --- Nothing personal goes on --------------------------------------------------------------------


def holding(store: duckdb.DuckDBPyConnection, text: str) -> set[str]:
    """Every table.column of the store that holds a text, in any case."""
    columns = ask(
        store,
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE data_type IN ('VARCHAR', 'VARCHAR[]') AND NOT internal",
    )
    return {
        f"{table}.{column}"
        for table, column in columns
        if store.execute(
            f'SELECT count(*) FROM "{table}" WHERE contains(lower("{column}"::VARCHAR), ?)',
            [text.lower()],
        ).fetchone()
        != (0,)
    }


@pytest.mark.parametrize("name", [n for n in small_voice.PLANTED if n != "NHS number"])
def test_columns_about_the_person_are_in_no_table(
    store: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert holding(store, small_voice.PLANTED[name]) == set()


@pytest.mark.parametrize("text", small_voice.IN_WORDS)
def test_details_in_the_words_are_in_the_restricted_table_alone(
    store: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert holding(store, text) == {"comment_original.original_text"}


# --- Nothing unread goes on ----------------------------------------------------------------------


def test_no_word_anybody_wrote_is_in_a_table_of_pages_before_it_was_read(unread: Tables) -> None:
    written = set(unread["free_text"]["text_to_read"])
    assert {"No dentist", "A call-back", "Is it easy?", "A digital café", "Buses"} <= written
    for name, frame in unread.items():
        if name in ("comment", "comment_original", "safeguarding", "free_text"):
            continue  # for staff alone
        for column in frame.select_dtypes(["object", "string"]):
            assert not written & set(frame[column].astype(str)), (name, column)
    assert set(unread["response"]["said"]) == {HELD}
    assert set(unread["voice_cell"]["dominant_organisation"].dropna()) <= {HELD}
    assert len(unread["survey_result"]) == len(unread["quote"]) == 0


def test_ids_that_people_typed_go_no_further(store: duckdb.DuckDBPyConnection) -> None:
    for table, key in (("response", "R1"), ("idea", "I1"), ("resource", "S1")):
        assert key not in {row[0] for row in ask(store, f"SELECT {table}_id FROM {table}")}
    assert holding(store, "wave-1") == set()


def test_an_approval_is_of_these_very_words_in_this_row_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    header = "idea_id,challenge,idea,stage,stage_date,stage_reason"

    def ideas(*rows: tuple[str, str]) -> dict[str, str]:
        """What may be shown of ideas: id in the file → words."""
        said = [(key, "Queues", text, "new", "2025-01-02", "Not yet") for key, text in rows]
        small_voice.save(tmp_path / "raw" / "ideas.csv", header, said)
        made = tables_of(tmp_path / "raw")
        listed = made["free_text"].query("column_name == 'idea_text'").set_index("row_id")
        assert set(listed["text_to_read"]) == {text for _, text in rows}
        decided.update(listed.set_index("text_to_read")["subject_id"])
        shown = made["idea"].set_index("idea_id")["idea_text"]
        assert (listed["text_to_show"] == shown[listed.index]).all()
        return dict(zip(listed["text_to_read"], listed["text_to_show"], strict=True))

    def decide(text: str, value: str) -> None:
        decisions.record("text", decided[text], value, "Engagement lead", "Read it")

    decided: dict[str, str] = {}
    both = (("1", "Ring the lady at desk four"), ("2", "A later bus"))
    assert set(ideas(*both).values()) == {HELD}
    decide("A later bus", "approved")
    decide("Ring the lady at desk four", "corrected: Ring the desk")
    assert ideas(*both) == {
        "Ring the lady at desk four": "Ring the desk",
        "A later bus": "A later bus",
    }
    edited = (both[0], ("2", "A later bus, please"))
    assert ideas(*edited)["A later bus, please"] == HELD
    assert ideas(both[0], ("3", "A later bus")) == {
        "Ring the lady at desk four": "Ring the desk",
        "A later bus": HELD,  # the same words of another idea
    }
    decide("Ring the lady at desk four", "refused")
    assert ideas(*both)["Ring the lady at desk four"] == REFUSED


def test_other_words_taken_out_are_another_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the machine leaves in today may be what somebody took for gone yesterday."""
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    row = ("1", "Queues", "Ring 07700 900123", "new", "2025-01-02", "")
    small_voice.save(
        tmp_path / "raw" / "a.csv", "idea_id,challenge,idea,stage,stage_date,stage_reason", [row]
    )
    first = tables_of(tmp_path / "raw")
    small_voice.approve_all_but_comments(first["free_text"])
    assert list(tables_of(tmp_path / "raw")["idea"]["idea_text"]) == ["Ring [phone number]"]
    monkeypatch.setattr(
        "insight.redaction.redact.redact_all", lambda texts: (texts, NOTHING_TAKEN_OUT)
    )
    assert list(tables_of(tmp_path / "raw")["idea"]["idea_text"]) == [HELD]


def test_numbers_of_few_people_are_in_no_table(tmp_path: Path) -> None:
    header = "activity_id,organisation,start_date,method,topic,people_count"
    counts = ("", "0", "1", "9", "10", "40")
    rows = [
        (n, "A charity", "2025-01-02", "event", "Buses", count) for n, count in enumerate(counts)
    ]
    small_voice.save(tmp_path / "activity.csv", header, rows)
    header = "idea_id,challenge,idea,stage,stage_date,support_count"
    rows = [(n, "Waits", "A bell", "new", "2025-01-02", count) for n, count in enumerate(counts)]
    small_voice.save(tmp_path / "ideas.csv", header, rows)
    made = tables_of(tmp_path)
    activity = made["engagement_activity"]
    assert sorted(activity["people_count"].dropna()) == [10, 40]
    assert sorted(activity["people_state"]) == ["not stated", "shown", "shown", *["too few"] * 3]
    assert sorted(made["idea"]["support_count"].dropna()) == [10, 40]


@pytest.mark.parametrize(
    "owner",
    [
        *("Jane Smith", "jane smith", "Dr Okonkwo", "Head of transport, Priya Raman", "Lead (Ann)"),
        *("J. Smith, manager", "Nurse Adeyemi", "Zbigniew, team leader", "lead@example.org", "N/A"),
    ],
)
def test_a_role_that_names_a_person_is_refused_with_its_row_and_column(
    owner: str, tmp_path: Path
) -> None:
    rows = [
        ("1", "Transport", "No bus", "2025-01-02", "Head of transport", "heard"),
        ("2", "Transport", "No bus", "2025-01-02", owner, "heard"),
    ]
    header = "response_id,theme,said,said_date,owner_role,status"
    small_voice.save(tmp_path / "responses.csv", header, rows)
    made = tables_of(tmp_path)
    assert len(made["response"]) == 1
    refused_rows = made["rejected_row"].merge(made["source_file"], on="source_file_id")
    [refused] = refused_rows.query("path == 'responses.csv'").to_dict("records")
    assert (refused["row_number"], refused["column_name"]) == (3, "owner_role")
    assert "role" in refused["reason"] and refused["raw_text"] == ""
    assert owner not in set(made["free_text"]["text_to_read"])


def test_what_is_taken_out_is_counted_by_file_and_kind(store: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        store,
        "SELECT path, kind, redaction_count FROM redaction JOIN source_file USING (source_file_id)",
    )
    found = {(path, kind): count for path, kind, count in rows}
    for kind in ("nhs number", "email", "phone number", "postcode"):
        assert found["feedback.csv", kind] == 9, kind
    assert found["ideas.csv", "phone number"] == 1


def test_a_comment_that_suggests_harm_is_for_staff_alone(store: duckdb.DuckDBPyConnection) -> None:
    [(comment_id, place, words, reason)] = ask(
        store, "SELECT comment_id, place_code, comment_text, reason FROM safeguarding"
    )
    assert (place, words) == ("E06000006", small_voice.RISK)
    assert reason
    assert holding(store, comment_id) == {"safeguarding.comment_id", "comment_original.comment_id"}
    assert holding(store, small_voice.RISK) == {
        "safeguarding.comment_text",
        "comment_original.original_text",
    }


def test_the_words_are_kept_for_two_years(tables: Tables) -> None:
    original = tables["comment_original"].set_index("comment_id")
    received = tables["comment"].set_index("comment_id")["received_date"]
    assert len(original) == 17 * 9
    until = original.loc[received.index, "retain_until_date"]
    assert (until.map(lambda day: day.year) == received.map(lambda day: day.year + 2)).all()


def test_a_build_after_that_leaves_original_and_comment_out(tmp_path: Path) -> None:
    gone = date(TODAY.year - RETENTION_YEARS, 1, 1) - pd.Timedelta(days=2).to_pytimedelta()
    rows = [
        ("1", gone.isoformat(), "Wirral", "A charity", "Long ago"),
        ("2", TODAY.isoformat(), "Wirral", "A charity", "Today"),
    ]
    small_voice.save(tmp_path / "a.csv", "response_id,date,place,organisation,comment", rows)
    made = tables_of(tmp_path)
    assert list(made["comment"]["comment_text"]) == ["Today"]
    assert list(made["comment_original"]["original_text"]) == ["Today"]
    file = made["source_file"].set_index("path").loc["a.csv"]
    assert (file["loaded_count"], file["outside_count"]) == (1, 1)
    assert file["note"] == "1 left out: said more than 2 years ago."


# --- Labels --------------------------------------------------------------------------------------


def test_a_persons_theme_is_the_only_one(tables: Tables) -> None:
    labels = tables["comment_theme"]
    by_person = labels[labels["labelled_by"] == "person"]
    assert len(by_person) == 17 * 9 - 1  # all but the one for staff
    assert set(by_person["theme_id"]) == {"gp-appointments", "housing"}
    assert not set(by_person["comment_id"]) & set(
        labels.loc[labels["labelled_by"] == "machine", "comment_id"]
    )
    assert by_person["probability"].isna().all()


def test_the_machine_labels_what_nobody_has(tmp_path: Path) -> None:
    words = (
        "I have been trying to get an appointment with my GP for weeks, the phone queue is awful"
    )
    row = ("1", TODAY.isoformat(), "Wirral", "A charity", words)
    small_voice.save(tmp_path / "a.csv", "response_id,date,place,organisation,comment", [row])
    made = tables_of(tmp_path)
    [label] = made["comment_theme"].to_dict("records")
    assert (label["theme_id"], label["labelled_by"]) == ("gp-appointments", "machine")
    assert 0 < label["probability"] <= 1
    [comment] = made["comment"].to_dict("records")
    assert (comment["sentiment"], comment["sentiment_by"]) == ("negative", "machine")


@pytest.mark.parametrize(
    ("rating", "given", "mood"),
    [
        ("1", "positive", "negative"),
        ("2", "", "negative"),
        ("3", "", "mixed"),
        ("4", "", "positive"),
        ("5", "negative", "positive"),
        ("", "mixed", "mixed"),
        ("", "Neutral", "mixed"),
    ],
)
def test_the_mood_is_the_ratings_or_else_the_given_one(
    rating: str, given: str, mood: str, tmp_path: Path
) -> None:
    row = ("1", TODAY.isoformat(), "Wirral", "A charity", "It was as it was", rating, given)
    header = "response_id,date,place,organisation,comment,rating,sentiment"
    small_voice.save(tmp_path / "a.csv", header, [row])
    [comment] = tables_of(tmp_path)["comment"].to_dict("records")
    assert (comment["sentiment"], comment["sentiment_by"]) == (mood, "person")


# --- What is shown -------------------------------------------------------------------------------


def test_small_counts_are_hidden_and_others_shown(store: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        store,
        "SELECT theme_id, state, comment_count FROM voice_cell WHERE area_code = 'E08000015'"
        " AND group_id = 'everyone' AND period_label = 'all time'"
        " AND theme_id IN ('gp-appointments', 'housing')",
    )
    assert {theme: (state, count) for theme, state, count in rows} == {
        "gp-appointments": ("shown", 14),
        "housing": ("too few", None),
    }


def test_small_answers_are_hidden_with_what_gives_them_away(
    store: duckdb.DuckDBPyConnection,
) -> None:
    rows = ask(store, "SELECT area_code, answer, state, answer_count FROM survey_result")
    found = {(area, answer): (state, count) for area, answer, state, count in rows}
    assert found["E54000008", "Not sure"] == ("too few", None)
    shown = [found["E54000008", answer][0] for answer in ("Yes", "No")]
    assert sorted(shown) == ["protected", "shown"]  # or 104 less the others would tell
    assert all((count is None) == (state != "shown") for state, count in found.values())


def approve(made: Tables, comment_id: str, value: str = "approved") -> None:
    listed = made["free_text"].query("column_name == 'comment_text'").set_index("row_id")
    subject = listed["subject_id"].get(comment_id, f"comment|{comment_id}|comment_text|0")
    decisions.record("text", subject, value, "Engagement lead", "It says it plainly")


def test_a_quote_needs_consent_approval_and_a_shown_count(
    small: Path, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    themes = tables["comment_theme"].set_index("comment_id")["theme_id"]
    comment = tables["comment"].set_index("comment_id").assign(theme=themes)
    agreed = comment[comment["may_quote"]]
    good = agreed.index[agreed["theme"] == "gp-appointments"][0]
    too_few = agreed.index[agreed["theme"] == "housing"][0]
    silent = comment.index[~comment["may_quote"]][0]
    for comment_id in (good, too_few, silent, "nobody"):
        approve(tables, comment_id)
    assert len(tables["quote"]) == 0
    [quote] = tables_of(small)["quote"].to_dict("records")
    assert quote["comment_id"] == good
    assert quote["theme_ids"] == ["gp-appointments"]
    assert quote["approved_by_role"] == "Engagement lead"
    assert TODAY <= quote["approved_date"] <= datetime.now(UTC).date()  # midnight may fall between
    approve(tables, good, "corrected: I rang and got none")
    assert list(tables_of(small)["quote"]["quote_text"]) == ["I rang and got none"]
    approve(tables, good, "refused")
    assert len(tables_of(small)["quote"]) == 0


def test_an_approval_is_of_the_words_it_was_given_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A corrected export that changes the words takes the quote away; a new rating does not."""
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    raw, header = tmp_path / "raw", (*small_voice.FEEDBACK, *small_voice.PLANTED)
    small_voice.save(raw / "a.csv", header, small_voice.feedback())
    made = tables_of(raw)
    themes = made["comment_theme"].set_index("comment_id")["theme_id"]
    comment = made["comment"].set_index("comment_id")
    chosen = comment.index[comment["may_quote"] & (themes == "gp-appointments")][0]
    approve(made, chosen)
    words = comment.loc[chosen, "comment_text"]

    def corrected(text: str, rating: object) -> list[str]:
        rows = [
            (*row[:7], text, rating, *row[9:]) if row[7] == words else row
            for row in small_voice.feedback()
        ]
        small_voice.save(raw / "b.csv", header, rows)
        again = tables_of(raw)
        assert len(again["comment"]) == len(comment)
        return list(again["quote"]["quote_text"])

    assert corrected(words, 5) == [words]
    assert corrected("Other words", 5) == []


def test_a_correction_wins_over_the_file_and_the_machine(
    small: Path, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    first, second = tables["comment"]["comment_id"][:2]
    decisions.record("themes", first, "dentistry;transport", "Analyst", "Read again")
    decisions.record("themes", second, "", "Analyst", "Nothing fits")
    decisions.record("sentiment", first, "positive", "Analyst", "Read again")
    made = tables_of(small)
    labels = made["comment_theme"]
    assert list(labels.loc[labels["comment_id"] == first, "theme_id"]) == ["dentistry", "transport"]
    assert second not in set(labels["comment_id"])
    comment = made["comment"].set_index("comment_id").loc[first]
    assert (comment["sentiment"], comment["sentiment_by"]) == ("positive", "person")


def test_a_theme_is_put_forward_and_taken_back(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    for subject in ("housing|E08000015|carers", "nothing|E08000015|carers", "housing|E1|carers"):
        decisions.record("promotion", subject, "promoted", "Lead", "Few were asked")
    unread = tables_of(small)
    assert len(unread["promotion"]) == 0  # its reason is a text like any other
    small_voice.approve_all_but_comments(unread["free_text"])
    [row] = tables_of(small)["promotion"].to_dict("records")
    assert (row["theme_id"], row["area_code"], row["group_id"], row["promoted_by_role"]) == (
        "housing",
        "E08000015",
        "carers",
        "Lead",
    )
    decisions.record("promotion", "housing|E08000015|carers", "withdrawn", "Lead", "Heard since")
    assert len(tables_of(small)["promotion"]) == 0


# --- A name that was public ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("New name", None),  # renamed in the file, and not read since
        ("Helping hands", "refused"),  # corrected, published, then refused
        ("", None),  # its comments are gone, but the count stays
    ],
)
def test_a_name_that_was_public_stays_only_while_it_is_approved(
    later: str, value: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))

    def made_of(names: list[str]) -> Tables:
        said = [
            (f"{nth}", small_voice.recently(20 + nth), "Halton", name, f"I waited {nth} weeks")
            for nth, name in enumerate(names)
        ]
        header = "response_id,date,place,organisation,comment"
        small_voice.save(tmp_path / "raw" / "feedback.csv", header, said)
        return tables_of(tmp_path / "raw")

    def decide(made: Tables, name: str, what: str) -> None:
        row = made["free_text"].query("column_name == 'organisation' and text_to_read == @name")
        decisions.record("text", row["subject_id"].iloc[0], what, "Engagement lead", "Read it")

    others = ["Other group"] * 5
    first = made_of(["Helping hands"] * 8 + others)
    decide(first, "Helping hands", "corrected: Helping hands Halton")
    decide(first, "Other group", "approved")
    public = made_of(["Helping hands"] * 8 + others)
    assert "Helping hands Halton" in set(public["voice_cell"]["dominant_organisation"])
    rows = public["voice_cell"].assign(then_count=float("nan"))
    publication.write_record(publication.Published(10, "first", {"voice_cell": rows}))
    if value is not None:
        decide(first, "Helping hands", value)
    now = made_of(([later] * 8 if later else []) + others)
    counts = [
        frame["voice_cell"]
        .set_index(["area_code", "group_id", "theme_id", "period_label"])["comment_count"]
        .dropna()
        for frame in (public, now)
    ]
    assert counts[0].sort_index().equals(counts[1].sort_index())
    names = set(now["voice_cell"]["dominant_organisation"].dropna())
    assert names and names <= {HELD, REFUSED}
    everything = {**BASE, **catalogue_tables(SHIPPED), **now}
    build.write_store(everything, tmp_path / "store.duckdb", "x", False)


def test_whatever_anybody_can_take_away_is_the_same_with_one_person_more(
    small: Path, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One comment, answer, supporter and person met more: every row that a public store copies is
    as it was, and in its place. So is whatever is made of it: pages, downloads and intervals."""
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    record = {}
    for name, key in publication.KEYS.items():
        columns = [*key, publication.COUNTS[name], *publication.BESIDE.get(name, ())]
        rows = tables[name]
        state = rows[STATE[name]] if name in STATE else rows[columns[len(key)]].notna()
        record[name] = rows[[*columns, "is_demonstration"]].assign(
            state=state.replace({True: SHOWN, False: TOO_FEW}),
            then_count=rows.get("then_count", float("nan")),
        )
    publication.write_record(publication.Published(10, "first", record))
    more = shutil.copytree(small, tmp_path / "more")
    for file, old, new in (
        ("survey.csv", ",60", ",61"),
        ("activity.csv", ",30,", ",31,"),
        ("ideas.csv", ",12,", ",13,"),
    ):
        text = (more / file).read_text(encoding="utf-8")
        assert old in text
        (more / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    rows = small_voice.feedback()
    one = ("another", *rows[5][1:7], "Nobody rang me back about my tooth", *rows[5][8:])
    small_voice.save(
        more / "feedback.csv", (*small_voice.FEEDBACK, *small_voice.PLANTED), [*rows, one]
    )
    made = tables_of(more)
    assert len(made["comment"]) == len(tables["comment"]) + 1
    copied = [name for name in made if name in SAFE and name not in OF_LOADS]
    assert {*publication.KEYS, "quote", "release_answer"} <= {*copied}
    for name in copied:
        frames = [each[name].drop(columns=HERE, errors="ignore") for each in (tables, made)]
        one_, other = (each.reset_index(drop=True).astype(str) for each in frames)
        pd.testing.assert_frame_equal(one_, other, obj=name)


# --- The project's own files ---------------------------------------------------------------------


def test_real_activities_are_in_every_build_and_the_demonstration_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "VOICE", settings.PROJECT / "data" / "voice")
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", decisions_in(tmp_path))
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "on")
    shown = tables_of(tmp_path)
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "off")
    real = tables_of(tmp_path)
    assert len(real["engagement_activity"]) >= 20
    assert not real["engagement_activity"]["is_demonstration"].any()
    assert set(real) & {"comment", "idea", "panel_member", "survey_result"} == set()
    assert len(shown["comment"]) > 1400
    for name in ("comment", "idea", "response", "panel_member", "survey_result", "quote"):
        assert len(shown[name]) and shown[name]["is_demonstration"].all(), name
    paths = real["source_file"]["path"]
    assert not paths.str.startswith("data/demonstration").any()
    refused = shown["rejected_row"].merge(shown["source_file"], on="source_file_id")
    assert not refused["path"].str.startswith("data/").any()


def test_the_same_input_gives_the_same_content(small: Path, tables: Tables) -> None:
    assert build.content_id(tables_of(small)) == build.content_id(tables)


@pytest.mark.parametrize("real", [{"feedback", "ideas"}, {"panel", "responses", "resources"}])
def test_a_demonstration_makes_way_for_the_first_real_rows_of_its_kind(
    real: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted together, anyone could take the demonstration, which is public, away again."""
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "on")
    for layout_id in real:
        template = settings.PROJECT / "data" / "templates" / f"{layout_id}.csv"
        (tmp_path / f"my-{layout_id}.csv").write_bytes(template.read_bytes())
    made = tables_of(tmp_path)
    tables = {"feedback": "comment", "panel": "panel_member", "ideas": "idea"}
    tables |= {"responses": "response", "resources": "resource"}
    files = made["source_file"].set_index("path")
    for kind, name in tables.items():
        is_shown = made[name]["is_demonstration"]
        assert is_shown.eq(kind not in real).all() and len(is_shown), kind
        shown = files.loc[f"data/demonstration/{kind}.csv"]
        assert (shown["state"] == "superseded") is (kind in real), kind
        assert ("Left out" in shown["note"]) is (kind in real), kind
    assert made["promotion"]["is_demonstration"].any() == ("feedback" not in real)
    assert made["quote"]["is_demonstration"].any() == ("feedback" not in real)
