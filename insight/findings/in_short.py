"""What a page opens with, in short: short lines under a few questions, of the system or of a Place.

Every line is worded by what the rest of the page rests on too, and nothing invented is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.ages import newer_first, with_ages
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.key_findings import key_findings
from insight.findings import widening
from insight.findings.figure_flags import latest_doubts
from insight.findings.finding import Finding
from insight.findings.gaps import gradient
from insight.findings.indicator import area_comparison
from insight.findings.key_findings import finding_words
from insight.findings.patient_surveys import first_answer
from insight.findings.responses import responses
from insight.findings.sources import benchmark_about, sources_of
from insight.findings.stated_priorities import priority_indicators, unmeasured_priorities
from insight.findings.table import Cell, Column, Link, Words, cell, data_table, linked, strong
from insight.findings.themes import themes
from insight.language import sentences
from insight.language.number_format import counted, listed, shown
from insight.language.sentences import in_short as words
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, cached, queries
from insight.store.rows import records

MOST, FEW = 3, 5  # lines under a question
MOVES = {"getting worse": "Getting worse", "getting better": "Getting better"}
Lines = Sequence[Cell]


def system_in_short(store: Store, benchmark: Benchmark = AGAINST_ENGLAND) -> Finding:
    """The widest tested gaps of the system, whether gaps are widening, and what is in doubt."""
    gaps = cached(store, widest_gaps, benchmark=benchmark)
    questions = {
        "Where are the widest gaps?": _gap_lines(gaps) or [cell(words.NO_GAP)],
        "Are they widening?": _widening(store),
        "What is in doubt?": latest_doubts(store, SYSTEM, MOST) or [cell(words.NO_DOUBT)],
    }
    found = _in_short(store, SYSTEM, benchmark, questions, gaps["indicator_id"])
    return replace(found, caveat=f"{words.WIDEST} {found.caveat}") if len(gaps) else found


def place_in_short(
    store: Store, place_code: str, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding:
    """Where a Place is worst and best beside the benchmark, what has changed, what people say,
    what was done, and what is in doubt."""
    whose = benchmark.name
    # What no benchmark changes is kept for the next.
    said, done, changes = (
        cached(store, make, place_code=place_code) for make in (_said, _done, _changes)
    )
    ends = _both_ends(store, place_code, benchmark)
    questions = {
        f"Worse than {whose}": _compared_lines(ends["worse"]) or [cell(words.NONE_WORSE)],
        f"Better than {whose}": _compared_lines(ends["better"]) or [cell(words.NONE_BETTER)],
        "What has changed?": changes or [cell(words.NO_CHANGE)],
        "What do people say?": said,
        "What was done?": done,
    }
    if doubts := latest_doubts(store, place_code, MOST):
        questions["What is in doubt?"] = doubts
    ids = pd.concat([each["indicator_id"] for each in ends.values()])
    return _in_short(store, place_code, benchmark, questions, ids)


def priorities_in_short(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding | None:
    """Of the figures on an area's stated priorities: what is tested worse, what was not tested
    but stands in the worst fifth, and what has no figure. None where it has stated none.

    Of the system, in how many Places.
    """
    ids = priority_indicators(store, area_code)
    if not ids:
        return None
    every = comparisons.all_comparisons(store, benchmark)
    rows = newer_first(every[every["indicator_id"].isin(ids)])
    if area_code != SYSTEM:
        rows = rows[rows["place_code"] == area_code]
    is_worst = pd.Series(
        [sentences.is_untested_worst(row) for row in records(rows)], rows.index, dtype=bool
    )
    names = queries.priority_links(store).drop_duplicates("indicator_id")
    unknown = names[names["indicator_id"].isin(set(ids) - set(rows["indicator_id"]))]
    unmeasured = _unmeasured(store, area_code)
    questions = {
        f"Tested worse than {benchmark.name}": _stated_lines(
            rows[rows["verdict"] == "worse"], area_code
        )
        or [cell(words.NONE_WORSE)],
        "In the worst fifth of English authorities, not tested": _stated_lines(
            rows[is_worst], area_code
        )
        or [cell(words.NONE_WORST)],
        "Missing": [
            *_missing_lines(rows[rows["value"].isna()], area_code),
            *_missing_lines(unknown),
            *unmeasured,
        ]
        or [cell(words.NONE_MISSING)],
    }
    if area_code != SYSTEM:
        untested = rows[(rows["verdict"] == NOT_TESTED) & ~is_worst]
        if plain := _plain_lines(untested, benchmark):
            questions["Not tested, in plain words"] = plain
    found = _in_short(store, area_code, benchmark, questions, rows["indicator_id"])
    return replace(
        found,
        title=f"{areas()[area_code].area_name}: need on its stated priorities",
        link=Link.to("priorities", place=area_code, benchmark=benchmark.code),
    )


def widest_gaps(store: Store, benchmark: Benchmark = AGAINST_ENGLAND) -> pd.DataFrame:
    """The widest tested gaps of all areas, one for each indicator: rows of
    `analysis.key_findings`."""
    gaps = with_ages(store, queries.strongest_inequalities(store))
    none = comparisons.all_comparisons(store, benchmark).head(0)
    return key_findings(gaps, none, benchmark.confidence).top(MOST)


def widest_gap(store: Store, benchmark: Benchmark = AGAINST_ENGLAND) -> Finding | None:
    """The widest tested gap of all areas, drawn. None where no gap passed its test."""
    rows = records(cached(store, widest_gaps, benchmark=benchmark))
    if not rows:
        return None
    names = ("indicator_id", "group_kind", "edition", "area_code")
    return gradient(store, **{name: str(rows[0][name]) for name in names})


def leading_finding(
    store: Store, area_code: str = SYSTEM, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding | None:
    """The one finding to quote first, with its picture: the widest gap of the system; of a Place,
    where it is worst beside the benchmark, or else best. None where no difference passed its test.
    """
    if area_code == SYSTEM:
        return widest_gap(store, benchmark)
    ends = _both_ends(store, area_code, benchmark)
    rows = next((each for each in ends.values() if len(each)), None)
    if rows is None:
        return None
    row = records(rows)[0]
    when = (row["period_start_date"], row["period_end_date"])
    drawn = area_comparison(store, str(row["indicator_id"]), benchmark, *when)
    said = finding_words(row, benchmark.name)
    return drawn and replace(drawn, title=said["title"], sentence=said["sentence"])


def _in_short(
    store: Store,
    area_code: str,
    benchmark: Benchmark,
    questions: dict[str, Lines],
    indicator_ids: Iterable[str],
) -> Finding:
    area = areas()[area_code].area_name
    columns = [
        Column("Question", lambda row: cell(strong(row[0]))),
        Column("In short", lambda row: Cell(row[1][0].main, row[1][0].notes, below=row[1][1:])),
    ]
    rows = [(question, tuple(lines)) for question, lines in questions.items()]
    values = pd.DataFrame(
        [(question, line.text) for question, lines in rows for line in lines],
        columns=["question", "in_short"],
    )
    page = "" if area_code == SYSTEM else "place"
    chosen = {"benchmark": benchmark.code, "sure": str(benchmark.confidence)}
    own = {} if area_code == SYSTEM else {"place": area_code}
    return Finding(
        finding_id="in-short",
        title=f"{area} in short",
        subtitle="The newest figures we have"
        if area_code == benchmark.code
        else f"Beside {benchmark.name}, the newest figures we have",
        table=data_table(f"{area} in short", columns, rows, values),
        source_ids=sources_of(store, dict.fromkeys(indicator_ids)),
        caveat=words.CAVEAT,
        link=Link.to(page, **own, **chosen),
        about=benchmark_about(benchmark),
    )


def _gap_lines(rows: pd.DataFrame) -> Lines:
    """Each gap as its title, which leads to it, with its period."""
    return [_line(row, "") for row in records(rows)]


def _compared_lines(rows: pd.DataFrame) -> Lines:
    """'Smoking: 15.2% against 11.6%', each leading to its indicator, with its period."""
    return [
        cell(
            linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"]),
            f": {shown(row['value'], row)} against {shown(row['benchmark_value'], row)}",
            notes=(sentences.dated(row),),
        )
        for row in records(rows)
    ]


def _plain_lines(rows: pd.DataFrame, benchmark: Benchmark) -> Lines:
    """Figures that were not tested, with what is known of each all the same."""
    return _few(
        [
            cell(
                linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"]),
                f": {shown(row['value'], row)}, {known}",
                notes=(sentences.dated(row),),
            )
            for row in records(rows)
            if (known := sentences.known_words(row, benchmark.name))
        ]
    )


def _stated_lines(rows: pd.DataFrame, area_code: str) -> Lines:
    """Each indicator with its figure beside the benchmark, or in which Places of the system; the
    first few, and how many more there are."""
    if area_code != SYSTEM:
        return _few(_compared_lines(rows))
    groups = [(name, of) for name, of in rows.groupby("indicator_id", sort=False)]
    groups.sort(key=lambda group: -len(group[1]))
    lines = [
        cell(
            linked(str(of["plain_name"].iloc[0]), "indicator", indicator=str(id_)),
            f": in {counted(len(of), 'Place')}",
            notes=(listed(list(of["place_name"])),) if len(of) <= MOST else (),
        )
        for id_, of in groups
    ]
    return _few(lines)


def _missing_lines(rows: pd.DataFrame, area_code: str = "") -> Lines:
    """The indicators without a figure here; of the system, for which Places."""
    if area_code == SYSTEM:
        return _stated_lines(rows, area_code)
    names = rows.drop_duplicates("indicator_id")
    lines = [
        cell(linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"]))
        for row in records(names)
    ]
    return _few(lines)


def _unmeasured(store: Store, area_code: str) -> Lines:
    """That some priorities have no indicator at all."""
    found = unmeasured_priorities(store, area_code)
    if found is None:
        return []
    count = len(found.table.rows)
    return [cell(words.unmeasured(count))]


def _few(lines: Lines) -> Lines:
    more = len(lines) - FEW
    return [*lines[:FEW], cell(f"And {counted(more, 'more', 'more')}.")] if more > 0 else lines


def _line(row: dict[str, Any], benchmark: str) -> Cell:
    said = finding_words(row, benchmark)
    return cell(Words(said["title"], said["link"]), notes=(sentences.dated(row),))


def _both_ends(store: Store, place_code: str, benchmark: Benchmark) -> dict[str, pd.DataFrame]:
    """`_ends` of either verdict, worse first."""
    asked = {"place_code": place_code, "benchmark": benchmark}
    return {each: cached(store, _ends, **asked, verdict=each) for each in ("worse", "better")}


def _ends(store: Store, place_code: str, benchmark: Benchmark, verdict: str) -> pd.DataFrame:
    """The strongest tested differences of a Place that are worse, or better; figures alone."""
    rows = comparisons.all_comparisons(store, benchmark)
    rows = rows[(rows["place_code"] == place_code) & (rows["benchmark_name"] == benchmark.name)]
    none = queries.strongest_inequalities(store).head(0)
    return key_findings(none, rows, benchmark.confidence, verdict).top(MOST)


def _widening(store: Store) -> Lines:
    """The official gap in length of life, and how many other changes were tested."""
    official = [
        each for sex in widening.LIFE_GAPS if (each := cached(store, widening.life_gap, sex=sex))
    ]
    official.sort(key=widening.largest_change, reverse=True)
    lines = [
        cell(Words(each.title, Link.to("inequality")), notes=(widening.told_period(each),))
        for each in official
    ]
    said = words.tested_changes(_judged_changes(store))
    return [*lines, cell(Words(said, Link.to("inequality")))]


def _judged_changes(store: Store) -> pd.DataFrame:
    """Changes of gaps in the system and the Places, of measures of which one end is good."""
    history = queries.gap_history(store)
    known = queries.indicators(store).set_index("indicator_id")["polarity"]
    polarity = history["indicator_id"].map(known)
    is_ours = history["area_type"].isin(["place", "system"])
    return history[is_ours & polarity.notna() & (polarity != "no_judgement")]


def _changes(store: Store, place_code: str) -> Lines:
    """What is getting worse and what better, newest figures first, with how many there are."""
    rows = comparisons.profile(store, place_code, AGAINST_ENGLAND)
    rows = rows.sort_values("period_end_date", ascending=False, kind="stable")
    lines = []
    for judgement, said in MOVES.items():
        found = newer_first(rows[rows["trend_judgement"] == judgement])
        if len(found):
            names = [
                (
                    linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"]),
                    f"({sentences.dated(row)})",
                )
                for row in records(found.head(MOST))
            ]
            more = len(found) - len(names)
            lines.append(
                cell(
                    strong(f"{said}:"),
                    *[piece for name in names for piece in (*name, ";")][:-1],
                    *([f", and {counted(more, 'more', 'more')}"] if more else []),
                )
            )
    return lines


def _said(store: Store, place_code: str) -> Lines:
    """What patients answered in surveys, and the themes of comments where these are real."""
    answer = first_answer(store, place_code)
    lines = [cell(Words(answer, Link.to("voices", place=place_code)))] if answer else []
    found = themes(store, place_code)
    if found is None or found.is_demonstration:
        return [*lines, cell(words.NO_COMMENT)]
    named = [row[0].text.split(";")[0] for row in found.table.rows[:MOST]]
    said = words.most_said(named)
    return [cell(Words(said, Link.to("voices", place=place_code))), *lines]


def _done(store: Store, place_code: str) -> Lines:
    """How far responses have come, where they are real."""
    found = responses(store, place_code)
    if found is None or found.is_demonstration:
        return [cell(words.NO_RESPONSE)]
    return [cell(Words(found.title, Link.to("you_said_we_did", place=place_code)))]
