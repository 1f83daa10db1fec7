"""What is known of a neighbourhood and of a code of an ethnic group, as tables for the engine.

All of it comes from the embedded figures: which Place and middle-layer area a neighbourhood lies
in, its fifth of deprivation in both editions, whether it is rural.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl import embedded_figures
from etl.inequality.membership import members
from etl.stop import Stop
from insight import settings
from insight.reference.areas import SYSTEM
from insight.reference.catalogue import Catalogue
from insight.store.connection import current_path, open_store

ETHNIC_GROUPS = Path("records") / "ethnic_groups.csv"
NOT_STATED = "ethnic-not-stated"
DETAILED_NOT_STATED = "ethnic-detail-not-stated"
EDITIONS = ("2025", "2019")
TABLES = ("area", "neighbourhood", "deprivation", "area_change", "practice_deprivation")


def fifth_id(edition: str, fifth: int) -> str:
    """The group of people in a national fifth of an edition of the deprivation index."""
    return f"imd-quintile-{fifth}-by-{edition}"


@dataclass(frozen=True)
class Partition:
    """A way of grouping in which everybody is in one group.

    groups: those that may be shown. others: those that never are, such as people whose sex is not
    recorded, though they are counted in what the groups add up to.
    """

    name: str
    groups: tuple[str, ...]
    others: tuple[str, ...] = ()


AGE_BANDS = (
    ("age-0-15", 0, 15),
    ("age-16-24", 16, 24),
    ("age-25-34", 25, 34),
    ("age-35-49", 35, 49),
    ("age-50-64", 50, 64),
    ("age-65-plus", 65, 130),
)
LEARNING_DISABILITY = ("plus-learning-disability", "plus-no-learning-disability")


def neighbourhoods(catalogue: Catalogue) -> pd.DataFrame:
    """lsoa, place, middle, fifth_2025, fifth_2019 and rural: a row for each neighbourhood of ours.

    Those of 2011 that were redrawn are among them where all of it went into one of 2021. Raises
    Stop for a neighbourhood of which one of these is not known.
    """
    tables = _tables()
    homes, area = tables["neighbourhood"], tables["area"].set_index("area_code")
    found = members(tables, catalogue)
    found = found[
        (found["unit"] == "lsoa21")
        & (found["area_code"] == SYSTEM)
        & (found["group_kind"] == "deprivation_quintile")
    ]
    fifths = found.pivot(index="unit_code", columns="edition", values="group_id")
    code = homes["area_code"]
    words = homes["rural_urban"].fillna("")
    rural = words.str.contains("rural", case=False)
    rows = pd.DataFrame(
        {
            "lsoa": code,
            "place": homes["place_code"],
            "middle": code.map(area["parent_code"]),
            **{f"fifth_{e}": code.map(fifths[e]) + f"-by-{e}" for e in EDITIONS},
            "rural": rural.map({True: "plus-rural", False: "plus-not-rural"}).where(words != ""),
        }
    )
    lacking = rows[rows.isna().any(axis=1)]
    if len(lacking):
        columns = ", ".join(lacking.columns[lacking.isna().any()])
        raise Stop(
            f"Of {len(lacking)} neighbourhoods, such as {lacking['lsoa'].iloc[0]}, not all is known"
            f" that people are grouped by: {columns}"
        )
    changes = tables["area_change"]
    whole = changes[~changes["lsoa11_code"].duplicated(keep=False)]
    older = whole[~whole["lsoa11_code"].isin(code)].merge(
        rows, left_on="lsoa21_code", right_on="lsoa"
    )
    older = older.assign(lsoa=older["lsoa11_code"])[list(rows)]
    return pd.concat([rows, older], ignore_index=True).astype(str)


def _tables() -> dict[str, pd.DataFrame]:
    """Neighbourhoods and what is known of them: embedded, or of the store of another system."""
    if settings.is_default_system():
        return embedded_figures.load(settings.FIGURES, TABLES)
    store = open_store(current_path(settings.stores_folder()))
    try:
        return {name: store.connection.execute(f"FROM {name}").df() for name in TABLES}
    finally:
        store.connection.close()


def ethnic_groups() -> pd.DataFrame:
    """code, broad and detailed: the groups that each code of an ethnic group stands for."""
    with (settings.CATALOGUE / ETHNIC_GROUPS).open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return pd.DataFrame(list(csv.DictReader(lines)), dtype=str)


def partitions(catalogue: Catalogue) -> dict[str, Partition]:
    """Every way of grouping, by the name it is asked for by."""
    kinds: dict[str, list[str]] = {}
    for group in catalogue.groups.values():
        kinds.setdefault(group.kind, []).append(group.group_id)
    broad = tuple(each for each in kinds["ethnic_group"] if each != NOT_STATED)
    detailed = tuple(each for each in kinds["ethnic_group_19"] if each != DETAILED_NOT_STATED)
    return {
        each.name: each
        for each in (
            *(
                Partition(f"deprivation-{e}", tuple(fifth_id(e, n) for n in range(1, 6)))
                for e in EDITIONS
            ),
            Partition("ethnic-5", broad, (NOT_STATED,)),
            Partition("ethnic-19", detailed, (DETAILED_NOT_STATED,)),
            Partition("sex", ("sex-female", "sex-male"), ("sex-not-stated",)),
            Partition("age", tuple(name for name, _, _ in AGE_BANDS)),
            Partition("rural", ("plus-rural", "plus-not-rural")),
            Partition("learning-disability", LEARNING_DISABILITY),
        )
    }
