"""A finding on a page: heading, sentence, picture, table, and what stands under a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from insight.findings import DataTable, Finding
from insight.reference.vocabulary import SYNTHETIC_SOURCE
from insight.store import queries
from insight.store.connection import Store
from insight.visual import style
from pages import data
from pages.ui import demonstration, downloads, maps
from pages.ui import table as tables

SOURCES_IN_A_LINE = 2
COLUMNS = 2  # of small charts side by side: readable on a phone, and on paper
# The script of the frame (pages/shell/full_screen.js) shows the chart of that key.
FULL_SCREEN = Markup(
    '<div><button type="button" class="full-screen" data-full-screen="{}">Full screen'
    '<span class="unseen">: the chart above</span></button></div>'
)
FOOT = Markup('<div class="foot">{}{}{}</div>')
SYNTHETIC = (
    "Synthetic: some or all of these figures are from made-up records. Nobody is behind them."
)
STACKED = Markup('<div style="display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)">{}</div>')


def show(
    finding: Finding, look: str = "", has_caveat: bool = True, has_source: bool = True
) -> None:
    """The whole finding, one part under the other. look: a class for its table.

    Without a picture its table is shown in its place, else folded under it. has_caveat and
    has_source: False where the figure beside or above it says the same.
    """
    head(finding)
    picture(finding)
    if finding.picture is None:
        write(tables.table(finding.table, look))
    foot(finding, finding.picture is not None, look, has_caveat, has_source=has_source)


def brief(finding: Finding, *shown: Markup, look: str = "", is_folded: bool = False) -> None:
    """Its words alone, and all else to open: table, source, caveat, what may be taken away.

    shown: what stands under the words all the same. look: a class for its table. is_folded: the
    words are to be opened too.
    """
    banner = demonstration.markup(finding.is_demonstration)
    words = (banner, *_words(finding), *shown)
    if is_folded:
        with st.expander(finding.title, key=f"fold-{finding.finding_id}"):
            write(said(finding.subtitle, "subtitle"), *words, tables.table(finding.table, look))
            foot(finding)
        return
    with st.container(key=f"brief-{finding.finding_id}"):
        write(headed(finding.title), *words)
        with st.expander(finding.subtitle or "The figures"):
            write(tables.table(finding.table, look))
            foot(finding)


def head(finding: Finding) -> None:
    """The words above the picture: signs of doubt first, since they colour all that follows."""
    write(headed(finding.heading, finding.subtitle), *_words(finding))


def _words(finding: Finding) -> list[Markup]:
    """What is said of a finding: that it is synthetic, its signs of doubt, then its sentence."""
    notes = [SYNTHETIC] * (SYNTHETIC_SOURCE in finding.source_ids) + list(finding.flags)
    return [*(said(each, "note") for each in notes), said(finding.sentence)]


def picture(finding: Finding) -> None:
    """The chart or the map alone; nothing where there is none."""
    if finding.picture is None:
        return
    if isinstance(finding.picture, Mapping):
        maps.draw(finding.picture, finding.finding_id)
        return
    st.plotly_chart(
        finding.picture,
        key=finding.finding_id,
        alt=finding.alt,
        theme=None,
        config=style.CHART_CONFIG,
    )


def figure(finding: Finding | None) -> None:
    """A map with what stands under it; or, calmly, that there is none."""
    if finding is None:
        empty("No map", "Its shapes have not been built. The table has the same figures.")
        return
    picture(finding)
    write(maps.selection())
    foot(finding)


def fold(finding: Finding, look: str = "", has_caveat: bool = True) -> None:
    """The whole finding under its heading, to be opened: printed open, and no longer than a line.

    look and has_caveat: as for `show`.
    """
    with st.expander(finding.heading, key=f"fold-{finding.finding_id}"):
        write(said(finding.subtitle, "subtitle"), *_words(finding))
        picture(finding)
        if finding.picture is None:
            write(tables.table(finding.table, look))
        foot(finding, finding.picture is not None, look, has_caveat)


def foot(
    finding: Finding,
    is_folded: bool = False,
    look: str = "",
    has_caveat: bool = True,
    is_drawn: bool = True,
    has_source: bool = True,
) -> None:
    """What stands under a figure: source, caveat, its table to open, and what may be taken away.

    is_drawn: False where its chart does not stand above. The rest: as for `show`.
    """
    named = data.shared(_sources, source_ids=finding.source_ids) if has_source else ()
    is_map = isinstance(finding.picture, Mapping)
    is_chart = is_drawn and finding.picture is not None and not is_map
    grow = FULL_SCREEN.format(finding.finding_id) if is_chart else Markup()
    parts = (source_note(named), grow, said(finding.caveat * has_caveat, "caveat"))
    write(FOOT.format(*parts) if any(parts) else Markup())
    if is_folded:
        with st.expander("The same figures as a table"):
            write(tables.table(finding.table, look))
    downloads.menu(finding)


def title(text: str, sentence: str = "") -> None:
    """The heading of the page, which says the finding, and a sentence under it."""
    write(Markup('<h1 class="title">{}</h1>').format(text), said(sentence, "finding"))


def heading(text: str, subtitle: str = "") -> None:
    """The heading of a part of the page."""
    write(headed(text, subtitle))


def say(text: str, kind: str = "sentence") -> None:
    """A paragraph of plain text. kind: sentence, finding, subtitle, source, caveat or note."""
    write(said(text, kind))


def write(*parts: Markup) -> None:
    """Pieces of our own markup, one under the other, as far apart as elements of a page are.

    As one element, because each one costs the server a message and the browser a box.
    """
    given = [part for part in parts if part]
    if len(given) > 1:
        st.html(STACKED.format(Markup().join(given)))
    elif given:
        st.html(given[0])


def headed(text: str, subtitle: str = "") -> Markup:
    """The heading of a part of the page as markup."""
    small = Markup('<p class="subtitle">{}</p>').format(subtitle) if subtitle else Markup()
    return Markup('<div><h2 class="heading">{}</h2>{}</div>').format(text, small)


def said(text: str, kind: str = "sentence") -> Markup:
    """A paragraph of plain text as markup, '' for none. kind: as for `say`."""
    return Markup('<p class="{}">{}</p>').format(kind, text) if text.strip() else Markup()


def empty(what: str, why: str) -> None:
    """Said in place of a figure there is nothing to draw for."""
    write(nothing(what, why))


def nothing(what: str, why: str) -> Markup:
    """The same as markup."""
    return Markup('<div class="empty"><p><b>{}</b></p><p>{}</p></div>').format(what, why)


def topic(name: str, tally: Markup, of: DataTable | Markup, look: str, is_open: bool) -> Markup:
    """A part of a page under a heading that opens and closes. tally: what stands beside it."""
    body = tables.table(of, look) if isinstance(of, DataTable) else of
    return Markup('<details class="topic"{}><summary><h3>{}</h3> {}</summary>{}</details>').format(
        Markup(" open") * is_open, name, tally, body
    )


def source_note(sources: Sequence[tuple[str, str]]) -> Markup:
    """Who published the figures, in one line; with many sources a list of them opens below.

    sources: publisher and publication of each.
    """
    named = [f"{publisher}, {publication}" for publisher, publication in sources]
    if len(named) <= SOURCES_IN_A_LINE:
        return said(f"Source: {'; '.join(named)}." if named else "", "source")
    publishers = "; ".join(dict.fromkeys(publisher for publisher, _ in sources))
    items = Markup().join(Markup("<li>{}</li>").format(each) for each in named)
    return Markup(
        '<details class="source"><summary>{} publications of: {}</summary><ul>{}</ul></details>'
    ).format(len(named), publishers, items)


def _sources(store: Store, source_ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Publisher and publication of the sources this build has."""
    listed = queries.sources(store).set_index("source_id")
    found = [listed.loc[each] for each in source_ids if each in listed.index]
    return tuple((row["publisher"], row["publication"]) for row in found)
