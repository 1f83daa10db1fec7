"""What a reader may choose. Every choice lives in the address, so a link restores the view.

The address holds the words on the picker (`?place=Halton`). A link may also use the id
(`?place=E06000006`), which stays right when the words change: it is turned into the words once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.analysis.comparisons import LIFE_EXPECTANCY
from insight.language import number_format
from insight.reference.areas import BENCHMARKS, SYSTEM, Benchmark, areas
from insight.reference.vocabulary import TOPICS
from insight.store import Store, queries
from insight.store.rows import tuples
from pages import data

FIRST_INDICATOR = LIFE_EXPECTANCY["female"]  # the most widely understood figure there is
EDITIONS = {"2025": "2025", "2019": "2019"}
CONFIDENCES = {"0.95": "95%", "0.998": "99.8%"}
ORDERS = {"value": "Highest first", "name": "By name"}
RANKS = {"most": "Most deprived", "least": "Least deprived", "name": "Name"}
SHAPES = {
    "boundary": "Boundaries",
    "approximate": "Approximate areas",
    "hexagon": "Hexagons",
}


def place(with_system: bool = False) -> tuple[str, str]:
    """Code and name of the Place chosen, or of the system, which then is the first choice."""
    frame = data.query(queries.places)
    names = dict(zip(frame["place_code"], frame["place_name"], strict=True))
    if with_system:
        names = {SYSTEM: areas()[SYSTEM].area_name, **names}
    code = pick("Place", names, "place")
    return code, names[code]


def indicator(listed: Callable[[Store], pd.DataFrame]) -> str:
    """Id of the indicator chosen from those of a question, such as `queries.indicators`.

    Typing in the box searches.
    """
    names = data.shared(_indicator_names, listed=listed)
    return pick("Indicator", names, "indicator", on_change=_show_latest_period)


def _indicator_names(store: Store, listed: Callable[[Store], pd.DataFrame]) -> dict[str, str]:
    """What is on the picker by id: by topic, the best known first."""
    order = {topic: position for position, topic in enumerate(TOPICS)}
    found = listed(store).drop_duplicates("indicator_id")
    found = found.assign(
        topic_order=found["topic"].map(order), is_first=found["indicator_id"] == FIRST_INDICATOR
    ).sort_values(["topic_order", "is_first", "plain_name"], ascending=[True, False, True])
    return {
        row.indicator_id: f"{number_format.capital(row.topic)}: {row.plain_name}"
        for row in tuples(found)
    }


def _show_latest_period() -> None:
    """A newly picked indicator opens on its own latest period, not on the last one's."""
    periods = data.query(queries.periods, indicator_id=st.session_state["indicator"])
    if len(periods):
        st.session_state["period"] = next(iter(_period_days(periods)))


def edition() -> str:
    """Edition of the English Indices of Deprivation: '2025' or '2019'."""
    return press("Deprivation edition", EDITIONS, "edition")


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
    return press("Shape", names, "shape") if names else ""


def benchmark() -> Benchmark:
    """What a Place is set against, and how sure a difference must be, each with its picker."""
    code = press("Compare with", {each: Benchmark(each).label for each in BENCHMARKS}, "benchmark")
    sure = press("How sure", CONFIDENCES, "sure")
    return Benchmark(code, float(sure))


def period(periods: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the period chosen from `queries.periods`, newest first."""
    days = _period_days(periods)
    return days[pick("Period", dict(zip(days, periods["period_label"], strict=True)), "period")]


def _period_days(periods: pd.DataFrame) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """The periods' first and last days, by the id a link may use: 2022-01-01/2024-12-31."""
    days = zip(periods["period_start_date"], periods["period_end_date"], strict=True)
    return {f"{start:%Y-%m-%d}/{end:%Y-%m-%d}": (start, end) for start, end in days}


def order() -> str:
    """'value' or 'name'."""
    return press("Order", ORDERS, "order")


def rank() -> str:
    """'most' or 'least' deprived first, or by 'name'."""
    return press("First", RANKS, "rank")


def area(areas: pd.DataFrame) -> tuple[str, str]:
    """Code and name of one of these areas (area_code, area_name)."""
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    code = pick("Area", names, "in")
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


def is_phone() -> bool:
    """Whether the browser says it is a phone. Not a choice, but like one it shapes a page."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def pick(label: str, names: dict[str, str], key: str, **extra: Any) -> str:
    """The id chosen from a list. names: id → words on the screen; key: its name in the address."""
    return _choose(st.selectbox, label, names, key, **extra)


def press(label: str, names: dict[str, str], key: str) -> str:
    """Like `pick`, for the few: all are on the screen at once."""
    first = next(iter(names))
    return _choose(st.segmented_control, label, names, key, default=first, required=True)


def _choose(
    picker: Callable[..., str], label: str, names: dict[str, str], key: str, **extra: Any
) -> str:
    """The id chosen, the first when nothing is asked for. Names must differ from one another."""
    asked = st.query_params.get(key)
    if key in st.session_state:
        if st.session_state[key] not in names:
            # Another choice took this one away, such as a period this indicator does not have.
            st.session_state[key] = next(iter(names))
            extra.pop("default", None)
    elif asked in names and asked != names[asked]:
        st.query_params[key] = names[asked]
        # This run ends here, with some choices half made: let them be read afresh.
        for made in [each for each in st.session_state if each in st.query_params]:
            del st.session_state[made]
        st.rerun()
    elif asked is not None and asked not in names.values():
        # What was asked for is not repeated: anyone may write a link.
        st.html(
            f'<p class="note">The link asked for a choice of “{label}” that is not here. '
            f"This shows “{escape(next(iter(names.values())))}” instead.</p>"
        )
    return picker(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        **extra,
    )
