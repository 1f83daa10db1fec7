"""Places by indicators as one table, a glyph and a word in every cell."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from insight import charts, judgements, questions, wording
from insight.store import Store
from pages.parts import marks

# Nine Places and their words side by side on a phone: letters that still tell them apart.
SHORT_PLACES = {
    "E06000049": "C East",
    "E06000050": "C West",
    "E06000006": "Halt",
    "E08000011": "Know",
    "E08000012": "L’pool",
    "E08000014": "Seft",
    "E08000013": "St H",
    "E06000007": "Warr",
    "E08000015": "Wirr",
}
SHORT_WORDS = {
    "better": "bett",
    "worse": "worse",
    "similar": "sim",
    "higher": "high",
    "lower": "low",
    "not compared": "n/c",
}
OWN = ("Place", "both")
KEY = (
    "★ marks what that Place has itself stated as a priority. Short words on a phone: bett is"
    " better, sim is similar, n/c is not compared."
)


def cells(
    store: Store,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
    indicator_ids: tuple[str, ...],
) -> pd.DataFrame:
    """`charts.heatmap_cells` of these indicators, in their order, with brief figures.

    unit: what the figures leave out, to stand beside the name once.
    """
    found = questions.place_comparisons(store, benchmark_code, list(indicator_ids))
    found = found.assign(order=found["indicator_id"].map(list(indicator_ids).index))
    found = found.sort_values(["order", "place_name"], ignore_index=True)
    judged = judgements.judged_comparisons(found, confidence)
    links, stated = questions.priority_links(store), questions.priorities(store)
    return charts.heatmap_cells(judged, links, stated, benchmark).assign(
        figure=[wording.brief(row["value"], row) for row in judged.to_dict("records")],
        unit=[wording.long_unit(row) for row in judged.to_dict("records")],
        period_label=judged["period_label"],
    )


def care_area(store: Store, caption: str, **compared: Any) -> str:
    """The nine Places on the measures of one clinical area; '' without figures.

    compared: the other arguments of `cells`.
    """
    found = cells(store, **compared)
    return table(found, caption) if len(found) else ""


def marked(store: Store, place_code: str, caption: str, **compared: Any) -> str:
    """The table of `cells` with one Place marked; compared: the other arguments of `cells`."""
    return table(cells(store, **compared), caption, place_code)


def table(found: pd.DataFrame, caption: str, place_code: str = "") -> str:
    """Cells as a table: an indicator a row, a Place a column. place_code: the column to mark."""
    places = found.drop_duplicates("place_code").sort_values("place_name")
    heads = "".join(_place(row, row.place_code == place_code) for row in places.itertuples())
    rows = "".join(
        _row(str(name), group.set_index("place_code").reindex(places["place_code"]), place_code)
        for name, group in found.groupby("indicator_id", sort=False)
    )
    return (
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="figures heatmap"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Indicator</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _place(row: Any, is_chosen: bool) -> str:
    chosen = ' class="chosen"' if is_chosen else ""
    short = escape(SHORT_PLACES.get(row.place_code, row.place_name[:4]))
    return f'<th scope="col"{chosen}>{_two_lengths(row.place_name, short)}</th>'


def _row(indicator_id: str, cells_: pd.DataFrame, place_code: str) -> str:
    first = cells_.iloc[0]
    name = marks.link(str(first["plain_name"]), "indicator", indicator=indicator_id)
    under = ", ".join(part for part in (first["unit"], first["period_label"]) if part)
    marked = "".join(_cell(row, row.Index == place_code) for row in cells_.itertuples())
    return f'<tr><th scope="row">{name}<small>{escape(under)}</small></th>{marked}</tr>'


def _cell(row: Any, is_chosen: bool) -> str:
    word = str(row.word)
    is_own = row.is_priority in OWN
    star = '<span class="star">★<span class="unseen"> own priority</span></span>' * is_own
    return (
        f'<td{" class=chosen" if is_chosen else ""} title="{escape(str(row.sentence))}" '
        f'style="background:{row.colour};color:{row.text_colour}">'
        f'{star}<span aria-hidden="true">{row.glyph}</span> '
        f"{_two_lengths(word, SHORT_WORDS[word])}<small>{escape(str(row.figure))}</small></td>"
    )


def _two_lengths(whole: str, short: str) -> str:
    """Words for a wide screen and for a narrow one; a screen reader hears the whole ones."""
    return (
        f'<span class="whole">{escape(whole)}</span>'
        f'<span class="short" aria-hidden="true">{escape(short)}</span>'
    )
