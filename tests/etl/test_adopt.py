"""A file nobody has described yet: drafted, loaded by the next build, and never half written."""

from __future__ import annotations

import shutil
import time
import tomllib
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.adopt import NothingToAdopt, adopt
from etl.gather import gather
from insight import settings
from insight.reference.catalogue import load

ONS = """\
areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes
E92000001,England,Nation,Libraries within a mile,2024-09-01/P1Y,41.0,Percentage,%,40.5,41.5,,
E06000006,Halton,District,Libraries within a mile,2023-09-01/P1Y,37.5,Percentage,%,33.1,42.2,,
E06000006,Halton,District,Libraries within a mile,2024-09-01/P1Y,39.5,Percentage,%,35.0,44.2,,
E06000006,Halton,District,Happiness,2024-04-01/P1Y,7.4,Mean,,7.1,7.7,,
E06000006,Halton,District,"Shops, per 1,000 people",2024-01-01/P1Y,2.5,Rate,Rate,,,,
"""
FINGERTIPS = (
    "Indicator ID,Indicator Name,Area Code,Sex,Age,Category Type,Category,Time period,Value,"
    "Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Value note\n"
    "99001,Bites by dogs,E06000006,Persons,All ages,,,2023/24,12.5,10.1,15.3,125,100000,\n"
    "99001,Bites by dogs,E06000006,Male,All ages,,,2023/24,14.5,10.1,19.3,70,48000,\n"
    "99002,Height of grandmothers,E06000006,Female,65+ yrs,,,2023,161.5,,,,,\n"
)
LAIT = (
    "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region,Measure_short,Topic,"
    "Measure,Polarity,y_axis_name\n"
    "Kites,,2024,Halton,12.0,876,North West,Kites,Play,Children who fly kites,High,% of children\n"
    "InfMort,,2024,Halton,3.0,876,North West,InfMort,Health,Infant Mortality,Low,Rate\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of this test's own, and a raw folder beside it."""
    (tmp_path / "raw").mkdir()
    copy = tmp_path / "catalogue"
    shutil.copytree(settings.CATALOGUE, copy)
    monkeypatch.setattr(settings, "CATALOGUE", copy)
    return copy


def laid(folder: Path, name: str, text: str) -> Path:
    path = folder.parent / "raw" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unknown_file_is_adopted_and_the_next_build_has_its_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    path = laid(folder, "libraries.csv", ONS)
    assert main(["adopt", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Found: 2023-09-01/P1Y to 2024-09-01/P1Y; 2 of our areas; with intervals." in said
    assert 'indicator_id = "libraries-within-a-mile"' in said
    assert "2 drafts added" in said
    assert "happiness" not in said  # which the catalogue has

    catalogue = load(folder)
    adopted = catalogue.indicators["libraries-within-a-mile"]
    assert (adopted.unit, adopted.value_type, adopted.ci_method) == ("%", "percentage", "published")
    assert (adopted.polarity, adopted.year_kind) == ("no_judgement", "school")
    shops = catalogue.indicators["shops-per-1000-people"]
    assert (shops.unit, shops.value_type, shops.ci_method) == ("per 1,000", "rate", "none")
    assert "range" in shops.caveat

    found = gather(path.parent, catalogue).tables["observation"].set_index("indicator_id")
    halton = found.loc[["libraries-within-a-mile"]]
    halton = halton[halton["area_code"] == "E06000006"]
    assert halton[["value", "lower_ci", "upper_ci"]].to_numpy().tolist() == [
        [37.5, 33.1, 42.2],
        [39.5, 35.0, 44.2],
    ]
    assert halton["period_label"].tolist() == ["2023/24", "2024/25"]
    assert found.loc["shops-per-1000-people", "value"] == 2.5
    assert time.monotonic() - began < 60

    assert main(["adopt", str(path)]) == 0  # a second time there is nothing left to adopt
    assert "in the catalogue already" in capsys.readouterr().out


def test_the_unit_follows_from_the_counts_and_sexes_are_told_apart(folder: Path) -> None:
    [bites, height] = adopt(laid(folder, "bites.csv", FINGERTIPS), folder)
    assert (bites.values["unit"], bites.values["value_type"]) == ("per 10,000", "rate")
    assert bites.match == {"Indicator ID": "99001", "Sex": "Persons"}
    assert (height.values["unit"], height.values["sex"]) == ("as published", "female")
    assert height.match == {"Indicator ID": "99002", "Sex": "Female"}
    assert any("bare years" in words for words in height.to_check)
    assert any("unit" in words for words in height.to_check)


def test_a_file_of_r_is_no_other_for_its_words_for_blanks(folder: Path) -> None:
    """Deciles of England beside figures for everyone are no second figure of it."""
    [head, first, *_] = FINGERTIPS.splitlines()
    everyone = first.replace("All ages,,", "All ages,NA,NA").replace(",12.5,", ",125,")
    decile = everyone.replace("NA,NA", "Deprivation deciles,Most deprived decile")
    text = "\n".join([head, everyone.replace("10.1,15.3", "NA,NA"), decile])
    [bites] = adopt(laid(folder, "bites.csv", text), folder)
    assert not bites.has_interval
    assert bites.values["decimal_places"] == 0
    assert not any("several figures" in words for words in bites.to_check)


def test_areas_by_name_count_as_ours(folder: Path) -> None:
    [kites] = adopt(laid(folder, "lait.csv", LAIT), folder)
    assert (kites.values["indicator_name"], kites.values["unit"]) == ("Children who fly kites", "%")
    assert kites.our_areas == 1


@pytest.mark.slow
def test_drafts_are_added_to_those_before(folder: Path) -> None:
    adopt(laid(folder, "libraries.csv", ONS), folder)
    adopt(laid(folder, "bites.csv", FINGERTIPS), folder)
    text = (folder / "indicators" / "adopted.toml").read_text(encoding="utf-8")
    ids = [each["indicator_id"] for each in tomllib.loads(text)["indicator"]]
    assert ids == [
        "libraries-within-a-mile",
        "shops-per-1000-people",
        "bites-by-dogs",
        "height-of-grandmothers-female",
    ]


def test_two_figures_for_one_period_are_said(folder: Path) -> None:
    twice = FINGERTIPS + "99001,Bites by dogs,E06000006,Persons,All ages,,,2023/24,9,8,10,,,\n"
    bites = adopt(laid(folder, "bites.csv", twice), folder)[0]
    assert any("several figures" in words for words in bites.to_check)


@pytest.mark.parametrize("text", ["shop,price\nours,2\n", "Practice.Code,IMD\nN81001,2\n"])
def test_a_file_of_another_kind_is_refused_in_words(folder: Path, text: str) -> None:
    with pytest.raises(NothingToAdopt, match="is not of a kind that can be adopted"):
        adopt(laid(folder, "other.csv", text), folder)
    assert not (folder / "indicators" / "adopted.toml").exists()


def test_a_missing_file_stops_with_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adopt", str(folder / "nothing.csv")]) == 2
    assert "There is no file" in " ".join(capsys.readouterr().err.split())
