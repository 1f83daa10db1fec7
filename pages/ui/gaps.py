"""Gaps and gradients as panels: the groups in one period, the gap over time, the nine Places."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from insight.language import number_format, sentences
from insight.language.number_format import Row
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import charts
from pages.data import catalogue
from pages.ui import gap_tables
from pages.ui.panels import Panel

KINDS = {
    "core20": "Core20 and the rest",
    "deprivation_quintile": "Fifths of England",
    "deprivation_decile": "Tenths of England",
    "practice_quintile": "Fifths of GP practices",
    "local_quintile": "Fifths of the area",
    "ethnic_group": "Ethnic group",
    "sex": "Women and men",
}
IN_ORDER = tuple(kind for kind in KINDS if kind not in ("ethnic_group", "sex"))
AREA_AND_PERIOD = ["area_code", "period_start_date", "period_end_date"]
GRADIENTS = tuple(kind for kind in IN_ORDER if kind != "core20")


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The last period of each area: one row for each."""
    order = rows.sort_values(["period_end_date", "period_start_date"])
    return order.groupby("area_code", sort=False).tail(1).sort_values("area_name")


def of_area(store: Store, area_code: str, **picked: str) -> pd.DataFrame:
    """Every period of one area's gap, oldest first. picked: indicator_id, group_kind, edition."""
    rows = queries.inequalities(store, **picked)
    rows = rows[rows["area_code"] == area_code]
    return rows.sort_values(["period_end_date", "period_start_date"], ignore_index=True)


def gradient(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str
) -> Panel | None:
    """The groups of one area in its last period, with the slope line. None without any figure."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    gaps = of_area(store, area_code, **picked)
    if gaps.empty:
        return None
    row, about = gaps.iloc[-1], queries.indicator(store, indicator_id)
    every = cached(store, _last_figures, **picked)
    figures = every[every["area_code"] == area_code].drop(columns="area_name")
    caption = f"{about['plain_name']}, {row['area_name']}, {row['period_label']}"
    return Panel(
        title=sentences.gap_title(row, about),
        subtitle=subtitle(row, about),
        sentence=sentences.gap_sentence(row, about),
        chart=_groups_chart(figures, row, about),
        alt=sentences.gradient_alt(figures, row, about),
        table=gap_tables.groups(figures, about, caption),
        frame=figures,
        source_ids=(about["source_id"],),
        caveat=sentences.ecological_note(row["unit_of_analysis"]),
    )


def over_time(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str
) -> Panel | None:
    """One area's gap, absolute and relative, over time. None with fewer than two periods."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    gaps = of_area(store, area_code, **picked)
    if gaps["absolute_gap"].notna().sum() < 2:
        return None
    row, about = gaps.iloc[-1], queries.indicator(store, indicator_id)
    changes = queries.gap_changes(store, **picked)
    change = changes[changes["area_code"] == area_code]
    caption = f"{about['plain_name']}, {row['area_name']}: the gap over time"
    return Panel(
        title="The gap over time",
        subtitle=subtitle(row, about, when=_span(gaps)),
        sentence=sentences.gap_change_sentence(change.iloc[0], about) if len(change) else "",
        chart=charts.gap_over_time(gaps, about, catalogue.breaks(indicator_id)),
        alt=sentences.gap_over_time_alt(gaps, about),
        table=gap_tables.periods(gaps, about, caption),
        frame=gaps,
        source_ids=(about["source_id"],),
    )


def places(
    store: Store, indicator_id: str, group_kind: str, edition: str, columns: int
) -> Panel | None:
    """The gap in each Place: over time where there is time, else side by side. None without."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    rows = queries.inequalities(store, **picked)
    rows = rows[rows["area_type"] == "place"]
    if rows["absolute_gap"].isna().all():
        return None
    about = queries.indicator(store, indicator_id)
    last = latest(rows)
    row = last.iloc[0]
    given = rows.dropna(subset=["absolute_gap"])
    has_time = given.groupby("area_code")["period_end_date"].nunique().max() > 1
    return Panel(
        title="The gap in each Place",
        subtitle=subtitle(row, about, "nine Places", _span(given)),
        sentence=sentences.gaps_sentence(last, about),
        chart=(
            charts.gap_small_multiples(
                rows, about, "absolute", columns, catalogue.breaks(indicator_id)
            )
            if has_time
            else charts.gap_by_area(last, about)
        ),
        alt=(
            sentences.gap_small_multiples_alt(rows, about, "absolute")
            if has_time
            else sentences.gap_by_area_alt(last, about)
        ),
        table=gap_tables.areas(last, about, f"{about['plain_name']}: the gap in each Place"),
        frame=rows,
        source_ids=(about["source_id"],),
        caveat=sentences.ecological_note(row["unit_of_analysis"]),
    )


def gradients(
    store: Store, indicator_id: str, group_kind: str, edition: str, columns: int
) -> Panel | None:
    """The groups of every Place in its last period. None where groups stand in no order."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    rows = queries.inequalities(store, **picked)
    rows = latest(rows[rows["area_type"] == "place"])
    if group_kind not in GRADIENTS or rows.empty:
        return None
    about = queries.indicator(store, indicator_id)
    figures = cached(store, _last_figures, **picked)
    figures = figures[figures["area_code"].isin(rows["area_code"])]
    if figures["value"].isna().all():
        return None
    first = rows.iloc[0]
    caption = f"{about['plain_name']}: the groups in each Place"
    return Panel(
        title="From group to group in each Place",
        subtitle=subtitle(first, about, "nine Places", _span(rows)),
        sentence=sentences.SLOPE_NOTE,
        chart=charts.gradient_small_multiples(figures, rows, about, columns),
        alt=" ".join(sentences.gradient_sentence(row, about) for row in records(rows)),
        table=gap_tables.groups(figures, about, caption, with_area=True),
        frame=figures,
        source_ids=(about["source_id"],),
    )


def subtitle(row: Row, about: Row, where: str = "", when: str = "") -> str:
    """What is compared, formally: measure, unit, groups, area, period and edition."""
    edition = "" if row["edition"] == "none" else f", deprivation edition {row['edition']}"
    named = KINDS[row["group_kind"]].lower().replace("core20", "Core20").replace("gp ", "GP ")
    named = named.replace("england", "England")
    return (
        f"{about['indicator_name']} ({about['unit']}), {named}, {where or row['area_name']}, "
        f"{when or row['period_label']}{edition}"
    )


def _last_figures(store: Store, **picked: str) -> pd.DataFrame:
    """`queries.group_figures` of every area in the last period it has a gap for, with area_name;
    areas by name."""
    figures = queries.group_figures(store, area_code=None, **picked)
    last = latest(queries.inequalities(store, **picked))[[*AREA_AND_PERIOD, "area_name"]]
    found = figures.merge(last, on=AREA_AND_PERIOD)
    return found.sort_values("area_name", kind="stable", ignore_index=True)


def _span(rows: pd.DataFrame) -> str:
    order = rows.sort_values("period_end_date")["period_label"]
    first, last = order.iloc[0], order.iloc[-1]
    return str(last) if first == last else f"{first} up to {last}"


def _groups_chart(figures: pd.DataFrame, row: Row, about: Row) -> object:
    if row["group_kind"] in IN_ORDER:
        return charts.gradient(figures, row, about)
    return charts.compare_groups(figures.assign(value_note=figures["refusal"].fillna("")), about)


def companion(
    store: Store, indicator_id: str, group_kind: str, edition: str, area_code: str, columns: int
) -> Panel | None:
    """What stands beside a gradient: the gap in each Place, else the gap over time, else None."""
    picked = {"indicator_id": indicator_id, "group_kind": group_kind, "edition": edition}
    return places(store, columns=columns, **picked) or over_time(
        store, area_code=area_code, **picked
    )


@dataclass(frozen=True)
class GapSummary:
    """One area's last gap in words and in numbers; why_no_change and why_no_places: for the
    figures that cannot be drawn."""

    title: str
    sentence: str
    slope: str
    people: str
    sizes: str
    why_no_change: str
    why_no_places: str


def gap_summary(store: Store, area_code: str, **picked: str) -> tuple[pd.Series, GapSummary]:
    """The row of one area's last gap, and what is said of it."""
    here = of_area(store, area_code, **picked)
    row, about = here.iloc[-1], queries.indicator(store, picked["indicator_id"])
    return row, GapSummary(
        title=sentences.gap_title(row, about),
        sentence=sentences.gap_sentence(row, about),
        slope=slope_words(row, about),
        people=sentences.people_sentence(row, about),
        sizes=gap_tables.sizes(row, about),
        why_no_change=why_no_change(here),
        why_no_places=why_no_places(queries.inequalities(store, **picked)),
    )


def slope_words(row: Row, about: Row) -> str:
    """The slope in a sentence, where groups stand in an order; '' where they have none."""
    return sentences.gradient_sentence(row, about) if row["group_kind"] in GRADIENTS else ""


def why_no_change(rows: pd.DataFrame) -> str:
    """Why the gap of one area has no line over time."""
    given = rows.dropna(subset=["absolute_gap"])
    if len(rows) == 1:
        return f"Groups are published for one period only, {rows['period_label'].iloc[0]}."
    if given.empty:
        return f"No period has a gap: {rows['gap_refusal'].iloc[-1]}."
    return f"Only {given['period_label'].iloc[0]} has a gap that can be given."


def why_no_places(rows: pd.DataFrame) -> str:
    """Why no Place has a gap; rows: every area's."""
    found = rows[rows["area_type"] == "place"]
    if found.empty:
        return "These groups are published for larger areas only, not for Places."
    reasons = found["gap_refusal"].value_counts()
    return f"{number_format.capital(str(reasons.index[0]))}."
