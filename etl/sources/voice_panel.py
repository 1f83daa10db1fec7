"""Members of the Citizens' Panel: no names, only what representativeness needs."""

from __future__ import annotations

import re

import pandas as pd

from etl.voice.voice_rows import VoiceRows
from insight.reference import vocabulary
from insight.reference.spelling import letters

NOT_STATED = "not stated"
SEXES = {"f": "female", "m": "male", "woman": "female", "man": "male"}


def read(checks: VoiceRows) -> pd.DataFrame:
    """Members, with place_code, age_band, sex, ethnic_group and deprivation_quintile.

    What a member did not say, or said in words nobody knows, is 'not stated'.
    """
    checks.require("member_number", "place")
    checks.areas()
    checks.rows["age_band"] = checks.rows["age_band"].map(age_band)
    sexes = checks.rows["sex"].map(lambda text: SEXES.get(letters(text), text))
    checks.rows["sex"] = sexes
    checks.loose_words("sex", ("female", "male"), NOT_STATED)
    checks.rows["ethnic_group"] = checks.rows["ethnic_group"].map(ethnic_group)
    checks.whole("deprivation_quintile", smallest=1, largest=5)
    checks.rows = checks.rows.rename(columns={"place": "place_code"})
    checks.refuse_duplicates(["member_number"], "member")
    return checks.rows


def age_band(text: str) -> str:
    """One of our bands for an age or a band that lies within it, or 'not stated'."""
    ages = [int(age) for age in re.findall(r"\d{2,3}", text)]
    if not ages:
        return NOT_STATED
    for band, least, most in (("16-34", 16, 34), ("35-49", 35, 49), ("50-64", 50, 64)):
        if least <= ages[0] and ages[-1] <= most and "+" not in text:
            return band
    return "65+" if ages[0] >= 65 else NOT_STATED


def ethnic_group(text: str) -> str:
    """One of the five broad groups, by the first word that names one ('Asian or Asian British')."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((word for word in words if word in vocabulary.PANEL_ETHNIC_GROUPS), NOT_STATED)
