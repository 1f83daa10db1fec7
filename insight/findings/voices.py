"""What people say in their own words, few voices put forward, and how all of it was heard."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.table import Column, Link, data_table
from insight.findings.whose_voice import PAGE, about, who
from insight.language import number_format
from insight.language.sentences import voices as words
from insight.reference.areas import SYSTEM
from insight.reference.groups import EVERYONE
from insight.statistics.disclosure import PROTECTED, SHOWN
from insight.store import Store, queries
from insight.store.rows import records, tuples

QUOTES_SHOWN = 6
HOW_JUDGED = (
    "Judged on real comments of three NHS trusts that people had labelled. The machine learned from"
    " two of them, and was compared with people's labels of the third, each in turn. Comments"
    " under five words are left to people. A theme with no such comments was not measured."
)


def put_forward(store: Store, area_code: str = SYSTEM, group_id: str = EVERYONE) -> Finding | None:
    """Themes that a person put forward although few spoke of them, and why.

    For this area or the whole system, and this group; for everyone's voice those of every group,
    for the system those of every Place. None without any.
    """
    rows = queries.promotions(store)
    if area_code != SYSTEM:
        rows = rows[rows["area_code"].isin([area_code, SYSTEM])]
    if group_id != EVERYONE:
        rows = rows[rows["group_id"].isin([group_id, EVERYONE])]
    if rows.empty:
        return None
    columns = [
        Column("Theme", lambda row: str(row["plain_name"])),
        Column("Who, and why", lambda row: words.promotion_sentence(row, store.smallest_base)),
    ]
    return Finding(
        finding_id="put-forward",
        title="Few voices, put forward",
        subtitle="A person judged that these matter, and says why",
        table=data_table("Few voices, put forward", columns, records(rows), rows),
        link=Link.to(PAGE, place=area_code, group=group_id),
        is_demonstration=bool(rows["is_demonstration"].any()),
    )


def quotes(store: Store, area_code: str = SYSTEM, theme_id: str = "") -> Finding | None:
    """People's own words: the last approved of an area (of all, for the system) and of a theme.

    theme_id: that theme and those below it, '' for every one. The table has the first few, its
    file all. How they sound is not said: a machine that misheard would put it under the person's
    words. None without any.
    """
    rows = queries.quotes(store, None if area_code == SYSTEM else area_code)
    listed = queries.voice_themes(store, area_code, EVERYONE)
    names = dict(zip(listed["theme_id"], listed["plain_name"], strict=True))
    if theme_id:
        below = {*listed.loc[listed["parent_id"] == theme_id, "theme_id"], theme_id}
        is_about = [bool(below & set(ids)) for ids in rows["theme_ids"]]
        rows = rows[pd.Series(is_about, index=rows.index, dtype=bool)]
    if rows.empty:
        return None
    themes = [number_format.listed([names[each] for each in ids]) for ids in rows["theme_ids"]]
    rows = rows.assign(themes=themes)
    columns = [
        Column("In their words", lambda row: f"“{row.quote_text}”"),
        Column("Where it was heard, and on what", _whose),
    ]
    shown = tuples(rows.head(QUOTES_SHOWN))
    return Finding(
        finding_id="quotes",
        title="In people's own words",
        subtitle=f"{who(store, area_code, EVERYONE)}: agreed to be quoted, and read by a person",
        sentence=words.QUOTES_NOTE,
        table=data_table("In people's own words", columns, shown, rows.drop(columns="theme_ids")),
        link=Link.to(PAGE, place=area_code, **({"theme": theme_id} if theme_id else {})),
        is_demonstration=bool(rows["is_demonstration"].any()),
    )


def collection_methods(store: Store, area_code: str = SYSTEM) -> Finding | None:
    """By which kinds of organisation and which methods everyone in an area was heard.

    None without comments.
    """
    frame = queries.voice_sources(store, area_code)
    if frame.empty:
        return None
    counts = {(row.organisation_type, row.method): row for row in tuples(frame)}

    def count(method: str, kind: str) -> str:
        row = counts.get((kind, method))
        if row is not None and row.state == SHOWN:
            return number_format.number(row.comment_count)
        is_hidden = row is not None and row.state == PROTECTED
        return "hidden" if is_hidden else f"under {store.smallest_base}"

    kinds = [each for each in words.BROAD_SOURCES if each in set(frame["organisation_type"])]
    columns = [
        Column("Heard by", lambda kind: number_format.capital(words.BROAD_SOURCES[kind])),
        *(
            Column(number_format.capital(method), partial(count, method), is_number=True)
            for method in sorted(frame["method"].unique())
        ),
    ]
    area = who(store, area_code, EVERYONE)
    return Finding(
        finding_id="how-heard",
        title="How they were heard",
        subtitle=f"{area}, everyone: comments by kind of organisation and method",
        table=data_table(f"How comments in {area} were heard", columns, kinds, frame),
        caveat=f"'Under {store.smallest_base}': fewer than {store.smallest_base}, or none; which"
        " is not told, so that nobody is recognised. 'Hidden': not shown, so that"
        " such a number cannot be worked out.",
        link=Link.to(PAGE, place=area_code),
        about=about(store, area_code, EVERYONE),
        is_demonstration=bool(frame["is_demonstration"].any()),
    )


def machine_labels(store: Store) -> Finding:
    """How well the machine labels themes and tone, in plain words and theme by theme."""
    models, checks = queries.theme_models(store), queries.label_checks(store)
    columns = [
        Column("Theme", lambda row: str(row.plain_name)),
        Column("Counted for everybody", lambda row: _counted_words(row)),
        Column(
            "Labels by people", lambda row: number_format.number(row.example_count), is_number=True
        ),
        Column("Right, of labels given", lambda row: _share(row.precision), is_number=True),
        Column("Found, of labels due", lambda row: _share(row.recall), is_number=True),
        Column("Given, for each by people", lambda row: _ratio(row.share_ratio), is_number=True),
    ]
    return Finding(
        finding_id="labels",
        title="How comments get their labels",
        subtitle="Themes and tone, by a person or by machine",
        sentence=f"{words.model_sentence(models)} {words.check_sentence(checks)}",
        table=data_table("How well the machine labels", columns, tuples(models), models),
        caveat=HOW_JUDGED,
        link=Link.to(PAGE),
    )


def _whose(row: Any) -> str:
    source = words.BROAD_SOURCES.get(row.organisation_type, row.organisation_type)
    return f"{row.area_name}, told to {source}. About: {row.themes or 'several things'}."


def _share(share: Any) -> str:
    return "not measured" if pd.isna(share) else f"{number_format.number(100 * share)}%"


def _ratio(ratio: Any) -> str:
    return "–" if pd.isna(ratio) else number_format.number(ratio, 2)


def _counted_words(row: Any) -> str:
    if row.is_public:
        return "yes"
    if row.theme_id == "sentiment" or pd.isna(row.recall):
        return "where people checked the load"
    return "no, for staff alone"
