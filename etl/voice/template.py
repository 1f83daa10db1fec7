"""Layouts of people's voice: recognised by their headings, under any of the names exports use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.opening.content import Table
from etl.voice.voice_rows import VoiceRows
from etl.voice.web_markup import without_markup
from insight.reference.catalogue import VoiceLayout
from insight.reference.spelling import letters

# '3. Your comment', 'Q3 - Your comment', '3.a. Your comment'
NUMBER = re.compile(
    r"^\s*(?:q(?:uestion)?\s*\d+(?:[._]\d+|\.?[a-z](?=\W))*\s*(?:[.):–-]\s*|\s+)"
    r"|\d+(?:\.\d+|\.?[a-z](?=\W))*\s*[.):])",
    re.IGNORECASE,
)
# What forms write behind a question for whoever answers it: '(e.g. L20)', '(optional) *'
ASIDE = re.compile(
    r"\s*(?:\((?:e\.?g|for example|such as|optional|required|please)\b[^)]*\))?\s*\**\s*$",
    re.IGNORECASE,
)
# What survey tools write behind a question, or below it in a second row of headings.
TOOL_WORDS = ("openendedresponse", "selectedchoice", "response")
IMPORT_ID = '{"ImportId"'  # the third row of headings of a Qualtrics export
SECOND_HEADERS = 3  # no export has more rows below its headings that are none of answers
TICKS = {"1", "yes", "true", "x", "y", "selected", "checked", "ticked", "on"}
NO_TICKS = {"0", "no", "false", "n", "unselected", "notselected", "unchecked", "off"}
# Headings without spaces or marks: what do they ask for?
ASKS_BETTER = re.compile(r"better|improv|differently|shouldchange|couldchange|wentwrong|notgood")
ASKS_GOOD = re.compile(r"dowell|didwell|wentwell|workwell|wasgood|likebest|likedmost|enjoy|best")
LONG_HEADING = 15  # letters; shorter ones begin many other questions
FEWEST_WORDS = 3  # of a question; fewer are a heading, and headings are listed
NOBODY_SAID = ("Survey Preview", "Survey Test")  # by whoever made the survey, as Qualtrics says
# Several columns of a file may together be one of these: questions about who somebody is, say.
GATHERED = {"comment": "\n", "groups": ";", "themes": ";"}


@dataclass(frozen=True)
class Template(Layout):
    """A layout of people's voice. entry: its columns in the catalogue."""

    entry: VoiceLayout = field(kw_only=True)

    @cached_property
    def plain_spellings(self) -> tuple[tuple[str, str], ...]:
        """Our columns and what files call them, plainly, the best spelling first."""
        return tuple((column, letters(word)) for column, word in self.entry.headings())

    @cached_property
    def _spellings_by_column(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for column, plain in self.plain_spellings:
            found.setdefault(column, set()).update((plain, *(plain + w for w in TOOL_WORDS)))
        return found

    def fits(self, header: Iterable[str]) -> bool:
        """As missing would say, and fast: it is asked of every row near the top of every file."""
        header = tuple(header)
        present, known = _plain_set(header), self._spellings_by_column

        def has(column: str) -> bool:
            if known[column] & present:
                return True
            asking = self._asking(column, header)
            return bool(asking) if column in GATHERED else len(asking) == 1

        return all(map(has, self.entry.required)) and (
            not self.entry.one_of or any(map(has, self.entry.one_of))
        )

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        """Columns a file of this layout must have and this one has not."""
        found = self.positions(tuple(header))
        absent = tuple(column for column in self.entry.required if column not in found)
        if self.entry.one_of and not any(column in found for column in self.entry.one_of):
            absent += (" or ".join(self.entry.one_of),)
        return absent

    def distance(self, header: Iterable[str]) -> float:
        found = self.positions(tuple(header))
        return 1 - len(found) / len(self.columns)

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        plain = _plain(header)
        return tuple(
            header[places[0]]
            for column, places in self.positions(header).items()
            if column not in GATHERED and plain.count(plain[places[0]]) > 1
        )

    def spelling(self, header: Sequence[str]) -> dict[str, str]:
        return {}  # its own spellings are read as they are

    def uses(self, header: Sequence[str]) -> tuple[int, ...]:
        return tuple(place for places in self.positions(header).values() for place in places)

    def positions(self, header: Sequence[str]) -> dict[str, list[int]]:
        """Our columns → where they stand in a file with this header, the best spelling first."""
        plain = _plain(header)
        found: dict[str, list[int]] = {}
        for column, wanted in self.plain_spellings:
            places = [place for place, cell in enumerate(plain) if _is_heading(cell, wanted)]
            if column == "groups" and len(wanted) > LONG_HEADING:  # a question, with its options
                places += [n for n, cell in enumerate(plain) if cell.startswith(wanted)]
                places = list(dict.fromkeys(places))
            known = found.setdefault(column, [])
            known += [place for place in places if place not in known]
            if column in GATHERED:
                known += _continued(plain, places)
        taken = {place for places in found.values() for place in places}
        for column in self.entry.questions:
            places = [n for n in self._asking(column, tuple(header)) if n not in taken]
            # Which of several questions is the one that counts, nobody can tell; words all count.
            if column in GATHERED or (len(places) == 1 and not found.get(column)):
                found.setdefault(column, []).extend(places)
                taken.update(places)
        return {column: places for column, places in found.items() if places}

    def _asking(self, column: str, header: tuple[str, ...]) -> list[int]:
        """Where questions stand that ask for one of our columns in words of their own."""
        wanted, other = self._questions.get(column, (None, None))
        if wanted is None or other is None:
            return []
        asked = enumerate(map(_words, header))
        return [
            n
            for n, text in asked
            if text.count(" ") >= FEWEST_WORDS - 1
            and wanted.search(text)
            and not other.search(text)
        ]

    @cached_property
    def _questions(self) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """Our column → what its questions say, and what others say that are much like them."""
        none = ("(?!)",)
        return {
            column: (
                re.compile("|".join(texts)),
                re.compile("|".join(self.entry.no_questions.get(column, none))),
            )
            for column, texts in self.entry.questions.items()
        }


def template(entry: VoiceLayout, read: Callable[[VoiceRows], pd.DataFrame]) -> Template:
    """The layout of a catalogue entry; `read` turns its rows, as text, into the rows to keep."""
    name, columns = f"voice_{entry.layout_id}", tuple(entry.spellings)
    layout = Template(name, columns, is_personal=True, entry=entry)
    return replace(layout, read=partial(_read, layout=layout, kept_of=read))


def _read(
    table: Table,
    reference: Reference,
    layout: Template,
    kept_of: Callable[[VoiceRows], pd.DataFrame],
) -> Reading:
    entry, places = layout.entry, layout.positions(table.columns)
    rows = {c: _cells(table.rows, c, places.get(c, [])) for c in layout.columns}
    checks = VoiceRows(pd.DataFrame(rows, index=table.rows.index, dtype=str), reference)
    checks.set_aside(_is_second_header(checks.rows, table, places, entry))
    trial = table.rows.loc[checks.rows.index].isin(NOBODY_SAID).any(axis=1)
    checks.set_aside(trial)
    if trial.any():
        checks.remarks.append(f"Left out: {trial.sum()} given in a preview or test of the survey.")
    if "comment" in layout.columns:
        checks.rows["asked"] = _asked(table.rows, places.get("comment", [])).loc[checks.rows.index]
    kept = kept_of(checks)
    headings = {column: table.columns[found[0]] for column, found in places.items()}
    for refused in checks.rejections:
        refused["column_name"] = refused["column_name"].replace(headings)
    used = {place for found in places.values() for place in found}
    not_read = sum(bool(cell) and place not in used for place, cell in enumerate(table.columns))
    return checks.reading(tables={entry.layout_id: kept}, note=checks.note(not_read))


def _plain(header: Sequence[str]) -> list[str]:
    return [letters(ASIDE.sub("", NUMBER.sub("", cell), count=1)) for cell in header]


@lru_cache(maxsize=4096)
def _words(heading: str) -> str:
    """'Q3. What's the main reason?' as 'what s the main reason'."""
    return " ".join(re.findall(r"[a-z0-9]+", NUMBER.sub("", heading).lower()))


@lru_cache(maxsize=4096)
def _plain_set(header: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_plain(header))


def _is_heading(cell: str, wanted: str) -> bool:
    return cell == wanted or any(cell == wanted + words for words in TOOL_WORDS)


def _continued(plain: Sequence[str], places: Iterable[int]) -> list[int]:
    """Columns without a heading that stand right of these: the options of a question."""
    found = []
    for place in places:
        while (place := place + 1) < len(plain) and not plain[place]:
            found.append(place)
    return found


def _is_second_header(
    rows: pd.DataFrame, table: Table, places: dict[str, list[int]], entry: VoiceLayout
) -> pd.Series:
    """Whether a row belongs to the headings: right below them, options, questions or ids."""
    used = {place for found in places.values() for place in found}
    has_options = any(not table.columns[place] for place in used)
    near = (rows.index > table.header_row) & (rows.index <= table.header_row + SECOND_HEADERS)
    head = rows[near]
    others = head[[column for column in rows if column not in GATHERED]]
    own = others.map(letters)
    headings: dict[str, set[str]] = {}
    for column, heading in entry.headings():
        headings.setdefault(column, {"", *TOOL_WORDS}).add(letters(heading))
    repeats = (own != "").any(axis=1)
    for column in own:
        repeats &= own[column].isin(headings[column])
    blank = (others == "").all(axis=1)
    is_first = head.index == table.header_row + 1
    has_ids = head.map(lambda cell: IMPORT_ID in cell).any(axis=1)
    found = (blank & is_first & has_options) | repeats | has_ids
    return found.reindex(rows.index, fill_value=False)


def _ticked(cells: pd.Series, heading: str) -> pd.Series:
    """Answers of an option's own column: its name, however the box is said to be ticked."""
    option = re.split(r"[?:]|\s[-–]\s", heading)[-1].strip()
    if not option or option == heading.strip():
        return cells
    plain = cells.map(letters)
    return cells.mask(plain.isin(TICKS), option).mask(plain.isin(NO_TICKS), "")


def question_kind(heading: str) -> str:
    """What a question asks for: what could be 'better', what was 'good', or '' for anything."""
    words = letters(NUMBER.sub("", heading))
    if ASKS_BETTER.search(words):
        return "better"
    return "good" if ASKS_GOOD.search(words) else ""


def _asked(rows: pd.DataFrame, places: Sequence[int]) -> pd.Series:
    """The kind of question each comment answers; '' where it answers several kinds."""
    kinds = [question_kind(str(rows.columns[place])) for place in places]
    is_answered = [rows.iloc[:, place].str.strip().ne("") for place in places]
    if not places:
        return pd.Series("", index=rows.index, dtype=str)
    asked = [
        {kind for kind, is_said in zip(kinds, said, strict=True) if is_said}
        for said in zip(*(each.to_numpy() for each in is_answered), strict=True)
    ]
    found = [next(iter(each)) if len(each) == 1 else "" for each in asked]
    return pd.Series(found, index=rows.index, dtype=str)


def _cells(rows: pd.DataFrame, column: str, places: list[int]) -> pd.Series:
    if not places:
        return pd.Series("", index=rows.index, dtype=str)
    cells = [rows.iloc[:, place].map(without_markup).str.strip() for place in places]
    if column == "groups":
        cells = [
            _ticked(each, str(rows.columns[at])) for each, at in zip(cells, places, strict=True)
        ]
    parts = [each.to_numpy() for each in cells]
    texts = (dict.fromkeys(cell for cell in cells if cell) for cells in zip(*parts, strict=True))
    if column in GATHERED:
        return pd.Series(map(GATHERED[column].join, texts), index=rows.index, dtype=str)
    return pd.Series([next(iter(cells), "") for cells in texts], index=rows.index, dtype=str)
