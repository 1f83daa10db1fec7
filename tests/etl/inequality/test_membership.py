"""Who belongs to which group: best fit between the Censuses, local fifths, practices."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.inequality.membership import members
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue

HALTON, SYSTEM = "E06000006", "E54000008"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return project_catalogue()


def tables(
    links: list[tuple[str, str]],
    old: dict[str, tuple[int, int]],
    new: dict[str, tuple[int, int]],
    parents: dict[str, str] | None = None,
) -> dict[str, pd.DataFrame]:
    """links: 2011 and 2021 codes. old, new: code → decile of its own edition, residents."""
    codes = sorted({*old, *new})
    area = [(code, HALTON, (parents or {}).get(code, "E02000001")) for code in codes]
    area += [(middle, HALTON, HALTON) for middle in sorted(set((parents or {}).values()))]
    ranks = [
        (code, edition, "imd", 100.0 - decile, decile, people)
        for edition, rows in (("2019", old), ("2025", new))
        for code, (decile, people) in rows.items()
    ]
    columns = ["area_code", "edition", "domain", "score", "decile", "population_count"]
    return {
        "area": pd.DataFrame(area, columns=["area_code", "place_code", "parent_code"]),
        "area_change": pd.DataFrame(links, columns=["lsoa11_code", "lsoa21_code"]),
        "deprivation": pd.DataFrame(ranks, columns=columns).astype({"population_count": "Int64"}),
        "practice_deprivation": pd.DataFrame(columns=["area_code", "edition", "score", "quintile"]),
    }


def group(found: pd.DataFrame, unit: str, code: str, edition: str, kind: str) -> str:
    rows = found[
        (found["unit"] == unit)
        & (found["unit_code"] == code)
        & (found["edition"] == edition)
        & (found["group_kind"] == kind)
        & (found["area_code"] == HALTON)
    ]
    [only] = rows["group_id"]
    return str(only)


def test_a_split_neighbourhood_goes_where_most_of_its_people_live_now(
    catalogue: Catalogue,
) -> None:
    found = members(
        tables(
            [("old", "big"), ("old", "small")],
            old={"old": (4, 1_500)},
            new={"big": (2, 1_000), "small": (9, 800)},
        ),
        catalogue,
    )
    assert group(found, "lsoa11", "old", "2025", "deprivation_decile") == "imd-decile-2"
    assert group(found, "lsoa11", "old", "2025", "core20") == "core20"
    assert group(found, "lsoa11", "old", "2019", "core20") == "not-core20"
    for part in ("big", "small"):
        assert group(found, "lsoa21", part, "2019", "deprivation_quintile") == "imd-quintile-2"


def test_a_merged_neighbourhood_takes_the_tenth_of_its_larger_part(catalogue: Catalogue) -> None:
    found = members(
        tables(
            [("few", "whole"), ("many", "whole")],
            old={"few": (1, 700), "many": (6, 900)},
            new={"whole": (3, 1_600)},
        ),
        catalogue,
    )
    assert group(found, "lsoa21", "whole", "2019", "deprivation_decile") == "imd-decile-6"
    for part in ("few", "many"):
        assert group(found, "lsoa11", part, "2025", "deprivation_decile") == "imd-decile-3"


@pytest.mark.parametrize(
    ("tenth", "fifth", "core20"),
    [
        (1, 1, "core20"),
        (2, 1, "core20"),
        (3, 2, "not-core20"),
        (9, 5, "not-core20"),
        (10, 5, "not-core20"),
    ],
)
def test_tenths_make_fifths_and_core20(
    tenth: int, fifth: int, core20: str, catalogue: Catalogue
) -> None:
    found = members(
        tables([("one", "one")], old={"one": (5, 900)}, new={"one": (tenth, 1_000)}), catalogue
    )
    assert group(found, "lsoa21", "one", "2025", "deprivation_decile") == f"imd-decile-{tenth}"
    assert group(found, "lsoa21", "one", "2025", "deprivation_quintile") == f"imd-quintile-{fifth}"
    assert group(found, "lsoa21", "one", "2025", "core20") == core20


def test_local_fifths_are_equal_parts_in_order_of_mean_score(catalogue: Catalogue) -> None:
    codes = [f"home-{number:02d}" for number in range(20)]
    parents = {code: f"middle-{number // 2:02d}" for number, code in enumerate(codes)}
    ranks = {code: (1 + number // 2, 1_000) for number, code in enumerate(codes)}
    found = members(tables([(c, c) for c in codes], ranks, ranks, parents), catalogue)
    for edition in ("2019", "2025"):
        groups = [
            group(found, "msoa", f"middle-{number:02d}", edition, "local_quintile")
            for number in range(10)
        ]
        assert groups == [f"local-quintile-{1 + number // 2}" for number in range(10)]


def test_the_mean_score_is_weighted_by_residents(catalogue: Catalogue) -> None:
    """One crowded deprived neighbourhood outweighs a small one that is not."""
    people = {"a1": (1, 3_000), "a2": (10, 100), "b1": (4, 1_000), "b2": (4, 1_000)}
    people |= {
        f"{name}{half}": (rank, 1_000)
        for name, rank in (("c", 7), ("d", 8), ("e", 9))
        for half in (1, 2)
    }
    parents = {code: f"middle-{code[0]}" for code in people}
    found = members(tables([(c, c) for c in people], people, people, parents), catalogue)
    groups = [group(found, "msoa", f"middle-{name}", "2025", "local_quintile") for name in "abcde"]
    assert groups == [f"local-quintile-{number}" for number in range(1, 6)]


def test_a_redrawn_middle_area_is_in_no_fifth(catalogue: Catalogue) -> None:
    codes = ["a1", "b1", "c1", "old", "new"]
    parents = {"a1": "a", "b1": "b", "c1": "c", "old": "before", "new": "after"}
    links = [("a1", "a1"), ("b1", "b1"), ("c1", "c1"), ("old", "new")]
    ranks = {code: (number + 1, 1_000) for number, code in enumerate(codes)}
    old = {code: ranks[code] for code in codes if code != "new"}
    new = {code: ranks[code] for code in codes if code != "old"}
    found = members(tables(links, old, new, parents), catalogue)
    assert set(found.loc[found["unit"] == "msoa", "unit_code"]) == {"a", "b", "c"}


def test_the_system_has_every_neighbourhood_of_its_places(catalogue: Catalogue) -> None:
    found = members(
        tables([("one", "one")], old={"one": (5, 900)}, new={"one": (1, 1_000)}), catalogue
    )
    areas = found[found["unit"] == "lsoa21"].groupby("area_code")["group_id"].agg(list)
    assert set(areas.index) == {HALTON, SYSTEM}
    assert areas[HALTON] == areas[SYSTEM]
