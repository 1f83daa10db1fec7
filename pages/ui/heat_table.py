"""Places by indicators as one table, a glyph and a word in every cell."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.language import number_format
from insight.reference.areas import Benchmark
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import charts
from pages.ui import markup

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


@dataclass(frozen=True)
class Row:
    """One indicator: figures, a dictionary for each cell; name, and a cell by code of Place, as
    markup."""

    figures: list[dict[str, Any]]
    name: str
    cells: dict[str, str]


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
    rows = _rows(store, benchmark_code, benchmark, confidence, indicator_ids)
    return pd.DataFrame([each for row in rows for each in row.figures])


def care_area(store: Store, caption: str, **compared: Any) -> str:
    """The nine Places on the measures of one clinical area; '' without figures.

    compared: the other arguments of `cells`.
    """
    return table(_rows(store, **compared), caption)


def marked(store: Store, place_code: str, caption: str, **compared: Any) -> str:
    """The table of `cells` with one Place marked; compared: the other arguments of `cells`."""
    return table(_rows(store, **compared), caption, place_code)


def table(rows: list[Row], caption: str, place_code: str = "") -> str:
    """An indicator a row, a Place a column; '' for none. place_code: the column to mark."""
    if not rows:
        return ""
    heads = "".join(_place(each, each["place_code"] == place_code) for each in rows[0].figures)
    body = "".join(_line(row, place_code) for row in rows)
    return (
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="figures heatmap"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Indicator</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _rows(
    store: Store,
    benchmark_code: str,
    benchmark: str,
    confidence: float,
    indicator_ids: tuple[str, ...],
) -> list[Row]:
    """The rows of these indicators that have figures for Places."""
    of = {"benchmark_code": benchmark_code, "benchmark": benchmark, "confidence": confidence}
    every = cached(store, _every_row, **of)
    return [every[each] for each in indicator_ids if each in every]


def _every_row(
    store: Store, benchmark_code: str, benchmark: str, confidence: float
) -> dict[str, Row]:
    """A row for every indicator, by its id; the Places by name."""
    judged = comparisons.all_comparisons(store, Benchmark(benchmark_code, confidence))
    links, stated = queries.priority_links(store), queries.priorities(store)
    found: dict[str, list[dict[str, Any]]] = {}
    both = zip(
        records(charts.heatmap_cells(judged, links, stated, benchmark)),
        records(judged),
        strict=True,
    )
    for cell, row in both:
        more = {
            "figure": number_format.brief(row["value"], row),
            "unit": number_format.long_unit(row),
            "period_label": row["period_label"],
        }
        found.setdefault(row["indicator_id"], []).append({**cell, **more})
    return {
        each: Row(figures, _name(figures[0]), {one["place_code"]: _cell(one) for one in figures})
        for each, figures in found.items()
    }


def _place(figure: dict[str, Any], is_chosen: bool) -> str:
    chosen = ' class="chosen"' if is_chosen else ""
    name = str(figure["place_name"])
    short = SHORT_PLACES.get(figure["place_code"], name[:4])
    return f'<th scope="col"{chosen}>{_two_lengths(name, short)}</th>'


def _line(row: Row, place_code: str) -> str:
    marked = "".join(
        cell.replace("<td", "<td class=chosen", 1) if code == place_code else cell
        for code, cell in row.cells.items()
    )
    return f'<tr><th scope="row">{row.name}</th>{marked}</tr>'


def _name(first: dict[str, Any]) -> str:
    link = markup.link(first["plain_name"], "indicator", indicator=first["indicator_id"])
    under = ", ".join(part for part in (first["unit"], first["period_label"]) if part)
    return f"{link}<small>{escape(under)}</small>"


def _cell(figure: dict[str, Any]) -> str:
    word = str(figure["word"])
    is_own = figure["is_priority"] in OWN
    star = '<span class="star">★<span class="unseen"> own priority</span></span>' * is_own
    # The row is headed by the indicator's name, so the words need not repeat it.
    words = str(figure["sentence"]).removeprefix(f"{figure['plain_name']}, ")
    return (
        f'<td title="{escape(words)}" '
        f'style="background:{figure["colour"]};color:{figure["text_colour"]}">'
        f'{star}<span aria-hidden="true">{figure["glyph"]}</span> '
        f"{_two_lengths(word, SHORT_WORDS[word])}<small>{escape(figure['figure'])}</small></td>"
    )


def _two_lengths(whole: str, short: str) -> str:
    """Words for a wide screen and for a narrow one; a screen reader hears the whole ones."""
    return (
        f'<span class="whole">{escape(whole)}</span>'
        f'<span class="short" aria-hidden="true">{escape(short)}</span>'
    )
