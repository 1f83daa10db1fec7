"""Page, CSV, workbook and alt text say the same, and whose figures they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations

from insight.export import raster
from insight.store import queries
from insight.store.disk import digest
from publishing.gate.contents import Contents, Table, number, picture_of
from publishing.gate.seen import seen_words
from publishing.gate.share_words import shares
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

# Not in a name, as of COVID-19.
NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z][-–])[-−]?\d[\d,]*(?:\.\d+)?(?![\d,.]*(?:st|nd|rd|th)\b)"
)
WITH_UNIT = re.compile(r"\s?(?:%|per\b)")  # what no count of rows has
# Between an area and its figure; and behind a number that is no figure but lies between two.
HAD = r"(?:[,:]?\s|\s\()(?:(?:had|has|was|were|is|stood at|at|with|of)\s)?"
APART = re.compile(
    r"\s?(?:percentage )?(?:points?|times|more|fewer|less|higher|lower|years?|months?|in|of|to)\b"
)
FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
SCALES = (1, 1e3, 1e6, 1e9)  # '1.2 million', '£3.4bn'
SPAN = re.compile(r"\b(?:19|20)\d\d(?:\s*(?:/|to|-|–)\s*(?:19|20)?\d\d)?\b")
# Of a line that does not fit: no figure.
SPREAD = re.compile(r"\b\d+% of their spread is left over")
MOST_FIGURES = 150  # of more, nearly every number is a difference of two
FIGURES = ("Figure", "Figure compared with")
FEWEST_ZEROS = 3  # at the end of a number that is told to the nearest thousand or more
MOST_SHOWN = 3


def tables_agree(version: Version) -> Iterator[Check]:
    """Each figure in a page's table is in the CSV, rounded, and so is the whole workbook."""
    contents = version.contents
    files = contents.csv_tables
    if not files:
        yield block("agreement", "There is no CSV file of the figures: add one")
        return
    every, apart = _numbers(files), _differences(files)
    has_table = any(table.path.endswith(".html") for table in contents.tables)
    if not has_table and version.packet.made_from is None:
        yield block("agreement", "The page has no table of the figures: add one")
    found = 0
    for table in contents.tables:
        if not table.path.endswith(".html"):
            continue
        for row in table.rows:
            own = _numbers(_rows_about(files, row[0])) if row else set()
            for heading, cell in list(zip(table.header, row, strict=False))[1:]:
                wrong = _strange(cell, own or every, apart)
                if wrong:
                    found += 1
                    if found <= MOST_SHOWN:
                        yield block(
                            "agreement",
                            f"{table.path}: {row[0]}, {heading} says {wrong}, which the CSV does"
                            " not: make both from the same figures",
                        )
    yield from _workbooks(contents, files)


def tables_whole(version: Version) -> Iterator[Check]:
    """Where a page is of one CSV, its tables tell each figure of each Place, and of others named.

    A table in which a row or a cell is missing agrees with the file in all that is left.
    """
    files = version.contents.csv_tables
    if len(files) != 1 or not {"Area", "Figure"} <= set(files[0].header):
        return
    told = [
        (f"{row[0]} {heading}", cell)
        for table in version.contents.tables
        if table.path == "index.html"
        for row in filter(None, table.rows)
        for heading, cell in zip(table.header, row, strict=False)
    ]
    if not told:
        return  # `tables_agree` says so, where there has to be one
    shown: dict[str, list[tuple[float, int]]] = {}
    for row in files[0].records():
        area, figure = row["Area"], number(row["Figure"])
        if figure is None:
            continue
        if area not in shown:
            cells = [cell for where, cell in told if area and area in where]
            shown[area] = [
                (abs(_value(each)), len(each.partition(".")[2]))
                for cell in cells
                for each in NUMBER.findall(cell)
            ]
            if not cells and row.get("Kind of area") == "place":
                yield block("agreement", f"The page's table leaves out {area}, which the CSV has")
                return
        if shown[area] and not any(
            abs(value - abs(figure)) <= 0.5 * 10.0**-places + 1e-9 for value, places in shown[area]
        ):
            what = f"{area}, {row.get('Period', '')}"
            yield block("agreement", f"The page's table does not tell the CSV's figure of {what}")
            return


def alt_agrees(version: Version) -> Iterator[Check]:
    """Each figure told in alt texts, descriptions, title and summary is in the CSV."""
    files = version.contents.csv_tables
    every, apart = _numbers(files), _differences(files)
    if not every:
        return
    rows = max(len(table.rows) for table in files)
    areas = {row.get("Area", "") for table in files for row in table.records()} - {""}
    told = [
        (text.place, text.words)
        for text in version.contents.texts
        if text.where in ("alt", "desc", "aria-label")
        or (text.path.endswith(".svg") and text.where == "title")
    ]
    found = 0
    for where, words in [*version.headlines(), *told]:
        for share in shares(words):  # of '6 in 10' neither number is a figure
            words = words.replace(share.words, " ") if share.is_part else words
        wrong = _strange(SPREAD.sub(" ", SPAN.sub(" ", words)), every, apart, small=rows)
        wrong = wrong or _of_another_area(words, areas, files, rows)
        if wrong:
            found += 1
            if found <= MOST_SHOWN:
                yield block("agreement", f"{where} says {wrong}, which the CSV does not")


def _of_another_area(words: str, areas: set[str], files: Iterable[Table], rows: int) -> str:
    """'Halton had 55%', where no row of Halton says so; '' where there is none."""
    for area in (each for each in areas if each in words):
        for match in re.finditer(rf"\b{re.escape(area)}{HAD}({NUMBER.pattern}\s?%?)", words):
            if not APART.match(words, match.end()):
                wrong = _strange(match[1], _numbers(_rows_about(files, area)), set(), small=rows)
                if wrong:
                    return f"{area} {wrong}"
    return ""


def pictures_agree(version: Version) -> Iterator[Check]:
    """Each picture of dots is what the drawing beside it becomes: dots cannot be read, and what is
    drawn can."""
    files = version.packet.files
    for path, data in files.items():
        stem, _, ending = path.rpartition(".")
        if ending.lower() != "png":
            continue
        drawing = files.get(f"{stem}.svg")
        if drawing is None:
            yield block(
                "picture", f"{path} cannot be read: add the drawing it was made from as SVG"
            )
        elif not _is_painted_from(drawing, picture_of(path, data)):
            yield block("picture", f"{path} is not what {stem}.svg becomes: make it from that")


def _is_painted_from(drawing: bytes, picture: bytes) -> bool:
    try:
        return any(raster.png(drawing.decode(), scale) == picture for scale in raster.SCALES)
    except ValueError:
        return False


def fingerprints_agree(version: Version) -> Iterator[Check]:
    """A fingerprint on a page is that of one of the files, or of a source."""
    known = {digest(data) for data in version.packet.files.values()}
    known |= {each.source_file_sha256 for each in version.packet.sources}
    known |= {digest(data) for other in version.others for data in other.files().values()}
    for text in version.contents.texts:
        if text.path != "index.html":
            continue
        for each in FINGERPRINT.findall(text.words):
            if each not in known:
                yield block(
                    "agreement",
                    f"{text.place} gives the fingerprint {each[:12]}…, which no file has",
                )
                return


def sources_named(version: Version) -> Iterator[Check]:
    """Every source is known, and the page names its publisher and its licence."""
    sources = version.packet.sources
    if not sources:
        yield block("source", "No source is given: say which files it was made from, and on terms")
    page = version.contents.pages.get("index.html")
    words = "" if page is None else seen_words(page, version.contents)
    for licence in sorted({each.licence for each in sources}):
        if not licence.strip():
            yield block("source", "A source has no licence: add it to the catalogue of sources")
        elif licence not in words:
            yield block("source", f"The page does not name the licence, {licence}")
    publishers = _publishers(version)
    for indicator_id in sorted({each.indicator_id for each in sources if each.indicator_id}):
        publisher = publishers.get(indicator_id)
        if publisher is None:
            yield block("source", f"The store knows no indicator {indicator_id}")
        elif publisher not in words:
            yield block("source", f"The page does not name the publisher, {publisher}")
    if not re.search(r"\bsource\b", words, re.I):
        yield block("source", "The page does not say what its source is")


def _publishers(version: Version) -> dict[str, str]:
    listed = queries.sources(version.store)
    names = dict(zip(listed["source_id"], listed["publisher"], strict=True))
    return {
        indicator_id: str(names.get(row["source_id"], ""))
        for indicator_id, row in version.indicators.items()
    }


def _workbooks(contents: Contents, files: Iterable[Table]) -> Iterator[Check]:
    """The numbers of each sheet of figures are those of a CSV file, in their order."""
    columns = [_ordered(table) for table in files]
    for sheet in contents.tables:
        if sheet.path.endswith(".xlsx") and sheet.caption != "Notes":
            own = _ordered(sheet)
            if own not in columns:
                yield block(
                    "agreement",
                    f"{sheet.path}, sheet {sheet.caption}: its figures are not those of the CSV",
                )


def _ordered(table: Table) -> list[list[float]]:
    found = [[number(cell) for cell in row] for row in table.rows]
    return [[round(each, 9) for each in row if each is not None] for row in found]


def _rows_about(files: Iterable[Table], name: str) -> list[Table]:
    """The rows of CSV files whose area, or another whole cell, is what a page's row is called."""
    found = []
    for table in files:
        area = table.header.index("Area") if "Area" in table.header else -1
        rows = tuple(
            row
            for row in table.rows
            if name in row or (area >= 0 and row[area] and f"{name} ".startswith(f"{row[area]} "))
        )
        if rows:
            found.append(Table(table.path, "", table.header, rows))
    return found


def _numbers(tables: Iterable[Table]) -> set[float]:
    """Every number in these tables, also inside words (a period, a note)."""
    found: set[float] = set()
    for table in tables:
        for row in (table.header, *table.rows):
            for cell in row:
                value = number(cell)
                if value is not None:
                    found.add(value)
                else:
                    found |= {_value(each) for each in NUMBER.findall(cell)}
    return found


def _strange(text: str, figures: set[float], apart: set[float], small: int = 0) -> str:
    """The first number of a text that no figure rounds to; '' where there is none.

    apart: how far figures lie from each other, which a text may also tell. small: whole numbers up
    to it count rows, and are let through, but for those with a unit; so is the place in an order
    ('81st'), which no file has.
    """
    for match in NUMBER.finditer(text):
        said = match[0]
        value, places = _value(said), len(said.partition(".")[2])
        if not places and abs(value) <= small and not WITH_UNIT.match(text, match.end()):
            continue
        # A difference may be taken of rounded figures, as a reader would take it.
        digits = said.replace(",", "")
        zeros = 0 if places else len(digits) - len(digits.rstrip("0"))
        half = 0.5 * 10.0 ** (zeros if zeros >= FEWEST_ZEROS else -places)
        if not _is_among(value, half, figures) and not _is_among(value, 2 * half, apart):
            return said
    return ""


def _is_among(value: float, slack: float, figures: Iterable[float]) -> bool:
    return any(
        abs(abs(value) - abs(figure) / scale) <= slack + 1e-9
        for figure in figures
        for scale in SCALES
    )


def _differences(files: Iterable[Table]) -> set[float]:
    """How far any two figures lie apart, plainly and as a ratio."""
    found: set[float] = set()
    for table in files:
        cells = [row.get(each, "") for row in table.records() for each in FIGURES]
        figures = {value for value in map(number, cells) if value is not None}
        if len(figures) <= MOST_FIGURES:
            found |= {abs(one - other) for one, other in combinations(figures, 2)}
            found |= {one / other for one, other in permutations(figures, 2) if other}
    return found


def _value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").strip("-") or 0) * (
        -1 if text[0] in "-−" else 1
    )
