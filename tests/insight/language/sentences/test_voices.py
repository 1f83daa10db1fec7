"""What is said about voices: nothing hidden gets out, and no word without its test."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from insight.analysis.voices.theme_change import UNKNOWN, ThemeChange, theme_changes, with_shares
from insight.language.sentences import voices as words
from insight.store import Store, queries
from tests.insight.language.sentences.claims import CAUSE, check_manners, claims
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM
from tests.insight.small_voices import GROUPS, HOSTILE

AREAS = (SYSTEM, HALTON, LIVERPOOL)
WHOSE = [(area, group) for area in AREAS for group in ("everyone", "not-stated", *GROUPS)]


def numbers(text: str) -> set[int]:
    return {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)}


@pytest.mark.parametrize(("area", "group"), WHOSE)
def test_every_sentence_on_every_group(area: str, group: str, small_store: Store) -> None:
    themes = queries.voice_themes(small_store, area, group)
    every = themes[themes["theme_id"] == "any"].iloc[0]
    shown = themes[(themes["state"] == "shown") & (themes["theme_id"] != "any")]
    for text in (words.base_sentence(every, 10), words.themes_alt(shown), words.VOLUME_NOTE):
        check_manners(text.replace(HOSTILE, "X"))
        assert not claims(text)
    title = words.voices_title(every, "Halton")
    if every["state"] == "shown":
        assert numbers(title) == {int(every["comment_count"])}
        mood = f", {every['mood']} as a whole" * (every["mood"] != "not labelled")
        assert title.endswith(f"comments{mood}")
        assert str(int(every["organisation_count"])) in words.base_sentence(every, 10)
    else:
        assert numbers(title) == set()
        assert numbers(words.base_sentence(every, 10)) <= {10}


@pytest.mark.parametrize(("area", "group"), WHOSE)
def test_themes_not_shown_are_counted_with_the_rule(
    area: str, group: str, small_store: Store
) -> None:
    themes = queries.voice_themes(small_store, area, group)
    themes = themes[themes["theme_id"] != "any"]
    hidden = int(themes["state"].isin(["too few", "protected"]).sum())
    text = words.hidden_sentence(themes, 12)
    if hidden == 0:
        assert text == ""
        return
    check_manners(text)
    assert "fewer than 12" in text
    assert ("could be worked out" in text) is bool((themes["state"] == "protected").any())
    assert numbers(text) == {hidden, 12}


def test_a_source_of_more_than_half_is_flagged_and_no_other() -> None:
    row = {"dominant_organisation": "Healthwatch"}
    assert "More than half were heard by one organisation, Healthwatch" in words.dominance_sentence(
        row
    )
    for nobody in (None, float("nan")):
        assert words.dominance_sentence({"dominant_organisation": nobody}) == ""


@pytest.mark.parametrize("state", ["too few", "protected"])
def test_every_hidden_state_has_its_words(state: str) -> None:
    assert words.hidden_words(state, 10)
    assert words.hidden_words("shown", 10) == ""
    assert ("10" in words.hidden_words(state, 10)) is (state == "too few")


def test_who_labelled_is_said_to_the_nearest_ten() -> None:
    said = {pct: words.machine_words(pct) for pct in (0, 10, 50, 100, float("nan"))}
    assert "by a person" in said[0] and "by machine" in said[100]
    assert said[10].startswith("about 10% by machine") and said[50].endswith("by a person")
    assert said.popitem()[1] == ""


def test_who_put_a_theme_forward_and_why(small_store: Store) -> None:
    for row in queries.promotions(small_store).to_dict("records"):
        text = words.promotion_sentence(row, 10)
        assert f"Put forward by: {row['promoted_by_role']}" in text
        assert row["reason"].rstrip(".") in text and row["group_name"] in text
        assert not text.endswith("..")


@pytest.mark.parametrize(
    ("area", "length"), [(SYSTEM, "month"), *((area, "quarter") for area in AREAS)]
)
def test_rising_is_said_of_those_that_rise(area: str, length: str, small_store: Store) -> None:
    shares = with_shares(queries.voice_periods(small_store, area, length))
    changes = theme_changes(shares)
    for text in (words.changes_sentence(changes, length), words.over_time_alt(shares, changes)):
        assert ("quarter" in text) <= (length == "quarter")
        check_manners(text)
        said = {change.word for change in changes.values()} - {"no clear change", UNKNOWN}
        assert {word for word in words.WORDS if word in text.lower()} == said
        for name, change in changes.items():
            if change.word in ("no clear change", UNKNOWN):
                assert name not in text


@pytest.mark.parametrize("length", ["month", "quarter"])
def test_too_few_periods_says_how_many_there_are(length: str) -> None:
    text = words.changes_sentence(
        {"Housing": ThemeChange(UNKNOWN, 8), "Bus": ThemeChange(UNKNOWN, 3)}, length
    )
    assert text == (
        f"Too few {length}s to say: 2 themes (12 in a row are needed, and there are at most 8)."
    )
    assert "No theme" in words.changes_sentence({}, length)


def test_what_the_machine_is_worth_is_what_it_is_worth_elsewhere(small_store: Store) -> None:
    models = queries.theme_models(small_store)
    text = words.model_sentence(models)
    check_manners(text)
    assert "a machine gives it Gp appointments. Of ten labels" in text
    assert "about 9;" in text and "about 7." in text and "ousing" not in text
    assert "right for 79% of clear ones, and the opposite for 6%" in text
    none = words.model_sentence(models.assign(is_public=False))
    assert none.startswith("No theme is counted by machine alone")
    unmeasured = words.model_sentence(models.assign(is_public=False, recall=float("nan")))
    assert numbers(unmeasured) == set()


def test_a_check_is_told_with_its_interval_and_only_when_it_is_whole(small_store: Store) -> None:
    checks = queries.label_checks(small_store)
    done = checks["checked_count"] == checks["sample_count"]
    text = words.check_sentence(checks)
    check_manners(text)
    assert "People agreed with the machine on 43 of 50 (74 to 93 %)" in text
    assert "Where nobody has checked, its moods are not used." in text and "7" not in text[60:]
    unnamed = words.check_sentence(checks[done].assign(file_name=""))  # of a public store
    assert "(74 to 93 %) in one file of comments." in unnamed
    failed = words.check_sentence(checks[done].assign(mood_is_public=False))
    assert "too few to use its moods" in failed
    assert words.check_sentence(checks[~done]) == words.NOT_CHECKED
    assert words.check_sentence(checks.head(0)) == words.NOT_CHECKED


@pytest.mark.parametrize("mood", ["mostly negative", "mixed", "mostly positive", "not labelled"])
def test_a_mood_nobody_labelled_is_never_said_as_one(mood: str, small_store: Store) -> None:
    every = queries.voice_themes(small_store, "E54000008", "everyone").query("state == 'shown'")
    row = every.iloc[0].to_dict() | {"mood": mood}
    is_said = mood != "not labelled"
    assert words.voices_title(row, "Halton").endswith("as a whole") is is_said
    alt = words.themes_alt(pd.DataFrame([row]))
    assert f"({words.mood_words(mood)})" in alt
    assert ("not labelled by people yet" in alt) is not is_said


def test_what_was_taken_out_is_counted_by_kind(small_store: Store) -> None:
    redactions = queries.redactions(small_store)
    rule = (
        "Personal details that a machine recognises are taken out; a person reads every text before"
        " it is shown."
    )
    text = words.redaction_sentence(redactions, 1)
    assert text == f"{rule} Taken out so far: 5 names and 1 NHS number."
    assert words.redaction_sentence(redactions, 5) == f"{rule} Taken out so far: 5 names."
    assert words.redaction_sentence(redactions, 10) == rule  # few, or none: one and the same
    assert words.redaction_sentence(pd.DataFrame(), 10) == rule


def test_no_fixed_words_say_why_people_say_so() -> None:
    for text in (words.VOLUME_NOTE, words.NOTHING_SHOWN, words.NO_QUOTES, words.QUOTES_NOTE):
        assert not CAUSE.search(text)
        assert not claims(text)
