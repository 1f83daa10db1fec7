"""How people answered one question of a survey or of the Citizens' Panel: Places, then groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from insight.analysis.voices.survey_shares import UNRELIABLE, survey_shares
from insight.findings.citizens_panel import PAGE
from insight.findings.finding import Finding
from insight.findings.table import Cell, Column, DataTable, Link, cell, data_table, quiet, strong
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.language.sentences.voices import hidden_words
from insight.reference.areas import areas
from insight.reference.groups import EVERYONE
from insight.statistics.survey_weights import TOO_FEW
from insight.store import Store, cached, queries
from insight.store.rows import tuples

Line = tuple[str, dict[str, Any]]  # who answered, and a row for each answer
DAY = "%-d %B %Y"
# As files name them: the figure of a row and its range.
FIGURE = {"share_pct": "value", "lower_pct": "lower_ci", "upper_pct": "upper_ci"}


def survey_answers(store: Store, survey_id: str, asked: str) -> Finding:
    """Everyone's answers by Place, with their bases. Its values are those of groups as well."""
    is_panel, about = _about(store, survey_id, asked)
    shares = cached(store, survey_shares, survey_id=survey_id, asked=asked, is_panel=is_panel)
    everyone = shares[shares["group_id"] == EVERYONE]
    table, few = _table(store, everyone, ("area_name", "Place"), asked, is_panel)
    return Finding(
        finding_id="survey",
        title=asked,
        sentence=" ".join(filter(None, (words.answers_sentence(shares, is_panel), few))),
        table=DataTable(table.caption, table.columns, table.rows, shares.rename(columns=FIGURE)),
        caveat=words.PANEL_SURVEY if is_panel else words.OPEN_SURVEY,
        link=Link.to(PAGE, question=f"{survey_id}|{asked}"),
        about=about,
        is_demonstration=bool(shares["is_demonstration"].any()),
    )


def survey_answers_by_group(
    store: Store, survey_id: str, asked: str, area_code: str
) -> Finding | None:
    """Answers of each group in one area. None when the survey has none."""
    is_panel, about = _about(store, survey_id, asked)
    shares = cached(store, survey_shares, survey_id=survey_id, asked=asked, is_panel=is_panel)
    rows = shares[(shares["area_code"] == area_code) & (shares["group_id"] != EVERYONE)]
    if rows.empty:
        return None
    title = f"{areas()[area_code].area_name}: {asked}"
    table, few = _table(store, rows, ("group_name", "Group"), title, is_panel)
    return Finding(
        finding_id="survey-groups",
        title=title,
        sentence=few,
        table=table,
        caveat=words.PANEL_SURVEY if is_panel else words.OPEN_SURVEY,
        link=Link.to(PAGE, place=area_code, question=f"{survey_id}|{asked}"),
        about=about,
        is_demonstration=bool(rows["is_demonstration"].any()),
    )


def _about(store: Store, survey_id: str, asked: str) -> tuple[bool, dict[str, Any]]:
    """Whether a panel was asked, and what its files say of every row."""
    put = queries.survey_questions(store)
    row = put[(put["survey_id"] == survey_id) & (put["question"] == asked)].iloc[0]
    about = {"indicator_name": asked, "unit": "%", "period_label": f"{row['asked_date']:{DAY}}"}
    if not row["is_panel"]:
        return False, about
    return True, {**about, "confidence": 95, "ci_method": "Wilson, on the effective base"}


def _table(
    store: Store, rows: pd.DataFrame, by: tuple[str, str], caption: str, is_panel: bool
) -> tuple[DataTable, str]:
    """Those with a share that may be shown; and, in words, those without. by: column and label."""
    name, label = by
    order = rows.sort_values("answer_order")["answer"].drop_duplicates()
    is_shown = rows["share_pct"].notna().groupby(rows[name]).transform("any")
    lines: list[Line] = [
        (str(who), dict(zip(group["answer"], tuples(group), strict=True)))
        for who, group in rows[is_shown].groupby(name, sort=False)
    ]
    columns = [
        Column(label, lambda line: strong(line[0])),
        *(Column(answer, _share(answer, store.smallest_base)) for answer in order),
        Column("Answers", _base(is_panel)),
    ]
    values = rows[is_shown].rename(columns=FIGURE)
    few = _too_few(rows.loc[~is_shown, name].astype(str).drop_duplicates(), is_panel)
    return data_table(caption, columns, lines, values), few


def _too_few(names: Iterable[str], is_panel: bool) -> str:
    """Whose answers are too few for any share, in one line instead of rows; '' for nobody."""
    whose, most = list(names), number_format.MOST_NAMES
    if not whose:
        return ""
    few = [whose[first : first + most] for first in range(0, len(whose), most)]
    listed = ". Too few as well: ".join(map(number_format.listed, few))
    rule = f" A share needs an effective base of {TOO_FEW} or more." * is_panel
    return f"Too few answers to show any share: {listed}.{rule}"


def _share(answer: str, smallest: int) -> Callable[[Line], Cell]:
    def form(line: Line) -> Cell:
        row = line[1].get(answer)
        if row is None:
            return cell(quiet("Not asked"))
        if pd.isna(row.share_pct):
            return cell(quiet(number_format.capital(_hidden(row.state, smallest))))
        share = strong(f"{number_format.number(row.share_pct)}%")
        if pd.isna(row.lower_pct):
            return cell(share)
        span = f"{number_format.number(row.lower_pct)} to {number_format.number(row.upper_pct)}"
        return cell(share, notes=(f"({span})",))

    return form


def _hidden(state: str, smallest: int) -> str:
    if state == UNRELIABLE:
        return f"effective base below {TOO_FEW}"
    return hidden_words(state, smallest) or "not shown"


def _base(is_panel: bool) -> Callable[[Line], Cell]:
    def form(line: Line) -> Cell:
        row = next(iter(line[1].values()))
        if pd.isna(row.base_count):
            return cell(quiet("Too few to show"))
        base = number_format.number(row.base_count)
        if not is_panel:
            return cell(base)
        care = ", read with care" * (row.base_state == "few")
        return cell(base, notes=(f"effective {number_format.number(row.effective_base)}{care}",))

    return form
