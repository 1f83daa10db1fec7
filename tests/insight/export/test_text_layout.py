"""Markup becomes lines of runs, and lines stay within their room."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from insight.export.text_layout import Run, block, lines_of, width, wrapped

words = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=12)


def test_bold_colour_and_lines_are_read() -> None:
    lines = lines_of('<b>Halton</b> 12%<br><span style="color:#003F87">▲</span> &lt;better')
    assert lines == [
        [Run("Halton", is_bold=True), Run(" 12%")],
        [Run("▲", colour="#003F87"), Run(" <better")],
    ]


def test_bold_is_wider_and_size_counts() -> None:
    plain, bold = [Run("Cheshire")], [Run("Cheshire", is_bold=True)]
    assert 0 < width(plain, 10) < width(bold, 10)
    assert width(plain, 20) == 2 * width(plain, 10)
    assert width([Run("e\u0301")], 10) == width([Run("e")], 10)  # an accent stands on its letter


@given(st.lists(words, max_size=30))
def test_wrapped_text_keeps_its_words_and_its_room(parts: list[str]) -> None:
    lines = wrapped(" ".join(parts), room=200, size=12)
    assert " ".join(run.text for line in lines for run in line).split() == parts
    assert all(width(line, 12) <= 200 for line in lines)


@given(st.lists(st.text("ABCwxyz0189/?&=-_.%", min_size=1, max_size=200), max_size=4))
def test_a_word_too_long_for_a_line_is_broken(parts: list[str]) -> None:
    lines = wrapped(" ".join(parts), room=100, size=12)
    assert "".join(run.text for line in lines for run in line).replace(" ", "") == "".join(parts)
    assert all(0 < width(line, 12) <= 100 for line in lines)


def test_an_address_is_broken_between_its_parts() -> None:
    lines = wrapped("https://example.test/inequality?indicator=adult-obesity&area=E0800", 150, 12)
    assert [run.text for line in lines for run in line] == [
        "https://example.test/",
        "inequality?indicator=",
        "adult-obesity&area=E0800",
    ]


def test_a_letter_wider_than_the_room_still_ends() -> None:
    assert [run.text for line in wrapped("MMM", 1, 12) for run in line] == ["M", "M", "M"]


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_no_text_becomes_markup(text: str) -> None:
    drawn = ElementTree.fromstring(block([[Run(text)]], 0, 0, 12, "#000000"))
    assert "".join(drawn.itertext()) == text
