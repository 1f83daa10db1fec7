"""The contents of an insight report, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import HEADLINES, LIFE_EXPECTANCY
from insight.analysis.voices import subjects
from insight.analysis.voices.subjects import NEITHER, SubjectInArea
from insight.export.caption import NOT_OFFICIAL, PRODUCT, SHORT_BUILD, day
from insight.export.document import Table
from insight.export.insight_report.parts import Chapter, Report
from insight.export.insight_report.responses import answers
from insight.export.insight_report.unheard_needs import silent, silent_cells
from insight.export.insight_report.voices import is_demonstration as voices_are_demonstration
from insight.export.insight_report.voices import voices
from insight.language import number_format, sentences
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import ENGLAND, SYSTEM
from insight.statistics import verdicts
from insight.store import Store, cached, queries
from insight.visual import style

# Told what is being done, how many steps are done, and how many there are.
Progress = Callable[[str, int, int], None]
WORDS = (
    "Better, worse and a clear gap are said only where a 95% interval shows it. A count of people"
    " heard is shown only when it is safe to. Each indicator's page has its definition and caveat."
)
SHOWN_OF_ALL = tuple(LIFE_EXPECTANCY.values()) + HEADLINES


def no_progress(what: str, done: int, total: int) -> None:
    """For callers who do not show how far it is."""


def assemble(store: Store, area_code: str, area: str, progress: Progress = no_progress) -> Report:
    """The report of a Place, or of the system, by code and name."""
    rows = [row for row in cached(store, subjects.subjects_by_area) if row.area_code == area_code]
    steps: tuple[tuple[str, Callable[[], Chapter]], ...] = (
        ("figures", lambda: headlines(store, area_code, area)),
        ("figures and voices", lambda: side_by_side(rows, area)),
        ("voices", lambda: voices(store, area_code, area)),
        ("silence", lambda: silent(store, area_code, area)),
        ("answers", lambda: answers(store, area_code, area)),
        ("sources", lambda: sources(store, rows)),
    )
    chapters = []
    for number, (name, chapter) in enumerate(steps):
        progress(name, number, len(steps))
        chapters.append(chapter())
    build = queries.build(store).iloc[0]
    build_id = str(build["build_id"])[:SHORT_BUILD]
    is_shown = any(row.is_demonstration for row in rows)
    return Report(
        title=f"{area}: insight report",
        area=area,
        built=f"{PRODUCT}. Built on {day(build['built_at'])}, build {build_id}. {NOT_OFFICIAL}",
        build_id=build_id,
        short=_short(store, rows, area_code, area, chapters),
        chapters=tuple(chapters),
        is_demonstration=is_shown or voices_are_demonstration(store, area_code),
    )


def _short(
    store: Store,
    rows: Sequence[SubjectInArea],
    area_code: str,
    area: str,
    chapters: Sequence[Chapter],
) -> tuple[str, ...]:
    silence = words.silence_title(silent_cells(store, area_code))
    told = next(each for each in chapters if each.name == "What was done").sentences
    return (
        words.subjects_summary(rows, area) if rows else f"{area}: no subject is loaded.",
        f"{area}: {silence}.",
        *told[:1],
    )


def headlines(store: Store, area_code: str, area: str) -> Chapter:
    """The headline figures beside England."""
    ids = [each for each in SHOWN_OF_ALL if each in set(queries.indicators(store)["indicator_id"])]
    rows = _compared(store, area_code, ids)
    cells = tuple(
        (
            row["plain_name"],
            row["period_label"],
            number_format.shown_with_interval(row, row),
            number_format.shown(row["benchmark_value"], row),
            _marked(row),
        )
        for row in rows.to_dict("records")
        if not pd.isna(row["value"])
    )
    if not cells:
        return Chapter("Figures", (f"No headline figure is published for {area}.",))
    heads = ("Indicator", "Period", area, "England", "Compared")
    return Chapter(
        "Figures",
        (sentences.chance_sentence(rows["verdict"]),),
        Table(f"Headline figures of {area} beside England", heads, cells, frozenset({2, 3})),
    )


def _compared(store: Store, area_code: str, ids: list[str]) -> pd.DataFrame:
    if area_code != SYSTEM:
        rows = queries.place_comparisons(store, ENGLAND, ids)
        rows = verdicts.with_row_verdicts(rows[rows["place_code"] == area_code])
    else:
        frames = []
        for indicator_id in ids:
            about = queries.indicator(store, indicator_id)
            found = comparisons.latest_comparison(store, indicator_id, "system")
            names = ("plain_name", "unit", "decimal_places")
            frames.append(found.assign(indicator_id=indicator_id, **{n: about[n] for n in names}))
        rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if rows.empty:
        return pd.DataFrame(columns=["indicator_id", "value", "verdict"])
    return rows.assign(order=rows["indicator_id"].map(ids.index)).sort_values("order")


def _marked(row: dict[str, object]) -> str:
    mark = style.VERDICTS[str(row["verdict"])]
    return f"{mark.glyph} {mark.word}" + (f": {row['reason']}" if row["reason"] else "")


def side_by_side(rows: Sequence[SubjectInArea], area: str) -> Chapter:
    """Each subject's figures and voices, and the word for the two."""
    known = [row for row in rows if row.word != NEITHER]
    cells = tuple(
        (
            row.subject.subject_name,
            words.figures_in_short(row.figure),
            words.voice_in_short(row.voice),
            _together(row),
            _strengths(row),
        )
        for row in known
    )
    left = [row.subject.subject_name for row in rows if row.word == NEITHER]
    said = f"No tested figure and no voice to show: {number_format.listed(left)}." if left else ""
    heads = ("Subject", "Figures", "What people say", "Together", "Strength: figure, voice")
    return Chapter(
        "Figures and voices side by side",
        (said,) if rows else (f"{area}: no subject is loaded.",),
        Table(f"Figures and voices of {area}", heads, cells) if cells else None,
        note=words.NOT_CAUSE,
    )


def _together(row: SubjectInArea) -> str:
    mark = style.AGREEMENTS[row.word]
    return f"{mark.glyph} {number_format.capital(mark.word)}"


def _strengths(row: SubjectInArea) -> str:
    marks = [style.STRENGTHS[each.word] for each in (row.figure.strength, row.voice_strength)]
    return ", ".join(f"{mark.glyph} {mark.word}" for mark in marks)


def sources(store: Store, rows: Sequence[SubjectInArea]) -> Chapter:
    """Whose figures these are, and on what terms."""
    used = {figure["source_id"] for row in rows for figure in row.figure.figures}
    listed = queries.sources(store)
    listed = listed[listed["source_id"].isin(used)]
    names = "; ".join(f"{row.publisher}, {row.publication}" for row in listed.itertuples())
    terms = "; ".join(listed["licence"].drop_duplicates())
    said = f"Figures: {names}. Licences: {terms}." if names else ""
    return Chapter("Sources", (said, WORDS))
