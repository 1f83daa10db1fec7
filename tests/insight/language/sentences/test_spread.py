from __future__ import annotations

import pandas as pd
from hypothesis import given

from insight.language import sentences
from tests.insight.frames import NAMES, area_values, indicators
from tests.insight.language.sentences.claims import check_manners, claims
from tests.insight.statistics.test_verdicts import slow_extremes_differ

COLUMNS = ["value", "lower_ci", "upper_ci"]


@given(area_values(), indicators())
def test_ends_are_named_only_when_they_differ_by_more_than_chance(
    values: pd.DataFrame, indicator: pd.Series
) -> None:
    texts = [sentences.life_expectancy_sentence(values, indicator, "women")]
    if values["value"].notna().sum() > 1:
        texts.append(sentences.spread_sentence(values, indicator))
    is_real = slow_extremes_differ(values[COLUMNS])
    ends = values["value"].isin([values["value"].min(), values["value"].max()])
    for text in texts:
        check_manners(text)
        assert claims(text) == ({"more than chance"} if is_real else set())
        named = {name for name in NAMES if name in text}
        assert named == (set(values.loc[ends, "area_name"]) if is_real else set())


def test_the_difference_is_of_the_figures_before_they_are_rounded() -> None:
    values = pd.DataFrame({"area_name": ["A", "B"], "value": [79.86, 83.94]})
    values = values.assign(lower_ci=values["value"] - 0.4, upper_ci=values["value"] + 0.4)
    values = values.assign(period_label="2021 to 2023")
    years = {"unit": "years", "decimal_places": 1}
    assert sentences.life_expectancy_sentence(values, years, "women") == (
        "Women in B can expect to live 83.9 years, and in A 79.9 years (2021 to 2023)."
        " That difference of 4.1 years is more than chance."
    )
    assert sentences.spread_sentence(values, years) == (
        "In 2021 to 2023 the figures ran from 79.9 years in A to 83.9 years in B."
        " That difference of 4.1 years is more than chance."
    )


def test_a_spread_that_cannot_be_tested_or_is_none_is_said_so() -> None:
    values = pd.DataFrame({"area_name": ["A", "B"], "value": [7.2, 8.4]})
    values = values.assign(lower_ci=None, upper_ci=None, period_label="1 April 2024")
    rate = {"unit": "per 1,000", "decimal_places": 0}
    assert sentences.spread_sentence(values, rate) == (
        "On 1 April 2024 the figures ran from 7 to 8 per 1,000."
        " They have no range, so the spread is not tested."
    )
    alike = values.assign(value=7.2)
    assert sentences.spread_sentence(alike, rate) == "On 1 April 2024 every figure was 7 per 1,000."
    assert sentences.life_expectancy_sentence(alike, rate, "men") == (
        "Across the Places, men can expect to live 7 per 1,000 (1 April 2024)."
    )


def test_one_figure_has_no_spread() -> None:
    values = pd.DataFrame({"value": [1.0, None]})
    assert sentences.spread_sentence(values, {}) == ""
