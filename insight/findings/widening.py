"""Is it widening? The official gap in length of life over time, and what can be said of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings.finding import Finding
from insight.findings.gaps import inside_a_sentence
from insight.findings.indicator_tables import about as file_about
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, quiet, strong
from insight.language import number_format, sentences
from insight.language.number_format import Row, capital, counted, listed
from insight.reference.areas import ENGLAND, HOW_MANY, SYSTEM, areas
from insight.reference.groups import GAP_NAMES, NO_EDITION
from insight.reference.vocabulary import MOVING, TESTED_CHANGES
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import chart_data, charts

LIFE_GAPS = {
    "female": "inequality-in-life-expectancy-female",
    "male": "inequality-in-life-expectancy-male",
}
WHO = {"female": "women", "male": "men"}
HOW_TO_READ = (
    "First the official gap in length of life, then the other gaps. We say that a gap grew or"
    " shrank only where its change was tested."
)
EVERY_PLACE = " The table has every Place."
Rows = list[dict[str, Any]]
WHERE = f"{HOW_MANY} Places, and England in the table"


def life_gap(store: Store, sex: str, columns: int = 3) -> Finding | None:
    """The official gap in length of life of one sex over time: each Place by itself.

    The publisher forbids setting a Place against England on it, so England has a row of its own in
    the table and stands nowhere else.
    sex: 'female' or 'male'. columns: of small charts. None with fewer than two periods.
    """
    indicator_id = LIFE_GAPS[sex]
    if indicator_id not in set(queries.indicators(store)["indicator_id"]):
        return None
    indicator = queries.indicator(store, indicator_id)
    series = queries.series(store, indicator_id)
    series = series[(series["area_type"] == "place") | (series["area_code"] == ENGLAND)]
    drawn = series[series["area_type"] == "place"]
    changes = [
        change
        for _, rows in series.groupby("area_code", sort=False)
        if (change := sentences.first_to_last(rows))
    ]
    changes.sort(key=lambda change: (change["area_code"] == ENGLAND, change["area_name"]))
    places = [change for change in changes if change["area_code"] != ENGLAND]
    if not places:
        return None
    caption = f"Gap in length of life, {WHO[sex]}: first and latest figure"
    table = [
        Column("Area", lambda row: str(row["area_name"])),
        Column("First", lambda row: _figure(row, "first", indicator), is_number=True),
        Column("Latest", lambda row: _figure(row, "latest", indicator), is_number=True),
        Column("Change", lambda row: sentences.signed_change(row, indicator), is_number=True),
    ]
    if any(row["word"] for row in changes):  # else the sentence says why none is tested
        table.append(Column("Tested", sentences.change_test))
    first = min(row["first_period"] for row in changes)
    latest = max(row["latest_period"] for row in changes)
    return Finding(
        finding_id=f"life-gap-{sex}",
        title=sentences.life_gap_title(places, WHO[sex], indicator),
        subtitle=sentences.subtitle(indicator, WHERE, number_format.span(first, latest)),
        sentence=sentences.life_gap_sentence(places, WHO[sex], indicator),
        picture=charts.small_multiples(drawn, indicator, AGAINST_ENGLAND, columns),
        alt=sentences.small_multiples_alt(drawn, indicator, ""),
        table=data_table(caption, table, changes, series),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        link=Link.to("indicator", indicator=indicator_id),
        about=file_about(indicator),
        editable=lambda: chart_data.panels(drawn, indicator, ENGLAND),
    )


def largest_change(gap: Finding) -> float:
    """How far the gap of the Place that moved most has moved, of `life_gap`."""
    figures = gap.table.values.dropna(subset=["value"]).sort_values("period_end_date")
    places = figures[figures["area_type"] == "place"].groupby("area_code")["value"]
    return float((places.last() - places.first()).abs().max())


def told_period(gap: Finding) -> str:
    """From when to when a gap of `life_gap` is told: '2015–17 to 2022–24'."""
    figures = gap.table.values.dropna(subset=["value"]).sort_values("period_end_date")
    return number_format.span(*figures["period_label"].iloc[[0, -1]])


def life_gap_here(store: Store, area_code: str = SYSTEM) -> Finding | None:
    """The official gap of women and men in one table: of every Place, or of one alone.

    Drawn for the sex whose gap moved most; one Place for both. None with fewer than two periods.
    """
    by_sex = {sex: found for sex in LIFE_GAPS if (found := cached(store, life_gap, sex=sex))}
    if not by_sex:
        return None
    indicators = {sex: queries.indicator(store, LIFE_GAPS[sex]) for sex in by_sex}
    series = {sex: found.table.values for sex, found in by_sex.items()}
    if area_code != SYSTEM:
        series = {sex: rows[rows["area_code"] == area_code] for sex, rows in series.items()}
    changes = {
        sex: [
            change
            for _, own in rows.groupby("area_code")
            if (change := sentences.first_to_last(own))
        ]
        for sex, rows in series.items()
    }
    first = max(changes, key=lambda sex: max((abs(c["change"]) for c in changes[sex]), default=0))
    if not changes[first]:
        return None
    shown = by_sex[first]
    every = {(row["area_code"], row["area_name"]) for rows in changes.values() for row in rows}
    names = [name for _, name in sorted(every, key=lambda area: (area[0] == ENGLAND, area[1]))]
    columns = [
        Column("Area", str),
        *(
            Column(capital(WHO[sex]), partial(_move_of, rows, indicators[sex]))
            for sex, rows in changes.items()
        ),
    ]
    whole = pd.concat(series.values())
    caption = "Gap in length of life: first and latest figure, years"
    made = replace(
        shown,
        finding_id=f"life-gap-{area_code}",
        table=data_table(caption, columns, names, whole),
        sentence=" ".join(by_sex[sex].sentence for sex in by_sex if sex != first),
    )
    if area_code == SYSTEM:
        return made
    lines = _lines(series)
    return replace(
        made,
        title=sentences.life_gap_title(changes[first], WHO[first], indicators[first]),
        subtitle=shown.subtitle.replace(WHERE, areas()[area_code].area_name),
        sentence=" ".join(
            sentences.life_gap_sentence(rows, WHO[sex], indicators[sex]).removesuffix(EVERY_PLACE)
            for sex, rows in changes.items()
            if sex != first and rows
        ),
        picture=charts.trend_lines(lines, indicators[first]),
        alt=sentences.lines_alt(lines, indicators[first]),
        link=Link.to("inequality"),
        editable=lambda: (chart_data.series(lines, indicators[first]),),
    )


def _lines(series: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The series of one area, those of women and men as lines of their own."""
    return pd.concat(
        rows.assign(area_code=rows["area_code"] + sex, area_name=capital(WHO[sex]))
        for sex, rows in series.items()
    )


def _move_of(changes: Rows, indicator: Row, area: str) -> Cell:
    """'12.6 to 15.3' of an area, and by how much; its periods under it."""
    row = next((each for each in changes if each["area_name"] == area), None)
    if row is None:
        return cell(quiet("no figure"))
    first, latest = (
        number_format.number(row[f"{when}_value"], int(indicator["decimal_places"]))
        for when in ("first", "latest")
    )
    return cell(strong(f"{first} to {latest}"), f"({sentences.signed_change(row, indicator)})")


def what_can_be_shown(store: Store) -> Finding | None:
    """Every measure with a gap: can its change be shown, tested, for whom, where and since when.

    None where no measure has groups.
    """
    history = queries.gap_history(store)
    official = [row for sex in LIFE_GAPS if (row := _official(store, sex))]
    ways: dict[tuple[str, str, str], Rows] = {}
    for row in records(history):
        ways.setdefault((row["indicator_id"], row["group_kind"], row["edition"]), []).append(row)
    others = [_measure(found) for found in ways.values()]
    if not official and not others:
        return None
    moving = [row for row in others if row["shown"]]
    moving.sort(key=lambda row: (-row["tested"], -row["shown"]))
    rows: Rows = [*official, *moving, *_still([row for row in others if not row["shown"]])]
    shown = sum(row["shown"] > 0 for row in rows)
    tested = sum(row["tested"] > 0 for row in rows)
    columns = [
        Column("Measure", _name),
        Column("Can its change be shown?", _can_be_shown),
        Column("Tested?", _tested),
        Column("Since", lambda row: row["since"] or cell(quiet("one period"))),
    ]
    names = {row["indicator_id"] for row in rows}
    return Finding(
        finding_id="what-can-be-shown",
        title=f"What can be said of every gap: {counted(len(names), 'measure')},"
        f" {counted(shown, 'gap')} over time, {number_format.number(tested)} of them tested",
        subtitle="Every measure by every kind of group, and where its change can be shown",
        sentence="We call a gap widening or narrowing only where a test finds a change. It needs"
        " two periods apart, each with a range. Elsewhere we just give the figures.",
        table=data_table("Is it widening? Every gap", columns, rows, _values(store, rows)),
        source_ids=sources_of(store, dict.fromkeys(row["indicator_id"] for row in rows)),
        link=Link.to("inequality"),
    )


def _official(store: Store, sex: str) -> dict[str, Any] | None:
    """The official gap in length of life as a row of the list."""
    found = cached(store, life_gap, sex=sex)
    if found is None:
        return None
    indicator = queries.indicator(store, LIFE_GAPS[sex])
    rows = found.table.values
    places = rows[rows["area_type"] == "place"].dropna(subset=["value"])
    changes = [
        change for _, own in places.groupby("area_code") if (change := sentences.first_to_last(own))
    ]
    words = [change["word"] for change in changes]
    return {
        "indicator_id": LIFE_GAPS[sex],
        "plain_name": indicator["plain_name"],
        "group_kind": "",
        "edition": NO_EDITION,
        "groups": "the most and the least deprived ends of each area",
        "shown": len(changes),
        "tested": sum(bool(word) for word in words),
        "places": len(changes),
        "others": "England" if (rows["area_code"] == ENGLAND).any() else "",
        "since": min(change["first_period"] for change in changes),
        "widening": words.count("widening"),
        "narrowing": words.count("narrowing"),
        "reason": "" if any(words) else sentences.NO_RANGE_IN_FILE,
    }


def _measure(rows: Rows) -> dict[str, Any]:
    """One measure by one kind of group, over all areas. rows: of `queries.gap_history`."""
    first = rows[0]
    over_time = [row for row in rows if row["period_count"] > 1]
    words = Counter(
        row["absolute_word"] for row in over_time if row["absolute_word"] in TESTED_CHANGES
    )
    reasons = Counter(
        row["reason"] for row in over_time if row["absolute_word"] not in TESTED_CHANGES
    )
    named = inside_a_sentence(GAP_NAMES[first["group_kind"]])
    edition = "" if first["edition"] == NO_EDITION else f", edition {first['edition']}"
    return {
        "indicator_id": first["indicator_id"],
        "plain_name": first["plain_name"],
        "group_kind": first["group_kind"],
        "edition": first["edition"],
        "groups": f"{named}{edition}",
        "shown": len(over_time),
        "tested": words.total(),
        "places": sum(row["area_type"] == "place" for row in over_time),
        "others": listed([row["area_name"] for row in over_time if row["area_type"] != "place"]),
        "since": min((row["first_period"] for row in over_time), default=""),
        **{word: words[word] for word in MOVING},
        # The commonest; of equals the first by alphabet.
        "reason": min(reasons, key=lambda reason: (-reasons[reason], reason), default=""),
    }


def _still(rows: Rows) -> Rows:
    """Gaps of one period, one row for each measure with all its groups."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        own = found.setdefault(row["indicator_id"], {**row, "groups": []})
        own["groups"].append(inside_a_sentence(GAP_NAMES[row["group_kind"]]))
    return [{**row, "groups": listed(list(dict.fromkeys(row["groups"])))} for row in found.values()]


def _name(row: dict[str, Any]) -> Cell:
    if not row["group_kind"]:
        link = linked(row["plain_name"], "indicator", indicator=row["indicator_id"])
        return cell(link, notes=[row["groups"]])
    choices = {"indicator": row["indicator_id"], "groups": row["group_kind"]}
    if row["edition"] != NO_EDITION:
        choices["edition"] = row["edition"]
    return cell(linked(row["plain_name"], "inequality", **choices), notes=[row["groups"]])


def _can_be_shown(row: dict[str, Any]) -> Cell:
    if not row["shown"]:
        return cell(quiet("No: one period only"))
    places = counted(row["places"], "Place") if row["places"] else ""
    where = listed([each for each in (places, row["others"]) if each])
    return cell(strong("Yes"), notes=[where])


def _tested(row: dict[str, Any]) -> Cell:
    if not row["tested"]:
        return cell("No", notes=[capital(row["reason"])] if row["reason"] else [])
    moving = [f"{word} in {row[word]}" for word in MOVING if row[word]]
    found = listed(moving) if moving else "no clear change"
    return cell(strong(f"In {row['tested']}"), notes=[f"As a difference: {found}"])


def _figure(row: dict[str, Any], when: str, indicator: pd.Series) -> Cell:
    shown = number_format.shown(row[f"{when}_value"], indicator)
    return cell(strong(shown), notes=[str(row[f"{when}_period"])])


def _values(store: Store, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return with_sources(store, pd.DataFrame(rows))
