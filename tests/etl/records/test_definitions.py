"""What is counted in records is complete, and mistakes in it are named."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from etl.records.definitions import FIRST_LOCAL_CONCEPT, Definitions, load
from insight.reference.catalogue import CatalogueError
from insight.settings import CATALOGUE


@pytest.fixture(scope="module")
def shipped() -> Definitions:
    return load(CATALOGUE)


def test_every_measure_of_records_is_counted_and_awaited(shipped: Definitions) -> None:
    awaited = {i for i, each in shipped.indicators.items() if each.awaits == "records"}
    assert awaited == set(shipped.measures) and len(awaited) >= 12
    for each in shipped.measures.values():
        about = shipped.indicators[each.measure_id]
        assert about.source_id == "linked-records"
        assert about.match == {"measure_id": (each.measure_id,)}
        assert about.counts_people is (about.value_type == "percentage")
        assert each.official.endswith(".") and each.core20plus5.endswith(".")


def test_every_set_of_codes_is_used_and_says_whose_list_it_stands_for(
    shipped: Definitions,
) -> None:
    used = {name for each in shipped.measures.values() for name in each.code_sets()}
    assert used == set(shipped.code_sets)
    for each in shipped.code_sets.values():
        assert each.source.endswith(".") and len(each.source) > 20
        assert each.local > FIRST_LOCAL_CONCEPT > max(each.omop, default=0)


def test_every_code_has_a_name(shipped: Definitions) -> None:
    """Read by people: a number alone cannot be checked. Codes of one name belong to one meaning."""
    lines = (CATALOGUE / "records" / "codes" / "concepts.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    named = {(row["vocabulary"], row["code"]): row for row in rows}
    used = {("OMOP", str(number)) for each in shipped.code_sets.values() for number in each.omop}
    used |= {("SNOMED CT", code) for each in shipped.code_sets.values() for code in each.snomed}
    assert set(named) == used and len(named) == len(rows)
    assert all(row["name"] for row in rows)
    assert sum(bool(row["seen_in"]) for row in rows) / len(rows) > 0.85


def test_mistakes_are_named(tmp_path: Path) -> None:
    for name in ("indicators", "records"):
        shutil.copytree(CATALOGUE / name, tmp_path / name)
    shutil.copy(CATALOGUE / "sources.toml", tmp_path)
    file = tmp_path / "records" / "core20plus5.toml"
    text = file.read_text("utf-8")
    text = text.replace('met_by = [{ codes = "flu-vaccine", months = 7 }]', "", 1)
    text = text.replace('codes = "covid-vaccine"', 'codes = "no-such-set"', 1)
    text = text.replace("is_standardised = true\n", "", 1)
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogueError) as error:
        load(tmp_path)
    said = "\n".join(error.value.problems)
    assert "must have either [[measure.met_by]] or [measure.events]" in said
    assert "unknown code set 'no-such-set'" in said
    assert "'records-copd-admissions': its range is by 'byar'" in said
