"""Reading the columns of people's voice: dates, Places, words and counts as people write them.

What a column must be is refused when it is not; the reasons never repeat what a cell holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial

import pandas as pd

from etl.layout import Reference, rejection
from etl.row_checks import RowChecks
from etl.values.dates import (
    DAY_OR_MONTH_FIRST,
    SLASHED,
    Doubtful,
    day,
    day_order,
    may_be_month_first,
)
from etl.values.numbers import TOO_FEW, numbers
from insight.reference.areas import HOW_MANY, SYSTEM_NAME
from insight.reference.role_words import role_fault
from insight.reference.spelling import letters

EARLIEST = date(2000, 1, 1)
# What people tick when none of the groups offered is theirs.
NOTHING = {"", "none", "na", "no", "noneofthese", "noneoftheabove", "notstated", "prefernottosay"}
# A release by its id, or by any address below its own.
RELEASE = re.compile(
    r"(?:(?:https?://)?[\w.:-]*/(?:charts|places|core20plus5|reports)/)?"
    r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:/\S*)?"
)
COUNCIL_WORDS = re.compile(r"\b(metropolitan|borough|city|council|mbc|of|place)\b")


class VoiceRows(RowChecks):
    """Rows of one file of people's voice: checks that know the catalogue.

    Every method reads one column and puts what it reads in its place.
    """

    def __init__(self, rows: pd.DataFrame, reference: Reference) -> None:
        super().__init__(rows)
        self.catalogue = reference.catalogue
        self.area_types = reference.area_types
        self.practices = reference.practices
        self.today = datetime.now(UTC).date()
        self.unknown: dict[str, int] = {}
        self.remarks: list[str] = []

    def refuse(self, faulty: pd.Series, column: str, reason: str) -> None:
        """As RowChecks.refuse, but nothing of the row is kept."""
        if faulty.any():
            self.rejections.append(rejection(self.rows.index[faulty], column, reason, ""))
            self.rows = self.rows[~faulty]

    def leave_out(self, column: str, count: int) -> None:
        """Count words nobody knows; the note says how many there were, never which."""
        self.unknown[column] = self.unknown.get(column, 0) + count

    def note(self, columns_not_read: int) -> str:
        """What to know about the file."""
        words = [f"{column.replace('_', ' ')} {n}" for column, n in self.unknown.items() if n]
        left_out = f"Words not known and left out: {', '.join(words)}. " if words else ""
        not_read = f"Columns not read: {columns_not_read}." if columns_not_read else ""
        return " ".join([*self.remarks, (left_out + not_read).strip()]).strip()

    def require(self, *columns: str) -> None:
        """Refuse rows where one of the columns is blank."""
        for column in columns:
            self.refuse(self.rows[column] == "", column, "this is blank")

    def read(self, column: str, parse: Callable[[str], object], reason: str) -> None:
        """Replace texts by what `parse` makes of them: None where blank, refused on ValueError."""
        found: dict[str, object] = {"": None}
        faulty = set()
        for text in self.rows[column].unique():
            try:
                found[text] = parse(text) if text else None
            except ValueError:
                faulty.add(text)
        self.refuse(self.rows[column].isin(faulty), column, reason)
        values = [found[text] for text in self.rows[column]]
        self.rows[column] = pd.Series(values, index=self.rows.index, dtype=object)

    def days(self, column: str, *, may_be_ahead: bool = False) -> None:
        """Days; refused before 2000 and, unless they may be ahead, after today.

        Whether they are written day or month first is decided for the whole column, or all that
        could be either are refused.
        """
        order = self.day_order(column, may_be_ahead=may_be_ahead)
        reason = "this is not a date such as 31/03/2026 or 2026-03-31"
        self.read(column, partial(day, order=order), reason)
        values = self.rows[column]
        early = values.map(lambda value: value is not None and value < EARLIEST)
        self.refuse(early.astype(bool), column, "the date is before 2000")
        if not may_be_ahead:
            ahead = self.rows[column].map(lambda value: value is not None and value > self.today)
            self.refuse(ahead.astype(bool), column, "the date is in the future")

    def day_order(self, column: str, *, may_be_ahead: bool = False) -> str:
        """How a column writes days (see etl.values.dates); rows are refused where none can tell."""
        texts = self.rows[column]
        try:
            order = day_order(texts.unique(), date.max if may_be_ahead else self.today)
        except Doubtful:
            plain = texts.map(lambda text: " ".join(text.split()))
            self.refuse(plain.str.fullmatch(SLASHED), column, DAY_OR_MONTH_FIRST)
            return "dmy"
        if order == "mdy":
            self.remarks.append("Its dates are written month first.")
        elif may_be_month_first(texts.unique()):
            self.remarks.append("Nothing shows whether its dates are day first: they are read so.")
        return order

    def whole(self, column: str, *, largest: int | None = None, smallest: int = 0) -> None:
        """Whole numbers, None where blank."""

        texts = pd.Series(self.rows[column].unique(), dtype=str)
        values, reasons, _ = numbers(texts)
        fits = (values % 1 == 0) & (values >= smallest) & (values <= (largest or float("inf")))
        read = dict(zip(texts[fits], values[fits].astype("int64"), strict=True))

        def parse(text: str) -> int:
            if text not in read:
                raise ValueError
            return int(read[text])

        share = self.rows[column].str.contains("%", regex=False)
        self.refuse(share, column, "this is a percentage, not a number of people")
        held_back = self.rows[column].map(dict(zip(texts, reasons, strict=True))) == TOO_FEW
        self.refuse(held_back, column, "the number is kept back by the sender: too few to show")
        span = f" from {smallest} to {largest}" if largest else ""
        self.read(column, parse, f"this is not a whole number{span}")

    def words(self, column: str, allowed: Iterable[str], **other: str) -> None:
        """Words of a fixed list; case, spaces and punctuation do not matter."""
        known = {letters(word): word for word in allowed} | other

        def parse(text: str) -> str:
            if letters(text) not in known:
                raise ValueError
            return known[letters(text)]

        self.read(column, parse, f"this is not one of: {', '.join(allowed)}")
        self.rows[column] = self.rows[column].fillna("")

    def loose_words(self, column: str, allowed: Iterable[str], default: str) -> None:
        """As words, but what is not known becomes `default` and is counted, not refused."""
        known = {letters(word): word for word in allowed}
        plain = self.rows[column].map(letters)
        self.leave_out(column, int((~plain.isin([*known, ""])).sum()))
        self.rows[column] = plain.map(known).fillna(default)

    def roles(self, column: str) -> None:
        """Roles; refused where the words may say who holds one."""
        faults = {text: role_fault(text) for text in self.rows[column].unique() if text}
        for fault in sorted({fault for fault in faults.values() if fault}):
            self.refuse(self.rows[column].map(faults) == fault, column, fault)

    def ids(self, column: str, known: Mapping[str, str], what: str) -> None:
        """One id of the catalogue, or ""; known: plain heading of an id or a name → id."""

        def parse(text: str) -> str:
            if letters(text) not in known:
                raise ValueError
            return known[letters(text)]

        self.read(column, parse, f"this is no {what} this project knows")
        self.rows[column] = self.rows[column].fillna("")

    def tags(self, column: str, known: Mapping[str, str]) -> None:
        """Ids joined by ';'. Words nobody knows are left out and counted, never repeated."""
        unknown = 0
        read: dict[str, str] = {}
        for text, times in self.rows[column].value_counts().items():
            ids: dict[str, None] = {}
            for word in _tag_words(str(text), known):
                if word in known:
                    ids[known[word]] = None
                elif word not in NOTHING:
                    unknown += int(times)
            read[str(text)] = ";".join(ids)
        self.leave_out(column, unknown)
        self.rows[column] = self.rows[column].map(read).astype(str)

    def releases(self, column: str = "release") -> None:
        """Ids of the releases that rows are about, from their addresses; '' where nobody can tell.

        Which releases there are is not known here, so an id that may be a name is left out too.
        """
        read = {text: _release_id(text) for text in self.rows[column].unique()}
        found = self.rows[column].map(read).astype(str)
        self.leave_out(column, int(((found == "") & (self.rows[column] != "")).sum()))
        self.rows["release_id"] = found

    def areas(self, column: str = "place") -> None:
        """Codes of Places, or of the system where blank."""
        known = self.place_codes()
        self.rows[column] = self.rows[column].mask(self.rows[column] == "", self.system)

        def parse(text: str) -> str:
            code = known.get(plain_place(text))
            if code is None:
                raise ValueError
            return code

        self.read(column, parse, NOT_A_PLACE)

    def place_codes(self) -> dict[str, str]:
        """Plain names and codes of the Places and the system → code."""
        return {
            plain_place(name): area.area_code
            for area in self.catalogue.areas.values()
            if area.area_type in ("place", "system")
            for name in (area.area_code, area.area_name, *area.spellings)
        }

    @property
    def system(self) -> str:
        """Code of the system."""
        areas = self.catalogue.areas.values()
        return next(area.area_code for area in areas if area.area_type == "system")

    def refuse_duplicates(self, key: list[str], what: str, among: pd.Series | None = None) -> None:
        """Of rows of one file with one key: refuse repeats, or all if they contradict.

        among: the rows to look at, when not all of them have a key.
        """
        looked_at = pd.Series(True, index=self.rows.index) if among is None else among
        # Only rows whose keys are alike can be alike, and those are few.
        alike = self.rows[_loose(self.rows[key]).duplicated(keep=False)]
        again = _loose(alike).duplicated(keep="first").reindex(self.rows.index, fill_value=False)
        again &= looked_at
        self.refuse(again, key[-1], "an earlier row says the same")
        clash = self.rows.duplicated(key, keep=False) & looked_at[~again]
        self.refuse(clash, key[-1], f"two rows say different things about one {what}")


def _loose(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells to compare: blanks at the ends, their number and the case of letters say nothing."""
    columns = {
        name: column.astype(str).str.replace(r"\s+", " ", regex=True).str.strip().str.casefold()
        for name, column in rows.items()
    }
    return pd.DataFrame(columns, index=rows.index)


NOT_A_PLACE = f"this is not one of the {HOW_MANY} Places, nor {SYSTEM_NAME}"


def _release_id(text: str) -> str:
    """'early-cancer' of 'https://…/charts/early-cancer/2/', or of the id alone."""
    found = RELEASE.fullmatch(text.strip())
    if found is None:
        return ""
    from insight.redaction.redact import redact  # here, since its patterns take long to make

    words = found[1].replace("-", " ")
    return "" if any(redact(each)[1] for each in (words, words.title())) else found[1]


def group_ids(checks: VoiceRows) -> dict[str, str]:
    """Plain ids, names and spellings of the groups people can belong to → id."""
    return {
        letters(word): group.group_id
        for group in checks.catalogue.heard_groups.values()
        for word in (*group.spellings, group.group_name, group.group_id)
    }


def theme_ids(checks: VoiceRows) -> dict[str, str]:
    """Plain ids and names of themes → id."""
    return {
        letters(word): theme.theme_id
        for theme in checks.catalogue.themes.values()
        for word in (theme.theme_name, theme.plain_name, theme.theme_id)
    }


def _tag_words(text: str, known: Mapping[str, str]) -> Iterable[str]:
    for part in re.split(r"[;|\n]", text):
        if letters(part) in known:
            yield letters(part)
        else:  # some names hold a comma, so commas only divide what is no name
            yield from map(letters, part.split(","))


def plain_place(text: str) -> str:
    """'Sefton Council', 'St. Helens' and 'City of Liverpool' by their bare names."""
    return letters(COUNCIL_WORDS.sub(" ", text.lower().replace("&", " and ")))
