"""Words of a chart's page that are cut to fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publishing.site.chart_page import fitting, shortened


def test_whole_sentences_are_kept_and_else_whole_words() -> None:
    assert shortened("One. Two is 2.5 long. Three", 24) == "One. Two is 2.5 long."
    assert shortened("Onewordthatislong, and another", 20) == "Onewordthatislong…"
    assert shortened("Short", 20) == "Short"


def test_a_heading_loses_its_last_clauses_first() -> None:
    assert fitting("Deaths: " + "a" * 60 + "; " + "b" * 60) == "Deaths: " + "a" * 60
    assert fitting("Deaths: low; high") == "Deaths: low; high"
    assert fitting("a" * 120) == "a" * 120  # the gate and the author see to it


@given(st.text(st.sampled_from("ab .,!1"), max_size=80), st.integers(10, 40))
def test_nothing_is_longer_than_it_may_be_nor_cut_within_a_word(text: str, longest: int) -> None:
    found = shortened(text, longest)
    assert len(found) <= longest or found == text
    kept = found.removesuffix("…")
    assert text.startswith(kept)
