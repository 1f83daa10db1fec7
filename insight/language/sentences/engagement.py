"""Who was asked and heard, in words. More comments mean more asking, not worse care."""

from __future__ import annotations

import math

import pandas as pd

from insight.analysis.voices.engagement_reach import PER
from insight.analysis.voices.panel_shape import NOT_STATED, PanelShape
from insight.language.number_format import Row, capital, counted, few, listed, number
from insight.reference.areas import HOW_MANY, SYSTEM_NAME
from insight.statistics import expected_false_flags
from insight.statistics.survey_weights import FEW, TOO_FEW, TRIMMED_AT

NAMED = 2  # groups in a sentence; of more, how many: the table names them
REACH_CAVEAT = (
    f"Comments for each {number(PER)} residents, beside the {HOW_MANY} Places together. The"
    " range is 99.8%, wider than elsewhere, because comments come in batches: one event can bring"
    " fifty. It counts comments, not people. A high figure shows that people were asked, not that"
    " care is worse."
)
ACTIVITY_CAVEAT = (
    "Only what is on record is counted. A Place without any may have asked people many times, and"
    " nobody listed it here."
)
GROUPS_CAVEAT = (
    "Groups overlap, and many comments state none, so they do not add up. A group that nobody"
    " has heard has not been shown to be content."
)
ASKED_BEFORE = (
    "People tire of telling the same thing twice. Look here first, and build on what was said."
)
OPEN_SURVEY = (
    "Anybody could answer this survey. So its shares speak for those who did, and have no range."
)
PANEL_SURVEY = (
    "In brackets is a rough range. The panel is not drawn by chance, so this is no margin of"
    " error. It says how far a share could move if the panel were a random sample of its"
    " effective base. Answers are as counted, not weighted."
)


def engagement_title(areas: pd.DataFrame) -> str:
    """How many Places have an activity on record; rows of `engagement_reach.reach`."""
    places = areas[areas["area_type"] == "place"]
    asked = int((places["activity_count"] > 0).sum())
    if asked == len(places):
        return "Who has been heard: every Place has asked people, on record"
    none = places.loc[places["activity_count"] == 0, "area_name"]
    if len(none) == len(places):
        return "No Place has an engagement activity of its own on record"
    if len(none) <= 3:
        return f"No engagement activity of its own is on record for {listed(list(none))}"
    return f"{asked} of {len(places)} Places have engagement activity of their own on record"


def activity_sentence(activities: pd.DataFrame, system_name: str) -> str:
    """How many activities are on record, how many for the whole system, and over which years."""
    real = activities[~activities["is_demonstration"]]
    others = counted(len(activities) - len(real), "activity", "activities")
    extra = f" The demonstration adds {others}." if len(activities) > len(real) else ""
    if real.empty:
        return f"No real activity is on record.{extra}"
    whole = int((real["area_name"] == system_name).sum())
    of_whole = f", {number(whole)} of them for the whole system" if whole else ""
    listed_ = capital(counted(len(real), "activity", "activities"))
    return f"{listed_} on record{_years(real)}{of_whole}.{extra}"


def _years(activities: pd.DataFrame) -> str:
    dated = activities.dropna(subset=["start_date", "end_date"])
    if dated.empty:
        return ""
    first, last = int(dated["start_date"].dt.year.min()), int(dated["end_date"].dt.year.max())
    return f" in {first}" if first == last else f" from {first} to {last}"


def reach_sentence(areas: pd.DataFrame) -> str:
    """Where more or fewer comments were heard for those who live there, where it is clear."""
    places = areas[areas["area_type"] == "place"]
    if places["rate"].isna().all():
        return "No number of comments may be shown for any Place."
    said = [
        f"{word} in {few(list(places.loc[places['verdict'] == verdict, 'area_name']), 'Place')}"
        for verdict, word in (
            ("higher", "more"),
            ("lower", "fewer"),
        )
        if (places["verdict"] == verdict).any()
    ]
    if not said:
        return "For the people who live there, no Place was heard clearly more or less often."
    return (
        f"Comments were {said[0]} than in the {HOW_MANY} together."
        f"{''.join(f' They were {each}.' for each in said[1:])} This is for each person who lives"
        " there."
    )


def groups_sentence(groups: pd.DataFrame, area: str) -> str:
    """Groups that no activity reached and few or none commented from; `queries.groups_heard`."""
    asked = groups["activity_count"] + groups["demonstration_activity_count"] > 0
    silent = groups.loc[~asked & (groups["state"] == "too few"), "group_name"]
    if silent.empty:
        return f"In {area} every group was reached by an activity, or by enough comments to count."
    names = list(silent)
    if len(names) > NAMED:
        few = counted(len(names), "group")
        return f"In {area}, nothing on record reached {few}. Few or none of them commented."
    return (
        f"In {area}, no activity on record reached these, and few or none of them commented:"
        f" {listed(names)}."
    )


def panel_sentence(shape: PanelShape) -> str:
    """Who is missing, how many members there are, and what weighting leaves of them."""
    size = f"The panel has {counted(shape.member_count, 'member')}."
    return " ".join([_missing_words(shape), size, _weights_words(shape)])


def panel_caveat(shape: PanelShape) -> str:
    """What the words rest on, and what they do not."""
    flags = number(expected_false_flags(shape.compared_count), 0)
    return (
        "Beside residents aged 16 and over at the 2021 Census; by ethnic group residents of all"
        " ages. The store has no count of residents by sex, so the panel is neither compared nor"
        f" weighted by sex. Of {shape.compared_count} shares compared, about {flags} would be"
        " called different by chance alone. Weights cannot mend what is not counted: people who"
        " join a panel may think otherwise than those who do not."
    )


def answers_sentence(shares: pd.DataFrame, is_panel: bool) -> str:
    """How the system answered, as far as it may be shown; `survey_shares.survey_shares`."""
    whole = shares[(shares["area_type"] == "system") & (shares["group_id"] == "everyone")]
    known = whole.dropna(subset=["share_pct"])
    if known.empty:
        return f"There is no share for {SYSTEM_NAME} that may be shown."
    said = [f"{row['answer']} {number(row['share_pct'])}%" for row in known.to_dict("records")]
    base = counted(int(known["base_count"].iloc[0]), "answer")
    few = is_panel and known["base_state"].iloc[0] == "few"
    care = f" The effective base is below {FEW}: read it with care." if few else ""
    return f"In {SYSTEM_NAME}, of {base}: {listed(said)}.{care}"


def difference_words(row: Row) -> str:
    """Panel share minus census share of a category, with a word only when it is clear."""
    if row["category"] == NOT_STATED:
        return "not compared"
    if pd.isna(row["census_pct"]):
        return "no census figure here"
    if row["state"] == "too few" and row["word"] == "fewer":
        return "fewer than their share"
    if pd.isna(row["difference"]):
        return "not shown"
    points = number(abs(row["difference"]), 1)
    side = "more" if row["difference"] > 0 else "fewer"
    word = {"fewer": "fewer than their share", "more": "more than their share"}
    clear = word.get(row["word"], "no clear difference")
    return f"{clear} ({points} points {side})"


def base_words(effective: float) -> str:
    """An effective base, never rounded up past a limit, with the limit it falls short of."""
    if pd.isna(effective):
        return "not shown"
    whole = number(math.floor(effective))
    limit = next((each for each in (TOO_FEW, FEW) if effective < each), None)
    return f"{whole} (below {limit})" if limit else whole


def _weights_words(shape: PanelShape) -> str:
    if pd.isna(shape.effective_base):
        return "It could not be weighted, so its answers speak for its members alone."
    words = (
        "Weighted to the people who live here, it tells as much as"
        f" {number(math.floor(shape.effective_base))} people drawn evenly (its effective base)."
    )
    if shape.effective_base < TOO_FEW:
        words += f" That is below {TOO_FEW}: no share of it is shown."
    elif shape.effective_base < FEW:
        words += f" That is below {FEW}: read its shares with care."
    if shape.trimmed_count:
        held = counted(shape.trimmed_count, "weight")
        words += (
            f" {capital(held)} {'is' if shape.trimmed_count == 1 else 'are'} held at"
            f" {number(TRIMMED_AT)} times the median, so that nobody speaks for too many; where"
            " that leaves a weighted share short of residents, the table shows it."
        )
    return words


def _missing_words(shape: PanelShape) -> str:
    missing = _said(shape, "fewer")
    if not missing:
        return "No kind of people is clearly fewer than its share."
    return f"Clearly fewer members than their share of residents: {listed(missing)}."


def _said(shape: PanelShape, word: str) -> list[str]:
    rows = shape.rows[shape.rows["word"] == word]
    names = zip(rows["kind"], rows["category_name"], strict=True)
    # Names of Places and of ethnic groups keep their capitals.
    keep = ("place", "ethnic_group")
    return [name if kind in keep else name[:1].lower() + name[1:] for kind, name in names]
