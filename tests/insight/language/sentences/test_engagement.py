"""Who was asked and heard, in words: a claim only where a range or a state bears it."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis.voices.engagement_reach import reach
from insight.analysis.voices.panel_shape import PanelShape, panel_shape
from insight.analysis.voices.survey_shares import survey_shares
from insight.language.sentences import engagement as words
from insight.store import Store, queries
from tests.insight.small_heard import PANEL_QUESTION
from tests.insight.small_store import HALTON


@pytest.fixture(params=["small_store", "real_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def shape(store: Store) -> PanelShape:
    found = panel_shape(store)
    assert found is not None
    return found


def test_more_and_fewer_are_said_of_places_whose_range_is_clear(store: Store) -> None:
    areas = reach(store)
    sentence = words.reach_sentence(areas)
    assert "comments" in sentence.lower()
    places = areas[areas["area_type"] == "place"]
    assert (" more in " in sentence) == (places["verdict"] == "higher").any()
    assert (" fewer in " in sentence) == (places["verdict"] == "lower").any()
    more, _, fewer = sentence.partition(" fewer in ")
    for row in places.itertuples():
        # "Cheshire West and Chester" holds no other Place's name.
        assert (row.area_name in more) == (row.verdict == "higher")
        assert (row.area_name in fewer) == (row.verdict == "lower")


def test_without_a_clear_difference_none_is_claimed(store: Store) -> None:
    similar = reach(store).assign(verdict="similar", rate=1.0)
    assert "no Place was heard clearly more or less" in words.reach_sentence(similar)
    hidden = similar.assign(rate=float("nan"), verdict="not tested")
    assert words.reach_sentence(hidden) == "No number of comments may be shown for any Place."


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ([1] * 9, "Who has been heard: every Place has asked people, on record"),
        ([0] * 9, "No Place has an engagement activity of its own on record"),
        ([1] * 8 + [0], "No engagement activity of its own is on record for Place 8"),
        ([1] * 5 + [0] * 4, "5 of 9 Places have engagement activity of their own on record"),
    ],
)
def test_the_title_counts_places_with_real_activity(asked: list[int], title: str) -> None:
    areas = pd.DataFrame({"activity_count": [*asked, 7]}).assign(
        demonstration_activity_count=5,
        area_type=["place"] * 9 + ["system"],
        area_name=[f"Place {number}" for number in range(9)] + ["System"],
    )
    assert words.engagement_title(areas) == title


def test_real_activities_are_counted_apart(small_store: Store) -> None:
    activities = queries.activities(small_store)
    assert words.activity_sentence(activities, "Cheshire and Merseyside") == (
        "2 activities on record from 2022 to 2024, 1 of them for the whole system."
        " The demonstration adds 2 activities."
    )
    shown = activities[activities["is_demonstration"]]
    assert words.activity_sentence(shown, "x").startswith("No real activity is on record.")
    one = activities[~activities["is_demonstration"]].tail(1)
    assert words.activity_sentence(one, "x") == "1 activity on record in 2022."
    undated = one.assign(start_date=pd.NaT, end_date=pd.NaT)
    assert words.activity_sentence(undated, "x") == "1 activity on record."


def test_silent_groups_are_those_neither_asked_nor_heard(store: Store) -> None:
    """Two at most are named; of more it says how many, and the table names them."""
    groups = queries.groups_heard(store, HALTON)
    asked = groups["activity_count"] + groups["demonstration_activity_count"]
    is_silent = (asked == 0) & (groups["state"] == "too few")
    silent = list(groups.loc[is_silent, "group_name"])
    for kept in (silent, silent[:2], silent[:1], []):
        is_kept = groups["group_name"].isin(kept) | ~is_silent
        some = groups.assign(state=groups["state"].where(is_kept, "shown"))
        sentence = words.groups_sentence(some, "Halton")
        named = {name for name in groups["group_name"] if name in sentence}
        assert named == (set(kept) if len(kept) <= 2 else set())
        assert (f"nothing on record reached {len(kept)} groups." in sentence) == (len(kept) > 2)
        assert ("ew or none of them commented" in sentence) == bool(kept)
        assert ("every group was reached" in sentence) == (not kept)


def test_the_panel_names_exactly_those_clearly_too_few(store: Store) -> None:
    found = shape(store)
    sentence = words.panel_sentence(found)
    fewer = found.rows.loc[found.rows["word"] == "fewer", "category_name"]
    for name in found.rows["category_name"].unique():
        named = name in sentence or f"{name[:1].lower()}{name[1:]}" in sentence
        assert named == (name in set(fewer)), name
    assert f"{found.member_count} members" in sentence
    caveat = words.panel_caveat(found)
    assert f"Of {found.compared_count} shares compared" in caveat
    assert "by sex" in caveat


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (120.0, ""),
        (99.9, "That is below 100: read its shares with care."),
        (49.9, "That is below 50: no share of it is shown."),
        (float("nan"), "could not be weighted"),
    ],
)
def test_a_small_effective_base_is_owned_up_to(store: Store, base: float, said: str) -> None:
    found = shape(store)
    changed = PanelShape(**{**vars(found), "effective_base": base})
    sentence = words.panel_sentence(changed)
    assert said in sentence
    if not said:
        assert "below" not in sentence
    if base == 99.9:
        assert "as much as 99 people" in sentence


@pytest.mark.parametrize(
    ("base", "said"),
    [(99.8, "99 (below 100)"), (49.99, "49 (below 50)"), (100, "100"), (float("nan"), "not shown")],
)
def test_a_base_is_never_rounded_past_its_limit(base: float, said: str) -> None:
    assert words.base_words(base) == said


def test_differences_have_words_for_every_category(store: Store) -> None:
    for row in shape(store).rows.to_dict("records"):
        said = words.difference_words(row)
        assert said
        assert ("fewer than their share" in said) == (row["word"] == "fewer")
        assert ("more than their share" in said) == (row["word"] == "more")
        assert any(each.isdigit() for each in said) == bool(
            pd.notna(row["difference"]) and pd.notna(row["census_pct"])
        )


def test_answers_of_the_system_are_listed_in_their_order(small_store: Store) -> None:
    shares = survey_shares(small_store, "spring", PANEL_QUESTION, is_panel=True)
    sentence = words.answers_sentence(shares, is_panel=True)
    whole = shares[(shares["area_type"] == "system") & (shares["group_id"] == "everyone")]
    places = [sentence.index(f"{row.answer} {row.share_pct:.0f}%") for row in whole.itertuples()]
    assert places == sorted(places)
    assert "of 400 answers" in sentence
    few = shares.assign(base_state="few")
    assert "read it with care" in words.answers_sentence(few, is_panel=True)
    assert "read it with care" not in words.answers_sentence(few, is_panel=False)
    hidden = shares.assign(share_pct=float("nan"))
    assert "no share" in words.answers_sentence(hidden, is_panel=True)
