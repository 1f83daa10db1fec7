"""The authorities most like each Place, worked out again the slow way."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from statistics import fmean, pstdev

import pandas as pd
import pytest

from etl import embedded_figures
from etl.similar_areas import (
    COMPARED,
    COUNTED,
    HOW_MANY,
    add_travel_times,
    authority_profiles,
    similar_areas,
    similarity_tables,
)
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue

IMD = "Index of Multiple Deprivation (IMD)"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return project_catalogue()


@pytest.fixture(scope="module")
def embedded() -> dict[str, pd.DataFrame]:
    return embedded_figures.load(settings.FIGURES)


def profiles(count: int, ours: list[str]) -> pd.DataFrame:
    """Our Places, and `count` other authorities further and further from them."""
    codes = [*ours, *(f"E0700{number:04d}" for number in range(count))]
    rows = [
        (code, *(10.0 + number * step for step in (1, 2, 3, 4, 5)))
        for number, code in enumerate(codes)
    ]
    return pd.DataFrame(rows, columns=["area_code", *COMPARED])


def test_every_distance_of_the_embedded_profiles(
    catalogue: Catalogue, embedded: dict[str, pd.DataFrame]
) -> None:
    rows = embedded["authority_profile"].set_index("area_code")[COMPARED].dropna()
    known = {
        str(code): [float(cell) for cell in row]
        for code, row in zip(rows.index, rows.to_numpy(), strict=True)
    }
    columns = list(zip(*known.values(), strict=True))
    spread = [pstdev(column) for column in columns]
    places = [place.area_code for place in catalogue.places()]
    assert set(places) <= set(known)
    found = embedded["similar_area"]
    for place in places:
        distances = {}
        for code, values in known.items():
            if code in places:
                continue
            squares = [
                ((one - other) / sd) ** 2
                for one, other, sd in zip(known[place], values, spread, strict=True)
            ]
            distances[code] = math.sqrt(fmean(squares))
        nearest = sorted(distances, key=lambda code: (distances[code], code))[:HOW_MANY]
        mine = found[found["place_code"] == place].sort_values("similarity_rank")
        assert list(mine["area_code"]) == nearest
        assert list(mine["similarity_rank"]) == list(range(1, 11))
        for row in mine.itertuples():
            assert row.distance == pytest.approx(distances[str(row.area_code)], abs=1e-6)


def test_every_similar_area_is_an_english_authority_outside_ours(
    catalogue: Catalogue, embedded: dict[str, pd.DataFrame]
) -> None:
    types = embedded["area"].set_index("area_code")["area_type"]
    found = embedded["similar_area"]
    assert set(found["area_code"].map(types)) == {"authority"}
    assert found["area_code"].str.startswith("E").all()
    assert set(found["place_code"]) == {place.area_code for place in catalogue.places()}


def test_likeness_does_not_depend_on_units(catalogue: Catalogue) -> None:
    ours = [place.area_code for place in catalogue.places()]
    known = profiles(20, ours)
    scaled = known.assign(imd_score=known["imd_score"] * 1_000 - 7)
    pd.testing.assert_frame_equal(similar_areas(known, catalogue), similar_areas(scaled, catalogue))


def test_an_authority_that_lacks_a_figure_is_like_nobody(catalogue: Catalogue) -> None:
    ours = [place.area_code for place in catalogue.places()]
    known = profiles(12, ours)
    nearest = similar_areas(known, catalogue)["area_code"].iloc[0]
    without = known.copy()
    without.loc[without["area_code"] == nearest, "travel_minutes"] = float("nan")
    assert nearest not in set(similar_areas(without, catalogue)["area_code"])
    missing = known[known["area_code"] != ours[0]]
    assert ours[0] not in set(similar_areas(missing, catalogue)["place_code"])


def test_travel_is_the_latest_minutes_an_authority_has() -> None:
    observations = pd.DataFrame(
        [
            ("travel-to-work-public-transport", "A", 9.0, "2017-12-31"),
            ("travel-to-work-public-transport", "A", 8.0, "2019-12-31"),
            ("travel-to-work-public-transport", "B", 7.0, "2017-12-31"),
            ("travel-to-work-public-transport", "B", None, "2019-12-31"),
            ("smoking-adults", "C", 15.0, "2019-12-31"),
        ],
        columns=["indicator_id", "area_code", "value", "period_end_date"],
    )
    parts = {
        "authority_ages": [pd.DataFrame({"area_code": ["A", "B", "C"], "aged_65_plus_pct": 20.0})]
    }
    found = add_travel_times(authority_profiles(parts), observations).set_index("area_code")
    assert found["travel_minutes"].fillna(-1).to_dict() == {"A": 8.0, "B": 7.0, "C": -1.0}


def test_no_parts_give_no_similar_areas(catalogue: Catalogue) -> None:
    none = authority_profiles({})
    observations = pd.DataFrame(columns=["indicator_id", "area_code", "value", "period_end_date"])
    found = similarity_tables({"authority_profile": none, "observation": observations}, catalogue)
    assert found["authority_profile"].empty and found["similar_area"].empty
    assert list(found["authority_profile"].columns) == ["area_code", *COMPARED, *COUNTED]


@pytest.mark.data
def test_profiles_are_those_of_the_official_file(
    open_data: Path, embedded: dict[str, pd.DataFrame]
) -> None:
    [path] = (open_data / "deprivation").glob("*2025*.csv")
    scores, deciles = defaultdict(list), defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["Local Authority District code (2024)"]
            scores[code].append(float(row[f"{IMD} Score"]))
            deciles[code].append(int(row[f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)"]))
    profile = embedded["authority_profile"].set_index("area_code")
    assert set(scores) == set(profile.index)
    for code, row in profile.iterrows():
        assert row["imd_score"] == pytest.approx(fmean(scores[str(code)]), abs=1e-6)
        core20 = [decile <= 2 for decile in deciles[str(code)]]
        assert row["core20_neighbourhood_pct"] == pytest.approx(100 * fmean(core20), abs=1e-6)
