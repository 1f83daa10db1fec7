"""A small raw folder in real layouts, with numbers invented for tests.

Four neighbourhoods in each of the nine Places, two practices in each NHS area, and one
indicator of every kind of source that can be added up or not. Every file is written the way
its publisher lays it out, so a store built from it went through the real readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

PLACES = {
    "E06000049": "Cheshire East",
    "E06000050": "Cheshire West and Chester",
    "E06000006": "Halton",
    "E08000011": "Knowsley",
    "E08000012": "Liverpool",
    "E08000014": "Sefton",
    "E08000013": "St. Helens",
    "E06000007": "Warrington",
    "E08000015": "Wirral",
}
NHS_AREAS = ("01F", "01J", "99A", "01T", "01V", "01X", "02E", "12F", "27D")
DOMAINS = (
    "Index of Multiple Deprivation (IMD)",
    "Income",
    "Employment",
    "Education, Skills and Training",
    "Health Deprivation and Disability",
    "Crime",
    "Barriers to Housing and Services",
    "Living Environment",
)
IN_ENGLAND = {"2025.csv": 33_755, "2019.csv": 32_844}


def neighbourhoods() -> list[tuple[str, str, str, str]]:
    """(code, name, place code, place name) of each neighbourhood; the same in 2011 and 2021."""
    return [
        (f"E0199{place:02d}{number:02d}", f"{name.replace('.', '')} 00{number}A", code, name)
        for place, (code, name) in enumerate(PLACES.items())
        for number in range(1, 5)
    ]


def write(folder: Path, seed: int = 1) -> Path:
    """Write every file below `folder` and return it. The same seed writes the same numbers."""
    random = np.random.default_rng(seed)
    _geography(folder / "geography")
    _deprivation(folder / "deprivation", random)
    _census(folder / "census", random)
    _figures(folder / "indicators", random)
    _primary_care(folder / "primary_care", random)
    return folder


def _save(path: Path, header: str, rows: Iterable[Iterable[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = [
        ",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row) for row in rows
    ]
    path.write_text("\n".join([header, *quoted]) + "\n", encoding="utf-8")


def _geography(folder: Path) -> None:
    areas = neighbourhoods()
    _save(
        folder / "changes.csv",
        "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code",
        [(name, code, "U", name, code, place, at) for code, name, at, place in areas],
    )
    _save(
        folder / "wards.csv",
        "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code",
        [
            (name, code, f"{place} Ward", f"E050{at[-5:]}", place, at)
            for code, name, at, place in areas
        ],
    )
    _save(
        folder / "rural.csv",
        "lsoa21_code,ruc21_code,classification,ruc",
        [(code, "UN1", "Urban: Nearer to a major town or city", "Urban") for code, *_ in areas],
    )


def _deprivation(folder: Path, random: np.random.Generator) -> None:
    areas = neighbourhoods()
    decile = "{} Decile (where 1 is most deprived 10% of LSOAs)"
    rank = "{} Rank (where 1 is most deprived)"
    for year, district_year, file in ((2021, 2024, "2025.csv"), (2011, 2019, "2019.csv")):
        names = [
            f"LSOA code ({year})",
            f"LSOA name ({year})",
            f"Local Authority District code ({district_year})",
            f"Local Authority District name ({district_year})",
            *(decile.format(domain) for domain in DOMAINS),
            *(rank.format(domain) for domain in DOMAINS),
            "Index of Multiple Deprivation (IMD) Score",
        ]
        header = ",".join(f'"{name}"' if "," in name else name for name in names)
        rows = []
        for code, name, at, place in areas:
            ranks = random.integers(1, 32_844, len(DOMAINS))
            deciles = -(-10 * ranks // IN_ENGLAND[file])
            rows.append((code, name, at, place, *deciles, *ranks, 20.5))
        rows.append(
            ("E01000001", "Elsewhere 001A", "E09000001", "Elsewhere", *[5] * 8, *[15_000] * 8, 10)
        )
        _save(folder / file, header, rows)


def _census(folder: Path, random: np.random.Generator) -> None:
    bands = (
        "Aged 15 years and under",
        "Aged 16 to 24 years",
        "Aged 25 to 34 years",
        "Aged 35 to 49 years",
        "Aged 50 to 64 years",
        "Aged 65 years and over",
    )
    counts = {code: random.integers(150, 400, len(bands)) for code, *_ in neighbourhoods()}
    _save(
        folder / "age.csv",
        "lsoa21_code,lsoa21_name,age_group,usual_residents",
        [
            (code, name, band, float(counts[code][number]))
            for code, name, *_ in neighbourhoods()
            for number, band in enumerate(bands)
        ],
    )
    rows = []
    for code, *_ in neighbourhoods():
        total, disabled = float(counts[code].sum()), float(counts[code][5])
        rows.append((code, "Disabled under the Equality Act", disabled, total, disabled / total))
        rest = total - disabled
        rows.append((code, "Not disabled under the Equality Act", rest, total, rest / total))
    _save(folder / "disability.csv", "lsoa21_code,disability,n,total_residents,prop", rows)


def _figures(folder: Path, random: np.random.Generator) -> None:
    areas = {"E92000001": "England", "E12000002": "North West", **PLACES}
    rows = []
    for year in range(2015, 2025):
        for code, name in areas.items():
            value = 25 + random.normal(0, 3)
            period = f"{year}-11-16/P1Y"
            rows.append(
                (code, name, "Area", "Adult obesity prevalence", period, round(value, 4))
                + ("Percentage", "%", round(value - 1.5, 4), round(value + 1.5, 4), "", "")
            )
    _save(
        folder / "obesity.csv",
        "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes",
        rows,
    )
    header = (
        "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
        "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
        "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
        "Compared to England value or percentiles,Column not used,Time period Sortable,New data,"
        "Compared to goal,Time period range"
    )
    rows = [
        ("90366", "Life expectancy at birth", "", "", code, name, "UA", sex, "", "", "")
        + (f"{year} - {(year + 2) % 100}", round(base + random.normal(0, 1), 1))
        + ("",) * 10
        + (f"{year}0000", "", "", "3y")
        for year in (2018, 2021)
        for code, name in areas.items()
        if code != "E12000002"
        for sex, base in (("Female", 82), ("Male", 78))
    ]
    _save(folder / "life.csv", header, rows)


def _primary_care(folder: Path, random: np.random.Generator) -> None:
    header = (
        "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE,NAT_ONS_CODE,"
        "NAT_CODE,COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,STP_ODS_CODE,STP_ONS_CODE,"
        "STP_NAME,CCG_ODS_CODE,CCG_ONS_CODE,CCG_NAME,PCN_ODS_CODE,PCN_NAME,PRACTICE_NAME"
    )
    rows = []
    for number, area in enumerate(NHS_AREAS):
        for practice in (1, 2):
            size = int(random.integers(3000, 9000))
            found = int(size * random.uniform(0.1, 0.2))
            rows.append(
                (f"N8{number}{practice:03d}", "HYP", found, "TOTAL", size, "E92000001", "ENG")
                + ("England", "Y62", "E40000010", "North West", "QYG", "E54000008")
                + ("Cheshire and Merseyside", area, "E38000000", f"NHS {area}", "U1", "A PCN")
                + (f"Surgery {number}{practice}",)
            )
    _save(folder / "practices_2020_21.csv", header, rows)
