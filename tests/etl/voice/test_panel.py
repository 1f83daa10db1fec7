"""Weights of the Citizens' Panel, on the embedded figures and on a small made-up census."""

from __future__ import annotations

import logging

import numpy as np
import pandas as pd
import pytest

from etl import embedded_figures
from etl.voice.panel import Tables, census_targets, weigh
from insight import settings
from insight.statistics import rake_and_trim

MARGINS = ["place_code", "age_band", "ethnic_group", "deprivation_quintile"]
AGES = ["age-0-15", "age-16-24", "age-25-34", "age-35-49", "age-50-64", "age-65-plus"]
ETHNIC = ["asian", "black", "mixed", "white", "other"]


@pytest.fixture(scope="module")
def census() -> Tables:
    return embedded_figures.load(settings.FIGURES)


def panel(count: int = 900, seed: int = 0) -> pd.DataFrame:
    """Members of every kind, old and white and well-off ones too often, as in life."""
    draw = np.random.default_rng(seed)
    places = ["E06000049", "E06000050", "E06000006", "E08000011", "E08000012"]
    places += ["E08000014", "E08000013", "E06000007", "E08000015"]
    return pd.DataFrame(
        {
            "member_id": [f"m{number}" for number in range(count)],
            "place_code": draw.choice(places, count),
            "age_band": draw.choice(
                ["16-34", "35-49", "50-64", "65+"], count, p=[0.15, 0.2, 0.3, 0.35]
            ),
            "sex": draw.choice(["female", "male"], count),
            "ethnic_group": draw.choice(ETHNIC, count, p=[0.04, 0.03, 0.03, 0.88, 0.02]),
            "deprivation_quintile": draw.integers(1, 6, count),
            "is_demonstration": True,
        }
    )


def slow_targets(tables: Tables) -> dict[str, dict]:
    """The census counts by plain loops, without a join."""
    places = {row.area_code for row in tables["area"].itertuples() if row.area_type == "place"}
    deciles = {
        row.area_code: row.decile
        for row in tables["deprivation"].itertuples()
        if row.edition == "2025" and row.domain == "imd"
    }
    bands = {"age-16-24": "16-34", "age-25-34": "16-34", "age-35-49": "35-49"}
    bands |= {"age-50-64": "50-64", "age-65-plus": "65+"}
    found: dict[str, dict] = {margin: {} for margin in MARGINS}

    def add(margin: str, category: object, people: float) -> None:
        found[margin][category] = found[margin].get(category, 0) + people

    is_wanted = tables["observation"]["indicator_id"].str.startswith("residents-by-")
    for row in tables["observation"][is_wanted].itertuples():
        people = row.numerator_count
        if row.area_code in places and row.group_id in bands:
            add("place_code", row.area_code, people)
            add("age_band", bands[row.group_id], people)
        if row.area_code in places and row.group_id.startswith("ethnic-"):
            add("ethnic_group", row.group_id[len("ethnic-") :], people)
        if row.area_code in deciles and row.group_id in bands:
            add("deprivation_quintile", (deciles[row.area_code] + 1) // 2, people)
    return found


@pytest.mark.slow
def test_targets_are_the_census_counts(census: Tables) -> None:
    found = census_targets(census)
    assert found == slow_targets(census)
    # Everyone aged 16 and over, counted three ways, is the same number of people.
    adults = {sum(found[name].values()) for name in MARGINS if name != "ethnic_group"}
    assert len(adults) == 1


def test_the_weighted_panel_has_the_shape_of_the_residents(census: Tables) -> None:
    members = weigh(panel(), census)
    assert members["weight"].mean() == pytest.approx(1)
    for margin, target in census_targets(census).items():
        shares = members.groupby(margin)["weight"].sum() / members["weight"].sum()
        for category, people in target.items():
            assert shares[category] == pytest.approx(people / sum(target.values()), abs=0.002)


def test_members_keep_their_order_and_every_other_column(census: Tables) -> None:
    before = panel(200).sample(frac=1, random_state=1)
    after = weigh(before, census)
    pd.testing.assert_frame_equal(after.drop(columns="weight"), before)


@pytest.mark.parametrize("margin", MARGINS)
def test_a_member_who_did_not_say_has_no_weight(census: Tables, margin: str) -> None:
    silent = None if margin == "deprivation_quintile" else "not stated"
    members = panel(300)
    members[margin] = members[margin].astype(object)
    members.loc[members.index[:7], margin] = silent
    weights = weigh(members, census)["weight"]
    assert weights.isna().sum() == 7 and weights[:7].isna().all()
    rest = weigh(members[7:], census)["weight"]
    assert weights[7:].to_numpy() == pytest.approx(rest.to_numpy())


def test_a_margin_nobody_stated_is_left_out(census: Tables) -> None:
    members = panel(300)
    members["deprivation_quintile"] = None
    weights = weigh(members, census)["weight"]
    targets = census_targets(census)
    left = [margin for margin in MARGINS if margin != "deprivation_quintile"]
    expected = rake_and_trim(
        {margin: list(members[margin]) for margin in left}, {each: targets[each] for each in left}
    )
    assert weights.to_numpy() == pytest.approx(expected)


def test_a_group_without_members_leaves_the_others_their_weights(census: Tables) -> None:
    members = panel(600).query("ethnic_group != 'black'")
    weighted = weigh(members, census)
    shares = weighted.groupby("ethnic_group")["weight"].sum() / weighted["weight"].sum()
    target = census_targets(census)["ethnic_group"]
    everyone_else = sum(people for group, people in target.items() if group != "black")
    assert shares["white"] == pytest.approx(target["white"] / everyone_else, abs=0.002)


def test_the_demonstration_is_a_panel_of_its_own(census: Tables) -> None:
    both = pd.concat(
        [panel(300), panel(250, seed=1).assign(is_demonstration=False)], ignore_index=True
    )
    weights = weigh(both, census)["weight"]
    assert weights[:300].to_numpy() == pytest.approx(weigh(panel(300), census)["weight"].to_numpy())
    assert weights[:300].mean() == weights[300:].mean() == pytest.approx(1)


def test_a_panel_that_cannot_be_weighted_has_no_weights_and_says_why(
    census: Tables, caplog: pytest.LogCaptureFixture
) -> None:
    # All young members are of one Place and all others of another: the two margins contradict.
    members = panel(100).assign(place_code="E08000012", age_band="65+", ethnic_group="white")
    members.loc[members.index[:50], ["place_code", "age_band"]] = ["E06000006", "16-34"]
    with caplog.at_level(logging.WARNING):
        assert weigh(members, census)["weight"].isna().all()
    assert "The panel has no weights: the weights did not settle" in caplog.text


def test_no_members_and_no_census_are_no_error(census: Tables) -> None:
    nobody = weigh(panel(0), census)
    assert nobody.empty and "weight" in nobody
    nothing = {name: census[name].head(0) for name in ("observation", "deprivation", "area")}
    assert weigh(panel(20), nothing)["weight"].isna().all()
