"""Which two periods a change of a gap is between, and when there are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.inequality.change import NO_RANGE, NOT_COMPARABLE, ONE_PERIOD, gap_changes
from etl.inequality.gaps import gaps
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue

Period = tuple[int, int, float, float]  # first and last year, figures of Core20 and the rest


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return project_catalogue()


def change(catalogue: Catalogue, periods: list[Period], error: float = 0.5) -> dict[str, Any]:
    rows = [
        {
            "indicator_id": "smoking-adults",
            "area_code": "E06000006",
            "edition": "2019",
            "group_kind": "core20",
            "group_id": group,
            "period_start_date": date(first, 1, 1),
            "period_end_date": date(last, 12, 31),
            "period_label": f"{first} to {last}",
            "unit_of_analysis": "neighbourhoods",
            "value": value,
            "standard_error": error,
            "population_count": 1_000.0,
            "refusal": "only 2 neighbourhoods here" if np.isnan(value) else None,
        }
        for first, last, *values in periods
        for group, value in zip(("core20", "not-core20"), values, strict=True)
    ]
    figures = pd.DataFrame(rows)
    [found] = gap_changes(figures, gaps(figures, catalogue), catalogue).to_dict("records")
    return {str(name): value for name, value in found.items()}


def broken(catalogue: Catalogue, *days: date) -> Catalogue:
    """The catalogue with breaks in one series."""
    indicator = catalogue.indicators["smoking-adults"].model_copy(update={"breaks": days})
    return replace(catalogue, indicators={**catalogue.indicators, "smoking-adults": indicator})


def test_first_and_last_period_are_compared(catalogue: Catalogue) -> None:
    found = change(catalogue, [(2018, 2018, 20, 18), (2019, 2019, 25, 18), (2020, 2020, 26, 18)])
    assert found["from_period_label"] == "2018 to 2018"
    assert found["to_period_label"] == "2020 to 2020"
    assert found["absolute_word"] == found["relative_word"] == "widening"
    assert found["reason"] is None


def test_the_two_gaps_can_move_apart(catalogue: Catalogue) -> None:
    """Half in both groups: half the difference, the same ratio."""
    found = change(catalogue, [(2018, 2018, 40, 20), (2020, 2020, 20, 10)])
    assert (found["absolute_word"], found["relative_word"]) == ("narrowing", "no clear change")


def test_periods_that_overlap_share_people_and_are_not_compared(catalogue: Catalogue) -> None:
    overlapping = [(2016, 2018, 20, 18), (2017, 2019, 25, 18), (2018, 2020, 30, 18)]
    assert change(catalogue, overlapping)["reason"] == NOT_COMPARABLE
    found = change(catalogue, [(2015, 2017, 19, 18), *overlapping])
    assert found["from_period_label"] == "2015 to 2017"


def test_a_break_in_the_series_is_never_crossed(catalogue: Catalogue) -> None:
    periods: list[Period] = [(year, year, 20 + year - 2016, 18) for year in range(2016, 2022)]
    found = change(broken(catalogue, date(2019, 1, 1)), periods)
    assert found["from_period_label"] == "2019 to 2019"
    found = change(broken(catalogue, date(2017, 1, 1), date(2020, 1, 1)), periods)
    assert found["from_period_label"] == "2020 to 2020"
    found = change(broken(catalogue, date(2021, 1, 1)), periods)
    assert (found["absolute_word"], found["reason"]) == ("cannot be calculated", NOT_COMPARABLE)
    # A break still to come is none yet.
    assert change(broken(catalogue, date(2030, 1, 1)), periods)["absolute_word"] == "widening"


def test_one_period_or_no_range_is_no_change(catalogue: Catalogue) -> None:
    assert change(catalogue, [(2018, 2018, 20, 18)])["reason"] == ONE_PERIOD
    periods: list[Period] = [(2018, 2018, 20, 18), (2020, 2020, 26, 18)]
    assert change(catalogue, periods, error=np.nan)["reason"] == NO_RANGE


def test_a_refused_period_is_passed_over(catalogue: Catalogue) -> None:
    refused = (2018, 2018, np.nan, 18)
    found = change(catalogue, [refused, (2019, 2019, 20, 18), (2020, 2020, 26, 18)])
    assert found["from_period_label"] == "2019 to 2019"
    alone = change(catalogue, [refused])
    assert alone["reason"] == "Living in Core20 neighbourhoods: only 2 neighbourhoods here"
