"""A small store made up for tests: every table filled, just rich enough to catch a wrong join.

The nine Places, four neighbourhoods in each (one split and one merged since 2011), and one
indicator of every kind: with and without interval, missing figures with and without a reason,
figures only for neighbourhoods, only for NHS areas, only for groups. Numbers are invented.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pandas as pd

from etl.derived_tables import DERIVED
from insight import settings
from insight.reference.areas import PLACES as PEERS
from insight.store import CachedStore, open_cached
from insight.store.connection import SCHEMA, schema_id
from tests.insight.small_heard import heard_tables
from tests.insight.small_inequality import (
    GROUPS,
    inequality_tables,
    likeness_tables,
    priority_tables,
)
from tests.insight.small_subjects import subject_tables
from tests.insight.small_voices import voice_tables

ENGLAND, NORTH_WEST, SYSTEM = "E92000001", "E12000002", "E54000008"
PLACES = {
    "E06000049": "Cheshire East",
    "E06000050": "Cheshire West and Chester",
    "E06000006": "Halton",
    "E08000011": "Knowsley",
    "E08000012": "Liverpool",
    "E08000014": "Sefton",
    "E08000013": "St Helens",
    "E06000007": "Warrington",
    "E08000015": "Wirral",
}
HALTON, KNOWSLEY, LIVERPOOL = "E06000006", "E08000011", "E08000012"
DOMAINS = ["imd", "income", "employment", "education", "health", "crime", "housing", "environment"]
RESIDENTS = {
    "residents-by-age": ["age-0-15", "age-16-64", "age-65-plus"],
    "residents-by-ethnic-group": ["ethnic-asian", "ethnic-white"],
    "residents-by-disability": ["plus-disabled", "plus-not-disabled"],
}
OBSERVATION_COLUMNS = [
    "indicator_id",
    "area_code",
    "group_id",
    "period_start_date",
    "period_end_date",
    "period_label",
    "value",
    "lower_ci",
    "upper_ci",
    "numerator_count",
    "denominator_count",
    "value_note",
]


def make_store(path: Path, tables: dict[str, pd.DataFrame]) -> CachedStore:
    """Write a store with the real schema and these rows, and open it as the app does."""
    path.write_bytes(_without_rows())
    connection = duckdb.connect(str(path))
    connection.begin()  # written to the disk once, not table by table
    for name, frame in tables.items():
        connection.register("rows", frame)
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows")
        connection.unregister("rows")
    for question in DERIVED.values():
        connection.execute(question)
    # Where Places stand is made by hand here, as if a hundred authorities had figures.
    connection.execute(f"DELETE FROM authority_position WHERE among_code = '{PEERS}'")
    connection.commit()
    connection.close()
    return open_cached(path)


@cache
def _without_rows() -> bytes:
    """A store of the real schema without a row: its tables are slow to make, and so are made once
    for all the stores of a run."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with duckdb.connect(path) as connection:
            connection.begin()
            connection.execute(SCHEMA.read_text(encoding="utf-8"))
            connection.commit()
        return path.read_bytes()


def build_row() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "build_id": ["small"],
            "built_at": [pd.Timestamp("2026-11-21 10:00")],
            "code_version": ["test"],
            "is_embedded_default": [True],
            "smallest_base": [10],
            "schema_id": [schema_id()],
            "carries_on_from": [""],
            "is_public": [False],
            "system_id": [settings.default_system()],
        }
    )


def small_tables() -> dict[str, pd.DataFrame]:
    """Every table of the schema as a frame of one's own, rows in no particular order."""
    return {name: frame.copy() for name, frame in _made().items()}


@cache
def _made() -> dict[str, pd.DataFrame]:
    random = np.random.default_rng(7)
    tables = {**_geography(random), **_catalogue(), "build": build_row()}
    tables["observation"] = _observations(random, tables)
    tables["figure_flag"] = _flags()
    places = list(PLACES)
    tables |= inequality_tables(random, places, SYSTEM) | likeness_tables(random, places)
    tables |= priority_tables(places, SYSTEM)
    tables |= voice_tables(random) | subject_tables()
    tables |= heard_tables(tables)
    tables |= _standing()
    return {name: frame.sample(frac=1, random_state=3) for name, frame in tables.items()}


def _standing() -> dict[str, pd.DataFrame]:
    """Where Places stand on claimants, as if a hundred authorities had a figure; and about how
    lonely people are in the system."""
    of_all = {"sex": "persons", "age": "all ages"}
    latest = (date(2025, 1, 1), date(2025, 12, 31), "2025")
    when = ("period_start_date", "period_end_date", "period_label")
    others = [code for code in PLACES if code != LIVERPOOL]  # which has no figure
    position = pd.DataFrame({"area_code": others, "rank": range(3, 99, 12)})
    return {
        "authority_position": position.assign(
            indicator_id="claimants",
            among_code=ENGLAND,
            tied_count=1,
            authority_count=100,
            fifth=lambda rows: 1 + (rows["rank"] - 1) // 20,
            **of_all,
            **dict(zip(when, latest, strict=True)),
        ),
        "system_estimate": pd.DataFrame(
            {
                "indicator_id": ["loneliness"],
                "period_start_date": date(2020, 1, 1),
                "period_end_date": date(2020, 12, 31),
                "period_label": "2020",
                "value": 18.2,
                "lowest_value": 9.8,
                "highest_value": 25.3,
                "place_count": 9,
                **of_all,
            }
        ),
    }


def _geography(random: np.random.Generator) -> dict[str, pd.DataFrame]:
    areas = [
        (ENGLAND, "England", "country", None, None, 56_000_000),
        (NORTH_WEST, "North West", "region", None, ENGLAND, 7_400_000),
        (SYSTEM, "Cheshire and Merseyside", "system", None, NORTH_WEST, 0),
        ("27D", "Cheshire", "sub_icb", None, SYSTEM, None),
        ("E06000001", "Hartlepool", "authority", None, ENGLAND, 92_000),
    ]
    homes, links, ranks = [], [], []
    for number, (place, name) in enumerate(PLACES.items()):
        codes = [f"E0100{number}00{k}" for k in range(4)]
        people = random.integers(1_000, 3_000, 4)
        areas.append((place, name, "place", place, SYSTEM, int(people.sum())))
        for k, (code, count) in enumerate(zip(codes, people, strict=True)):
            areas.append((code, f"{name} 00{k}", "lsoa21", place, f"E0200{number}001", int(count)))
            class_ = ("Urban", "Urban", "Rural", None)[k]
            decile = int(random.integers(1, 11))
            ward = "Riverside" if place == HALTON and k < 2 else None
            homes.append((code, place, f"{name} Town", ward, class_, 300_000 + k, 400_000, count))
            # Neighbourhoods 0 and 1 are unchanged; 2 is half of a split; 3 joins two old ones.
            before = {2: [f"E0101{number}002"], 3: [f"E0101{number}003", f"E0101{number}004"]}
            for old in before.get(k, [code]):
                links.append((old, code, {2: "S", 3: "M"}.get(k, "U")))
                ranks += _ranks(random, old, "2019", decile)
            ranks += _ranks(random, code, "2025", decile)
        for old in (2, 3, 4):
            code = f"E0101{number}00{old}"
            areas.append((code, f"{name} 0{old}", "lsoa11", place, None, 1_000 + old))
        for vintage in (1, 2):
            code = f"E0200{number}00{vintage}"
            areas.append((code, f"{name} 00{vintage}", "msoa", place, place, None))
        areas.append((f"N8{number:04d}", f"{name} Surgery", "practice", place, place, 5_000))
    neighbourhood = pd.DataFrame(
        homes,
        columns=[
            "area_code",
            "place_code",
            "msoa_name",
            "ward_name",
            "rural_urban",
            "easting",
            "northing",
            "population_count",
        ],
    )
    deprivation = pd.DataFrame(
        ranks,
        columns=["area_code", "edition", "domain", "score", "rank", "decile", "population_count"],
    ).drop_duplicates(["area_code", "edition", "domain"])
    overall = deprivation.query("edition == '2025' and domain == 'imd'")
    core20 = overall.set_index("area_code")["decile"] <= 2
    neighbourhood["is_core20"] = neighbourhood["area_code"].map(core20)
    neighbourhood["is_core20_2019"] = None
    return {
        "area": pd.DataFrame(
            areas,
            columns=[
                "area_code",
                "area_name",
                "area_type",
                "place_code",
                "parent_code",
                "population_count",
            ],
        ),
        "neighbourhood": neighbourhood,
        "area_change": pd.DataFrame(
            links, columns=["lsoa11_code", "lsoa21_code", "change_code"]
        ).drop_duplicates(["lsoa11_code", "lsoa21_code"]),
        "resident_age": _resident_ages(),
        "postcode": pd.DataFrame(
            [
                *((f"WA8{number}AA", f"E0200{number}001") for number in range(9)),
                *((f"WA8{number}AB", f"E0200{number % 2}002") for number in range(9)),
                ("WA811ZZ", "E02000001"),
                ("L17AA", "E02004001"),
                ("L117AA", "E02004002"),
            ],
            columns=["postcode", "area_code"],
        ),
        "deprivation": deprivation,
        "map_layer": pd.DataFrame(
            {
                "layer_id": ["place-hexagon", "lsoa21-hexagon"],
                "area_type": ["place", "lsoa21"],
                "shape": ["hexagon", "hexagon"],
                "file_name": ["a.json", "b.json"],
                "area_count": [9, 36],
                "is_approximate": [True, True],
                "attribution": ["Made here", "Made here"],
            }
        ),
    }


def _resident_ages() -> pd.DataFrame:
    """Residents of the Places and of England by sex and five-year band, in one year.

    Drawn apart, so that the numbers of the other tables do not depend on how many there are.
    """
    random = np.random.default_rng(8)
    rows = [
        (code, 2023, sex, first_age, int(random.integers(1_000, 9_000)))
        for code in (*PLACES, ENGLAND)
        for sex in ("female", "male")
        for first_age in range(0, 95, 5)
    ]
    return pd.DataFrame(rows, columns=["area_code", "year", "sex", "first_age", "people_count"])


def _ranks(random: np.random.Generator, code: str, edition: str, decile: int) -> list[tuple]:
    rows = []
    for domain in DOMAINS:
        level = decile if domain == "imd" else int(random.integers(1, 11))
        score = None if edition == "2019" and domain == "crime" else float(60 - 5 * level)
        people = int(random.integers(1_000, 3_000)) if domain == "imd" else None
        rows.append((code, edition, domain, score, level * 3_000 - 100, level, people))
    return rows


def _catalogue() -> dict[str, pd.DataFrame]:
    percent = ("%", "percentage")
    indicators = [
        ("smoking", "Adults who smoke", *percent, "low_is_good", "smoking and alcohol"),
        ("female-life", "How long women live", "years", "years", "high_is_good", "length of life"),
        ("claimants", "People claiming benefits", *percent, "no_judgement", "work and money"),
        ("smi-checks", "Checks for mental illness", *percent, "high_is_good", "mental health"),
        ("fuel-poverty", "Homes hard to heat", *percent, "low_is_good", "home and neighbourhood"),
        ("loneliness", "Lonely people", *percent, "low_is_good", "wellbeing and connection"),
        ("msoa-life", "How long people live", "years", "years", "high_is_good", "length of life"),
        ("gp", "Good GP experience", *percent, "high_is_good", "GP care"),
        ("register", "On a register", *percent, "no_judgement", "long-term conditions"),
        ("nothing", "Never measured", *percent, "high_is_good", "GP care"),
        *((key, key, *percent, "no_judgement", "who lives here") for key in RESIDENTS),
    ]
    indicator = pd.DataFrame(
        indicators,
        columns=["indicator_id", "plain_name", "unit", "value_type", "polarity", "topic"],
    ).assign(
        indicator_name=lambda rows: rows["plain_name"] + " (official)",
        definition="What is counted.",
        life_stage="all ages",
        clinical_area=lambda rows: rows["indicator_id"].map({"smoking": "smoking"}).fillna(""),
        source_id="survey",
        ci_method="published",
        disclosure_rule="none",
        decimal_places=1,
        caveat="Take care.",
        sex="persons",
        age="all ages",
    )
    groups = [
        ("everyone", "everyone"),
        *((f"practice-quintile-{n}", "deprivation_quintile") for n in (1, 2)),
        *GROUPS,
    ]
    for key, kind in (("age", "age"), ("ethnic-group", "ethnic_group"), ("disability", "plus")):
        names = RESIDENTS[f"residents-by-{key}"]
        groups += [(name, kind) for name in names]
    population_group = pd.DataFrame(groups, columns=["group_id", "kind"])
    population_group["group_name"] = population_group["group_id"].str.replace("-", " ")
    population_group["sort_order"] = range(10, 10 + len(groups))
    source = pd.DataFrame(
        [("survey", "Office", "Yearly survey"), ("census", "Bureau", "Count of people")],
        columns=["source_id", "publisher", "publication"],
    ).assign(licence="OGL", attribution="Thanks", address="https://example.org", vintage="2024")
    files = [
        ("f1", "survey", "b/survey.csv", "fingertips", 10, 7, 1, 2, "loaded"),
        ("f2", "survey", "a/survey.csv", "fingertips", 5, 5, 0, 0, "loaded"),
        ("f3", None, "z/unknown.csv", None, 4, 0, 4, 0, "unrecognised"),
        ("f4", None, "z/said to R Quill.csv", "voice_feedback", 40, 38, 1, 1, "loaded"),
    ]
    columns = "source_file_id source_id path layout read_count loaded_count outside_count"
    source_file = pd.DataFrame(files, columns=f"{columns} rejected_count state".split()).assign(
        sha256="0" * 64, byte_count=100, note=""
    )
    rejected = pd.DataFrame(
        [
            ("f1", 9, "value", "this is not a number", "abc"),
            ("f1", 3, "period", "unknown", "?"),
            ("f4", 8, "date", "the date is in the future", ""),
        ],
        columns=["source_file_id", "row_number", "column_name", "reason", "raw_text"],
    )
    return {
        "indicator": indicator,
        "population_group": population_group,
        "source": source,
        "source_file": source_file,
        "rejected_row": rejected,
    }


def _flags() -> pd.DataFrame:
    """Two signs about one earlier figure, and one about a figure that is the latest there is."""
    return pd.DataFrame(
        [
            ("smoking", LIVERPOOL, date(2022, 1, 1), "break", "it fell"),
            ("smoking", LIVERPOOL, date(2022, 1, 1), "repeated", "it is the same"),
            ("smi-checks", "27D", date(2023, 1, 1), "manual", "a note was found"),
        ],
        columns=["indicator_id", "area_code", "period_start_date", "flag", "reason"],
    )


def _observations(random: np.random.Generator, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    area = tables["area"]
    of_type = {kind: list(rows["area_code"]) for kind, rows in area.groupby("area_type")}
    wide = [*of_type["place"], SYSTEM, NORTH_WEST, ENGLAND]
    rows = []

    def add(
        indicator: str,
        code: str,
        years: tuple[int, int],
        value: float,
        width: float,
        group: str = "everyone",
        note: str | None = None,
    ) -> None:
        first, last = years
        label = str(first) if first == last else f"{first} to {last}"
        has_interval = width > 0 and not np.isnan(value)
        ends = (value - width, value + width) if has_interval else (None, None)
        people = None if np.isnan(value) else float(random.integers(100, 900))
        figure = None if np.isnan(value) else value
        rows.append(
            (
                indicator,
                code,
                group,
                date(first, 1, 1),
                date(last, 12, 31),
                label,
                figure,
                *ends,
                people,
                None if people is None else people * 4,
                note,
            )
        )

    for code in wide:
        level = random.uniform(10, 20)
        for year in range(2015, 2024):
            if code == HALTON and year == 2023:
                continue  # nothing said of Halton in the latest period
            hidden = code == KNOWSLEY and year == 2022
            value = np.nan if hidden else level - 0.4 * (year - 2015) + random.normal(0, 0.2)
            add(
                "smoking",
                code,
                (year, year),
                value,
                1.0,
                note="too few to show" if hidden else None,
            )
        for year in range(2011, 2021):
            add("female-life", code, (year, year + 2), random.uniform(79, 84), 0.4)
        for year in (2024, 2025):
            if code != LIVERPOOL:  # never published for Liverpool
                add("claimants", code, (year, year), random.uniform(2, 6), 0)
    add("smi-checks", "27D", (2023, 2023), 55.0, 2.0)
    add("smoking", "E06000001", (2022, 2022), 17.5, 1.0)
    for code in sorted(set(tables["area_change"]["lsoa11_code"])):
        add("fuel-poverty", code, (2020, 2020), random.uniform(5, 30), 0)
    for code in of_type["lsoa21"]:
        add("loneliness", code, (2020, 2020), random.uniform(5, 30), 0)
    for code in of_type["msoa"]:
        if code.endswith("1"):
            blank = code == "E02000001"
            add(
                "msoa-life",
                code,
                (2016, 2020),
                np.nan if blank else random.uniform(72, 85),
                2.0,
                note="not published" if blank else None,
            )
    for code in (*of_type["practice"][:-1], *of_type["place"], SYSTEM):
        add("register", code, (2020, 2020), random.uniform(5, 30), 1.0)
    for code in (SYSTEM, ENGLAND):
        for quintile in (1, 2):
            for year in (2022, 2023):
                add(
                    "gp",
                    code,
                    (year, year),
                    random.uniform(60, 80),
                    2.0,
                    f"practice-quintile-{quintile}",
                )
    for indicator, names in RESIDENTS.items():
        for code in (*of_type["place"], SYSTEM):
            for name in names:
                add(indicator, code, (2021, 2021), random.uniform(5, 50), 0, name)
    frame = pd.DataFrame(rows, columns=OBSERVATION_COLUMNS)
    return frame.assign(sex="persons", age="all ages", source_file_id="f1")
