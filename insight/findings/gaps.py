"""Gaps and gradients: the groups in one period, the gap over time, the Places.

Every builder takes the arguments of `queries.inequalities`: an indicator, a kind of groups and
the deprivation edition they rest on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.ages import with_ages
from insight.findings import gap_tables, indicator_tables
from insight.findings.catalogue import breaks
from insight.findings.finding import Finding
from insight.findings.table import DataTable, Link
from insight.language import number_format, sentences
from insight.language.number_format import Row
from insight.reference.areas import HOW_MANY
from insight.reference.groups import DEPRIVATION_KINDS, GAP_NAMES, GRADIENT_KINDS, NO_EDITION
from insight.statistics.verdicts import UNKNOWN
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import chart_data, charts
from insight.visual.charts.gradient import group_label, placed

EVERY_PLACE = f"{HOW_MANY} Places"
AREA_AND_PERIOD = ["area_code", "period_start_date", "period_end_date"]
# Of the line through groups, as its row in the store has them.
LINE = (
    *("slope", "slope_lower", "slope_upper", "relative_index", "relative_index_lower"),
    *("relative_index_upper", "residual_share"),
)
NAMES = ("England", "Core20", "GP")  # keep their letters inside a sentence


def gradient(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str
) -> Finding | None:
    """The groups of one area in its last period, with the slope line. None without any figure."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    gaps = _of_area(store, area_code, **picked)
    if gaps.empty:
        return None
    row, about = _last(store, gaps), queries.indicator(store, indicator_id)
    every = cached(store, _last_figures, **picked)
    figures = every[every["area_code"] == area_code]
    caption = f"{about['plain_name']}, {row['area_name']}, {row['period_label']}"
    limit = sentences.ecological_note(row["unit_of_analysis"])
    return Finding(
        finding_id=f"{indicator_id}-groups",
        title=_named(row, about, sentences.gap_title(row, about)),
        subtitle=_subtitle(row, about),
        sentence=sentences.gap_sentence(row, about),
        picture=_groups_chart(figures, row, about),
        alt=sentences.gradient_alt(figures, row, about),
        table=gap_tables.groups(_with_line(figures, row), about, caption),
        source_ids=(str(about["source_id"]),),
        caveat=_caveat(limit, str(about["caveat"])),
        link=gap_link(row),
        about=_about(about, group_kind),
        editable=partial(_groups_data, figures, about, group_kind),
    )


def _caveat(limit: str, caveat: str) -> str:
    """Both; the caveat alone where it says already what was grouped."""
    is_said = any(each.rstrip(".") in caveat for each in limit.split(". "))
    return caveat if is_said else f"{limit} {caveat}"


def _with_line(figures: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    """Figures of groups with the line through them, which sentence and chart give."""
    ends = {"line_at_most_deprived": row["intercept"]}
    ends["line_at_least_deprived"] = row["intercept"] + row["slope"]
    return figures.assign(**{name: row[name] for name in LINE}, **ends)


def gap_over_time(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str
) -> Finding | None:
    """One area's gap, absolute and relative, over time. None with fewer than two periods."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    gaps = _of_area(store, area_code, **picked)
    if gaps["absolute_gap"].notna().sum() < 2:
        return None
    row, about = gaps.iloc[-1], queries.indicator(store, indicator_id)
    changes = queries.gap_changes(store, **picked)
    change = changes[changes["area_code"] == area_code]
    caption = f"{about['plain_name']}, {row['area_name']}: the gap over time"
    return Finding(
        finding_id=f"{indicator_id}-gap-over-time",
        title=_named(row, about, _change_words(change)),
        subtitle=_subtitle(row, about, when=_span(gaps)),
        sentence=_change_sentence(store, gaps, change, about),
        picture=charts.gap_over_time(gaps, about, breaks(store, indicator_id)),
        alt=sentences.gap_over_time_alt(gaps, about),
        table=gap_tables.periods(gaps, about, caption),
        source_ids=(str(about["source_id"]),),
        link=gap_link(row),
        about=_about(about, group_kind),
        editable=partial(chart_data.gap_over_time, gaps, about),
    )


def gap_in_places(
    store: Store, indicator_id: str, group_kind: str, edition: str, columns: int = 3
) -> Finding | None:
    """The gap in each Place: over time where there is time, else side by side. None without.

    columns: of small charts, 3, or 2 for a phone.
    """
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    rows = queries.inequalities(store, **picked)
    rows = rows[rows["area_type"] == "place"]
    if rows["absolute_gap"].isna().all():
        return None
    about = queries.indicator(store, indicator_id)
    last = _latest(rows)
    row = last.iloc[0]
    given = rows.dropna(subset=["absolute_gap"])
    has_time = given.groupby("area_code")["period_end_date"].nunique().max() > 1
    caption = f"{about['plain_name']}: the gap in each Place"
    editable: Callable[[], tuple[chart_data.ChartData, ...]]
    if has_time:
        cuts = breaks(store, indicator_id)
        picture = charts.gap_small_multiples(rows, about, "absolute", columns, cuts)
        alt = sentences.gap_small_multiples_alt(rows, about, "absolute")
        editable = partial(chart_data.gap_small_multiples, rows, about)
    else:
        picture = charts.gap_by_area(last, about)
        alt = sentences.gap_by_area_alt(last, about)
        editable = partial(_places_data, last, about)
    return Finding(
        finding_id=f"{indicator_id}-gap-in-places",
        title=f"{about['plain_name']}: the gap in each Place",
        subtitle=_subtitle(row, about, EVERY_PLACE, _span(given)),
        sentence=sentences.gaps_sentence(last, about),
        picture=picture,
        alt=alt,
        table=gap_tables.areas(last, about, caption, rows),
        source_ids=(str(about["source_id"]),),
        caveat=sentences.ecological_note(row["unit_of_analysis"]),
        link=gap_link(row, with_area=False),
        about=_about(about, group_kind),
        editable=editable,
    )


def gradients_in_places(
    store: Store, indicator_id: str, group_kind: str, edition: str, columns: int = 3
) -> Finding | None:
    """The groups of every Place in its last period. None where groups stand in no order.

    columns: of small charts, 3, or 2 for a phone.
    """
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    rows = queries.inequalities(store, **picked)
    rows = _latest(rows[rows["area_type"] == "place"])
    if group_kind not in GRADIENT_KINDS or rows.empty:
        return None
    about = queries.indicator(store, indicator_id)
    figures = cached(store, _last_figures, **picked)
    figures = figures[figures["area_code"].isin(rows["area_code"])]
    if figures["value"].isna().all():
        return None
    row = rows.iloc[0]
    caption = f"{about['plain_name']}: the groups in each Place"
    return Finding(
        finding_id=f"{indicator_id}-groups-in-places",
        title=f"{about['plain_name']}: from group to group in each Place",
        subtitle=_subtitle(row, about, EVERY_PLACE, _span(rows)),
        sentence=sentences.SLOPE_NOTE,
        picture=charts.gradient_small_multiples(figures, rows, about, columns),
        alt=" ".join(sentences.gradient_sentence(each, about) for each in records(rows)),
        table=gap_tables.groups(figures, about, caption, with_area=True),
        source_ids=(str(about["source_id"]),),
        link=gap_link(row, with_area=False),
        about=_about(about, group_kind),
    )


def companion_panel(
    store: Store,
    indicator_id: str,
    group_kind: str,
    edition: str,
    area_code: str,
    columns: int = 3,
) -> Finding | None:
    """What stands beside a gradient: the gap in each Place, else the gap over time, else None."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    return gap_in_places(store, columns=columns, **picked) or gap_over_time(
        store, area_code=area_code, **picked
    )


@dataclass(frozen=True, eq=False)
class GapSummary:
    """One area's last gap in words and in numbers.

    slope: '' where groups stand in no order. sizes: the gap in every way it can be given, of the
    area and period of sizes_subtitle. why_no_change and why_no_places: for the figures that cannot
    be drawn.
    """

    title: str
    sentence: str
    slope: str
    people: str
    sizes: DataTable
    sizes_subtitle: str
    why_no_change: str
    why_no_places: str


def gap_summary(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str
) -> GapSummary:
    """What is said of one area's last gap; IndexError where it has no row."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    here = _of_area(store, area_code, **picked)
    row, about = _last(store, here), queries.indicator(store, indicator_id)
    has_order = group_kind in GRADIENT_KINDS
    return GapSummary(
        title=_named(row, about, sentences.gap_title(row, about)),
        sentence=sentences.gap_sentence(row, about),
        slope=sentences.gradient_sentence(row, about) if has_order else "",
        people=sentences.people_sentence(row, about),
        sizes=gap_tables.sizes(row, about),
        sizes_subtitle=f"{row['area_name']}, {row['period_label']}",
        why_no_change=_why_no_change(here),
        why_no_places=_why_no_places(queries.inequalities(store, **picked)),
    )


def gap_link(row: Row, with_area: bool = True) -> Link:
    """The view of the Inequality page that shows a gap; with_area: of the same area."""
    choices = {"indicator": str(row["indicator_id"]), "groups": str(row["group_kind"])}
    if with_area:
        choices["in"] = str(row["area_code"])
    if row["edition"] != NO_EDITION:
        choices["edition"] = str(row["edition"])
    return Link.to("inequality", **choices)


def _named(row: Row, about: Row, finding: str) -> str:
    """A heading that says measure, area and finding: 'Smoking, Halton: no clear gap between …'."""
    return f"{about['plain_name']}, {row['area_name']}: {finding[:1].lower()}{finding[1:]}"


def _change_words(change: pd.DataFrame) -> str:
    """The finding of a gap over time in a heading. change: its row of `queries.gap_changes`."""
    words = change[["absolute_word", "relative_word"]].to_numpy().ravel()
    if not len(words) or set(words) == {UNKNOWN}:
        return "the gap over time, not tested"
    absolute, relative = words
    if absolute == relative:
        return f"the gap over time: {absolute}"
    return f"the gap over time: {absolute} as a difference, {relative} as a ratio"


def _change_sentence(store: Store, gaps: pd.DataFrame, change: pd.DataFrame, about: Row) -> str:
    """What the test of the change found; where there was none, the plain figures and why."""
    if change.empty:
        return ""
    row = change.iloc[0]
    said = sentences.gap_change_sentence(row, about)
    if row["absolute_word"] != UNKNOWN:
        return said
    days = [day for day, _ in breaks(store, str(about["indicator_id"]))]
    since = max((day for day in days if day <= _day(gaps)), default=None)
    return sentences.plain_gap_change(gaps, about, str(row["reason"]), since) or said


def _day(gaps: pd.DataFrame) -> date:
    """First day of the latest period with a gap."""
    day: date = gaps.dropna(subset=["absolute_gap"])["period_start_date"].iloc[-1].date()
    return day


def _about(about: Row, group_kind: str) -> dict[str, Any]:
    """What is the same for every row of a file. How a gap's interval was made is not the
    indicator's own method."""
    named = indicator_tables.about(about)
    left_out = {"group_name", "ci_method", *(["sex"] if group_kind == "sex" else [])}
    return {**{name: named[name] for name in named if name not in left_out}, "confidence": 95}


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The last period of each area: one row for each."""
    order = rows.sort_values(["period_end_date", "period_start_date"])
    return order.groupby("area_code", sort=False).tail(1).sort_values("area_name")


def _of_area(store: Store, area_code: str, **picked: str) -> pd.DataFrame:
    """Every period of one area's gap, oldest first."""
    rows = queries.inequalities(store, **picked)
    rows = rows[rows["area_code"] == area_code]
    return rows.sort_values(["period_end_date", "period_start_date"], ignore_index=True)


def _last(store: Store, gaps: pd.DataFrame) -> pd.Series:
    """The last of these rows, with its age; IndexError without any."""
    return with_ages(store, gaps.tail(1)).iloc[0]


def _last_figures(store: Store, **picked: str) -> pd.DataFrame:
    """`queries.group_figures` of every area in the last period it has a gap for, with area_name;
    areas by name."""
    figures = queries.group_figures(store, area_code=None, **picked)
    last = _latest(queries.inequalities(store, **picked))[[*AREA_AND_PERIOD, "area_name"]]
    found = figures.merge(last, on=AREA_AND_PERIOD)
    return found.sort_values("area_name", kind="stable", ignore_index=True)


def _subtitle(row: Row, about: Row, where: str = "", when: str = "") -> str:
    """What is compared, formally: measure, unit, groups, area, period and edition."""
    edition = "" if row["edition"] == NO_EDITION else f", deprivation edition {row['edition']}"
    named = inside_a_sentence(GAP_NAMES[row["group_kind"]])
    return (
        f"{about['indicator_name']} ({about['unit']}), {named}, {where or row['area_name']}, "
        f"{when or row['period_label']}{edition}"
    )


def inside_a_sentence(name: str) -> str:
    """The name of a kind of groups without its capital; names keep theirs."""
    named = name.lower()
    for each in NAMES:
        named = named.replace(each.lower(), each)
    return named


def _span(rows: pd.DataFrame) -> str:
    order = rows.sort_values("period_end_date")["period_label"]
    return number_format.span(order.iloc[0], order.iloc[-1])


def _groups_chart(figures: pd.DataFrame, row: Row, about: Row) -> Any:
    if row["group_kind"] in DEPRIVATION_KINDS:
        return charts.gradient(figures, row, about)
    return charts.compare_groups(figures.assign(value_note=figures["refusal"].fillna("")), about)


def _groups_data(
    figures: pd.DataFrame, about: Row, group_kind: str
) -> tuple[chart_data.ChartData, ...]:
    if group_kind not in DEPRIVATION_KINDS:
        return (chart_data.groups(figures, about, list(figures["group_name"])),)
    rows = placed(figures)
    names = [group_label(each) for each in rows["group_id"]]
    if group_kind in GRADIENT_KINDS:
        names[0] += " (most deprived)"
        names[-1] += " (least deprived)"
    return (chart_data.groups(rows, about, names),)


def _places_data(rows: pd.DataFrame, about: Row) -> tuple[chart_data.ChartData, ...]:
    return (chart_data.gap_by_area(rows, about),)


def _why_no_change(rows: pd.DataFrame) -> str:
    """Why the gap of one area has no line over time."""
    given = rows.dropna(subset=["absolute_gap"])
    if len(rows) == 1:
        return f"Groups are published for one period only, {rows['period_label'].iloc[0]}."
    if given.empty:
        return f"No period has a gap: {rows['gap_refusal'].iloc[-1]}."
    return f"Only {given['period_label'].iloc[0]} has a gap that can be given."


def _why_no_places(rows: pd.DataFrame) -> str:
    """Why no Place has a gap; rows: every area's."""
    found = rows[rows["area_type"] == "place"]
    if found.empty:
        return "These groups are published for larger areas only, not for Places."
    reasons = found["gap_refusal"].value_counts()
    return f"{number_format.capital(str(reasons.index[0]))}."
