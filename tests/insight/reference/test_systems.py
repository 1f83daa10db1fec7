"""Which system is meant by a name, or by a list of authorities."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from insight import settings
from insight.reference.catalogue import load
from insight.reference.systems import UnknownSystem, find_system, written_areas

OURS = "cheshire-and-merseyside"
# What a process about England has to choose from.
SETTLED = """
import json
from etl.derived_tables import AUTHORITIES
from insight.analysis.benchmarks import instead_of_england
from insight.reference import areas
print(json.dumps({
    "benchmarks": areas.BENCHMARKS,
    "wider": areas.WIDER_AREAS,
    "how_many": areas.HOW_MANY,
    "kind": areas.KIND_OF_PLACE,
    "outside": areas.other_systems(),
    "england": areas.find_area("system"),
    "instead": instead_of_england(None, areas.Benchmark()),
    "among": AUTHORITIES,
}))
"""


@pytest.mark.parametrize(
    ("words", "system_id"),
    [
        ("Greater Manchester", "greater-manchester"),
        ("NHS Cheshire and Merseyside ICB", "cheshire-and-merseyside"),
        ("QE1", "lancashire-and-south-cumbria"),
        ("E08000001,E08000002", "E08000001+E08000002"),
        (" bury ; BOLTON, Bury", "E08000001+E08000002"),  # in whatever order, however often
        ("Preston, St. Helens", "E08000013+E07000123"),  # of two systems
        ("Bolton, greater-manchester", "greater-manchester"),
        (", ".join(f"E080000{n:02}" for n in range(1, 11)), "greater-manchester"),
        ("QOP, QE1", "greater-manchester+lancashire-and-south-cumbria"),
        ("E08000001+E08000002", "E08000001+E08000002"),  # its own id
        ("England", "england"),
        ("the whole of england", "england"),
        ("E92000001", "england"),
        ("London, North East", "E12000001+E12000007"),
        (", ".join(f"E1200000{n}" for n in range(1, 10)), "england"),
    ],
)
def test_a_list_of_authorities_is_a_system(words: str, system_id: str) -> None:
    assert find_system(words) == system_id


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Botlon, Bury", r"no area called 'Botlon' \(near it: Bolton\): choose cheshire-and-"),
        ("Atlantis, Leeds", r"no area called 'Atlantis' or 'Leeds': .* needs a folder in data/cat"),
        ("Cheshire", r"near it: Cheshire and Merseyside, Cheshire East, Cheshire West and Chester"),
        ("Bolton", "Bolton is one Place, and a system is several"),
        ("London", "London is one Place, and a system is several"),
        ("", "no area called ''"),
        ("North West, Bury", "do not lie side by side in one region, or are not all regions"),
        ("England, Bolton, Bury", "do not lie side by side"),
    ],
)
def test_what_is_no_system_is_refused_with_what_to_do(words: str, said: str) -> None:
    with pytest.raises(UnknownSystem, match=said):
        find_system(words)


def test_authorities_of_two_regions_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "systems"
    (tmp_path / "areas.toml").write_text("area = []")
    for region, place in (("E12000001", "Durham"), ("E12000002", "Wigan")):
        (folder / place).mkdir(parents=True)
        areas = [f'area_code = "{place}{kind}"\narea_name = "{place} {kind}"\narea_type = "{kind}"'
                 f'\nparent_code = "{region}"' for kind in ("system", "place")]  # fmt: skip
        text = "".join(f"[[area]]\n{each}\n" for each in areas)
        (folder / place / "areas.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownSystem, match="Durham system and Wigan system do not lie side by"):
        find_system("Durham, Wigan", folder)


def test_every_system_and_every_kind_of_list_has_a_catalogue() -> None:
    lists = ("greater-manchester+E06000008", "E08000001+E06000008", "E12000001+E12000007")
    for system_id in (*settings.systems(), *lists):
        areas = load(settings.CATALOGUE, system_id).areas
        [itself] = [area for area in areas.values() if area.area_type == "system"]
        inside = [area for area in areas.values() if area.parent_code == itself.area_code]
        assert len(inside) == len(written_areas(system_id)) - 1 >= 2, system_id
        if system_id != "england":
            is_of_regions = inside[0].area_code.startswith("E12")
            assert areas[itself.parent_code].area_type == ("country" if is_of_regions else "region")
        assert re.fullmatch(r"[A-Z0-9]{9}", itself.area_code)


def test_england_and_its_regions_are_what_they_are_everywhere_in_another_part() -> None:
    here, england = (load(settings.CATALOGUE, each).areas for each in (OURS, "england"))
    assert england["E92000001"].area_type == "system"
    assert {area.area_type for code, area in england.items() if code[:3] == "E12"} == {"place"}
    same = ("area_name", "dfe_number", "authority_codes", "parent_code")
    for code in ("E92000001", "E12000002"):
        assert [getattr(here[code], name) for name in same] == [
            getattr(england[code], name) for name in same
        ]
    every = [code for area in england.values() for code in area.authority_codes]
    assert len(every) == len(set(every)) > 296  # each authority lies in one region


def test_where_england_is_the_system_nothing_is_offered_twice() -> None:
    """In a process of its own: which system a process is about is settled once."""
    said = subprocess.run(
        [sys.executable, "-c", SETTLED],
        env={**os.environ, "INSIGHT_SYSTEM": "england"},
        cwd=settings.PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(said.stdout) == {
        "benchmarks": ["E92000001"],
        "wider": ["E92000001"],
        "how_many": "nine",
        "kind": "region",
        "outside": [],
        "england": "E92000001",
        "instead": {},
        "among": [],
    }


def test_a_list_is_named_after_its_parts() -> None:
    names = [
        next(iter(written_areas(find_system(each))))["area_name"]
        for each in ("Bolton, Bury", "QOP, QE1", "Bolton, Bury, Wigan, Oldham, Salford")
    ]
    assert names == [
        "Bolton and Bury",
        "Greater Manchester, and Lancashire and South Cumbria",
        "Bolton, Bury, Oldham and 2 more",
    ]
