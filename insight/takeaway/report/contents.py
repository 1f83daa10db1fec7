"""The contents of an insight report, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from insight import judgements, questions, sentences, style, summaries, wording
from insight.remembering import share
from insight.sentences import beside as words
from insight.standing import SYSTEM
from insight.store import Store
from insight.summaries import ENGLAND, HEADLINES, LIFE_EXPECTANCY
from insight.takeaway.caption import NOT_OFFICIAL, PRODUCT, SHORT_BUILD, day
from insight.takeaway.paper import Table
from insight.takeaway.report.answers import answers
from insight.takeaway.report.parts import Chapter, Report
from insight.takeaway.report.silent import silent, silent_cells
from insight.takeaway.report.voices import is_demonstration as voices_are_demonstration
from insight.takeaway.report.voices import voices
from insight.voice import agreement
from insight.voice.agreement import NEITHER, Beside

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
    rows = [row for row in share(store, agreement.beside) if row.area_code == area_code]
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
    build = questions.build(store).iloc[0]
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
    store: Store, rows: Sequence[Beside], area_code: str, area: str, chapters: Sequence[Chapter]
) -> tuple[str, ...]:
    silence = words.silence_title(silent_cells(store, area_code))
    told = next(each for each in chapters if each.name == "What was done").sentences
    return (
        words.beside_summary(rows, area) if rows else f"{area}: no subject is loaded.",
        f"{area}: {silence}.",
        *told[:1],
    )


def headlines(store: Store, area_code: str, area: str) -> Chapter:
    """The headline figures beside England."""
    ids = [
        each for each in SHOWN_OF_ALL if each in set(questions.indicators(store)["indicator_id"])
    ]
    rows = _compared(store, area_code, ids)
    cells = tuple(
        (
            row["plain_name"],
            row["period_label"],
            wording.shown_with_interval(row, row),
            wording.shown(row["benchmark_value"], row),
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
        rows = questions.place_comparisons(store, ENGLAND, ids)
        rows = judgements.judged_comparisons(rows[rows["place_code"] == area_code])
    else:
        frames = []
        for indicator_id in ids:
            about = questions.indicator(store, indicator_id)
            found = summaries.compared(store, indicator_id, "system")
            names = ("plain_name", "unit", "decimal_places")
            frames.append(found.assign(indicator_id=indicator_id, **{n: about[n] for n in names}))
        rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if rows.empty:
        return pd.DataFrame(columns=["indicator_id", "value", "verdict"])
    return rows.assign(order=rows["indicator_id"].map(ids.index)).sort_values("order")


def _marked(row: dict[str, object]) -> str:
    mark = style.VERDICTS[str(row["verdict"])]
    return f"{mark.glyph} {mark.word}" + (f": {row['reason']}" if row["reason"] else "")


def side_by_side(rows: Sequence[Beside], area: str) -> Chapter:
    """Each subject's figures and voices, and the word for the two."""
    known = [row for row in rows if row.word != NEITHER]
    cells = tuple(
        (
            row.topic.subject_name,
            words.figures_in_short(row.figure),
            words.voice_in_short(row.voice),
            _together(row),
            _strengths(row),
        )
        for row in known
    )
    left = [row.topic.subject_name for row in rows if row.word == NEITHER]
    said = f"No tested figure and no voice to show: {wording.listed(left)}." if left else ""
    heads = ("Subject", "Figures", "What people say", "Together", "Strength: figure, voice")
    return Chapter(
        "Figures and voices side by side",
        (said,) if rows else (f"{area}: no subject is loaded.",),
        Table(f"Figures and voices of {area}", heads, cells) if cells else None,
        note=words.NOT_CAUSE,
    )


def _together(row: Beside) -> str:
    mark = style.AGREEMENTS[row.word]
    return f"{mark.glyph} {wording.capital(mark.word)}"


def _strengths(row: Beside) -> str:
    marks = [style.STRENGTHS[each.word] for each in (row.figure.strength, row.voice_strength)]
    return ", ".join(f"{mark.glyph} {mark.word}" for mark in marks)


def sources(store: Store, rows: Sequence[Beside]) -> Chapter:
    """Whose figures these are, and on what terms."""
    used = {figure["source_id"] for row in rows for figure in row.figure.figures}
    listed = questions.sources(store)
    listed = listed[listed["source_id"].isin(used)]
    names = "; ".join(f"{row.publisher}, {row.publication}" for row in listed.itertuples())
    terms = "; ".join(listed["licence"].drop_duplicates())
    said = f"Figures: {names}. Licences: {terms}." if names else ""
    return Chapter("Sources", (said, WORDS))
