"""What a reader may choose. Every choice lives in the address, so a link restores the view.

The address holds the words on the picker (`?place=Halton`). A link may also use the id
(`?place=E06000006`), which stays right when the words change: it is turned into the words once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from insight import questions
from insight.summaries import LIFE_EXPECTANCY
from insight.vocabulary import TOPICS
from pages.parts import answers

FIRST_INDICATOR = LIFE_EXPECTANCY["female"]  # the most widely understood figure there is
EDITIONS = {"2025": "2025", "2019": "2019"}
BENCHMARKS = {
    "E92000001": "England",
    "E12000002": "North West",
    "E54000008": "Cheshire and Merseyside",
}
ORDERS = {"value": "Highest first", "name": "By name"}
RANKS = {"most": "Most deprived first", "least": "Least deprived first", "name": "By name"}
SHAPES = {
    "boundary": "Boundaries",
    "approximate": "Approximate areas",
    "hexagon": "Hexagons",
}


def place() -> tuple[str, str]:
    """Code and name of the Place chosen."""
    frame = answers.ask(questions.places)
    names = dict(zip(frame["place_code"], frame["place_name"], strict=True))
    code = _pick("Place", names, "place")
    return code, names[code]


def indicator(listed: pd.DataFrame) -> str:
    """Id of the indicator chosen from `questions.indicators`. Typing in the box searches."""
    order = {topic: position for position, topic in enumerate(TOPICS)}
    listed = listed.assign(
        topic_order=listed["topic"].map(order), is_first=listed["indicator_id"] == FIRST_INDICATOR
    ).sort_values(["topic_order", "is_first", "plain_name"], ascending=[True, False, True])
    names = {
        row.indicator_id: f"{row.topic.capitalize()}: {row.plain_name}"
        for row in listed.itertuples()
    }
    return _pick("Indicator (type to search)", names, "indicator")


def edition() -> str:
    """Edition of the English Indices of Deprivation: '2025' or '2019'."""
    return _press("Deprivation edition", EDITIONS, "edition")


def edition_in_address() -> str:
    """The edition the address asks for, for parts of the page drawn before the picker."""
    asked = st.query_params.get("edition", "")
    return asked if asked in EDITIONS else next(iter(EDITIONS))


def shape(available: Iterable[str]) -> str:
    """How areas are drawn: 'boundary', 'approximate' or 'hexagon', of those available.

    '' without a picker when there are none.
    """
    offered = set(available)
    names = {id_: name for id_, name in SHAPES.items() if id_ in offered}
    return _press("Shape", names, "shape") if names else ""


def benchmark() -> tuple[str, str]:
    """Code and name of the area a Place is set against."""
    code = _press("Compare with", BENCHMARKS, "benchmark")
    return code, BENCHMARKS[code]


def period(periods: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the period chosen from `questions.periods`, newest first."""
    days = list(zip(periods["period_start_date"], periods["period_end_date"], strict=True))
    ids = [f"{start:%Y-%m-%d}/{end:%Y-%m-%d}" for start, end in days]
    chosen = _pick("Period", dict(zip(ids, periods["period_label"], strict=True)), "period")
    return days[ids.index(chosen)]


def order() -> str:
    """'value' or 'name'."""
    return _press("Order", ORDERS, "order")


def rank() -> str:
    """'most' or 'least' deprived first, or by 'name'."""
    return _press("Order", RANKS, "rank")


def area(areas: pd.DataFrame) -> tuple[str, str]:
    """Code and name of one of these areas (area_code, area_name)."""
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    code = _pick("Area", names, "in")
    return code, names[code]


def search(label: str, example: str) -> str:
    """Words to search for, trimmed; '' when nothing was typed."""
    typed = st.text_input(
        label,
        key="find",
        bind="query-params",
        type="search",
        placeholder=example,
        max_chars=60,
    )
    return (typed or "").strip()


def _pick(label: str, names: dict[str, str], key: str) -> str:
    return _choose(st.selectbox, label, names, key)


def _press(label: str, names: dict[str, str], key: str) -> str:
    return _choose(st.segmented_control, label, names, key, default=next(iter(names)))


def _choose(
    picker: Callable[..., str], label: str, names: dict[str, str], key: str, **extra: str
) -> str:
    """The id chosen, the first when nothing is asked for. Names must differ from one another."""
    asked = st.query_params.get(key)
    if asked in names and names[asked] not in (asked, None):
        st.query_params[key] = names[asked]
        st.rerun()
    if asked is not None and asked not in names.values():
        st.caption(f"The link asked for something that is not in this list: {label.lower()}.")
    required = (
        {"required": True, "default": next(iter(names))} if picker is not st.selectbox else {}
    )
    return picker(
        label, list(names), format_func=names.__getitem__, key=key, bind="query-params", **required
    )
