"""Who was asked and heard, by Place, group and method, beside who lives there."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from insight.analysis.voices.engagement_reach import reach
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.language.sentences.voices import SHOWN, hidden_words
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.visual import style
from insight.visual.charts import strip
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

SOURCES = ("census-age", "deprivation-2025")
GROUP_SOURCES = ("census-age", "census-ethnic-group", "census-disability", "ons-rural-urban")


def places(store: Store, smallest: int) -> Panel | None:
    """Residents, Core20, activities and comments per 10,000, by Place. None without Places."""
    frame = reach(store)
    if frame.empty:
        return None
    frame = frame.assign(smallest=smallest)
    columns = [
        Column("Place", _place, is_markup=True),
        Column("Residents", lambda row: number_format.people(row.people_count), is_number=True),
        Column("In Core20", _core20, is_markup=True),
        Column("Activities on record", _activities, is_markup=True),
        Column("Comments", lambda row: _count(row, smallest), is_markup=True),
        Column("For each 10,000 residents", _rate(frame), is_markup=True),
    ]
    return Panel(
        title=words.engagement_title(frame),
        subtitle="Nine Places: who lives there, how often they were asked, and what was heard",
        sentence=words.reach_sentence(frame),
        table=tables.table(
            frame.itertuples(), columns, "Who lives there, and who was heard", "stacked reached"
        ),
        frame=frame.drop(columns=["smallest"]),
        source_ids=SOURCES,
        caveat=f"{words.REACH_CAVEAT} {words.ACTIVITY_CAVEAT}",
    )


def groups(store: Store, area_code: str, area: str, smallest: int) -> Panel:
    """Activities that reached each group, comments from it, and its share of residents."""
    frame = queries.groups_heard(store, area_code)
    shares = resident_shares(store, area_code)
    frame = frame.assign(resident_pct=frame["group_id"].map(shares).astype(float))
    columns = [
        Column("Group", lambda row: str(row.group_name)),
        Column("Share of residents", _share, is_markup=True),
        Column("Activities on record", _activities, is_markup=True),
        Column("Comments", lambda row: _count(row, smallest), is_markup=True),
    ]
    return Panel(
        title=f"Which groups were reached: {area}",
        subtitle="Groups the NHS calls PLUS, groups the law protects, and groups seldom heard",
        sentence=words.groups_sentence(frame, area),
        table=tables.table(
            frame.itertuples(), columns, f"Groups asked and heard in {area}", "groups-heard"
        ),
        frame=frame.drop(columns=["sort_order"]),
        source_ids=GROUP_SOURCES,
        caveat=words.GROUPS_CAVEAT,
    )


def methods(store: Store, area_code: str, area: str) -> Panel | None:
    """How people were asked: activities by method. None when none is on record there."""
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
        Column("Activities on record", _activities, is_markup=True),
        Column("Organisations", lambda row: number_format.number(row.organisation_count), True),
        Column("Where", lambda row: str(row.place_names)),
    ]
    return Panel(
        title=f"How people were asked: {area}",
        subtitle="One activity may use several methods",
        table=tables.table(
            by_method.itertuples(), columns, f"Methods used in {area}", "groups-heard"
        ),
        frame=by_method,
        caveat=words.ACTIVITY_CAVEAT,
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


def _place(row: Any) -> str:
    if row.area_type == "system":
        return f"<b>{escape(row.area_name)}</b>"
    return markup.link(row.area_name, "place", place=row.area_code)


def _core20(row: Any) -> str:
    drawn = markup.image(strip.bar(row.core20_pct))
    return markup.with_label(drawn, number_format.figure(row.core20_pct, "%"))


def _activities(row: Any) -> str:
    whole = " for the whole system" * (getattr(row, "area_type", "") == "system")
    real = f"{number_format.number(row.activity_count)}{whole}" if row.activity_count else "none"
    shown = int(row.demonstration_activity_count)
    also = f"<small>and {shown} in the demonstration</small>" if shown else ""
    return f"{real}{also}"


def _count(row: Any, smallest: int) -> str:
    if row.state != SHOWN:
        return markup.quiet(number_format.capital(hidden_words(row.state, smallest)))
    return number_format.number(row.comment_count)


def _share(row: Any) -> str:
    if pd.isna(row.resident_pct):
        return markup.quiet("not counted")
    drawn = markup.image(strip.bar(row.resident_pct, style.PLACE))
    return markup.with_label(drawn, number_format.figure(row.resident_pct, "%", 1))


def _rate(frame: pd.DataFrame) -> Callable[[Any], str]:
    ends = frame[["lower", "upper"]]
    scale = (0.0, float(ends["upper"].max()) if ends["upper"].notna().any() else 1.0)

    def cell(row: Any) -> str:
        if pd.isna(row.rate):
            return markup.quiet("Not shown")
        drawn = strip.interval_strip(
            row.rate, row.lower, row.upper, row.system_rate, row.verdict, scale
        )
        span = number_format.interval(row.lower, row.upper, "", 1)
        is_place = row.area_type == "place"
        under = f"{span}<br>{markup.verdict(row.verdict)}" if is_place else span
        return markup.with_label(markup.image(drawn), number_format.number(row.rate, 1), under)

    return cell
