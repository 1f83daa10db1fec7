"""One Place among English authorities: its stated priorities or one topic, and no more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from insight.findings.authority_spine import MOST_ROWS, authority_spine
from insight.findings.stated_priorities import priority_indicators
from insight.language import number_format
from insight.reference.areas import Benchmark
from insight.reference.vocabulary import TOPICS
from insight.store import Store, queries
from tests.insight.small_store import HALTON, PLACES


@pytest.mark.data
@pytest.mark.parametrize(
    ("place_code", "topics"), [(code, list(TOPICS)[n::9]) for n, code in enumerate(PLACES)]
)
def test_the_spine_holds_the_figures_of_the_shortlist(
    place_code: str, topics: Sequence[str], real_store: Store
) -> None:
    """Every Place with the priorities it stated, and each topic with one Place."""
    comparisons = queries.place_comparisons(real_store, Benchmark().code)
    here = comparisons[(comparisons["place_code"] == place_code) & comparisons["value"].notna()]
    here = here.set_index("indicator_id")
    for shortlist in ("stated", *topics):
        listed = here["topic"] == shortlist
        if shortlist == "stated":
            listed = here.index.isin(priority_indicators(real_store, place_code))
        expected = here[listed]
        found = authority_spine(real_store, place_code, shortlist=shortlist)
        if found is None:
            assert expected.empty
            continue
        values = found.table.values
        assert list(values["indicator_id"]) == list(expected.index)[:MOST_ROWS]
        assert found.subtitle.startswith(f"{len(values)} indicator")
        for cells, row in zip(found.table.texts, values.to_dict("records"), strict=True):
            assert cells[0] == f"{row['plain_name']}; {row['period_label']}"
            assert cells[1] == number_format.figure(
                expected.loc[row["indicator_id"], "value"], row["unit"], row["decimal_places"]
            )
        assert found.picture is not None and found.alt and found.source_ids


def test_without_figures_there_is_no_spine(small_store: Store, empty_store: Store) -> None:
    assert authority_spine(small_store, HALTON, shortlist="cancer") is None
    assert authority_spine(empty_store, HALTON) is None
