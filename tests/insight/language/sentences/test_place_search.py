"""What is said to somebody who looks for where they live, whatever they typed."""

from __future__ import annotations

import pytest

from insight.analysis.place_search import place_search
from insight.language.sentences.place_search import search_sentence
from insight.store import CachedStore

pytestmark = pytest.mark.data


@pytest.mark.parametrize(
    ("typed", "how", "said"),
    [
        ("b", "too short", "Type a little more: "),
        ("qqqqqq", "nothing", "We found no place of that name in Cheshire and Merseyside."),
        ("Manchester", "outside", "Manchester is outside Cheshire and Merseyside"),
        ("Manchestr", "outside spelling", "Did you mean Manchester? Manchester is outside"),
        ("M1 1AA", "outside", "M1 1AA is outside Cheshire and Merseyside"),
        ("CH41 5", "postcode", "Postcodes that begin with CH41 5 are in 2 areas. Choose yours"),
        ("CH41 9ZZ", "not listed", "We do not know the postcode CH41 9ZZ. It may be new, wrong"),
        ("Birkenhed", "spelling", "Did you mean Birkenhead in Wirral? Choose your area."),
        ("Northwood", "exact", "We found Northwood in Knowsley. Choose your area."),
        ("St Helens", "exact", "We found St Helens. Choose your area."),
        ("Wirral", "exact", "We found Wirral. For your own part of it, type your postcode"),
    ],
)
def test_every_answer_says_what_to_do_next(
    typed: str, how: str, said: str, real_store: CachedStore
) -> None:
    found = place_search(real_store, typed)
    assert (found.how, search_sentence(found)[: len(said)]) == (how, said)
