"""Need and priorities side by side: one table of needs, two lists, and files with all three."""

from __future__ import annotations

import pytest

from insight.analysis.mismatches import DOING_WELL, NEED, UNJUDGED
from insight.findings.mismatches import mismatched_priorities, mismatches
from insight.language import number_format
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.store import Store
from tests.insight.small_store import HALTON

KINDS = (NEED, DOING_WELL, UNJUDGED)


@pytest.mark.data
@pytest.mark.parametrize("area_code", [SYSTEM, HALTON])
@pytest.mark.parametrize("benchmark", [Benchmark(), Benchmark("similar", 0.998)])
def test_every_mismatch_is_in_its_table_and_in_the_files(
    area_code: str, benchmark: Benchmark, real_store: Store
) -> None:
    needs = mismatches(real_store, area_code, benchmark)
    values = needs.table.values
    assert set(values["kind"]) <= set(KINDS)
    # What is worse and is no own priority; recounted in analysis/test_mismatches.py.
    rows = values[values["kind"] == NEED].sort_values(["area_name", "topic", "plain_name"])
    assert len(rows) == len(needs.table.rows)
    for row, cells in zip(rows.to_dict("records"), needs.table.texts, strict=True):
        assert cells[0] == row["plain_name"]
        if area_code == SYSTEM:
            assert cells[1] == row["area_name"]
        *_, figure, reference, compared, whose = cells
        assert figure.startswith(f"{number_format.shown(row['value'], row)}; ")
        assert reference == number_format.shown(row["benchmark_value"], row)
        assert (compared, whose in ("the system", "nobody")) == ("▼ worse", True)
        assert (whose == "the system") == row["is_system_priority"]
    for kind in (DOING_WELL, UNJUDGED):
        found = mismatched_priorities(real_store, kind, area_code, benchmark)
        said = list(values.loc[values["kind"] == kind, "sentence"])
        assert [text for (text,) in found.table.texts] == said
    counts = values["kind"].value_counts()
    for kind, words in ((NEED, "figure"), (UNJUDGED, "stated")):
        count = int(counts.get(kind, 0))
        assert f"{count or 'no'} {words}" in needs.sentence
    if area_code != SYSTEM:
        assert "Place" not in needs.table.columns
        assert set(values["area_code"]) <= {area_code}


def test_what_it_is_and_what_it_is_not_stands_with_it(small_store: Store) -> None:
    needs = mismatches(small_store, HALTON, Benchmark(confidence=0.998))
    assert "a plan may have good reasons of its own" in needs.caveat
    assert "99.8% ones" in needs.caveat
    assert needs.subtitle.endswith("beside England")
    assert needs.about == {
        "benchmark_name": "England",
        "confidence": 99.8,
        "verdict_confidence": 99.8,
    }
    assert {"area_code", "period_label", "value", "lower_ci"} <= set(needs.table.values)


def test_an_empty_store_has_no_mismatch(empty_store: Store) -> None:
    needs = mismatches(empty_store)
    assert needs.sentence == f"{areas()[SYSTEM].area_name}: no mismatch was found."
    assert needs.table.rows == ()
    assert mismatched_priorities(empty_store, UNJUDGED).table.rows == ()
