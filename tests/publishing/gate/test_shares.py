"""Shares in prose, in digits or in words, are those of the CSV."""

from __future__ import annotations

import csv
import io

import pytest

from publishing.gate import agreement
from publishing.gate.ranks import ranks_agree
from publishing.gate.share_words import shares
from publishing.gate.shares import shares_agree
from publishing.gate.years import years_agree
from tests.publishing.gate.conftest import TODAY, Chart

# Each way to tell a share, and what it is in per cent.
TOLD = {
    "forty per cent of cancers": 40,
    "Forty-one percent were": 41,
    "FORTY\u2011PER\u2011CENT.": 40,
    "forty point five per cent": 40.5,
    "twenty-nine and a half per cent": 29.5,
    "half a per cent of them": 0.5,
    "a hundred pct": 100,
    "41.5% of them": 41.5,
    "43.4 per 100 were": 43.4,
    "434 people per 1,000 were": 43.4,
    "0.4 of all cancers": 40,
    "one in three was": 33.3,
    "one person in four was": 25,
    "nine out of every ten were": 90,
    "three people out of ten were": 30,
    "four in 10 were": 40,
    "3 in ten were": 30,
    "one in roughly three was": 33.3,
    "one hundred and five in a thousand were": 10.5,
    "a third of cancers": 33.3,
    "one-third of cancers": 33.3,
    "a good third of cancers": 33.3,
    "two fifths were": 40,
    "seven-tenths of cancers": 70,
    "an eighth.": 12.5,
    "half of cancers": 50,
    "every fourth person was": 25,
    "roughly one half came": 50,
    "of every 100 cancers, 35 were": 35,
    "out of ten people here, three were": 30,
    "three of ten were": 30,
    "⅓ of cancers": 33.3,
    "1/3 of cancers": 33.3,
}
NO_SHARE = (
    "Third, look at Halton.",
    "This is the third of three charts.",
    "The most deprived fifth of neighbourhoods is shown.",
    "In the second quarter of 2021, and in the first half of 2021.",
    "We look again every third month, and every quarter in Halton.",
    "Half a year later, and a quarter of an hour.",
    "One in Halton may not be the same as one in Wirral.",
    "It is one of nine Places; it is lower in 3 of the 9.",
    "A per cent sign stands in the table.",
    "It rose by 5 in 10 years, and by 2 in 2021.",
    "The range is 95% sure: a 95% interval. Range (95%)",
    "Two and a half years.",
    "In 5 of 10 years it fell; of 9 Places, 1 is worse.",
    "It is on page 3 of 10 pages.",
)


@pytest.mark.parametrize("said", TOLD)
def test_every_way_to_tell_a_share_is_read(said: str) -> None:
    [share] = shares(f"In Halton, {said}")
    assert share.low <= TOLD[said] + 0.05 and share.high >= TOLD[said] - 0.05
    assert (share.low + share.high) / 2 == pytest.approx(TOLD[said], abs=0.05)


@pytest.mark.parametrize("said", NO_SHARE)
def test_what_is_no_share_is_left_alone(said: str) -> None:
    assert [*shares(said)] == []


def test_the_words_before_it_say_how_near_a_figure_is() -> None:
    for said, low, high in (
        ("more than a third of", 33.3, 100),
        ("under a fifth of", 0, 20),
        ("nearly half of", 45, 50),
        ("just over half of", 50, 55),
        ("about forty per cent of", 37.5, 42.5),
    ):
        [share] = shares(f"In Halton, {said} cancers")
        assert (share.low, share.high) == pytest.approx((low, high), abs=0.6), said


def test_a_share_that_no_figure_gives_is_found_wherever_it_is_told(chart: Chart) -> None:
    page = chart.files()["index.html"].decode()
    for said, is_found in (
        ("In Halton, forty per cent were found early.", True),
        ("In Halton, 41% were found early.", True),
        ("In Halton, two thirds were found early.", True),
        ("In Halton, one in three was found early.", True),
        ("In Halton, fifty-nine per cent were found early.", False),
        ("In Knowsley, fifty-nine per cent were found early.", True),
        ("In Halton, about six in 10 were found early.", False),
        ("In Halton, more than half were found early.", False),
        ("In Halton, it was about a tenth higher than in Knowsley.", False),
    ):
        expected = {"agreement"} if is_found else set()
        told = page.replace("<figure>", f"<p>{said}</p><figure>", 1).encode()
        found = chart.asked(shares_agree, chart.files() | {"index.html": told})
        assert found == expected, said
        assert chart.but(summary=said).asked(shares_agree) == expected, said
        assert is_found or not chart.but(summary=said).asked(agreement.alt_agrees), said


def test_a_year_without_figures_is_found_wherever_it_is_told(chart: Chart) -> None:
    page = chart.files()["index.html"].decode()
    period = next(csv.DictReader(io.StringIO(chart.data.decode("utf-8-sig"))))["Period"]
    for said, is_found in (
        ("In 1999 it was lower.", True),
        ("From 2001/02 it rose.", True),
        (f"In {period} it was so.", False),
        (f"It was made in {TODAY.year}, and comes again in 2035.", False),
        ("There were 2,003 of them.", False),
    ):
        expected = {"agreement"} if is_found else set()
        told = page.replace("<figure>", f"<p>{said}</p><figure>", 1).encode()
        found = chart.asked(years_agree, chart.files() | {"index.html": told})
        assert found == expected, said


def test_an_area_told_as_the_highest_or_lowest_is_so(chart: Chart) -> None:
    page = chart.files()["index.html"].decode()
    rows = [*csv.DictReader(io.StringIO(chart.data.decode("utf-8-sig")))]
    ranked = [row["Area"] for row in sorted(rows, key=lambda row: float(row["Figure"]))]
    low, middle, high = ranked[0], ranked[len(ranked) // 2], ranked[-1]
    for said, is_found in (
        (f"{high} has the highest share.", False),
        (f"{low} is lowest, and {high} is highest.", False),
        (f"{low} is among the lowest; {middle} is the second lowest.", False),
        (f"{middle} is the lowest of all.", True),
        (f"{high} is lowest and {low} is highest.", True),
    ):
        expected = {"agreement"} if is_found else set()
        told = page.replace("<figure>", f"<p>{said}</p><figure>", 1).encode()
        found = chart.asked(ranks_agree, chart.files() | {"index.html": told})
        assert found == expected, said
