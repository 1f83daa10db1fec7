"""Each layout of people's voice, good and broken, in every shape files come in."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.files import NO_ROWS
from tests import small_voice
from tests.etl.voice.reading import SHIPPED, alone, files_of, read, refused

__all__ = ["alone"]
pytestmark = pytest.mark.usefixtures("alone")

TEMPLATES = Path(__file__).resolve().parents[3] / "data" / "templates"
LAYOUTS = list(SHIPPED.voice_layouts)
WORDS = "Nobody-must-ever-see-these-words"


def rows_of(layout_id: str) -> list[list[str]]:
    """The template with its two example rows, header first."""
    with (TEMPLATES / f"{layout_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def changed(layout_id: str, column: str, text: str, row: int = 1) -> list[list[str]]:
    """The template with one cell changed."""
    rows = rows_of(layout_id)
    rows[row][rows[0].index(column)] = text
    return rows


def text_of(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def put(folder: Path, rows: list[list[str]], name: str = "a/b/any name.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(rows), encoding="utf-8", newline="")
    return folder


# --- Good files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_template_has_the_columns_of_the_catalogue(layout_id: str) -> None:
    assert rows_of(layout_id)[0] == list(SHIPPED.voice_layouts[layout_id].spellings)
    book = openpyxl.load_workbook(TEMPLATES / f"{layout_id}.xlsx")
    cells = [
        ["" if c is None else str(c) for c in r] for r in book.active.iter_rows(values_only=True)
    ]
    assert cells == rows_of(layout_id)


@pytest.mark.parametrize("layout_id", LAYOUTS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_loads_whole_as_csv_and_as_workbook(
    layout_id: str, ending: str, tmp_path: Path
) -> None:
    name = f"{layout_id}.{ending}"
    (tmp_path / name).write_bytes((TEMPLATES / name).read_bytes())
    found = read(tmp_path)
    assert refused(found) == []
    assert list(found.rows) == [layout_id]
    assert len(found.rows[layout_id]) == 2
    [file] = files_of(found).to_dict("records")
    assert (file["state"], file["layout"], file["note"]) == ("loaded", f"voice_{layout_id}", "")


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_headings_may_be_spelt_in_other_ways(layout_id: str, tmp_path: Path) -> None:
    """Each column by the last of its spellings, in capitals, with spaces and punctuation."""
    rows = rows_of(layout_id)
    spellings = SHIPPED.voice_layouts[layout_id].spellings
    rows[0] = [f"{n}. {spellings[c][-1].upper()}:" for n, c in enumerate(rows[0], start=1)]
    plain = read(put(tmp_path / "plain", rows_of(layout_id))).rows[layout_id]
    other = read(put(tmp_path / "other", rows)).rows[layout_id]
    of_the_file = ["source_file_id"]
    pd.testing.assert_frame_equal(plain.drop(columns=of_the_file), other.drop(columns=of_the_file))


@pytest.mark.parametrize("layout_id", LAYOUTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(layout_id: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_bytes(text_of(rows_of(layout_id)).encode(encoding))
    assert len(read(tmp_path).rows[layout_id]) == 2


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_zip_is_read_whatever_it_is_called(layout_id: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "feedback.csv", "w") as archive:
        archive.writestr("inside.csv", text_of(rows_of(layout_id)))
    assert len(read(tmp_path).rows[layout_id]) == 2


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_title_may_stand_above_the_headings(layout_id: str, tmp_path: Path) -> None:
    put(tmp_path, [["What people told us"], [], *rows_of(layout_id)])
    assert len(read(tmp_path).rows[layout_id]) == 2


# --- Broken files --------------------------------------------------------------------------------


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_required_column_that_is_missing_is_named(layout_id: str, tmp_path: Path) -> None:
    entry = SHIPPED.voice_layouts[layout_id]
    rows = rows_of(layout_id)
    gone = rows[0].index(entry.required[0])
    found = read(put(tmp_path, [row[:gone] + row[gone + 1 :] for row in rows]))
    assert found.rows == {}
    [(row, column, reason)] = refused(found)
    assert (row, column) == (0, entry.required[0])
    assert reason == f"this looks like the layout 'voice_{layout_id}', but has no column '{column}'"


def test_feedback_needs_a_place_a_postcode_or_an_organisation(tmp_path: Path) -> None:
    rows = [[c for n, c in enumerate(row) if n not in (2, 3, 4)] for row in rows_of("feedback")]
    [(_, column, _)] = refused(read(put(tmp_path, rows)))
    assert column == "place or postcode_district or organisation"


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_repeated_column_is_refused(layout_id: str, tmp_path: Path) -> None:
    column = SHIPPED.voice_layouts[layout_id].required[0]
    rows = rows_of(layout_id)
    place = rows[0].index(column)
    found = read(put(tmp_path, [[*row, row[place]] for row in rows]))
    assert refused(found) == [(0, column, f"the column '{column}' appears twice")]


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_file_of_nothing_but_headings_loads_nothing(layout_id: str, tmp_path: Path) -> None:
    found = read(put(tmp_path, rows_of(layout_id)[:1]))
    [file] = files_of(found).to_dict("records")
    assert (file["state"], file["read_count"], refused(found)) == ("nothing loaded", 0, [])
    assert file["note"].endswith(NO_ROWS)


@pytest.mark.parametrize("layout_id", LAYOUTS)
def test_a_row_of_another_length_is_refused_without_its_words(
    layout_id: str, tmp_path: Path
) -> None:
    rows = rows_of(layout_id)
    found = read(put(tmp_path, [*rows, [*rows[1], WORDS], [WORDS]]))
    assert [(row, column) for row, column, _ in refused(found)] == [
        (4, "whole row"),
        (5, "whole row"),
    ]
    assert len(found.rows[layout_id]) == 2


@pytest.mark.parametrize("layout_id", LAYOUTS)
@pytest.mark.parametrize(
    "is_same", [True, False], ids=["to the letter", "in other case and blanks"]
)
def test_a_row_sent_twice_counts_once(layout_id: str, is_same: bool, tmp_path: Path) -> None:
    rows = rows_of(layout_id)
    words = {"comment", "question", "idea", "summary", "description"}
    again = [
        cell if is_same or heading not in words else f"  {cell.upper()} "
        for heading, cell in zip(rows[0], rows[1], strict=True)
    ]
    found = read(put(tmp_path, [*rows, again]))
    assert [(row, reason) for row, _, reason in refused(found)] == [
        (4, "an earlier row says the same")
    ]
    assert len(found.rows[layout_id]) == 2


@pytest.mark.parametrize(
    ("layout_id", "column", "what"),
    [
        ("feedback", "comment", "response"),
        ("survey", "count", "answer"),
        ("panel", "sex", "member"),
        ("engagement_activity", "topic", "activity"),
        ("ideas", "idea", "idea"),
        ("responses", "said", "response"),
        ("resources", "what", "resource"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(
    layout_id: str, column: str, what: str, tmp_path: Path
) -> None:
    other = {"count": "7", "sex": "male"}.get(column, "Something else")
    rows = [*rows_of(layout_id), changed(layout_id, column, other)[1]]
    found = read(put(tmp_path, rows))
    reason = f"two rows say different things about one {what}"
    assert [(row, said) for row, _, said in refused(found)] == [(2, reason), (4, reason)]


TOMORROW = (date.today() + timedelta(days=2)).isoformat()  # wherever the day begins
NUMBER = "this is not a whole number"
NOWHERE = "this is not one of the nine Places, nor Cheshire and Merseyside"
DAY = "this is not a date such as 31/03/2026 or 2026-03-31"


@pytest.mark.parametrize(
    ("layout_id", "column", "text", "reason"),
    [
        ("feedback", "date", "", "this is blank"),
        ("feedback", "date", WORDS, DAY),
        ("feedback", "date", TOMORROW, "the date is in the future"),
        ("feedback", "date", "31/12/1999", "the date is before 2000"),
        ("feedback", "comment", " ", "this is blank"),
        ("feedback", "place", WORDS, NOWHERE),
        ("feedback", "place", "", "neither Place nor postcode is given"),
        ("survey", "count", "many", NUMBER),
        ("survey", "count", "-3", NUMBER),
        ("survey", "count", "35%", "this is a percentage, not a number of people"),
        ("survey", "count", "<10", "the number is kept back by the sender: too few to show"),
        ("survey", "count", "2.5", NUMBER),
        ("survey", "count", "", "this is blank"),
        ("survey", "place", WORDS, NOWHERE),
        ("survey", "group", WORDS, "this is no group this project knows"),
        ("survey", "closing_date", "spring", DAY),
        ("panel", "place", "", "this is blank"),
        ("panel", "place", "Manchester", NOWHERE),
        ("panel", "deprivation_quintile", "6", f"{NUMBER} from 1 to 5"),
        ("engagement_activity", "start_date", "the other day", "this is not a date, a month"),
        ("engagement_activity", "end_date", "2001", "the activity ends before it starts"),
        ("engagement_activity", "method", "telepathy", "each method is one of"),
        ("engagement_activity", "method", ";", "each method is one of"),
        ("engagement_activity", "people_count", "lots", NUMBER),
        ("ideas", "stage", WORDS, "this is not one of: new"),
        ("ideas", "support_count", "lots", NUMBER),
        ("ideas", "stage", "not taken forward", "an idea that is not taken forward needs a reason"),
        ("responses", "theme", WORDS, "this is no theme this project knows"),
        ("responses", "status", "could not", "a response that says 'could not' needs a reason"),
        ("responses", "status", "maybe", "this is not one of: heard"),
        ("responses", "indicator_id", "happiness of cats", "this is no indicator"),
        ("responses", "due_date", "soon", DAY),
        ("responses", "decision_date", "2025-11-03", "this is before the day it was said"),
        ("responses", "told_back_date", "2025-11-03", "this is before the day it was said"),
        ("resources", "kind", WORDS, "this is not one of: place to go"),
        ("resources", "subject", WORDS, "this is no subject this project knows"),
        ("resources", "neighbourhood_code", "E01999999", "this is not a neighbourhood"),
    ],
)
def test_a_bad_cell_is_refused_with_row_column_and_reason(
    layout_id: str, column: str, text: str, reason: str, tmp_path: Path
) -> None:
    found = read(put(tmp_path, changed(layout_id, column, text)))
    [(row, named, said)] = [each for each in refused(found) if each[0] == 2]
    place = (
        {"stage": "stage_reason", "status": "status_reason"} if "needs a reason" in reason else {}
    )
    assert (row, named) == (2, place.get(column, column))
    assert said.startswith(reason)
    assert WORDS not in said
    assert len(found.rows[layout_id]) == 1


def test_an_activity_to_come_is_planned_and_has_heard_nobody(tmp_path: Path) -> None:
    rows = changed("engagement_activity", "start_date", TOMORROW)
    at = rows[0].index("people_count")
    rows[1][rows[0].index("end_date")] = ""
    rows[1][at] = ""
    found = read(put(tmp_path, rows)).rows["engagement_activity"]
    assert list(found["is_planned"]) == [True, False]
    rows[1][at] = "30"
    assert [reason for _, _, reason in refused(read(put(tmp_path, rows)))] == [
        "what is planned has heard nobody yet"
    ]


def test_the_refusal_names_the_column_as_it_stands_in_the_file(tmp_path: Path) -> None:
    rows = [["Completion time", "Name", "Your comment", "Borough"]]
    rows += [["yesterday", "Zebedee", "Good", "Wirral"]]
    assert refused(read(put(tmp_path, rows))) == [(2, "Completion time", DAY)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\x00\x00", "a picture, not a table"),
        (b"\x89\x00\x00", "not a text file"),
        (b"PK\x03\x04cut", "damaged"),
        (b"response_id,date,comment,place\n1,\x81\x8d", "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "feedback.csv").write_bytes(content)
    [(_, _, reason)] = refused(read(tmp_path))
    assert words in reason


def test_a_form_that_asks_in_other_words_is_told_what_is_missing(tmp_path: Path) -> None:
    rows = [
        ["Completion time", "Borough", "Parking"],
        ["2026-03-01", "Halton", f"{WORDS}: there is nowhere to park at all"],
    ]
    [file] = files_of(read(put(tmp_path, rows))).to_dict("records")
    assert (file["state"], file["outside_count"]) == ("unrecognised", 1)
    assert file["note"] == (
        "no reader knows these columns; as 'voice_feedback' it lacks only 'comment'"
        " (see data/templates)"
    )


# --- Feedback ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("postcode", "place_code"),
    [
        ("CH41", "E08000015"),
        ("L20 3AB", "E08000014"),
        ("l1", "E08000012"),
        ("WA8 7AA", "E06000006"),
        ("SK10", "E06000049"),
        ("PR8", "E08000014"),
        ("CW8", "E06000050"),
        ("L35", "E54000008"),  # in two Places of ours: the system
    ],
)
def test_a_postcode_becomes_a_place_and_is_dropped(
    postcode: str, place_code: str, tmp_path: Path
) -> None:
    rows = changed("feedback", "postcode_district", postcode, row=2)
    comments = read(put(tmp_path, rows)).rows["feedback"]
    assert comments.loc[1, "place_code"] == place_code
    assert not any(postcode in str(cell) for cell in comments.loc[1])


@pytest.mark.parametrize("postcode", ["M14", "CH4", "CH5 1AA", "L39", "WA3 7AA", "XX", "L99"])
def test_a_postcode_that_is_not_clearly_ours_is_refused(postcode: str, tmp_path: Path) -> None:
    found = read(put(tmp_path, changed("feedback", "postcode_district", postcode, row=2)))
    [(row, column, reason)] = refused(found)
    assert (row, column) == (3, "postcode_district")
    assert "give the Place" in reason and postcode not in reason


def test_every_district_is_listed_for_a_place_or_the_system() -> None:
    kinds = [SHIPPED.areas[code].area_type for code in SHIPPED.postcode_areas]
    assert sorted(kinds) == ["place"] * 9 + ["system"]


def test_a_place_wins_over_a_postcode_and_a_postcode_over_an_unknown_place(tmp_path: Path) -> None:
    rows = changed("feedback", "postcode_district", "L20")
    rows[2][2] = "Birkenhead"
    comments = read(put(tmp_path, rows)).rows["feedback"]
    assert list(comments["place_code"]) == ["E08000014", "E08000015"]


def test_an_activity_without_a_date_is_still_one(tmp_path: Path) -> None:
    rows = changed("engagement_activity", "start_date", "")
    ends = rows[0].index("end_date")
    rows[1][ends] = ""
    rows[2][ends], rows[2][rows[0].index("start_date")] = "2024", ""
    found = read(put(tmp_path, rows)).rows["engagement_activity"].set_index("activity_id")
    undated, ended = (found.loc[row[rows[0].index("activity_id")]] for row in rows[1:3])
    assert undated["date_label"] == "date not stated"
    assert pd.isna(undated["start_date"]) and pd.isna(undated["end_date"])
    assert ended["date_label"] == "2024" and str(ended["end_date"]) == "2024-12-31"


def test_unknown_words_are_counted_and_never_repeated(tmp_path: Path) -> None:
    rows = changed("feedback", "groups", f"Carer; {WORDS}; Gypsy, Roma and Traveller communities")
    rows[1][rows[0].index("themes")] = f"{WORDS}|dentistry"
    rows[1][rows[0].index("method")] = WORDS
    rows[2][rows[0].index("groups")] = "Prefer not to say;"
    found = read(put(tmp_path, rows))
    comments = found.rows["feedback"]
    assert refused(found) == []
    assert list(comments["groups"]) == ["carers;travellers", ""]
    assert list(comments["themes"]) == ["dentistry", ""]
    assert list(comments["method"]) == ["not stated", "online"]
    [note] = files_of(found)["note"]
    assert note == "Words not known and left out: groups 1, themes 1, method 1."


@pytest.mark.parametrize(
    ("answer", "may_quote"),
    [("yes", True), ("Yes, I agree.", True), ("TRUE", True), ("no", False), ("", False)]
    + [("yes but not my name", False), ("maybe", False)],
)
def test_only_a_plain_yes_is_consent(answer: str, may_quote: bool, tmp_path: Path) -> None:
    comments = read(put(tmp_path, changed("feedback", "consent_to_quote", answer))).rows["feedback"]
    assert bool(comments.loc[0, "may_quote"]) is may_quote


@pytest.mark.parametrize(
    ("text", "rating"), [("4 - Good", 4), ("2 out of 5", 2), ("5 stars", 5), ("3.5", 3.5), ("1", 1)]
)
def test_a_rating_may_have_words_with_it(text: str, rating: float, tmp_path: Path) -> None:
    comments = read(put(tmp_path, changed("feedback", "rating", text))).rows["feedback"]
    assert comments.loc[0, "rating"] == rating


def test_columns_about_the_person_are_not_read(tmp_path: Path) -> None:
    found = read(small_voice.write(tmp_path))
    everything = " ".join(frame.to_csv() for frame in found.rows.values())
    for planted in (*small_voice.PLANTED,):
        assert planted not in everything
    words = {text for name, text in small_voice.PLANTED.items() if name != "NHS number"}
    assert [text for text in words if text in everything] == []
    assert files_of(found).loc["feedback.csv", "note"] == "Columns not read: 5."
