"""Numbers, reasons for a missing one, and what is marked beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

# Publishers' marks for "no figure here", and what to tell a reader. Those in square brackets are
# the shorthand of the Government Analysis Function; letters alone are what DfE and ONS write.
TOO_FEW, UNRELIABLE, ROUNDS_TO_ZERO = "too few to show", "too unreliable to show", "rounds to zero"
NOT_AVAILABLE, NOT_PUBLISHED, NO_USE = "not available", "not published", "does not apply"
MISSING_MARKS = {
    "": NOT_PUBLISHED,
    **dict.fromkeys(("-", "--", "–", "—", "−", "#", "not published", "not shown"), NOT_PUBLISHED),
    **dict.fromkeys((":", ".", "..", "...", "…", "x", "[x]", "(x)", "w", "[w]"), NOT_AVAILABLE),
    **dict.fromkeys(("null", "<na>", "na", "n/a", "n.a.", "n.a", "#n/a", "[na]"), NOT_AVAILABLE),
    **dict.fromkeys(("nan", "none", "missing", "unavailable", "no data"), NOT_AVAILABLE),
    **dict.fromkeys(("not available", "not collected", "not known"), NOT_AVAILABLE),
    **dict.fromkeys(("unknown", "not recorded", "not provided"), NOT_AVAILABLE),
    **dict.fromkeys(("z", "[z]", "(z)", "not applicable", "does not apply"), NO_USE),
    **dict.fromkeys(("*", "**", "~", "c", "[c]", "(c)", "s", "[s]", "suppressed"), TOO_FEW),
    **dict.fromkeys(("[suppressed]", "confidential", "redacted", "withheld"), TOO_FEW),
    **dict.fromkeys(("too few to show", "small numbers", "low numbers", "supp", "[supp]"), TOO_FEW),
    **dict.fromkeys(("u", "[u]", "(u)", "unreliable"), UNRELIABLE),
    **dict.fromkeys(("k", "[k]", "low", "[low]"), ROUNDS_TO_ZERO),
    "[b]": "not available: a break in the series",
    "[e]": "not available: it would have been an estimate",
    "[f]": "not available: it would have been a forecast",
    "[p]": "not available: not final yet",
    "[r]": "not available: being revised",
}
# Words around a mark, as in 'Data suppressed for small numbers' and 'Value not published'.
AROUND = re.compile(
    r"(?:(?:data|values?|figures?|numbers?|counts?)(?: (?:is|are|was|were))? )?"
    r"(suppressed|withheld|redacted|.+?)(?:(?: for| due| because| \(|,).*)?\.?"
)
WITH_COLON = re.compile(r"^: ?(?=[cuz]$)")  # ': c', as Eurostat writes what is held back
# A count under some small number is held back; so is all but a few of a whole.
BOUND = re.compile(
    r"(?:<|≤|<=|&lt;|>|≥|>=|(?:fewer|less|more) than|under|up to)\s*\d[\d,.]*\s*%?"
    r"|\d+\s*(?:or|and)\s*(?:fewer|less|under|below)"
    r"|(?:(?:fewer|less) than|under) (?:five|ten)|[0-3] to [4-9]",
    re.IGNORECASE,
)
# What stands behind a number, in brackets or bare, and what it says of the figure.
FLAGS = {
    **dict.fromkeys(("p", "prov", "provisional"), "provisional"),
    **dict.fromkeys(("r", "rev", "revised"), "revised"),
    **dict.fromkeys(("e", "est", "estimate", "estimated"), "estimated"),
    **dict.fromkeys(("b", "break"), "break in the series"),
    **dict.fromkeys(("f", "forecast"), "forecast"),
    **dict.fromkeys(("u", "unreliable", "low reliability"), "low reliability"),
    "d": "definition differs",
    "a": "",  # an ordinary figure, in the codes statistical offices exchange
    "ns": "not statistically significant",
}
FOOTNOTE = "marked by the publisher: see its notes"
FLAG_MARKS = {words: mark for mark, words in FLAGS.items()} | {FOOTNOTE: "*"}
# Excel writes these where a formula failed.
ERROR_CELL = re.compile(r"#(?:REF|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC)[!?]", re.IGNORECASE)

PLAIN = r"[-+−]?£?(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d[\d,.]*|[.,]\d+)(?:[eE][-+]?\d+)?\s?%?"
BRACKETS = r"\[[^\]]{1,20}\]|\([^)]{1,20}\)"
# '13.2 [p]', '13.2p', '13.2*', '[r] 13.2': the number and what is marked on it.
MARKED = re.compile(
    rf"(?P<before>(?:(?:{BRACKETS})\s*)*)(?P<number>{PLAIN})\s*"
    rf"(?P<after>(?:(?:{BRACKETS}|[a-z]{{1,2}}(?![a-z])|provisional|revised|estimated?"
    rf"|[*†‡§¶#¹²³^]+)[\s,]*)+)?",
    re.IGNORECASE,
)
WITH_COMMA = r"^[-+]?[\d.,]+$"
CERTAINLY_THOUSANDS = r"^[-+]?[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d*)?|,\d{3}\.\d*)$"
PERHAPS_THOUSANDS = r"^[-+]?[1-9]\d{0,2},\d{3}$"
POINT_PERHAPS_THOUSANDS = r"^[-+]?[1-9]\d{0,2}\.\d{3}$"
COMMA_DOUBT = "the comma may divide thousands or decimals: "
POINT_DOUBT = "the point may divide thousands or decimals: "
CERTAINLY_DECIMAL = r"^[-+]?(?:\d+,\d*|,\d+|\d{1,3}(?:\.\d{3})+,\d+)$"  # and no thousands


class Numbers(NamedTuple):
    """A column of text as numbers, cell by cell.

    values: float, NaN where there is none. reasons: why a figure is missing, else "". faults: why
    a cell is neither a number nor a mark for "missing", else "". flags: what is marked beside a
    number, such as "provisional", else "".
    """

    values: pd.Series
    reasons: pd.Series
    faults: pd.Series
    flags: pd.Series


def numbers(text: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Read a column of text as numbers.

    Returns (values as float, reason in words where the cell is a mark for "missing", else "",
    True where the cell is neither a number nor such a mark).
    """
    found = marked_numbers(text)
    return found.values, found.reasons, found.faults != ""


def marked_numbers(text: pd.Series, *, may_be_decimal: bool = False) -> Numbers:
    """Read a column of text as numbers, with what is marked beside them.

    A comma divides thousands ("1,234") unless the column shows that it is a decimal comma, as "8,4"
    does; then every comma is one. A column that shows both is refused, and so are cells such as
    "1,234" in a column that shows neither, when may_be_decimal: other columns of the file write
    decimal commas.
    """
    given = text.fillna("").astype(str)
    values = _finite(given)
    words = pd.Series("", index=text.index, dtype=str)
    reasons, faults, flags = words.copy(), words.copy(), words.copy()
    left = values.isna().to_numpy()  # by position, as an index may repeat
    if not left.any():
        return Numbers(values, reasons, faults, flags)
    # A column has few marks, each many times: what is said of one is said of all like it.
    which, marks = pd.factorize(given[left])
    cells = pd.Series(marks, dtype=str)
    plain, missing, marked = (
        pd.Series(each, dtype=str) for each in zip(*map(_cell, marks), strict=True)
    )
    read, doubt, shows_decimal = _with_commas(plain, may_be_decimal)
    fault = doubt.mask((doubt == "") & read.isna() & (missing == ""), "this is not a number")
    error = cells.str.fullmatch(ERROR_CELL) & (fault != "")
    fault = fault.mask(error, "a spreadsheet's formula failed here")
    values[left] = read.to_numpy()[which]
    reasons[left] = missing.to_numpy()[which]
    faults[left] = fault.to_numpy()[which]
    flags[left] = marked.mask(read.isna(), "").to_numpy()[which]
    if shows_decimal:  # then a point may divide thousands
        unsure = given.str.fullmatch(POINT_PERHAPS_THOUSANDS).to_numpy()
        values[unsure] = float("nan")
        readings = given.str.replace(".", "", regex=False) + " or " + given
        faults[unsure] = (POINT_DOUBT + readings)[unsure]
    return Numbers(values, reasons, faults, flags)


def _cell(cell: str) -> tuple[str, str, str]:
    """(the bare number or "", why there is none or "", what is marked beside it or "")."""
    bare = " ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").split())
    words = WITH_COLON.sub("", bare.lower())
    around = AROUND.fullmatch(words)
    for mark in (words, around[1] if around else words):
        if mark in MISSING_MARKS:
            return "", MISSING_MARKS[mark], ""
    if BOUND.fullmatch(bare):
        return "", TOO_FEW, ""
    found = MARKED.fullmatch(bare)
    if not found:
        return "", "", ""
    number = found["number"].replace("−", "-").replace("£", "").removesuffix("%").replace(" ", "")
    marks = re.findall(rf"{BRACKETS}|[a-z]+|\S", f"{found['before']} {found['after'] or ''}", re.I)
    flags = [_flag(mark) for mark in marks if mark != ","]
    if None in flags:
        return "", "", ""
    return number, "", "; ".join(dict.fromkeys(flag for flag in flags if flag))


def _flag(mark: str) -> str | None:
    """What a mark beside a number says; None when it is no mark, so that the cell is no number."""
    plain = mark.strip("[]() ").lower()
    if plain in FLAGS:
        return FLAGS[plain]
    if not plain.isalnum() or plain.isdecimal() or re.fullmatch(r"notes? ?[\d, and]+", plain):
        return FOOTNOTE
    return FOOTNOTE if mark.startswith("[") and len(plain) <= 2 else None


def _with_commas(cells: pd.Series, may_be_decimal: bool) -> tuple[pd.Series, pd.Series, bool]:
    """(values, "" or why the commas of a cell cannot be told, whether any is a decimal comma)."""
    doubt = pd.Series("", index=cells.index, dtype=str)
    if not cells.str.contains(",", regex=False).any():
        return _finite(cells), doubt, False
    comma = cells.str.contains(",", regex=False) & cells.str.fullmatch(WITH_COMMA)
    perhaps = comma & cells.str.fullmatch(PERHAPS_THOUSANDS)
    thousands = comma & cells.str.fullmatch(CERTAINLY_THOUSANDS)
    decimal = comma & ~perhaps & ~thousands & cells.str.fullmatch(CERTAINLY_DECIMAL)
    as_decimal = cells.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    as_thousands = cells.str.replace(",", "", regex=False)
    shows_decimal = bool(decimal.any())
    shows_thousands = bool(thousands.any())
    unsure = perhaps & ((shows_decimal & shows_thousands) | (~shows_decimal & may_be_decimal))
    text = cells.mask(thousands | (perhaps & ~unsure), as_thousands)
    text = text.mask(decimal | (perhaps & ~unsure & shows_decimal), as_decimal)
    if unsure.any():
        doubt[unsure] = (COMMA_DOUBT + as_thousands + " or " + as_decimal)[unsure]
    return _finite(text.mask(unsure, "")), doubt, shows_decimal


def _finite(cells: pd.Series) -> pd.Series:
    """Text as numbers, NaN where it is none or has no end."""
    values = pd.to_numeric(cells, errors="coerce").astype("float64")
    return values.where(values.abs() != float("inf"))
