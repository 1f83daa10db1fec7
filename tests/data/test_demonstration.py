"""The demonstration set: complete, plainly marked, uneven on purpose, and nobody's own words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pandas as pd
import pytest

from etl.voice.voice_rows import day, plain_place
from insight.reference import vocabulary
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue
from insight.reference.spelling import letters
from insight.settings import CATALOGUE, DEMONSTRATION, FIGURES, VOICE

TRAINING = CATALOGUE.parent / "training"
LAST_DAY = date(2026, 10, 1)
NAMES = ("feedback", "survey", "panel", "ideas", "responses", "resources", "decisions")
ORGANISATION_COLUMNS = {
    "feedback": "organisation",
    "survey": "organisation",
    "resources": "run_by",
    "decisions": "made_by_role",
}
# Kept for drama by Ofcom, or never given to anybody: see data/demonstration/README.md.
DRAMA_NUMBERS = re.compile(r"(0151496|01632960|07700900|447700900)\d+")
NO_SUCH_DISTRICTS = {"L77", "CH50", "WA20", "CW15", "SK30"}


@cache
def catalogue() -> Catalogue:
    return project_catalogue()


@cache
def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DEMONSTRATION / f"{name}.csv", dtype=str, keep_default_na=False)


def known_words(*columns: str, records: object) -> dict[str, str]:
    """Plain heading of any name of a catalogue record → its id (the first of `columns`)."""
    words: dict[str, str] = {}
    for record in records.values():  # type: ignore[attr-defined]
        for column in columns:
            values = getattr(record, column)
            for value in [values] if isinstance(values, str) else values:
                words[letters(value)] = getattr(record, columns[0])
    return words


@cache
def theme_words() -> dict[str, str]:
    return known_words("theme_id", "theme_name", "plain_name", records=catalogue().themes)


@cache
def group_words() -> dict[str, str]:
    return known_words("group_id", "group_name", "spellings", records=catalogue().heard_groups)


@cache
def area_words() -> dict[str, str]:
    """Plain name of a Place or the system → its code."""
    areas = [a for a in catalogue().areas.values() if a.area_type in ("place", "system")]
    return {plain_place(n): a.area_code for a in areas for n in (a.area_name, *a.spellings)}


@cache
def feedback() -> pd.DataFrame:
    """Comments with day, place_code, and lists of theme_ids (given by a person) and group_ids."""
    rows = table("feedback").copy()
    districts = {
        district: area.area_code
        for area in catalogue().postcode_areas.values()
        for district in area.districts
    }
    by_name = rows["place"].map(lambda text: area_words().get(plain_place(text)))
    rows["place_code"] = by_name.fillna(rows["postcode_district"].map(districts))
    rows["day"] = rows["date"].map(day)
    rows["theme_ids"] = rows["themes"].map(lambda text: ids(text, theme_words()))
    rows["group_ids"] = rows["groups"].map(lambda text: ids(text, group_words()))
    return rows


def ids(text: str, words: dict[str, str]) -> list[str]:
    return [words[letters(part)] for part in text.split(";") if part.strip()]


def plain(text: str) -> str:
    """The words alone, to see whether two comments say the same."""
    return re.sub(r"\W+", " ", text.lower().replace("'", "")).strip() or text


def test_every_word_for_a_place_a_theme_and_a_group_is_known() -> None:
    rows = feedback()  # an unknown theme or group is a KeyError
    assert rows["place_code"].notna().all()
    assert set(rows["organisation_type"]) <= set(vocabulary.ORGANISATION_TYPES)
    assert set(rows["method"]) <= set(vocabulary.METHODS)
    assert set(rows["sentiment"]) <= {*vocabulary.MOODS, ""}
    for name, column in (("survey", "place"), ("ideas", "place"), ("resources", "place")):
        assert {plain_place(text) for text in table(name)[column]} <= set(area_words())
    groups = {*table("survey")["group"], *table("responses")["group"]} - {"", "everyone"}
    assert groups <= set(catalogue().heard_groups)
    assert set(table("responses")["theme"]) <= set(catalogue().themes)
    assert set(table("responses")["indicator_id"]) - {""} <= set(catalogue().indicators)
    assert set(table("resources")["subject"]) <= set(catalogue().subjects)


def test_resources_stand_in_neighbourhoods_of_their_place() -> None:
    rows = table("resources").query("neighbourhood_code != ''")
    neighbourhoods = pd.read_parquet(FIGURES / "neighbourhood.parquet")
    place_of = neighbourhoods.set_index("area_code")["place_code"]
    named = rows["place"].map(lambda text: area_words()[plain_place(text)])
    assert (rows["neighbourhood_code"].map(place_of) == named).all()
    assert len(rows) >= 35


def test_every_theme_place_and_quarter_is_spoken_of() -> None:
    rows = feedback()
    second_level = {key for key, theme in catalogue().themes.items() if theme.parent_id}
    assert set(rows["theme_ids"].explode()) >= second_level
    places = {key for key, area in catalogue().areas.items() if area.area_type == "place"}
    assert set(rows["place_code"]) >= places
    quarters = pd.PeriodIndex(pd.to_datetime(rows["day"]), freq="Q").unique()
    assert set(quarters) == set(pd.period_range("2024Q4", "2026Q3", freq="Q"))


def test_it_is_as_uneven_as_real_listening() -> None:
    rows = feedback()
    assert 1400 <= len(rows) <= 1600
    assert 0.35 <= (rows["groups"] == "").mean() <= 0.50
    assert 0.40 <= (rows["themes"] != "").mean() <= 0.50
    assert 0.35 <= (rows["rating"] != "").mean() <= 0.45
    assert 0.45 <= (rows["consent_to_quote"] == "yes").mean() <= 0.55
    per_place = rows["place_code"].value_counts()
    assert per_place["E08000011"] * 2.5 < per_place["E08000012"]  # Knowsley, Liverpool
    themes, groups = rows.explode("theme_ids"), rows.explode("group_ids")
    assert 1 <= (groups["group_ids"] == "travellers").sum() < 15
    screening = themes[themes["theme_ids"] == "screening-and-prevention"]
    assert "E08000011" not in set(screening["place_code"])
    halton = rows[rows["place_code"] == "E06000006"]
    dentistry = halton[halton["theme_ids"].map(lambda found: "dentistry" in found)]
    assert dentistry["organisation"].value_counts(normalize=True).iloc[0] > 0.5
    costs = themes[themes["theme_ids"] == "cost-of-living"]["day"]
    assert (costs >= date(2025, 10, 1)).sum() > (costs < date(2025, 10, 1)).sum()


@pytest.mark.parametrize("name", ORGANISATION_COLUMNS)
def test_every_organisation_says_that_it_is_a_demonstration(name: str) -> None:
    assert table(name)[ORGANISATION_COLUMNS[name]].str.endswith("(demonstration)").all()


def test_real_engagement_is_not_called_a_demonstration() -> None:
    text = (VOICE / "engagement_activity.csv").read_text(encoding="utf-8")
    assert "framework-healthwatch-wirral" in text
    assert "demonstration" not in text.lower()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_dated_ahead_of_the_set(name: str) -> None:
    rows = table(name)
    columns = [c for c in rows if c.endswith("date") and c != "due_date"]
    days = [day(text) for column in columns for text in rows[column] if text]
    assert all(date(2024, 10, 1) <= found <= LAST_DAY for found in days)
    assert days or name == "panel" or name == "resources"


def test_planted_details_belong_to_nobody() -> None:
    text = "\n".join(table("feedback")["comment"])
    nhs_numbers = re.findall(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", text)
    assert nhs_numbers and all(number.startswith("999") for number in nhs_numbers)
    assert {has_check_digit(number) for number in nhs_numbers} == {True, False}
    phones = re.findall(r"(?<!\d)(?:\+44 ?|0)\d[\d ]{8,}\d", text)
    assert phones
    assert all(DRAMA_NUMBERS.fullmatch(re.sub(r"\D", "", phone)) for phone in phones)
    emails = re.findall(r"\S+@\S+", text)
    assert emails and all(re.search(r"@(mail\.)?example\.org\W*$", email) for email in emails)
    postcodes = re.findall(r"\b([a-z]{1,2}\d{1,2}) \d[a-z]{2}\b", text, re.IGNORECASE)
    assert postcodes and {district.upper() for district in postcodes} <= NO_SUCH_DISTRICTS
    addresses = re.findall(r"(?:https?://|www\.)(\S+)", text)
    assert addresses and all(
        address.removeprefix("www.").startswith("example.org") for address in addresses
    )


def has_check_digit(number: str) -> bool:
    digits = [int(character) for character in number if character.isdigit()]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - weighted % 11) % 11 == digits[9]


def test_comments_are_not_repeated_and_not_the_examples_the_model_learnt_from() -> None:
    rows = table("feedback")
    assert rows["response_id"].is_unique
    said = rows["comment"].map(plain)
    assert said.is_unique
    examples = pd.read_csv(TRAINING / "comments.csv", dtype=str, keep_default_na=False)
    assert not set(said) & set(examples["comment"].map(plain))


def test_decisions_are_about_what_is_there() -> None:
    decisions, comments = table("decisions"), feedback().set_index("response_id")
    texts = decisions[decisions["kind"] == "text"]
    texts = texts.join(
        texts["subject_id"].str.split("|", expand=True).set_axis(["id", "of"], axis=1)
    )
    quotes = texts[texts["of"] == "comment_text"]
    approved = quotes[quotes["value"] == "approved"].set_index("id")
    refused = quotes[quotes["value"] == "refused"].set_index("id")
    assert len(approved) >= 55 and approved.index.is_unique and 2 <= len(refused) < 10
    assert (comments.loc[approved.index, "consent_to_quote"] == "yes").all()
    assert (refused["made_date"] > approved.loc[refused.index, "made_date"]).all()
    held = texts[texts["value"] == "held"]  # a few of each kind, so that the list is not empty
    known = pd.concat(
        [table(n).set_index(key) for n, key in (("responses", "response_id"), ("ideas", "idea_id"))]
        + [table("resources").set_index("resource_id")]
    ).rename(columns={"idea": "idea_text"})
    assert len(held) >= 5 and set(held["id"].str[:4]) == {"YSWD", "IDEA", "RES-"}
    assert all(known.at[row.id, row.of] for row in held.itertuples())
    assert set(texts["value"]) == {"approved", "refused", "held"}
    themes = decisions[decisions["kind"] == "themes"].set_index("subject_id")
    assert len(themes) == 25 and (comments.loc[themes.index, "themes"] == "").all()
    assert set(themes["value"].str.split(";").explode()) <= set(catalogue().themes)
    promoted = decisions[decisions["kind"] == "promotion"]["subject_id"]
    for theme_id, area_code, group_id in promoted.str.split("|"):
        of_group = comments["group_ids"].map(lambda found, group=group_id: group in found)
        on_theme = comments["theme_ids"].map(lambda found, theme=theme_id: theme in found)
        here = comments["place_code"] == area_code
        few = comments[of_group & on_theme & (here | (area_code == "E54000008"))]
        assert 1 <= len(few) < 10, (theme_id, area_code, group_id)
    assert len(promoted) == 4


def test_answers_and_ideas_reach_every_stage() -> None:
    answers, ideas = table("responses"), table("ideas")
    assert set(answers["status"]) == set(vocabulary.RESPONSE_STATUSES)
    assert set(ideas["stage"]) == set(vocabulary.IDEA_STAGES)
    could_not = answers[answers["status"] == "could not"]
    assert (could_not["status_reason"] != "").all()
    assert (ideas[ideas["stage"] == "not taken forward"]["stage_reason"] != "").all()
    overdue = (answers["status"] == "doing") & (answers["due_date"] < LAST_DAY.isoformat())
    assert overdue.any()
    told = answers["told_back_date"] != ""
    assert 0.3 < told.mean() < 0.8


def test_survey_answers_of_places_add_up_to_the_system() -> None:
    rows = table("survey").query("group == ''").assign(count=lambda r: r["count"].astype(int))
    key = ["survey_id", "question", "answer"]
    of_system = rows["place"] == "Cheshire and Merseyside"
    system = rows[of_system].set_index(key)["count"]
    places = rows[~of_system].groupby(key)["count"].sum()
    pd.testing.assert_series_equal(system.sort_index(), places.sort_index())
    answered = rows.loc[of_system].groupby("survey_id")["count"].sum() / rows["question"].nunique()
    assert answered["residents-2025-autumn"] > 850
    assert 500 < answered["panel-2026-spring"] < len(table("panel"))


def test_the_panel_is_skewed_as_panels_are() -> None:
    rows = table("panel")
    assert 620 <= len(rows) <= 660 and rows["member_number"].is_unique
    assert (rows["age_band"] == "65+").mean() > 0.35  # a quarter of adults
    assert (rows["sex"] == "female").mean() > 0.55
    assert (rows["deprivation_quintile"] == "1").mean() < 0.25  # a third of residents
