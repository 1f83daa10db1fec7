"""Which system is meant by a name, or by a list of authorities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from insight import settings
from insight.reference.catalogue import load
from insight.reference.systems import UnknownSystem, find_system, written_areas


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
        ("Bolton", "Bolton is one authority, and a system is several"),
        ("", "no area called ''"),
        ("England", r"All of England cannot be one system yet\. .* data/catalogue/areas\.toml"),
    ],
)
def test_what_is_no_system_is_refused_with_what_to_do(words: str, said: str) -> None:
    with pytest.raises(UnknownSystem, match=said):
        find_system(words)


def test_authorities_of_two_regions_are_refused(tmp_path: Path) -> None:
    for region, place in (("E12000001", "Durham"), ("E12000002", "Wigan")):
        (tmp_path / place).mkdir()
        areas = [f'area_code = "{place}{kind}"\narea_name = "{place} {kind}"\narea_type = "{kind}"'
                 f'\nparent_code = "{region}"' for kind in ("system", "place")]  # fmt: skip
        text = "".join(f"[[area]]\n{each}\n" for each in areas)
        (tmp_path / place / "areas.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownSystem, match="Durham system and Wigan system lie in 2 regions"):
        find_system("Durham, Wigan", tmp_path)


def test_every_system_and_every_kind_of_list_has_a_catalogue() -> None:
    for system_id in (*settings.systems(), "greater-manchester+E06000008", "E08000001+E06000008"):
        areas = load(settings.CATALOGUE, system_id).areas
        [itself] = [area for area in areas.values() if area.area_type == "system"]
        inside = [area for area in areas.values() if area.parent_code == itself.area_code]
        assert len(inside) == len(written_areas(system_id)) - 1 >= 2, system_id
        assert areas[itself.parent_code].area_type == "region"
        assert re.fullmatch(r"[A-Z0-9]{9}", itself.area_code)


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
