"""What a reader may choose. Every choice lives in the address, so a link restores the view.

The address holds ids (`?place=E06000006`), which stay right when the words on the picker change. A
link may also use the words, as links once did. A picker's first choice is not in the address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from insight.analysis.headlines import LIFE_EXPECTANCY
from insight.findings import Link
from insight.findings.catalogue import retired
from insight.language import number_format
from insight.reference.areas import BENCHMARKS, ENGLAND, SYSTEM, Benchmark, areas
from insight.reference.vocabulary import TOPICS
from insight.store import Store, queries
from insight.store.rows import tuples
from pages import data
from pages.controls import address

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
MOST_LETTERS = 60  # of a search
RETIRED = Markup('<p class="note">“{name}” is no longer shown. {reason}{instead}</p>')
ELSEWHERE = Markup(
    '<p class="note">“{name}” has no groups to compare. '
    '<a href="{link}">Its own page</a> has its figures. This shows another measure.</p>'
)
NOT_HERE = Markup(
    '<p class="note">The link asked for a choice of “{label}” that is not here. '
    "This shows “{first}” instead.</p>"
)


def place(with_system: bool = False) -> tuple[str, str]:
    """Code and name of the Place chosen, or of the system, which then is the first choice."""
    names = data.shared(_place_names, with_system=with_system)
    code = pick("Place", names, "place")
    return code, names[code]


def _place_names(store: Store, with_system: bool) -> dict[str, str]:
    frame = queries.places(store)
    names = dict(zip(frame["place_code"], frame["place_name"], strict=True))
    return {SYSTEM: areas()[SYSTEM].area_name, **names} if with_system else names


def indicator(listed: Callable[[Store], pd.DataFrame]) -> str:
    """Id of the indicator chosen from those of a question, such as `queries.indicators`.

    Typing in the box searches. A newly picked one opens on its own latest period, not on the last
    one's.
    """
    names = data.shared(_indicator_names, listed=listed)
    _lead_on_from_retired(names)
    _lead_on_to_its_own_page(names)
    return pick("Indicator", names, "indicator", forget=("period",))


def _lead_on_from_retired(names: dict[str, str]) -> None:
    """Turn a link to an indicator that is gone into one to what replaced it, and say so."""
    asked = address.view().asked
    gone = data.shared(retired).get(asked.get("indicator", ""))
    if gone is None:
        return
    instead = ""
    if gone.replaced_by in names:
        asked["indicator"] = gone.replaced_by
        instead = " This shows what is counted instead, which is not the same measure."
    else:
        del asked["indicator"]
        instead = " What is counted instead has no figures here yet. So this shows another measure."
    st.html(RETIRED.format(name=gone.plain_name, reason=gone.reason, instead=instead))


def _lead_on_to_its_own_page(names: dict[str, str]) -> None:
    """Of a measure that a link or the bar brought along and this page does not list: say so."""
    asked = address.view().asked
    every = data.shared(_indicator_names, listed=queries.indicators)
    meant = address.meant(asked.get("indicator", ""), every)
    if meant is None or meant in names:
        return
    del asked["indicator"]
    link = Link.to("indicator", indicator=meant).address
    name = every[meant].partition(": ")[2]
    st.html(ELSEWHERE.format(name=name, link=link))


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


def edition(offered: Collection[str] = EDITIONS) -> str:
    """Edition of the English Indices of Deprivation: '2025' or '2019'.

    offered: those there are figures by; without a picker where there is no choice.
    """
    names = {id_: name for id_, name in EDITIONS.items() if id_ in offered}
    if len(names) < 2:
        return edition_in_address()
    return press("Deprivation edition", names, "edition")


def edition_in_address() -> str:
    """The edition the address asks for, for parts of the page drawn before the picker."""
    return address.meant(address.view().get("edition"), EDITIONS) or next(iter(EDITIONS))


def shape(available: Iterable[str]) -> str:
    """How areas are drawn: 'boundary', 'approximate' or 'hexagon', of those available.

    '' without a picker when there are none.
    """
    offered = set(available)
    names = {id_: name for id_, name in SHAPES.items() if id_ in offered}
    return press("Shape", names, "shape") if names else ""


def benchmark(offered: Collection[str] = BENCHMARKS) -> Benchmark:
    """What an area is set against, and how sure a difference must be, each with its picker.

    offered: what there is to be set against, the first of them first. England, without a picker,
    where there is nothing.
    """
    names = {each: Benchmark(each).label for each in offered}
    code = press("Compare with", names, "benchmark") if names else ENGLAND
    sure = press("How sure", CONFIDENCES, "sure")
    return Benchmark(code, float(sure))


def period(periods: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the period chosen from `queries.periods`, newest first."""
    listed = zip(periods["period_start_date"], periods["period_end_date"], strict=True)
    days = {f"{start:%Y-%m-%d}/{end:%Y-%m-%d}": (start, end) for start, end in listed}
    return days[pick("Period", dict(zip(days, periods["period_label"], strict=True)), "period")]


def order() -> str:
    """'value' or 'name'."""
    return press("Order", ORDERS, "order")


def rank() -> str:
    """'most' or 'least' deprived first, or by 'name'."""
    return press("First", RANKS, "rank")


def area(areas: pd.DataFrame) -> tuple[str, str]:
    """Code and name of one of these areas (area_code, area_name); first the Place in view."""
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    code = pick("Area", names, "in", first=address.place_in_view())
    return code, names[code]


def search(label: str, example: str) -> str:
    """Words to search for, trimmed; '' when nothing was typed."""
    view = address.view()
    if asked := view.asked.pop("find", "").strip():
        view.chosen["find"] = asked[:MOST_LETTERS].strip()
    typed = view.chosen.get("find", "")
    show("find", typed)
    st.text_input(
        label,
        key="find",
        type="search",
        placeholder=example,
        max_chars=MOST_LETTERS,
        on_change=_keep_typed,
        args=("find",),
    )
    return typed


def folded(label: str) -> DeltaGenerator:
    """A row for pickers, folded on a phone. label: of the tick there that opens it (frame.css)."""
    unfold(label)
    return st.container(horizontal=True, vertical_alignment="bottom", key="pickers-folded")


def unfold(label: str) -> None:
    """A tick, on a phone alone, that opens what `frame.css` folds there."""
    st.checkbox(label, key="unfold")


def pick(
    label: str, names: dict[str, str], key: str, forget: tuple[str, ...] = (), first: str = ""
) -> str:
    """The id chosen from a list. names: id → words on the screen; key: its name in the address.

    forget: choices of other pickers that end with a choice of this one. first: what stands there
    until something is chosen, if it is on the list; else the first of it.
    """
    # Letters in one piece: by default a list also shows what has them scattered through its names.
    return _choose(st.selectbox, label, names, key, forget, first, filter_mode="contains")


def press(label: str, names: dict[str, str], key: str) -> str:
    """Like `pick`, for the few: all are on the screen at once."""
    return _choose(st.segmented_control, label, names, key, required=True)


def _choose(
    picker: Callable[..., Any],
    label: str,
    names: dict[str, str],
    key: str,
    forget: tuple[str, ...] = (),
    first: str = "",
    **looks: Any,
) -> str:
    """The id chosen, the first when nothing is asked for. Names must differ from one another."""
    view = address.view()
    first = first if first in names else next(iter(names))
    if key in view.asked:
        found = address.meant(view.asked.pop(key), names)
        if found is None:
            # What was asked for is not repeated: anyone may write a link.
            st.html(NOT_HERE.format(label=label, first=names[first]))
        else:
            view.chosen[key] = found
    if view.chosen.get(key) not in names:
        # Another choice took this one away, such as an area the new measure does not have.
        view.chosen.pop(key, None)
    chosen = view.chosen.get(key, first)
    address.stands_on(key, chosen, names[chosen].rpartition(": ")[2])
    show(key, chosen)
    picker(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_keep_choice,
        args=(key, first, forget),
        **looks,
    )
    return chosen


def show(key: str, value: object) -> None:
    """Put a picker on what is chosen. Left alone where it stands on that already."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _keep_choice(key: str, first: str, forget: tuple[str, ...]) -> None:
    chosen = st.session_state[key]
    address.keep(key, "" if chosen == first else chosen, forget)


def _keep_typed(key: str) -> None:
    address.keep(key, (st.session_state[key] or "").strip())
