"""One box to find a measure: by its name, other words for it, its number or its publisher."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd
import streamlit as st
from markupsafe import Markup

from insight.analysis.indicator_index import IndicatorMatch
from insight.analysis.indicator_search import IndicatorSearch, indicator_search
from insight.findings import Link
from insight.language.number_format import capital, counted
from insight.store import Store
from pages import data
from pages.controls import address, choices

LABEL, EXAMPLE = "Find a measure", "Name, number or publisher"
SHOWN = 8
# What goes along to the measure that is found: whose figures, set against what, how surely.
CARRIED = ("place", "benchmark", "sure", "edition", "order", "areas")
STATUS = Markup('<div class="found"><p role="status">{}</p>{}</div>')
LINKED = Markup('<li><a href="{}">{}</a><small>{}</small></li>')
LACKING = Markup("<li>{}<small>{}</small></li>")
NOTHING = "No measure has these words. Try fewer, or another word for it, or choose from the list."


def indicator(listed: Callable[[Store], pd.DataFrame], page: str) -> str:
    """Id of the measure chosen: from the list, or by a link of what the search found.

    listed: the question for the measures of the page, such as `queries.indicators`. page: its
    address. What is found and not among them leads to the Indicator page, which has all.
    """
    with st.container(key="measures"):
        left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    with left:
        typed = choices.search(LABEL, EXAMPLE)
    with right:
        chosen = choices.indicator(listed)
    if typed:
        offered = set(data.query(listed)["indicator_id"])
        st.html(result(indicator_search(data.current_store(), typed), page, offered))
    return chosen


def result(found: IndicatorSearch, page: str, offered: Collection[str]) -> Markup:
    """What was found as markup."""
    items = Markup().join(_item(each, page, offered) for each in found.matches[:SHOWN])
    listed = Markup('<ol class="found">{}</ol>').format(items) if items else Markup()
    return STATUS.format(_words(found), listed)


def _words(found: IndicatorSearch) -> str:
    if not found.matches:
        return NOTHING
    more = len(found.matches) - SHOWN
    rest = f" The first {SHOWN} are shown: a further word tells them apart." if more > 0 else ""
    some = "" if found.has_all else "No measure has all of these words; these have some. "
    return f"{some}{capital(counted(len(found.matches), 'measure'))} found.{rest}"


def _item(match: IndicatorMatch, page: str, offered: Collection[str]) -> Markup:
    about = f"{match.indicator_name} · {match.publisher}"
    if not match.has_figures:
        return LACKING.format(match.plain_name, f"{about}. Its figures are not loaded here.")
    is_here = match.indicator_id in offered
    kept = {name: value for name, value in address.current().items() if name in CARRIED}
    link = Link.to(page if is_here else "indicator", indicator=match.indicator_id, **kept)
    where = "" if is_here else ". No groups to compare: on the Indicator page"
    return LINKED.format(link.address, match.plain_name, f"{about}{where}")
