"""Who Core20 and PLUS are: shares of people as the store has them, and whose choice a group is."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings import Finding, core20
from insight.findings.catalogue import plus_groups
from insight.language import sentences
from insight.reference.vocabulary import PLUS_STATUSES, VERSIONS
from insight.store import CachedStore, Store, queries
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import HALTON, SYSTEM


def built(finding: Finding | None) -> Finding:
    assert finding is not None
    return finding


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_every_place_and_the_system_are_in_the_table(small_store: Store, edition: str) -> None:
    finding = built(core20.core20_people(small_store, edition))
    frame = queries.core20_people(small_store, edition)
    assert finding.sentence == sentences.core20_sentence(frame, edition)
    assert [row[0] for row in finding.table.texts] == list(frame["area_name"])
    shares = [row[1] for row in finding.table.texts]
    assert shares == [f"{share:.0f}%" for share in frame["core20_pct"]]
    assert set(finding.table.values["edition"]) == {edition}
    links = [row[0].main[0].link for row in finding.table.rows]  # type: ignore[union-attr]
    for link, row in zip(links, frame.itertuples(), strict=True):
        if row.area_type == "system":
            assert link is None
        else:
            assert link is not None
            assert dict(link.choices) == {"place": row.area_code, "edition": edition}


@pytest.mark.data
def test_shares_equal_a_count_of_the_neighbourhoods(real_store: CachedStore) -> None:
    finding = built(core20.core20_people(real_store, "2025"))
    counted = real_store.connection.execute(
        "SELECT place.area_code, 100.0 * sum(d.population_count) FILTER (d.decile <= 2) "
        "/ sum(d.population_count) FROM deprivation AS d "
        "JOIN neighbourhood AS n ON n.area_code = d.area_code "
        "JOIN area AS place ON place.area_code = n.place_code "
        "WHERE d.edition = '2025' AND d.domain = 'imd' GROUP BY place.area_code"
    ).fetchall()
    shares = finding.table.values.set_index("area_code")["core20_pct"]
    assert len(counted) == 9
    for code, share in counted:
        assert shares[code] == pytest.approx(share)
    (chart,) = finding.editable()  # type: ignore[misc]
    places = list(chart.lines[0].values[:-1])
    assert places == sorted(places, reverse=True)
    assert chart.categories[-1] == "Cheshire and Merseyside"


@pytest.mark.parametrize(("area_code", "where"), [(SYSTEM, "the nine Places"), (HALTON, "Halton")])
def test_tenths_count_every_neighbourhood_once(
    small_store: Store, area_code: str, where: str
) -> None:
    finding = built(core20.deprivation_tenths(small_store, "2025", area_code))
    place_code = None if area_code == SYSTEM else area_code
    frame = queries.neighbourhood_deprivation(small_store, "2025", place_code=place_code)
    values = finding.table.values
    assert values["neighbourhood_count"].sum() == len(frame) > 0
    assert values["neighbourhood_pct"].sum() == pytest.approx(100)
    for tenth, count in zip(values["decile"], values["neighbourhood_count"], strict=True):
        assert count == (frame["decile"] == tenth).sum()
    first = (frame["decile"] == 1).sum()
    verb = "is" if first == 1 else "are"
    noun = "neighbourhoods" if len(frame) > 1 else "neighbourhood"
    assert finding.title == f"{first} of {len(frame)} {noun} {verb} in the most deprived tenth"
    assert where in finding.subtitle and where in finding.sentence
    (chart,) = finding.editable()  # type: ignore[misc]
    assert list(chart.lines[0].values) == list(values["neighbourhood_count"])


def test_without_deprivation_there_is_nothing(empty_store: Store) -> None:
    for edition in ("2025", "2019"):
        assert core20.core20_people(empty_store, edition) is None
        assert core20.deprivation_tenths(empty_store, edition) is None


@pytest.mark.data
@pytest.mark.parametrize("version", VERSIONS)
def test_every_plus_group_says_whose_choice_it_is_and_what_is_known(
    real_store: CachedStore, version: str
) -> None:
    finding = core20.plus_groups(real_store, version)
    listed = plus_groups(real_store, version)
    assert blank_cells(finding) == []
    names = queries.indicators(real_store).set_index("indicator_id")["plain_name"]
    for group, row in zip(listed, finding.table.rows, strict=True):
        name, measures, reason, choice = row
        assert name.text == f"{group.group_name}; {group.definition}"
        assert choice.text.startswith(f"{group.owner}; {PLUS_STATUSES[group.status]}")
        assert ("No date of decision." in choice.text) is (not group.decided_date)
        assert reason.text == (group.unmeasured_reason or "–")
        known = [names[each] for each in group.measures if each in names.index]
        blocks = [measures, *measures.below] if known else []
        assert [block.main[0].text for block in blocks] == known  # type: ignore[union-attr]
        assert all(block.notes for block in blocks)
        assert known or measures.text == "No figure yet"
    assert isinstance(finding.table.values, pd.DataFrame)
    assert list(finding.table.values["group_name"]) == [each.group_name for each in listed]
