"""The rules of Easy Read that a machine can check; the rest is for a reading group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.reference.areas import areas
from publishing.site import easy_read
from publishing.site.easy_read import PICTURES, Pair, faults, people_words, picture
from publishing.site.outline import place_codes

LONG = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([Pair("home", f"{LONG} sixteen.")], "more than 15 words"),
        ([Pair("home", f"{LONG}. {LONG}.")], ""),
        ([Pair("home", "Deprivation is bad.")], "hard word: Deprivation"),
        ([Pair("home", "It is disproportionately bad.")], "hard word: disproportionately"),
        ([Pair("home", "**Cancer** is an illness.")], "hard word: Cancer"),
        ([Pair("home", "**Cancer** is an illness.", word="cancer"), Pair("home", "Cancer.")], ""),
        ([Pair("home", "Cancer."), Pair("home", "It is an illness.", word="cancer")], "hard word"),
        ([Pair("home", "12.5 people smoke.")], "not people out of ten"),
        ([Pair("home", "12% of people smoke.")], "not people out of ten"),
        ([Pair("people", "About 3 in 10 smoke.", 3)], ""),
        ([Pair("people", "Many smoke.")], "people are drawn for a share"),
        ([Pair("home", "About 3 in 10 smoke.", 3)], "people are drawn for a share"),
        ([Pair("dragon", "A dragon.")], "no picture is called dragon"),
        ([Pair("home", "Short.")] * 61, "61 pairs"),
    ],
)
def test_what_breaks_a_rule_is_found(pairs: list[Pair], fault: str) -> None:
    found = faults(pairs)
    assert (fault in "; ".join(found)) if fault else found == []


@given(st.floats(0, 100))
def test_a_share_is_told_in_people_out_of_ten(percentage: float) -> None:
    words, drawn = people_words(percentage)
    assert abs(drawn - percentage / 10) <= 0.5 + 1e-9
    assert (f" {drawn} in 10" in words) == (0 < drawn < 10)


def test_no_place_and_no_share_makes_a_shipped_sentence_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for code in place_codes():
        for percentage in (1.0, 62.0, 98.0):
            monkeypatch.setattr(easy_read, "_percentage", lambda *_, at=percentage: at)
            monkeypatch.setattr(easy_read, "_shown", lambda _: set(easy_read.indicator_ids()))
            made = list(easy_read.pairs(None, code))  # type: ignore[arg-type]
            assert len(made) > 10 and faults(made) == []
            assert areas()[code].area_name in made[0].sentence


def test_as_many_people_are_dark_as_the_words_say() -> None:
    dark = picture(Pair("people", "About 3 in 10 smoke.", 3)).count(f'fill="{easy_read.DARK}"')
    assert dark == 3
    for name in PICTURES:
        assert 'aria-hidden="true"' in picture(Pair(name, "It."))
