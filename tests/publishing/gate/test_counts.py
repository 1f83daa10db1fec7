"""Counts that are too small, and counts that others give away."""

from __future__ import annotations

from publishing.gate.contents import Contents
from publishing.gate.counts import (
    _worked_out,
    counts_of_people,
    small_counts,
    tells_small_count,
    worked_out_counts,
)
from tests.publishing.gate.conftest import Chart, csvw, table_csv

HEADER = "Area,Group,Comment (count)"
BASE = 10


def heard(*rows: str, header: str = HEADER) -> dict[str, bytes]:
    """A second file of counts."""
    data = table_csv(header, *rows)
    return {"heard.csv": data, "heard.csv-metadata.json": csvw("heard.csv", data)}


def given(*rows: str, header: str = HEADER) -> int:
    """How many hidden counts of a table can be worked out."""
    return len(_worked_out(counts_of_people(Contents(heard(*rows, header=header)), BASE, ())))


def test_a_count_below_the_base_is_found(chart: Chart) -> None:
    assert "small-counts" in chart.asked(small_counts, chart.files() | heard("Halton,carers,7"))
    assert "small-counts" not in chart.asked(
        small_counts, chart.files() | heard("Halton,carers,10")
    )
    assert "small-counts" not in chart.asked(small_counts, chart.files() | heard("Halton,carers,0"))


def test_ways_to_say_a_small_count() -> None:
    for said in (
        *("only 4 residents came", "Seven people died", "heard from 9 older women"),
        *("only 4 new mothers took part", "4 of the 12 carers", "4 out of 12 carers", "(n=4)"),
        *("Number of people: 4", "3 asylum seekers", "4 Black African women", "two refugees"),
        *("4 Traveller families", "six under-fives", "8 survey responses", "5 suicides"),
        *("found in 7 people", "3 men and 4 women", "deaths of 6 people", "out of 5 patients"),
    ):
        assert tells_small_count(said, BASE), said
    for said in (
        *("3 in 10 people", "fewer than 5 people", "Year 6 children", "6 of 9 Places"),
        *("three in four Black and Asian women", "at least one person", "n=40", "men: 4.2%"),
        *("Households of one parent", "6 weeks for women", "in 5 areas, women", "people: 7 per 10"),
        *("12 people", "One person may be counted twice", "10 to 19 people", "0.7 people"),
    ):
        assert not tells_small_count(said, BASE), said
    assert tells_small_count("12 people", 15)


def test_one_hidden_part_of_a_shown_total_is_no_secret(chart: Chart) -> None:
    rows = ("Halton,everyone,50", "Halton,carers,45", "Halton,veterans,too few")
    assert given(*rows) == 1
    assert "complementary-counts" in chart.asked(worked_out_counts, chart.files() | heard(*rows))


def test_two_hidden_parts_with_room_are_safe() -> None:
    rows = (
        "Halton,everyone,50",
        "Halton,carers,42",
        "Halton,veterans,too few",
        "Halton,deaf people,too few",
    )
    assert given(*rows) == 0  # fmt: skip


def test_two_hidden_parts_without_room_are_not() -> None:
    # Nine each is the most that 'too few' can be, so that 18 leaves no choice.
    rows = (
        "Halton,everyone,68",
        "Halton,carers,50",
        "Halton,veterans,too few",
        "Halton,deaf people,too few",
    )
    assert given(*rows) == 2  # fmt: skip


def test_a_count_is_worked_out_across_rows_and_columns() -> None:
    # Two hidden in each row, yet the columns give the first of them away.
    rows = (
        "Halton,everyone,60", "Halton,carers,too few", "Halton,veterans,protected",
        "Wirral,everyone,70", "Wirral,carers,40", "Wirral,veterans,30",
        "all,everyone,130", "all,carers,45", "all,veterans,85",
    )  # fmt: skip
    assert given(*rows) == 2


def test_themes_do_not_add_up_and_tell_nothing() -> None:
    header = "Area,Theme,Comment (count)"
    assert given("Halton,any,50", "Halton,access,45", "Halton,cost,too few", header=header) == 0


def test_sums_that_do_not_hold_tell_nothing() -> None:
    rows = (
        "Wirral,everyone,50", "Wirral,carers,45", "Wirral,veterans,30",
        "Halton,everyone,50", "Halton,carers,45", "Halton,veterans,too few",
    )  # fmt: skip
    assert given(*rows) == 0


def test_what_an_earlier_version_shows_cannot_be_hidden_again(chart: Chart) -> None:
    before = heard("Halton,carers,14", "Wirral,carers,30")
    now = heard("Halton,carers,too few", "Wirral,carers,30")
    assert "counts-between-versions" in chart.asked(
        worked_out_counts, chart.files() | now, others=[before]
    )
    assert "counts-between-versions" not in chart.asked(
        worked_out_counts, chart.files() | before, others=[before]
    )


def test_a_few_more_since_an_earlier_version_are_counted_by_nobody(chart: Chart) -> None:
    before = heard("Halton,carers,14")
    for count, is_blocked in (("16", True), ("24", False), ("14", False)):
        found = chart.asked(
            worked_out_counts, chart.files() | heard(f"Halton,carers,{count}"), others=[before]
        )
        assert ("counts-between-versions" in found) is is_blocked


def test_tables_that_share_a_total_are_looked_at_together(chart: Chart) -> None:
    # This one hides one group of Halton; another release has Halton's total, and the other group.
    now = heard("Halton,carers,45", "Halton,veterans,too few")
    other = heard("Halton,50", header="Area,Comment (count)")
    found = chart.asked(worked_out_counts, chart.files() | now, others=[other])
    assert "counts-between-versions" in found
    assert "counts-between-versions" not in chart.asked(worked_out_counts, chart.files() | now)


def test_all_that_is_out_is_looked_at_together(chart: Chart) -> None:
    # This one hides men and women of a total; each of two others has women of one age.
    now = heard("Halton,,50", "Halton,men,too few", "Halton,women,protected")
    header = "Area,Group,Age,Comment (count)"
    young, old = (heard(f"Halton,women,{age}", header=header) for age in ("young,23", "old,24"))
    for others, is_blocked in (([young], False), ([old], False), ([young, old], True)):
        found = chart.asked(worked_out_counts, chart.files() | now, others=others)
        assert ("counts-between-versions" in found) is is_blocked
