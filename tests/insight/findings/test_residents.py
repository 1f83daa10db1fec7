"""Who lives in an area: shares of one kind or of all, beside the system's."""

from __future__ import annotations

import pytest

from insight.findings.residents import KINDS, residents
from insight.language import number_format
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from tests.insight.small_store import HALTON


@pytest.mark.parametrize("kind", ["age", "ethnic_group", "plus"])
def test_a_kind_shows_every_group_beside_the_system(small_store: Store, kind: str) -> None:
    finding = residents(small_store, HALTON, kind)
    assert finding is not None
    expected = queries.residents(small_store, HALTON)
    expected = expected[expected["kind"] == kind]
    assert finding.table.caption == f"{KINDS[kind].heading}, share of residents, 2021"
    assert finding.table.columns == (KINDS[kind].heading, "Halton", "System")
    assert finding.table.texts == tuple(
        (
            row.group_name,
            number_format.figure(row.value, "%", 1),
            number_format.figure(row.system_value, "%", 1),
        )
        for row in expected.itertuples()
    )
    assert all(row[1].drawing.startswith("<svg") for row in finding.table.rows)
    assert finding.source_ids == (KINDS[kind].source_id,)


def test_town_and_country_counts_people_and_neighbourhoods(small_store: Store) -> None:
    finding = residents(small_store, HALTON, "rural_urban")
    assert finding is not None
    expected = queries.rural_urban(small_store, HALTON)
    assert finding.table.caption == "Rural and urban, share of residents, 2021"
    assert [row[2] for row in finding.table.texts] == [
        str(count) for count in expected["neighbourhood_count"]
    ]
    whole = queries.rural_urban(small_store, SYSTEM).set_index("rural_urban")["people_pct"]
    values = finding.table.values
    assert list(values["value"]) == list(expected["people_pct"])
    assert list(values["benchmark_value"]) == [whole[name] for name in values["group_name"]]


def test_all_kinds_stand_in_one_table_that_says_which_is_which(small_store: Store) -> None:
    finding = residents(small_store, HALTON)
    assert finding is not None
    parts = [residents(small_store, HALTON, kind) for kind in KINDS]
    assert len(finding.table.rows) == sum(len(part.table.rows) for part in parts if part)
    assert finding.table.texts[0][0].endswith("; Age")
    assert finding.subtitle == "Residents of Halton beside the nine Places together"
    assert len({part.finding_id for part in (finding, *parts) if part}) == 5


def test_the_system_may_be_asked_for(small_store: Store) -> None:
    finding = residents(small_store, SYSTEM)
    assert finding is not None and finding.link is None
    values = finding.table.values
    assert (values["value"] == values["benchmark_value"]).all()


def test_nobody_was_counted_in_an_empty_store(empty_store: Store) -> None:
    assert residents(empty_store, HALTON) is None
    assert residents(empty_store, HALTON, "age") is None


def test_only_shares_of_all_residents_are_shown(real_store: Store) -> None:
    """Other measures of who lives here are given for the same groups, and are no shares of it."""
    for place in (SYSTEM, "E08000014"):
        frame = queries.residents(real_store, place)
        assert not frame.duplicated(["kind", "group_id"]).any()
        sums = frame.groupby("kind")["value"].sum()
        assert set(sums.index) == {"age", "ethnic_group", "plus"}
        assert sums.to_numpy() == pytest.approx(100, abs=0.2)
