"""Every group's figure is worked out again, and every refusal has its reason."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from etl.inequality.membership import members
from etl.inequality.pooling import pool_figures
from insight.reference.areas import SYSTEM
from tests.etl.inequality.conftest import Built
from tests.etl.inequality.naive import Naive, by_key, rows_of

KINDS = {
    "core20",
    "deprivation_quintile",
    "deprivation_decile",
    "practice_quintile",
    "local_quintile",
    "ethnic_group",
    "sex",
}


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return one == pytest.approx(other, abs=2e-6, rel=1e-8)


@pytest.mark.slow
def test_every_figure_of_every_group(built: Built) -> None:
    expected = by_key(Naive(built.tables, built.catalogue).group_figures())
    found = by_key(rows_of(built.tables["group_figure"]))
    assert found.keys() == expected.keys()
    assert {key[3] for key in found} == KINDS
    pairs = (
        ("value", "value"),
        ("standard_error", "error"),
        ("lower_ci", "lower"),
        ("upper_ci", "upper"),
        ("population_count", "people"),
    )
    shown = 0
    for key, row in found.items():
        want = expected[key]
        assert (row["value"] is None) == (want["value"] is None), key
        if row["value"] is not None:
            shown += 1
            assert row["refusal"] is None
            for mine, theirs in pairs:
                assert close(row[mine], want[theirs]), (key, mine)
            assert row["unit_count"] == want.get("units")
        else:
            assert re.search(re.escape(want["why"]), row["refusal"]), key
    assert shown > 300


def test_refused_groups_have_a_reason_and_no_figure(built: Built) -> None:
    figures = built.tables["group_figure"]
    refused = figures[figures["refusal"].notna()]
    assert len(refused)
    numbers = ["value", "standard_error", "lower_ci", "upper_ci"]
    assert refused[numbers].isna().all(axis=None)
    assert figures.loc[figures["refusal"].isna(), "value"].notna().all()


def test_thin_groups_are_refused(built: Built) -> None:
    figures = built.tables["group_figure"]
    shown = figures[figures["value"].notna()]
    for unit, fewest in (("neighbourhoods", 5), ("patients", 3), ("areas", 3)):
        rows = shown[shown["unit_of_analysis"] == unit]
        assert len(rows) and rows["unit_count"].min() >= fewest
    assert shown["population_count"].dropna().min() >= 50
    thin = figures[
        figures["unit_count"].between(1, 4) & (figures["unit_of_analysis"] == "neighbourhoods")
    ]
    assert len(thin) and thin["refusal"].str.contains(r"^only [1-4] neighbourhoods? here$").all()


def test_people_are_said_to_be_people_only_where_each_was_counted_as_one(built: Built) -> None:
    figures = built.tables["group_figure"]
    units = figures.groupby("indicator_id")["unit_of_analysis"].agg(set)
    assert units["talking-therapies-recovery"] == {"people"}
    assert units["diabetes-register"] == {"patients"}
    assert units["fuel-poverty"] == units["disabled-residents"] == {"neighbourhoods"}
    assert units["life-expectancy-msoa-male"] == {"areas"}


def test_modelled_counts_claim_no_sampling_error(built: Built) -> None:
    """Were fuel poverty's modelled households people asked, its ranges would be much narrower."""
    figures = built.tables["group_figure"]
    rows = figures[(figures["indicator_id"] == "fuel-poverty") & figures["value"].notna()]
    share = rows["value"] / 100
    sampling = 100 * (share * (1 - share) / rows["population_count"]) ** 0.5
    assert (rows["standard_error"] > sampling).mean() > 0.9


def test_groups_by_best_fit_add_up_to_the_place(embedded: Built) -> None:
    """Redrawn neighbourhoods are put in one group, so no household is lost or counted twice."""
    figures = embedded.tables["group_figure"]
    observation = embedded.tables["observation"]
    observation = observation[observation["group_id"] == "everyone"]
    for indicator_id in ("fuel-poverty", "households-deprived"):
        own = observation[observation["indicator_id"] == indicator_id].set_index("area_code")
        rows = figures[
            (figures["indicator_id"] == indicator_id) & (figures["group_kind"] == "core20")
        ]
        assert set(rows["edition"]) == {"2019", "2025"}
        for (area, _), groups in rows.groupby(["area_code", "edition"]):
            assert groups["population_count"].sum() == own.loc[area, "denominator_count"]


def test_who_lives_here_has_no_gaps_between_its_own_groups(built: Built) -> None:
    """That 5% of residents are Asian and 90% White is not an inequality between the two."""
    made_of_groups = {"residents-by-age", "residents-by-ethnic-group", "residents-by-disability"}
    assert not made_of_groups & set(built.tables["group_figure"]["indicator_id"])


def test_figures_of_few_neighbourhoods_say_nothing_of_an_area(small: Built) -> None:
    """As those of one county, where the Places are regions; of a Place told whole they do."""
    units = members(small.tables, small.catalogue)
    units = units[units["unit"] == "lsoa11"]
    every = small.tables["observation"]
    every = every[every["area_code"].isin(units["unit_code"]) & (every["group_id"] == "everyone")]
    sizes = units[units["area_code"] != SYSTEM].groupby("area_code")["unit_code"].nunique()
    place = sizes.idxmin()
    own = units.loc[units["area_code"] == place, "unit_code"].drop_duplicates()

    def told(codes: pd.Series) -> set[str]:
        tables = small.tables | {"observation": every[every["area_code"].isin(codes)]}
        found = pool_figures(tables, units, small.catalogue)
        return set(found["area_code"]) if len(found) else set()

    assert told(units["unit_code"]) == {SYSTEM, *sizes.index}
    assert told(own) == {place}
    assert told(own.iloc[: len(own) * 2 // 5]) == set()
