"""People's voice as survey tools export it: headings in several rows, scales, dates, totals."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.layout import Reference
from etl.voice.assemble import _practices
from etl.voice.intake import Intake
from insight.reference.catalogue import Catalogue
from tests.etl.voice import reading
from tests.etl.voice.reading import REFERENCE, alone, files_of, read, refused

__all__ = ["alone"]
pytestmark = pytest.mark.usefixtures("alone")

PLACE, STORY = "Which borough do you live in?", "Please tell us about your experience"
TICK, RATE, QUOTE = (
    "Do any of these apply to you?",
    "How would you rate your care?",
    "May we quote you?",
)
TWO_ANSWERS = {
    "place_code": ["E08000012", "E08000015"],
    "received_date": [date(2026, 4, 13), date(2026, 4, 5)],
    "groups": ["carers", "disabled"],
    "original_text": ["Hours on hold.", "A lovely nurse."],
    "rating": [4, 5],
    "may_quote": [True, False],
}


def put(folder: Path, *rows: list[str]) -> Intake:
    with (folder / "export.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read(folder)


def two_answers(found: Intake) -> dict[str, list[object]]:
    rows = found.rows["feedback"].sort_values("row_number")
    return {column: rows[column].tolist() for column in TWO_ANSWERS}


@pytest.mark.parametrize("dates", [("Start Date", "End Date"), ("Date Created", "Date Modified")])
def test_surveymonkey_with_its_second_row_of_headings_and_american_dates(
    dates: tuple[str, str], tmp_path: Path
) -> None:
    found = put(
        tmp_path,
        [
            "Respondent ID",
            *dates,
            "IP Address",
            PLACE,
            TICK,
            "",
            "",
            STORY,
            RATE,
            QUOTE,
        ],
        [
            "",
            "",
            "",
            "",
            "Response",
            "Carer",
            "Disabled person",
            "None of these",
            "Open-Ended Response",
            "",
            "Response",
        ],
        [
            "9001",
            "04/13/2026 9:15:00 AM",
            "04/13/2026 9:22:00 AM",
            "192.0.2.9",
            "Liverpool",
            "Carer",
            "",
            "",
            "Hours on hold.",
            "4",
            "Yes",
        ],
        [
            "9002",
            "04/05/2026 9:00:00 AM",
            "04/05/2026 9:10:00 AM",
            "192.0.2.9",
            "Wirral",
            "",
            "Disabled person",
            "",
            "A lovely nurse.",
            "5",
            "No",
        ],
    )
    assert two_answers(found) == TWO_ANSWERS
    assert refused(found) == []
    assert "month first" in files_of(found)["note"].iloc[0]


def test_qualtrics_with_its_three_rows_of_headings(tmp_path: Path) -> None:
    ids = [
        "EndDate",
        "IPAddress",
        "RecordedDate",
        "ResponseId",
        "Q1",
        "Q2_1",
        "Q2_2",
        "Q3",
        "Q4",
        "Q5",
    ]
    found = put(
        tmp_path,
        ids,
        [
            "End Date",
            "IP Address",
            "Recorded Date",
            "Response ID",
            PLACE,
            f"{TICK} - Selected Choice - Carer",
            f"{TICK} - Selected Choice - Disabled person",
            STORY,
            RATE,
            QUOTE,
        ],
        [json.dumps({"ImportId": name}, separators=(",", ":")) for name in ids],
        [
            "2026-04-13 09:22:00",
            "192.0.2.9",
            "2026-04-13 09:22:01",
            "R_1",
            "Liverpool",
            "Carer",
            "",
            "Hours on hold.",
            "4",
            "Yes",
        ],
        [
            "2026-04-05 09:10:00",
            "192.0.2.9",
            "2026-04-05 09:10:01",
            "R_2",
            "Wirral",
            "",
            "1",
            "A lovely nurse.",
            "5",
            "No",
        ],
    )
    assert two_answers(found) == TWO_ANSWERS
    assert refused(found) == []


def test_jisc_with_numbered_questions_and_an_answer_to_each_option(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        [
            "Unique Response Number",
            "Start date",
            "Completion date",
            f"1. {PLACE}",
            f"2. {TICK} - Carer",
            f"2. {TICK} - Disabled person",
            f"3.a. {STORY}",
            f"Q4 {RATE}",
            f"5. {QUOTE}",
        ],
        [
            "1-2",
            "13/04/2026 09:15",
            "13/04/2026 09:22",
            "Liverpool",
            "Yes",
            "No",
            "Hours on hold.",
            "4",
            "Yes",
        ],
        [
            "1-3",
            "05/04/2026 09:00",
            "05/04/2026 09:10",
            "Wirral",
            "No",
            "Yes",
            "A lovely nurse.",
            "5",
            "No",
        ],
    )
    assert two_answers(found) == TWO_ANSWERS
    assert refused(found) == []


def test_a_comment_stays_whatever_its_rating_is(tmp_path: Path) -> None:
    texts = ["Very poor", "Very good", "so-so", "8", "Don't know"]
    found = put(
        tmp_path,
        ["Response ID", "Date", "Borough", "Comment", "Rating"],
        *[[str(n), "13/04/2026", "Halton", f"Words {n}", text] for n, text in enumerate(texts)],
    )
    assert refused(found) == []
    assert found.rows["feedback"]["rating"].fillna(-1).tolist() == [1, 5, -1, -1, -1]
    assert files_of(found)["note"].iloc[0] == "Words not known and left out: rating 2."


def test_friends_and_family_comments_go_to_the_place_of_their_practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practices = {"corner surgery": "E08000012", "n81001": "E08000015"}
    monkeypatch.setattr(
        reading,
        "REFERENCE",
        Reference(REFERENCE.catalogue, REFERENCE.area_types, practices=practices),
    )
    found = put(
        tmp_path,
        ["time", "rating", "free_text", "do_better", "surgery"],
        ["2026-04-13 15:28:00", "Extremely likely", "They listened.", "", "Corner Surgery"],
        ["2026-04-13 15:29:00", "Unlikely", "", "Pick up the phone.", "N81001"],
        ["2026-04-13 15:30:00", "Likely", "Fine.", "", "Somewhere Else"],
    )
    rows = found.rows["feedback"]
    assert rows["place_code"].tolist() == ["E08000012", "E08000015"]
    assert rows["original_text"].tolist() == ["They listened.", "Pick up the phone."]
    assert rows["rating"].tolist() == [5, 2]
    [(row, _, reason)] = refused(found)
    assert (row, "no GP practice of one Place" in reason) == (4, True)


def test_a_question_with_what_its_form_writes_behind_it(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        [
            "Submitted",
            "2. What is the first part of your postcode? (e.g. L1) *",
            "Q3. Tell us about your experience of care (optional)",
        ],
        ["13/04/2026", "CH41", "Kind staff."],
    )
    [row] = found.rows["feedback"].itertuples()
    assert (row.place_code, row.original_text) == ("E08000015", "Kind staff.")


def test_a_practice_is_known_by_its_code_and_by_a_name_no_other_has() -> None:
    area = pd.DataFrame(
        {
            "area_code": ["N1", "N2", "N3", "N4", "E06000006"],
            "area_name": ["High Street", "The Elms", "The Elms", "No Place", "Halton"],
            "area_type": ["practice"] * 4 + ["place"],
            "place_code": ["P1", "P1", "P2", None, None],
        }
    )
    known = _practices(area)
    assert known == {"n1": "P1", "n2": "P1", "n3": "P2", "high street": "P1"}


SURVEY = ["Survey ID", "Closing date", "Question", "Answer", "Count"]


def answers(folder: Path, *pairs: tuple[str, str]) -> Intake:
    return put(folder, SURVEY, *[["S1", "30/04/2026", "How easy?", *pair] for pair in pairs])


def test_a_total_is_no_answer_and_percentages_are_no_people(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        ("Easy", "1,204"),
        ("Fairly", "35%"),
        ("Not", "<10"),
        ("Total", "2,000"),
        ("Skipped", "12"),
    )
    rows = found.rows["survey"].set_index("answer")["answer_count"].to_dict()
    # Of 2,000, 796 gave an answer that is kept back or no number: 1,204 is not all of them.
    assert rows == {"Easy": 1204, "Other answers, not given in the file": 796}
    assert [(row, column) for row, column, _ in refused(found)] == [(3, "Count"), (4, "Count")]


def test_a_total_that_holds_no_more_than_the_answers_is_left_out(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        ("Easy", "12"),
        ("Not", "8"),
        ("All respondents", "20"),
        ("Base", "100%"),
        ("Base: all who answered", "20"),
        ("Total (n=20)", "20"),
        ("Base (weighted)", "19.4"),
    )
    assert found.rows["survey"]["answer"].tolist() == ["Easy", "Not"]
    assert refused(found) == []
    assert files_of(found)["outside_count"].iloc[0] == 5


def test_counts_that_add_up_to_a_hundred_everywhere_are_noted(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        SURVEY,
        *[
            ["S1", "30/04/2026", q, a, c]
            for q in ("How?", "When?")
            for a, c in (("A", "65"), ("B", "35"))
        ],
    )
    assert "are they people?" in files_of(found)["note"].iloc[0]


def test_dates_that_could_be_either_are_refused_with_both_readings(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        ["Response ID", "Date", "Borough", "Comment"],
        ["1", "13/04/2026", "Halton", "One"],
        ["2", "04/13/2026", "Halton", "Two"],
        ["3", "2026-04-15", "Halton", "Three"],
    )
    assert found.rows["feedback"]["response_id"].tolist() == ["3"]
    assert all("4 May or 5 April" in reason for _, _, reason in refused(found))


def test_the_catalogue_names_no_personal_column_among_the_new_headings() -> None:
    catalogue: Catalogue = REFERENCE.catalogue
    headings = {heading for _, heading in catalogue.voice_layouts["feedback"].headings()}
    assert not headings & {"IP Address", "Email Address", "First Name", "Recipient Last Name"}


ASKED = ["In which borough do you live?", "Overall, how satisfied are you with our service?"]
WHY, WHAT = "Please explain your answer", "What would have made your visit easier or better?"


def test_questions_in_words_nobody_listed_and_a_preview_is_left_out(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        ["Response Type", "Submit Date (UTC)", *ASKED, WHY, WHAT, "Please tell us your age"],
        ["Survey Preview", "2026-04-12 09:00", "Wirral", "Satisfied", "Test", "Test", "40"],
        ["IP Address", "2026-04-13 09:00", "Halton", "Very dissatisfied", "No lift", "A map", "41"],
    )
    [row] = found.rows["feedback"].itertuples()
    assert (row.place_code, row.rating) == ("E06000006", 1)
    assert row.original_text == "No lift\nA map"
    assert "Left out: 1 given in a preview" in files_of(found)["note"].iloc[0]


def test_of_two_ratings_neither_is_the_rating(tmp_path: Path) -> None:
    asked = ["How easy was it to book?", "How would you rate the building?"]
    found = put(
        tmp_path, ["Date", "Place", *asked, "Why?"], ["13/04/2026", "Halton", "5", "1", "Slow"]
    )
    [row] = found.rows["feedback"].itertuples()
    assert (row.rating != row.rating, row.original_text) == (True, "Slow")


@pytest.mark.parametrize(
    "question",
    [
        "Please tell us your full name",
        "Please tell us your ethnic group",
        "Are you happy for us to use your comments?",
        "Which of these describes your views best?",
        "How likely are you to tell us your views again?",
        "Comment type",
    ],
)
def test_questions_that_only_sound_as_if_they_asked_for_words(
    question: str, tmp_path: Path
) -> None:
    found = put(tmp_path, ["Date", "Place", question], ["13/04/2026", "Halton", "An answer"])
    assert "feedback" not in found.rows


def test_a_survey_without_a_number_goes_by_its_name(tmp_path: Path) -> None:
    found = put(
        tmp_path,
        ["Survey", "Closing date", "Question", "Answer", "Responses"],
        ["Spring", "2026-03-31", "Seen in time?", "Yes", "40"],
    )
    [row] = found.rows["survey"].itertuples()
    assert (row.survey_id, row.survey_name, row.answer_count) == ("Spring", "Spring", 40)
