"""Feedback: one row is what somebody said."""

from __future__ import annotations

import re

import pandas as pd

from etl.values.spelling import tidy_name
from etl.voice.ratings import ratings
from etl.voice.voice_rows import NOT_A_PLACE, VoiceRows, group_ids, plain_place, theme_ids
from insight.reference import vocabulary
from insight.reference.spelling import letters

YES = {
    "yes",
    "y",
    "true",
    "1",
    "agree",
    "iagree",
    "yesiagree",
    "iconsent",
    "yesiconsent",
    "consentgiven",
    "yesanonymously",
}
DISTRICT = r"[A-Z]{1,2}\d[A-Z\d]?"
LANGUAGE = r"[^\W\d_](?:[^\W\d_]|[ ()'-]){0,39}"
MOOD_WORDS = {"neutral": "mixed", "bad": "negative", "good": "positive"}
NOT_STATED = "not stated"


def read(checks: VoiceRows) -> pd.DataFrame:
    """Comments, with place_code, ids joined by ';' in groups and themes, and may_quote.

    stamp: the date as the file has it, with its time. The postcode is used to find the Place and
    goes no further.
    """
    checks.require("date", "comment")
    checks.rows["stamp"] = checks.rows["date"]
    checks.days("date")
    _find_places(checks)
    _read_ratings(checks)
    checks.tags("groups", group_ids(checks))
    checks.tags("themes", theme_ids(checks))
    checks.loose_words("organisation_type", vocabulary.ORGANISATION_TYPES, NOT_STATED)
    checks.loose_words("method", vocabulary.METHODS, NOT_STATED)
    moods = checks.rows["sentiment"].map(lambda text: MOOD_WORDS.get(letters(text), text))
    checks.rows["sentiment"] = moods
    checks.loose_words("sentiment", vocabulary.MOODS, "")
    language = checks.rows["language"]
    checks.rows["language"] = language.where(language.str.fullmatch(LANGUAGE), "")
    checks.releases()
    checks.rows["may_quote"] = checks.rows["consent_to_quote"].map(letters).isin(YES)
    checks.rows["key"] = _keys(checks.rows)
    known = checks.rows["response_id"] != ""
    checks.refuse_duplicates(["key", "response_id"], "response", among=known)
    checks.rows["organisation"] = checks.rows["organisation"].replace("", NOT_STATED)
    return checks.rows.rename(columns={"date": "received_date", "comment": "original_text"})[
        [
            "key",
            "response_id",
            "stamp",
            "received_date",
            "place_code",
            "organisation",
            "organisation_type",
            "method",
            "groups",
            "original_text",
            "asked",
            "rating",
            "themes",
            "sentiment",
            "language",
            "may_quote",
            "release_id",
        ]
    ]


def _find_places(checks: VoiceRows) -> None:
    """place_code, from the Place or, where that is blank or unknown, from the postcode; where both
    are blank, from the organisation, when it is a GP practice of one Place."""
    codes = checks.place_codes()
    named = checks.rows["place"].map(lambda text: codes.get(plain_place(text), ""))
    districts = {
        district: area.area_code
        for area in checks.catalogue.postcode_areas.values()
        for district in area.districts
    }
    posted = checks.rows["postcode_district"].map(lambda text: districts.get(district(text), ""))
    found = named.mask(named == "", posted)
    unplaced = (
        (found == "") & (checks.rows["place"] == "") & (checks.rows["postcode_district"] == "")
    )
    practice = checks.rows["organisation"].map(
        lambda text: checks.practices.get(tidy_name(text), "")
    )
    checks.rows["place_code"] = found.mask(unplaced, practice)
    nowhere = checks.rows["place_code"] == ""
    has_postcode = checks.rows["postcode_district"] != ""
    checks.refuse(
        nowhere & has_postcode,
        "postcode_district",
        "this is not a postcode district of one of our Places, or other councils share it:"
        " give the Place",
    )
    nowhere = checks.rows["place_code"] == ""
    checks.refuse(nowhere & (checks.rows["place"] != ""), "place", NOT_A_PLACE)
    checks.refuse(
        checks.rows["place_code"] == "",
        "place",
        "neither Place nor postcode is given, and the organisation is no GP practice of one Place",
    )


def district(text: str) -> str:
    """The district of a postcode or a part of one: 'l20 3ab', 'L203AB' and 'L20' are of L20."""
    words = text.upper().split()
    if words and re.fullmatch(DISTRICT, words[0]):
        return words[0]
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    return plain[:-3] if re.fullmatch(DISTRICT + r"\d[A-Z]{2}", plain) else plain


def _read_ratings(checks: VoiceRows) -> None:
    found, left_out, note = ratings(checks.rows["rating"])
    checks.rows["rating"] = found
    checks.leave_out("rating", left_out)
    if note:
        checks.remarks.append(note)


def _keys(rows: pd.DataFrame) -> pd.Series:
    """What a row is known by: organisation and response id, or what is in it.

    A response id of no named organisation is one of many that start at 1, so the time it came in
    goes with it. Of rows without an id that say the same on one day, each is one of its own.
    """
    organisation = rows["organisation"].map(letters)
    named = organisation + "\n" + rows["response_id"]
    named = named.mask(organisation == "", rows["response_id"] + "\n" + rows["stamp"])
    words = organisation + "\n" + rows["stamp"] + "\n" + rows["place_code"] + "\n" + rows["comment"]
    words += "\n" + words.groupby(words).cumcount().astype(str)
    return named.mask(rows["response_id"] == "", words)
