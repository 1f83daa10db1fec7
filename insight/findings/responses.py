"""You said, we did: what people said, what was decided, what came of it, and who was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.analysis.voices.before_after import before_after
from insight.analysis.voices.responses import (
    FINISHED,
    ResponseProgress,
    is_overdue,
    response_progress,
)
from insight.findings.catalogue import breaks
from insight.findings.finding import Finding
from insight.findings.held import without_held
from insight.findings.table import (
    Cell,
    Column,
    Link,
    Words,
    cell,
    data_table,
    linked,
    quiet,
    strong,
)
from insight.language import number_format
from insight.language.sentences import responses as words
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.store.rows import records, tuples
from insight.visual import style

# A list is for reading: more are in the file, and found by choosing a Place or a theme.
ROWS_SHOWN = 12
PAGE = "you_said_we_did"
NOT_YET = "not yet"
NO_FIGURE = cell(quiet("none named"))


def responses(store: Store, area_code: str, theme_id: str = "", status: str = "") -> Finding | None:
    """The responses of a Place with the system's own, or of all for the system; last said first.

    theme_id: of one main theme; status: of one status; '' for any. Title and sentence measure all
    of them, whatever their status; the table shows the newest few, and its values are all. None
    when nothing was said anywhere.
    """
    if queries.responses(store).empty:
        return None
    (every, held), day = _every(store, area_code, theme_id), _day(store)
    progress = response_progress(every, day)
    chosen = every[every["status"] == status] if status else every
    chosen = chosen.assign(
        is_overdue=is_overdue(chosen, day), figure_since=_figures_since(store, chosen)
    )
    columns = [
        Column("You said", _statement),
        Column("Decision", _decision),
        Column("Action", lambda row: row.action or "none yet"),
        Column("Status", _status),
        Column("Whose job", _owner),
        Column("People told", _feedback_date(day)),
        Column("Figure to watch", _figure),
    ]
    caption = "What was said, and what came of it"
    return Finding(
        finding_id="you-said-we-did",
        title=words.responses_title(progress),
        subtitle=_scope(area_code),
        sentence=" ".join(filter(None, (words.progress_sentence(progress, day), held))),
        table=data_table(caption, columns, tuples(chosen.head(ROWS_SHOWN)), chosen),
        caveat=words.NO_CAUSE,
        link=_link(place=area_code, theme=theme_id, status=status),
        is_demonstration=bool(every["is_demonstration"].any()),
    )


def response_measures(store: Store, area_code: str, theme_id: str = "") -> Finding | None:
    """How long responses took, which are late, and who was told. None when nothing was said."""
    (every, _), day = _every(store, area_code, theme_id), _day(store)
    if every.empty:
        return None
    progress = response_progress(every, day)
    columns = [Column("How many", lambda row: row[0]), Column("Of what", lambda row: row[1])]
    return Finding(
        finding_id="response-measures",
        title=words.responses_title(progress),
        subtitle=_scope(area_code),
        sentence=words.progress_sentence(progress, day),
        table=data_table(
            "How responses came",
            columns,
            _measures(progress),
            pd.DataFrame([vars(progress)]),
        ),
        link=_link(place=area_code, theme=theme_id),
        is_demonstration=bool(every["is_demonstration"].any()),
    )


def _link(**choices: str) -> Link:
    return Link.to(PAGE, **{name: each for name, each in choices.items() if each})


def _every(store: Store, area_code: str, theme_id: str) -> tuple[pd.DataFrame, str]:
    """Responses whose words somebody has read, and a sentence on the others."""
    rows = queries.responses(store)
    if area_code != SYSTEM:
        rows = rows[rows["area_code"].isin([area_code, SYSTEM])]
    if theme_id:
        rows = rows[(rows["theme_id"] == theme_id) | (rows["parent_id"] == theme_id)]
    return without_held(rows, "said")


def _day(store: Store) -> pd.Timestamp:
    """The day the store was built: the day to judge by."""
    return pd.Timestamp(queries.build(store)["built_at"].iloc[0]).normalize()


def _scope(area_code: str) -> str:
    whole = "All Places and the whole system" if area_code == SYSTEM else "This Place"
    both = "" if area_code == SYSTEM else ", and what concerns the whole system"
    return f"{whole}{both}; what was said last comes first"


def _measures(progress: ResponseProgress) -> list[tuple[str, str]]:
    """What the title and the sentence do not say."""
    days = f"{number_format.number(progress.median_days)} days"
    return [
        (
            days if progress.decided else "none yet",
            f"half of the {progress.decided} responses came within this time",
        ),
        (str(progress.overdue), "past the date they were due, and not finished"),
        (
            f"{progress.told} of {progress.finished}",
            "finished, and the people who said it were told",
        ),
    ]


def _figures_since(store: Store, rows: pd.DataFrame) -> pd.Series:
    """The sentence on the figure to watch of each response; '' where there is none."""
    said = {}
    for row in records(queries.response_figures(store)):
        days = [day for day, _ in breaks(store, row["indicator_id"])]
        said[row["response_id"]] = words.before_after_sentence(row, before_after(row, days))
    return rows["response_id"].map(said).fillna("")


def _statement(row: Any) -> Cell:
    who = "" if row.group_id == "everyone" else f", {row.group_name}"
    about = f"{row.theme_name}. {row.area_name}{who}, {_date(row.said_date)}"
    return cell(str(row.said), notes=(about,))


def _decision(row: Any) -> str:
    if not row.decision:
        return NOT_YET
    on = f"{_date(row.decision_date)}: " if pd.notna(row.decision_date) else ""
    return f"{on}{row.decision}"


def _status(row: Any) -> Cell:
    mark = style.STATUSES[row.status]
    if not row.status_reason:
        return cell(mark)
    return cell(mark, f"{', because:' if row.status == 'could not' else '.'} {row.status_reason}")


def _owner(row: Any) -> Cell:
    """Whose job it is, and by when where it is not finished."""
    owner = str(row.owner_role)
    if pd.isna(row.due_date) or row.status in FINISHED:
        return cell(owner)
    due = _date(row.due_date)
    if not row.is_overdue:
        return cell(f"{owner} (due {due})")
    return cell(f"{owner} (", strong("overdue"), f", was due {due})")


def _feedback_date(day: pd.Timestamp) -> Callable[[Any], str]:
    def form(row: Any) -> str:
        if pd.isna(row.told_back_date):
            return NOT_YET
        planned = "to be told " * bool(row.told_back_date > day)
        return f"{planned}{_date(row.told_back_date)}"

    return form


def _figure(row: Any) -> Cell:
    if not row.figure_since:
        return NO_FIGURE
    see = linked("See it", "indicator", indicator=str(row.indicator_id))
    return cell(Words(row.figure_since), see)


def _date(day: pd.Timestamp) -> str:
    return f"{day:%-d %B %Y}"
