"""Who was asked and heard, by Place, by group and by method, beside who lives there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.analysis.voices.engagement_reach import CONFIDENCE, PER, reach
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, quiet, strong
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.language.sentences.voices import SHOWN
from insight.reference.areas import HOW_MANY, SYSTEM, areas
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from insight.visual.charts import strip

PAGE = "who_has_been_heard"
SOURCES = ("census-age", "deprivation-2025")
GROUP_SOURCES = ("census-age", "census-ethnic-group", "census-disability", "ons-rural-urban")
# As files name them: the figure of a row, its range, and what it is set against.
FIGURE = {
    "rate": "value",
    "lower": "lower_ci",
    "upper": "upper_ci",
    "system_rate": "benchmark_value",
}


def reach_by_place(store: Store) -> Finding | None:
    """Residents, Core20, activities and comments per 10,000, by Place. None without Places."""
    frame = reach(store)
    if frame.empty:
        return None
    columns = [
        Column("Place", _place),
        Column("Residents", lambda row: number_format.people(row.people_count), is_number=True),
        Column("In Core20", _core20),
        Column("Activities on record", _activities),
        Column("Comments", _comments(store.smallest_base)),
        Column(f"For each {number_format.number(PER)} residents", _rate(frame)),
    ]
    return Finding(
        finding_id="heard-by-place",
        title=words.engagement_title(frame),
        subtitle=f"{HOW_MANY.capitalize()} Places: who lives there, how often they were asked, and"
        " what was heard",
        sentence=words.reach_sentence(frame),
        table=data_table(
            "Who lives there, and who was heard",
            columns,
            tuples(frame),
            frame.rename(columns=FIGURE),
        ),
        source_ids=SOURCES,
        caveat=f"{words.REACH_CAVEAT} {words.ACTIVITY_CAVEAT}",
        link=Link.to(PAGE),
        about={
            "unit": f"comments for each {number_format.number(PER)} residents",
            "confidence": 100 * CONFIDENCE,
            "verdict_confidence": 100 * CONFIDENCE,
            "ci_method": "Byar",
            "benchmark_name": areas()[SYSTEM].area_name,
        },
        is_demonstration=_has_demonstration(frame),
    )


def reach_by_group(store: Store, area_code: str) -> Finding:
    """Activities that reached each group, comments from it, and its share of residents."""
    area = areas()[area_code].area_name
    frame = queries.groups_heard(store, area_code)
    shares = resident_shares(store, area_code)
    frame = frame.assign(resident_pct=frame["group_id"].map(shares).astype(float))
    columns = [
        Column("Group", lambda row: str(row.group_name)),
        Column("Share of residents", _share),
        Column("Activities on record", _activities),
        Column("Comments", _comments(store.smallest_base)),
    ]
    return Finding(
        finding_id="groups-reached",
        title=f"Which groups were reached: {area}",
        subtitle="Groups the NHS calls PLUS, groups the law protects, and groups seldom heard",
        sentence=words.groups_sentence(frame, area),
        table=data_table(f"Groups asked and heard in {area}", columns, tuples(frame), frame),
        source_ids=GROUP_SOURCES,
        caveat=words.GROUPS_CAVEAT,
        link=Link.to(PAGE, place=area_code),
        about={"area_code": area_code, "area_name": area},
        is_demonstration=_has_demonstration(frame),
    )


def engagement_methods(store: Store, area_code: str) -> Finding | None:
    """How people were asked: activities by method. None when none is on record there."""
    area = areas()[area_code].area_name
    frame = queries.activities(store)
    if area_code != SYSTEM:
        frame = frame[frame["area_code"] == area_code]
    if frame.empty:
        return None
    split = frame.assign(method=frame["method"].str.split(", ")).explode("method")
    by_method = (
        split.groupby("method")
        .agg(
            activity_count=("is_demonstration", lambda each: int((~each).sum())),
            demonstration_activity_count=("is_demonstration", lambda each: int(each.sum())),
            place_names=("area_name", lambda names: number_format.listed(sorted(set(names)))),
            organisation_count=("organisation", "nunique"),
        )
        .reset_index()
        .sort_values(["activity_count", "method"], ascending=[False, True], ignore_index=True)
    )
    columns = [
        Column("Method", lambda row: number_format.capital(row.method)),
        Column("Activities on record", _activities),
        Column("Organisations", lambda row: number_format.number(row.organisation_count), True),
        Column("Where", lambda row: str(row.place_names)),
    ]
    return Finding(
        finding_id="methods",
        title=f"How people were asked: {area}",
        subtitle="One activity may use several methods",
        table=data_table(f"Methods used in {area}", columns, tuples(by_method), by_method),
        caveat=words.ACTIVITY_CAVEAT,
        link=Link.to(PAGE, place=area_code),
        about={"area_code": area_code, "area_name": area},
        is_demonstration=bool(frame["is_demonstration"].any()),
    )


def resident_shares(store: Store, area_code: str) -> dict[str, float]:
    """Share of residents (0 to 100) of the groups who are heard that a census counts."""
    residents = queries.residents(store, area_code).set_index("group_id")["value"]
    rural = queries.rural_urban(store, area_code)
    is_rural = rural["rural_urban"].str.contains("rural", case=False)
    core20 = queries.core20_people(store, "2025").set_index("area_code")["core20_pct"]
    return {
        "core20": float(core20.get(area_code, float("nan"))),
        "ethnic-minorities": 100 - float(residents.get("ethnic-white", float("nan"))),
        "older-people": float(residents.get("age-65-plus", float("nan"))),
        "young-people": float(residents.get("age-16-24", float("nan"))),
        "disabled": float(residents.get("plus-disabled", float("nan"))),
        "rural": float(rural.loc[is_rural, "people_pct"].sum()) if len(rural) else float("nan"),
    }


def _has_demonstration(frame: pd.DataFrame) -> bool:
    """Whether any comment or activity counted was written as a demonstration."""
    counted = frame["is_demonstration"] | (frame["demonstration_activity_count"] > 0)
    return bool(counted.any())


def _place(row: Any) -> Cell:
    if row.area_type == "system":
        return cell(strong(row.area_name))
    return cell(linked(row.area_name, "place", place=row.area_code))


def _core20(row: Any) -> Cell:
    return cells.share(row.core20_pct)


def _activities(row: Any) -> Cell:
    whole = " for the whole system" * (getattr(row, "area_type", "") == "system")
    real = f"{number_format.number(row.activity_count)}{whole}" if row.activity_count else "none"
    shown = int(row.demonstration_activity_count)
    return cell(real, notes=(f"and {shown} in the demonstration" * bool(shown),))


def _comments(smallest: int) -> Callable[[Any], Cell]:
    def form(row: Any) -> Cell:
        if row.state != SHOWN:
            return cells.hidden(row.state, smallest)
        return cell(number_format.number(row.comment_count))

    return form


def _share(row: Any) -> Cell:
    if pd.isna(row.resident_pct):
        return cell(quiet("not counted"))
    return cells.share(row.resident_pct, style.PLACE, decimal_places=1)


def _rate(frame: pd.DataFrame) -> Callable[[Any], Cell]:
    ends = frame[["lower", "upper"]]
    scale = (0.0, float(ends["upper"].max()) if ends["upper"].notna().any() else 1.0)

    def form(row: Any) -> Cell:
        if pd.isna(row.rate):
            return cell(quiet("Not shown"))
        drawing = strip.interval_strip(
            row.rate, row.lower, row.upper, row.system_rate, row.verdict, scale
        )
        span = number_format.interval(row.lower, row.upper, "", 1)
        is_place = row.area_type == "place"
        notes = (span, style.VERDICTS[row.verdict]) if is_place else (span,)
        return cell(strong(number_format.number(row.rate, 1)), notes=notes, drawing=drawing)

    return form
