"""The contents of a board pack, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable

from insight import settings
from insight.export.board_pack.area import EDITION, Area, find_area
from insight.export.board_pack.change import lives, trends
from insight.export.board_pack.deprivation import deprivation
from insight.export.board_pack.findings import headlines, stands_out
from insight.export.board_pack.gaps import core20plus5, unmeasured
from insight.export.board_pack.parts import Pack, Part, Section
from insight.export.board_pack.stated import priorities
from insight.export.caption import NOT_OFFICIAL, PRODUCT, SHORT_BUILD, day
from insight.export.document import Table
from insight.export.how_to_read import WORDS
from insight.reference import catalogue
from insight.store import Store, queries

# Told what is being done, how many steps are done, and how many there are.
Report = Callable[[str, int, int], None]

CHAPTERS: tuple[tuple[str, Callable[[Area], Section]], ...] = (
    ("what stands out", stands_out),
    ("deprivation", deprivation),
    ("length of life", lives),
    ("headline figures", headlines),
    ("change over time", trends),
    ("stated priorities", priorities),
    ("gaps in care", core20plus5),
    ("what we cannot measure", unmeasured),
)


def silent(what: str, done: int, total: int) -> None:
    """A report that nobody wants."""


def assemble(store: Store, place: str = "", link: str = "", report: Report = silent) -> Pack:
    """Everything a pack says of a Place, by name or code, or of the system ('').

    link: the address of the dashboard, printed on the cover where there is one. Raises
    UnknownArea, and CatalogueError when the catalogue cannot be read.
    """
    area = find_area(store, catalogue.load(settings.CATALOGUE), place)
    sections = []
    for number, (name, chapter) in enumerate(CHAPTERS):
        report(name, number, len(CHAPTERS))
        sections.append(chapter(area))
    report("sources", len(CHAPTERS), len(CHAPTERS))
    build = queries.build(store).iloc[0]
    build_id = str(build["build_id"])[:SHORT_BUILD]
    listed = queries.sources(store)
    sources = {row.source_id: (row.publisher, row.publication) for row in listed.itertuples()}
    return Pack(
        title=f"{area.name}: figures for the board",
        subtitle=f"Health, deprivation and fairness. Deprivation edition {EDITION}.",
        built=(
            f"{PRODUCT}. Figures built on {day(build['built_at'])}, "
            f"build {build_id}. {NOT_OFFICIAL}"
        ),
        build_id=build_id,
        link=link,
        sections=(*sections, _sources(area, tuple(sections)), _words()),
        sources=sources,
    )


def _sources(area: Area, sections: tuple[Section, ...]) -> Section:
    """Every source the pack rests on, its terms, and the words its licence asks for."""
    used = {each for section in sections for part in section.parts for each in part.source_ids}
    listed = queries.sources(area.store)
    rows = tuple(
        (row.publisher, row.publication, row.vintage, row.licence, row.attribution)
        for row in listed[listed["source_id"].isin(used)].itertuples()
    )
    heads = ("Publisher", "Publication", "Years", "Licence", "Acknowledgement")
    part = Part("Whose figures these are", table=Table("Sources", heads, rows))
    return Section("Sources and licences", (part,))


def _words() -> Section:
    part = Part("How to read the words", table=Table("Words", ("Word", "Meaning"), WORDS))
    return Section("How to read this pack", (part,))
