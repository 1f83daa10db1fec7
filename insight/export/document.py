"""A document of findings: a board pack or an insight report, before it is HTML, PDF or slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

import pandas as pd

from insight.export.caption import NOT_OFFICIAL, PRODUCT, SHORT_BUILD, day
from insight.export.how_to_read import WORDS
from insight.findings import Column, DataTable, Finding, provenance
from insight.findings.table import data_table
from insight.store import Store, queries
from insight.visual import style

LANGUAGE = "en-GB"
MANY_SOURCES = 2
MOST_ROWS = 12  # of the table under a picture: a longer one is in the file of the finding
INVENTED = "All that is held on this is a demonstration that nobody said, so it is left out here"

# Called with what is being done, how many steps are done, and how many there are.
Progress = Callable[[str, int, int], None]


def no_progress(what: str, done: int, total: int) -> None:
    """For callers who do not show how far it is."""


@dataclass(frozen=True)
class Section:
    """A chapter: its findings, after a line that introduces them.

    is_page: they fit on one page of paper, and stand together on one slide.
    """

    name: str
    findings: tuple[Finding, ...]
    intro: str = ""
    is_page: bool = False


@dataclass(frozen=True)
class Chapter:
    """A section before it is made. empty: its heading where there is nothing to show."""

    name: str
    make: Callable[[Store, str], Iterable[Finding | None]]
    empty: str
    intro: str = ""
    is_page: bool = False


@dataclass(frozen=True)
class Document:
    """Findings in chapters.

    short: what matters most, a sentence each, '' for none. built: which build and day it rests
    on, in words; build_id: the short name of the build. address: of the dashboard, '' where
    links would lead nowhere. sources: publisher and publication by source_id. style_sheet: a CSS
    file of this package. contents_before: the number of the section before which the chapters are
    listed from there on, None for no list. has_pictures: whether charts and maps are drawn, or
    only their tables.
    """

    title: str
    subtitle: str
    built: str
    build_id: str
    sections: tuple[Section, ...]
    style_sheet: str
    short: tuple[str, ...] = ()
    address: str = ""
    contents_before: int | None = None
    has_pictures: bool = True
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in order."""
        return tuple(finding for section in self.sections for finding in section.findings)

    @property
    def file_name(self) -> str:
        """Name of its file without the ending."""
        words = self.title.replace(":", "").replace(" ", "-")
        return f"{words}-{self.build_id}"

    def shows_picture(self, finding: Finding) -> bool:
        """Whether the picture of a finding is drawn here."""
        return self.has_pictures and finding.picture is not None

    def shows_table(self, finding: Finding) -> bool:
        """Whether the table of a finding is set here: always, but for long ones under a picture."""
        rows = len(finding.table.rows)
        return rows > 0 and (not self.shows_picture(finding) or rows <= MOST_ROWS)

    def source_line(self, finding: Finding) -> str:
        """'Source: ….' for a finding, '' when it has none that this build knows.

        With many sources, only who published them: the chapter on sources has the rest.
        """
        known = [self.sources[each] for each in finding.source_ids if each in self.sources]
        named = [f"{publisher}, {publication}" for publisher, publication in known]
        if len(known) > MANY_SOURCES:
            named = list(dict.fromkeys(publisher for publisher, _ in known))
            return f"Sources: {'; '.join(named)}. Their publications are listed at the end."
        return f"Source: {'; '.join(named)}." if named else ""


def build_words(store: Store) -> tuple[str, str]:
    """Which build a document rests on, in words, and its short id."""
    build = queries.build(store).iloc[0]
    build_id = str(build["build_id"])[:SHORT_BUILD]
    words = f"{PRODUCT}. Figures built on {day(build['built_at'])}, build {build_id}."
    return f"{words} {NOT_OFFICIAL}", build_id


def source_names(store: Store) -> dict[str, tuple[str, str]]:
    """Publisher and publication of every source of a build, by its id."""
    listed = queries.sources(store)
    return {row.source_id: (row.publisher, row.publication) for row in listed.itertuples()}


def style_sheet(name: str) -> str:
    """A style sheet of this package with the font and the colours of visual/style.py put in."""
    return with_style(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def with_style(text: str) -> str:
    """A style sheet with the font and the colours of visual/style.py put in for $names."""
    return Template(text).substitute(
        font=style.FONT,
        text=style.TEXT,
        quiet=style.QUIET_TEXT,
        blue=style.NHS_BLUE,
        dark_blue=style.NHS_DARK_BLUE,
        rule=style.RULE,
        panel=style.PANEL,
        page=style.PAGE,
        focus=style.FOCUS_YELLOW,
    )


def chapters(
    store: Store, area_code: str, listed: Sequence[Chapter], progress: Progress
) -> tuple[Section, ...]:
    """The sections of an area. What was invented to show how pages work is in none of them."""
    sections = []
    for number, chapter in enumerate(listed):
        progress(chapter.name.lower(), number, len(listed))
        made = [each for each in chapter.make(store, area_code) if each]
        real = tuple(each for each in made if not each.is_demonstration)
        shown = real or (_nothing(chapter, INVENTED if made else chapter.empty),)
        sections.append(Section(chapter.name, shown, chapter.intro, chapter.is_page))
    progress("sources", len(listed), len(listed))
    return tuple(sections)


def sources_section(store: Store, sections: Iterable[Section]) -> Section:
    """Whose figures those of the sections are."""
    return Section("Sources and licences", (provenance.sources(store, used_sources(sections)),))


def used_sources(sections: Iterable[Section]) -> tuple[str, ...]:
    """The sources of every finding of the sections, by id."""
    found = (finding for section in sections for finding in section.findings)
    return tuple(sorted({each for finding in found for each in finding.source_ids}))


def _nothing(chapter: Chapter, why: str) -> Finding:
    finding_id = f"no-{chapter.name.lower().replace(' ', '-')}"
    return Finding(finding_id, why, DataTable(why, (), ()))


def words_section() -> Section:
    """The words on figures, each explained in a line."""
    columns = [Column("Word", lambda row: row[0]), Column("Meaning", lambda row: row[1])]
    table = data_table("Words", columns, WORDS, pd.DataFrame(WORDS, columns=["word", "meaning"]))
    finding = Finding("words", "What the words mean", table)
    return Section("How to read this", (finding,), is_page=True)
