"""What people talk about: how many comments on each theme, in what mood, and who heard them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.voices.voice_side import ANY
from insight.findings.finding import Finding
from insight.findings.table import (
    Cell,
    Column,
    Link,
    Words,
    cell,
    data_table,
    quiet,
    strong,
)
from insight.findings.whose_voice import PAGE, about, who
from insight.language import number_format
from insight.language.sentences import voices as words
from insight.reference.areas import SYSTEM
from insight.reference.groups import EVERYONE
from insight.statistics.disclosure import SHOWN
from insight.store import Store, queries
from insight.store.rows import records, tuples
from insight.visual import style
from insight.visual.charts import strip


def comments(store: Store, area_code: str = SYSTEM, group_id: str = EVERYONE) -> Finding | None:
    """How many comments there are of a group in an area, their mood, and who heard them.

    None when nobody was heard anywhere.
    """
    frame = queries.voice_themes(store, area_code, group_id)
    every = frame[frame["theme_id"] == ANY]
    if every.empty:
        return None
    row, whose = records(every)[0], who(store, area_code, group_id)
    columns = [
        Column("Who", lambda _: whose),
        Column("Comments", partial(_count, store.smallest_base)),
        *HEARD,
    ]
    return Finding(
        finding_id="comments",
        title=words.voices_title(row, whose),
        sentence=words.base_sentence(row, store.smallest_base),
        table=data_table(f"Comments: {whose}", columns, tuples(every), _for_files(every)),
        caveat=words.VOLUME_NOTE,
        link=Link.to(PAGE, place=area_code, group=group_id),
        about=about(store, area_code, group_id),
        is_demonstration=_is_demonstration(every),
    )


def themes(
    store: Store, area_code: str = SYSTEM, group_id: str = EVERYONE, theme_id: str = ""
) -> Finding | None:
    """The main themes, or with a theme_id those below it: a bar each, mood, sources, labels.

    None where not even the number of comments may be shown. Its file has every theme.
    """
    every = _listed(store, area_code, group_id)
    if every is None:
        return None
    shown = every[every["parent_id"] == theme_id]
    whose = who(store, area_code, group_id)
    chosen = {"theme": theme_id} if theme_id else {}
    # A main theme leads to those below it.
    below = {} if theme_id else {"place": area_code, "group": group_id}
    most = shown["comment_count"].astype(float).max()
    columns = [
        Column("Theme", partial(_name, below)),
        Column("Comments", partial(_bar, store.smallest_base, most)),
        *HEARD,
    ]
    names = dict(zip(every["theme_id"], every["plain_name"], strict=True))
    return Finding(
        finding_id="themes",
        title=names.get(theme_id, "Themes"),
        subtitle=f"{whose}: all comments so far. Themes with most comments first, then those not"
        " shown",
        sentence=words.hidden_sentence(shown, store.smallest_base),
        alt=words.themes_alt(shown),
        table=data_table("Comments on each theme", columns, tuples(shown), _for_files(every)),
        caveat=words.VOLUME_NOTE,
        link=Link.to(PAGE, place=area_code, group=group_id, **chosen),
        about=about(store, area_code, group_id),
        is_demonstration=_is_demonstration(every),
    )


def themes_in_detail(
    store: Store, area_code: str = SYSTEM, group_id: str = EVERYONE
) -> Finding | None:
    """Every theme of the second level, under the main themes, without bars. None as `themes`."""
    every = _listed(store, area_code, group_id)
    if every is None:
        return None
    names = dict(zip(every["theme_id"], every["plain_name"], strict=True))
    order = dict(zip(every["theme_id"], every["sort_order"], strict=True))
    below = every[every["parent_id"] != ""]
    below = below.assign(main=below["parent_id"].map(order)).sort_values("main", kind="stable")
    columns = [
        Column("Theme", lambda row: str(row.plain_name)),
        Column("Part of", lambda row: str(names[row.parent_id])),
        Column("Comments", partial(_count, store.smallest_base)),
        *HEARD,
    ]
    caption = "Comments on each theme, in more detail"
    return Finding(
        finding_id="themes-in-detail",
        title="Each theme in more detail",
        subtitle=who(store, area_code, group_id),
        table=data_table(caption, columns, tuples(below), _for_files(below.drop(columns="main"))),
        caveat=words.VOLUME_NOTE,
        about=about(store, area_code, group_id),
        is_demonstration=_is_demonstration(every),
    )


def _listed(store: Store, area_code: str, group_id: str) -> pd.DataFrame | None:
    """Themes, most comments first; those not shown last, in the order of the catalogue.

    None where not even the number of comments may be shown.
    """
    every = queries.voice_themes(store, area_code, group_id)
    is_any = every["theme_id"] == ANY
    if not (is_any & (every["state"] == SHOWN)).any():
        return None
    return every[~is_any].sort_values(
        ["comment_count", "sort_order"], ascending=[False, True], na_position="last", kind="stable"
    )


def _for_files(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(columns=["sort_order", "hint"])


def _is_demonstration(rows: pd.DataFrame) -> bool:
    return bool(rows["is_demonstration"].any())


def _name(choices: dict[str, str], row: Any) -> Cell:
    link = Link.to(PAGE, **choices, theme=row.theme_id) if choices else None
    return cell(Words(row.plain_name, link, is_strong=True), notes=(row.hint,))


def _bar(smallest: int, most: float, row: Any) -> Cell:
    if row.state != SHOWN:
        return cell(notes=((quiet(_hidden(smallest, row)),),))
    return cell(
        strong(number_format.number(row.comment_count)),
        drawing=strip.bar(100 * row.comment_count / most, style.BAR),
    )


def _count(smallest: int, row: Any) -> str:
    return number_format.number(row.comment_count) if row.state == SHOWN else _hidden(smallest, row)


def _hidden(smallest: int, row: Any) -> str:
    return number_format.capital(words.hidden_words(row.state, smallest))


def _mood(row: Any) -> Cell:
    return cell(style.MOODS[row.mood] if row.state == SHOWN else "–")


def _organisations(row: Any) -> Cell:
    if row.state != SHOWN:
        return cell("–")
    most = row.dominant_organisation
    flag = f"⚑ More than half by {most}" if isinstance(most, str) else ""
    heard_by = number_format.counted(int(row.organisation_count), "organisation")
    return cell(heard_by, notes=(flag,))


def _labelled(row: Any) -> str:
    is_shown = row.state == SHOWN
    return number_format.capital(words.machine_words(row.machine_pct)) if is_shown else "–"


# What every theme says of how it was heard.
HEARD = (
    Column("How they sound", _mood),
    Column("Who heard them", _organisations),
    Column("Who labelled them", _labelled),
)
