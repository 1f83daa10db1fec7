"""A sample of the site: real figures, rendered as they would be, approved by nobody.

It is written into a folder of its own and marked on every page, picture and workbook; nothing of
it goes near what is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from insight.analysis.headlines import HEADLINES, LIFE_EXPECTANCY
from insight.store import Store, queries
from publishing.releases import notices
from publishing.releases.content import LONGEST_TITLE, with_marks
from publishing.releases.lifecycle import READING_GROUP, ReleaseRefused
from publishing.releases.london_time import iso
from publishing.releases.notices import WAITING, Twin
from publishing.releases.transitions import KINDS
from publishing.site import around, chart_page, figures
from publishing.site.languages import ENGLISH
from publishing.site.outline import (
    Change,
    Listed,
    Outline,
    newest_first,
)

CHARTS = 24
NO_TREND = "no trend is given"
SAID = Markup('<p class="sample">{}</p>').format(around.SAMPLE)
HISTORY = Markup("<p>Version 1: a sample.</p>")


@dataclass(frozen=True)
class _Asked:
    kind: str
    slug: str
    figure: str


def sample(store: Store) -> dict[str, bytes]:
    """Every file of the sample, by path. The same build makes the same bytes."""
    at = iso(queries.build(store)["built_at"].iloc[0].tz_localize("UTC").to_pydatetime())
    files: dict[str, bytes] = {}
    listed, changes = [], []
    for asked in _asked(store):
        made = figures.render(store, asked.kind, asked.slug, asked.figure, is_sample=True)
        address = f"/{KINDS[asked.kind]}/{asked.slug}/"
        also = Markup()
        if asked.kind == "place":
            easy = figures.easy_slug(asked.slug)
            also = notices.also(
                [
                    Twin(
                        f"/{KINDS['report']}/{easy}/",
                        made.title.partition(":")[0] + " in Easy Read",
                        ENGLISH,
                    )
                ]
            )
        waits = notices.notice(WAITING) if made.readers == READING_GROUP else Markup()
        for path, data in made.files.items():
            if path.endswith(".html"):
                data = with_marks(data, {"notice": SAID + waits + also, "history": HISTORY})
            files |= {f"{address.strip('/')}/{version}{path}": data for version in ("", "1/")}
        listed.append(_listed(asked, address, made, at))
        changes.append(
            Change(at, f"{address}1/", f"{asked.slug}/1", made.title, "new", made.summary)
        )
    of = Outline(tuple(listed), newest_first(changes), is_sample=True)
    return around.pages_of(of, store) | files


def _listed(asked: _Asked, address: str, made: figures.Rendering, at: str) -> Listed:
    about = figures.about(made)
    return Listed(
        asked.kind,
        asked.slug,
        address,
        made.title,
        made.summary,
        1,
        at,
        tuple(about["areas"]),
        tuple(about["indicators"]),
        shows=asked.figure,
    )


def _asked(store: Store) -> Iterator[_Asked]:
    """The Places and their Easy Read, the areas of care, and charts that they all lead to."""
    for each in figures.pages(store):
        yield _Asked(each.kind, each.slug, each.figure)
    for name in chart_figures(store, CHARTS):
        yield _Asked("chart", name, name)


def chart_figures(store: Store, most: int) -> Iterator[str]:
    """The headline figures side by side and over time, then others by name."""
    known = list(queries.indicators(store)["indicator_id"])
    first = [each for each in (*LIFE_EXPECTANCY.values(), *HEADLINES) if each in known]
    compared = [f"{each}-areas" for each in dict.fromkeys([*first, *known])]
    over_time = [f"{each}-over-time" for each in first]
    found = filter(lambda each: _is_finding(store, each), [*over_time, *compared])
    yield from islice(found, most)


def _is_finding(store: Store, figure: str) -> bool:
    """Whether a chart says something that may stand as a heading."""
    try:
        title = chart_page.heading(store, figures.find(store, figure))
    except ReleaseRefused:
        return False
    return len(title) <= LONGEST_TITLE and not title.endswith(NO_TREND)
