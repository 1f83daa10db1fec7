"""Digital inclusion: neighbourhoods by their risk, what helps there, and what people say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from insight.analysis import digital_exclusion
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.held import without_held
from insight.findings.search import search
from insight.findings.table import Cell, Column, Link, Words, cell, data_table, linked, strong
from insight.language import number_format
from insight.language.sentences import digital_inclusion as words
from insight.language.sentences.voices import SHOWN
from insight.reference.areas import HOW_MANY, SYSTEM, areas
from insight.reference.groups import EVERYONE
from insight.store import Store, cached, queries
from insight.store.rows import tuples
from insight.visual import style
from insight.visual.charts import strip

PAGE = "digital_inclusion"
SOURCES = ("digital-exclusion", "census-age", "ons-rural-urban")
# The neighbourhoods of a kind: the column of `digital_exclusion.risk` that tells them, and what
# that means on a map. All are outlined as Core20.
KINDS = {
    "core20": ("is_core20", "Core20: most deprived fifth of England"),
    "older": ("is_older", "A quarter or more aged 65 or over"),
    "rural": ("is_rural", "Rural"),
}
KINDS["all"] = KINDS["core20"]
RURAL = {True: "rural", False: "urban", None: "not known"}
SEARCHED = ["area_name", "msoa_name", "ward_name", "area_code", "place_name"]
# A list is for reading: a longer one is cut here and whole in the file.
ROWS_SHOWN = 15


def risk_by_neighbourhood(
    store: Store, edition: str, area_code: str, kind: str = "all", typed: str = ""
) -> Finding | None:
    """Neighbourhoods of an area (all, for the system), highest score first; with every word typed.

    kind: 'all', or a key of KINDS. Title and sentence are of the area and the kind, whatever was
    typed. The table shows the first few, and its values are all. None without figures.
    """
    risk = cached(store, digital_exclusion.risk, edition=edition)
    if risk.empty:
        return None
    is_system, area = area_code == SYSTEM, areas()[area_code].area_name
    every = risk if is_system else risk[risk["place_code"] == area_code]
    chosen = every if kind == "all" else every[every[KINDS[kind][0]].eq(True)]
    found = search(chosen, SEARCHED, typed)
    columns = [
        Column("Neighbourhood", _name),
        Column("Score out of 10", _score),
        Column("Core20", _core20),
        Column("Rural or urban", lambda row: RURAL[row.is_rural]),
        Column("Aged 65+", lambda row: number_format.figure(row.older_pct, "%"), is_number=True),
    ]
    counted = number_format.capital(number_format.counted(len(found), "neighbourhood"))
    cut = f" The first {ROWS_SHOWN} are shown; all are in the file." * (len(found) > ROWS_SHOWN)
    return Finding(
        finding_id="digital-exclusion",
        title=words.digital_title(every, area, is_system),
        subtitle=f"{counted}, highest score first.{cut}",
        sentence=words.digital_sentence(chosen, area, kind),
        table=data_table(
            number_format.capital(words.KINDS[kind]),
            columns,
            tuples(found.head(ROWS_SHOWN)),
            found.rename(columns={"score": "value"}),
        ),
        source_ids=(*SOURCES, f"deprivation-{edition}"),
        caveat=words.LIMITS,
        link=Link.to(PAGE, place=area_code, which=kind, edition=edition),
        about={
            "indicator_id": "digital-exclusion",
            "indicator_name": "Risk of being left out online",
            "unit": "score 0–10",
        },
    )


def risk_by_place(store: Store, edition: str) -> Finding | None:
    """The Places: risk, help and voice side by side. None without figures."""
    frame = digital_exclusion.side_by_side(store, edition)
    if frame.empty:
        return None
    smallest = store.smallest_base
    columns = [
        Column("Place", _place),
        Column("Neighbourhoods at high risk", _high),
        Column("What helps, on record", _help),
        Column("Comments about getting online", _comments("", smallest)),
        Column("From older people", _comments("older_", smallest)),
    ]
    shown = frame[["is_demonstration", "older_is_demonstration"]].any(axis=1)
    return Finding(
        finding_id="getting-online",
        title="Risk, help and voice side by side",
        subtitle="High risk: among the fifth of neighbourhoods here with the highest scores",
        table=data_table(f"Getting online, {HOW_MANY} Places", columns, tuples(frame), frame),
        source_ids=SOURCES,
        caveat=f"{words.SAID_CAVEAT} {words.HELP_CAVEAT}",
        link=Link.to(PAGE, edition=edition),
        is_demonstration=bool((shown | (frame["demonstration_resource_count"] > 0)).any()),
    )


def resources(store: Store, area_code: str) -> Finding:
    """What people can go to, in an area and in the whole system.

    The table shows the first few, and its values are all.
    """
    area = areas()[area_code].area_name
    frame = queries.resources(store, digital_exclusion.SUBJECT)
    if area_code != SYSTEM:
        frame = frame[frame["area_code"].isin([area_code, SYSTEM])]
    frame, held = without_held(frame, "resource_name")
    columns = [
        Column("What it is", _resource),
        Column("Kind", lambda row: number_format.capital(row.kind)),
        Column("Where", _where),
        Column("Run by", lambda row: str(row.run_by)),
    ]
    cut = f" The first {ROWS_SHOWN} are shown: choose a Place for its own. All are in the file." * (
        len(frame) > ROWS_SHOWN
    )
    rows = tuples(frame.head(ROWS_SHOWN))
    return Finding(
        finding_id="resources",
        title=f"What helps people get online: {area}",
        sentence=f"{words.help_sentence(frame, area)}{cut} {held}".strip(),
        table=data_table("Resources and initiatives", columns, rows, frame),
        caveat=words.HELP_CAVEAT,
        link=Link.to(PAGE, place=area_code),
        is_demonstration=bool(frame["is_demonstration"].any()),
    )


def comments(store: Store, area_code: str) -> Finding | None:
    """What each group said about getting online in an area. None where too few did, or nobody."""
    area = areas()[area_code].area_name
    said = queries.theme_voices(store, [digital_exclusion.THEME])
    said = said[said["area_code"] == area_code]
    if said.empty:
        return None
    names = said["group_name"].where(said["group_name"] != "", said["group_id"])
    plain = {EVERYONE: "Everyone", "not-stated": "No group stated"}
    said = said.assign(who=names.replace(plain), is_group=said["group_id"] != EVERYONE)
    said = said.sort_values(["is_group", "comment_count"], ascending=[True, False])
    columns = [
        Column("Who", lambda row: str(row.who)),
        Column("Comments", _comments("", store.smallest_base)),
    ]
    return Finding(
        finding_id="said-about-getting-online",
        title=f"What people say about getting online: {area}",
        subtitle="Comments on being left out online: apps, online forms, no internet, no device",
        table=data_table(
            "Who spoke about getting online", columns, tuples(said), said.drop(columns="is_group")
        ),
        caveat="Groups overlap, so they do not add up. How many spoke depends on who was asked.",
        link=Link.to(PAGE, place=area_code),
        about={"area_code": area_code, "area_name": area},
        is_demonstration=bool(said["is_demonstration"].any()),
    )


def _name(row: Any) -> Cell:
    under = ", ".join(part for part in (row.area_name, row.ward_name) if part)
    return cell(strong(row.msoa_name or row.area_name), notes=(under,))


def _score(row: Any) -> Cell:
    drawing = strip.bar(10 * row.score, style.PLACE)
    return cell(strong(number_format.number(row.score, 1)), drawing=drawing)


def _core20(row: Any) -> str:
    if row.is_core20 is None:
        return "areas redrawn"
    return "Core20" if row.is_core20 else "no"


def _place(row: Any) -> Words:
    return linked(row.place_name, PAGE, place=row.place_code)


def _high(row: Any) -> Cell:
    share = 100 * row.high_count / row.neighbourhood_count
    of = f"of {number_format.number(row.neighbourhood_count)} ({number_format.number(share)}%)"
    drawing = strip.bar(share, style.PLACE)
    return cell(strong(number_format.number(row.high_count)), notes=(of,), drawing=drawing)


def _help(row: Any) -> Cell:
    shown = int(row.demonstration_resource_count)
    real = number_format.number(row.resource_count) if row.resource_count else "none"
    return cell(real, notes=(f"and {shown} in the demonstration" * bool(shown),))


def _comments(prefix: str, smallest: int) -> Callable[[Any], Cell]:
    """How many comments, how they sound, and whether one organisation brought most of them."""

    def form(row: Any) -> Cell:
        state, count, mood, most = (
            getattr(row, prefix + name)
            for name in ("state", "comment_count", "mood", "dominant_organisation")
        )
        if state != SHOWN:
            return cells.hidden(state, smallest)
        flag = f"⚑ More than half by {most}" if most else ""
        return cell(number_format.number(count), style.MOODS[mood], notes=(flag,))

    return form


def _resource(row: Any) -> Cell:
    mark = (strong("Demonstration."),) if row.is_demonstration else ()
    return cell(strong(row.resource_name), notes=((*mark, row.what),))


def _where(row: Any) -> str:
    return f"{row.msoa_name}, {row.area_name}" if row.msoa_name else str(row.area_name)
