"""A small raw folder with enough neighbourhoods, practices and areas to compare groups.

`tests.small_raw` with 30 neighbourhoods in each Place (two in each of 15 middle-layer areas) and
files of every kind that groups are made from. Figures fall with deprivation, so that gaps show.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests import small_raw
from tests.etl.sources.test_talking_therapies import HEADER, block

MIDDLE_AREAS = 15
PRACTICES = 14
YEARS = ("2017-18", "2018-19", "2020-21", "2023-24")
IMD = "Index of Multiple Deprivation (IMD)"


def neighbourhoods() -> list[tuple[str, str, str, str]]:
    """As `small_raw.neighbourhoods`, with more of them."""
    return [
        (
            f"E0198{place:02d}{2 * middle + half:02d}",
            f"{name.replace('.', '')} {middle + 1:03d}{'AB'[half]}",
            code,
            name,
        )
        for place, (code, name) in enumerate(small_raw.PLACES.items())
        for middle in range(MIDDLE_AREAS)
        for half in range(2)
    ]


def write(folder: Path) -> Path:
    """Write every file below `folder` and return it."""
    random = np.random.default_rng(5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_raw, "neighbourhoods", neighbourhoods)
        small_raw.write(folder)
    decile = f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)"
    table = pd.read_csv(folder / "deprivation" / "2019.csv").set_index("LSOA code (2011)")
    _neighbourhood_files(folder / "neighbourhoods", random, table[decile])
    _middle_area_files(folder / "middle", random)
    _practice_files(folder / "practices", random)
    _scores(folder / "deprivation", random)
    _talking_therapies(folder / "primary_care", random)
    return folder


def _scores(folder: Path, random: np.random.Generator) -> None:
    """Scores that fit the ranks, where small_raw has one score for all."""
    for name in ("2025.csv", "2019.csv"):
        table = pd.read_csv(folder / name)
        rank = table[f"{IMD} Rank (where 1 is most deprived)"]
        table[f"{IMD} Score"] = (
            80 * np.exp(-rank / 12_000) + random.uniform(0, 1, len(rank))
        ).round(3)
        table.to_csv(folder / name, index=False)


def _neighbourhood_files(folder: Path, random: np.random.Generator, decile: pd.Series) -> None:
    rows, scores, people = [], [], []
    for code, name, at, place in neighbourhoods():
        homes = int(random.integers(400, 900))
        share = float(np.clip(0.25 - 0.015 * decile[code] + random.normal(0, 0.02), 0.01, 0.9))
        poor = round(homes * share)
        rows.append((code, name, at, place, "North West", homes, poor, 100 * poor / homes))
        scores.append(
            (code, 1, 1, 1, round(5 - 0.2 * decile[code] + random.normal(0, 0.3), 4), 1, 1)
        )
        people.append((name, code, int(random.integers(1_000, 2_500))))
    save = small_raw._save
    save(
        folder / "fuel.csv",
        "LSOA Code,LSOA Name,LA Code,LA Name,Region,Number of households,"
        "Number of households in fuel poverty,Proportion of households fuel poor (%)",
        rows,
    )
    save(
        folder / "digital.csv",
        "lsoa11_code,broadband_comp_national,demography_comp_national,deprivation_comp_national,"
        "deri_score_national,health_access_comp_national,depahri_score_national",
        scores,
    )
    save(folder / "people.csv", "lsoa11_name,lsoa11_code,total_population", people)


def _middle_area_files(folder: Path, random: np.random.Generator) -> None:
    links, lives = [], []
    codes: dict[str, str] = {}
    for code, name, *_ in neighbourhoods():
        middle = name[:-1]
        codes.setdefault(middle, f"E0290{len(codes):04d}")
        links.append((name, code, middle, codes[middle]))
    for number, (name, code) in enumerate(codes.items()):
        for sex, base in (("Males", 76), ("Females", 80)):
            value = round(base + float(random.normal(0, 2)), 2)
            known = (value, value - 1.5, value + 1.5) if number % 40 != 7 else ("", "", "")
            lives.append(
                (
                    "2016 to 2020",
                    "Life Expectancy",
                    "2011MSOAs",
                    code,
                    name,
                    sex,
                    100,
                    9_000,
                    *known,
                )
            )
    save = small_raw._save
    save(folder / "links.csv", "lsoa11_name,lsoa11_code,msoa11_name,msoa11_code", links)
    save(
        folder / "life.csv",
        "Period,Analysis,Geography Type,Code,Code Name,Sex,No of Deaths,Population,"
        "Life Expectancy at birth (in years),Lower 95% confidence interval,"
        "Upper 95% confidence interval",
        lives,
    )


def _practice_files(folder: Path, random: np.random.Generator) -> None:
    header = (
        "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE,NAT_ONS_CODE,"
        "NAT_CODE,COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,STP_ODS_CODE,STP_ONS_CODE,"
        "STP_NAME,CCG_ODS_CODE,CCG_ONS_CODE,CCG_NAME,PCN_ODS_CODE,PCN_NAME,PRACTICE_NAME"
    )
    rows, scores = [], []
    for number, area in enumerate(small_raw.NHS_AREAS):
        for practice in range(PRACTICES):
            code = f"N9{number}{practice:03d}"
            fifth = int(random.integers(1, 6))
            size = int(random.integers(3_000, 9_000))
            found = round(size * (0.18 - 0.01 * fifth + float(random.normal(0, 0.005))))
            rows.append(
                (code, "DM", found, "17OV", size, "E92000001", "ENG")
                + ("England", "Y62", "E40000010", "North West", "QYG", "E54000008")
                + ("Cheshire and Merseyside", area, "E38000000", f"NHS {area}", "U1", "A PCN")
                + (f"Surgery {number}{practice}",)
            )
            if practice:  # the first of each area has no score
                scores.append((code, "Cheshire and Merseyside", 60 - 10 * fifth, 6 - fifth))
    small_raw._save(folder / "register_2020_21.csv", header, rows)
    small_raw._save(folder / "scores.csv", "Practice.Code,ICB.NAME,IMD,IMD_quintile", scores)


def _talking_therapies(folder: Path, random: np.random.Generator) -> None:
    tenths = [
        (f"Indices of Deprivation Decile,{n:02d} {'More' if n > 5 else 'Less'} deprived,NULL", n)
        for n in range(1, 11)
    ]
    names = ("Asian or Asian British", "Black or Black British", "Mixed", "White")
    names += ("Other Ethnic Groups", "Not stated/Not known/Invalid")
    ethnic = [(f"Ethnic Group,{name},All", number) for number, name in enumerate(names)]
    sexes = [("Gender,Female,NULL", 0), ("Gender,Male,NULL", 1)]
    blocks = []
    for year in YEARS:
        start, end = f"{year[:4]}-04-01", f"20{year[-2:]}-03-31"
        orgs = [("England,All,All", 900), ("STP,QYG,CHESHIRE AND MERSEYSIDE STP", 600)]
        if year < "2021":
            orgs += [("CCG,01F,NHS HALTON CCG", 60), ("CCG,27D,NHS CHESHIRE CCG", 200)]
        for org, size in orgs:
            for group, number in [("Total,NULL,NULL", 0), *tenths, *ethnic, *sexes]:
                finished = (
                    5 * int(size * random.uniform(0.5, 1.5) / 5) if number != 4 else size // 2
                )
                share = 0.55 - 0.012 * number + float(random.normal(0, 0.01))
                recovered = "*" if (number, size) == (9, 60) else 5 * round(finished * share / 5)
                percent = "*" if recovered == "*" else round(100 * share)
                blocks.append(
                    block(
                        f"{year},{start},{end},{org}",
                        group,
                        finished,
                        0,
                        recovered,
                        percent,
                        recovered,
                        percent,
                    )
                )
    path = folder / "therapies.csv"
    path.write_text(HEADER + "".join(blocks), encoding="utf-8")
