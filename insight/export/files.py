"""The table behind a figure as files: CSV for programs, XLSX for people.

A file names itself: what it measures, where, for whom, when, how sure, whose figures and which
build stand in every row, in one order and under one set of headings. Text from the store can
never run: a cell that a spreadsheet would take for a formula is written as plain text.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from insight.export.caption import NOT_OFFICIAL, PRODUCT, Caption
from insight.export.how_to_read import MISSING, NOTHING, WORDS
from insight.language.number_format import capital

# What every file has first, in this order and under these headings, as far as it applies. Files
# of different figures can be laid one under another, and programs may rely on the headings.
LEADING = {
    "indicator_id": "Indicator id",
    "indicator_name": "Indicator",
    "unit": "Unit",
    "area_code": "Area code",
    "area_name": "Area",
    "group_name": "Group",
    "sex": "Sex",
    "age": "Age",
    "period_label": "Period",
    "value": "Figure",
    "lower_ci": "Lower limit",
    "upper_ci": "Upper limit",
    "confidence": "Confidence of limits (%)",
    "ci_method": "Interval method",
    "benchmark_name": "Compared with",
    "benchmark_value": "Figure compared with",
    "verdict": "Comparison",
    "verdict_confidence": "Confidence of comparison (%)",
    "source": "Source",
    "vintage": "Vintage",
    "build_id": "Build",
}
BUILT = "Date of the figures' build"  # a heading of the notes
HEADINGS = {
    "area_type": "Kind of area",
    "place_name": "Place",
    "plain_name": "In plain words",
    "period_start_date": "Period starts",
    "period_end_date": "Period ends",
    "numerator_count": "Counted",
    "denominator_count": "Out of",
    "value_note": "Note",
    "benchmark_areas": "Areas compared with",
    "among_code": "Stands among",
    "tied_count": "Authorities with this very figure",
    "authority_count": "Authorities with a figure",
    "fifth": "Fifth of these authorities (1 best, or lowest)",
    "lowest_value": "Lowest Place",
    "highest_value": "Highest Place",
    "place_count": "Places in the mean",
    "trend": "Trend",
    "trend_judgement": "Meaning of the trend",
    "trend_reason": "Why no trend",
    "msoa_name": "Name",
    "ward_name": "Ward",
    "imd_decile_2025": "Deprivation decile 2025",
    "imd_rank_2025": "Deprivation rank 2025",
    "imd_decile_2019": "Deprivation decile 2019",
}
# For sorting inside the dashboard only.
LEFT_OUT = ("sort_order",)
ENDINGS = {"_pct": " (%)", "_count": " (count)", "_code": " code", "_ci": ""}
WIDEST = 44  # letters
# A spreadsheet runs a cell whose text begins with one of these.
SIGNS = ("=", "+", "-", "@")
# A negative number written as text runs nothing, and is easier to read without an apostrophe.
NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")


def csv_file(
    frame: pd.DataFrame,
    words: Caption,
    labels: Mapping[str, str] | None = None,
    constants: Mapping[str, object] | None = None,
) -> bytes:
    """The frame as CSV that Excel opens in the right letters; an absent figure is empty.

    words tell source, vintage and build. labels choose columns, and name those that have no
    heading in LEADING; without them every column is taken that means something outside the
    dashboard. constants: what holds for every row, by a name in LEADING.
    """
    shown = _shown(frame, words, labels, constants)
    for number in range(len(shown.columns)):
        column = shown.iloc[:, number]
        if not _is_plain(column):
            cells = [safe_cell(value) for value in column]
            shown.isetitem(number, pd.Series(cells, index=shown.index, dtype=object))
    header = [str(safe_cell(name)) for name in shown.columns]
    return shown.to_csv(index=False, header=header, lineterminator="\r\n").encode("utf-8-sig")


def safe_cell(value: object) -> object:
    """What may stand in a cell of a CSV file: numbers and absent values as they are; text that a
    spreadsheet would run, marked as text by an apostrophe.

    Spreadsheets pass over spaces and signs nobody sees before a formula, and take the wide forms
    of `=+-@` for the usual ones. Tabs and line ends at the start are marked whatever follows.
    """
    if pd.api.types.is_number(value) or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return value
    text = str(value)
    seen = (
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter)[0] not in "CZ"  # control signs and spaces
    )
    is_risky = next(seen, "") in SIGNS or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_risky and not NEGATIVE.fullmatch(text) else text


def self_naming(frame: pd.DataFrame, about: Mapping[str, object]) -> pd.DataFrame:
    """The frame with the columns of LEADING first, in their order, and its others after them.

    about: what holds for every row, by a name in LEADING. It fills only columns that the frame
    has not; one that neither has is left out. Raises ValueError for any other name.
    """
    unknown = sorted(set(about) - set(LEADING))
    if unknown:
        raise ValueError(f"no column of a file is called {', '.join(unknown)}")
    added = {name: value for name, value in about.items() if name not in frame}
    first = [name for name in LEADING if name in frame or name in added]
    rest = [name for name in frame if name not in LEADING]
    return frame.assign(**added)[first + rest]


def xlsx_file(
    frame: pd.DataFrame,
    words: Caption,
    labels: Mapping[str, str] | None = None,
    constants: Mapping[str, object] | None = None,
) -> bytes:
    """The same frame as a workbook: a sheet of notes, and a sheet with the one table.

    No cell is empty: [x] is an absent figure and [z] nothing to say, as the notes explain.
    """
    file = io.BytesIO()
    safe = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    with xlsxwriter.Workbook(file, {"in_memory": True, **dict.fromkeys(safe, False)}) as book:
        book.set_properties(
            {
                "title": words.title,
                "subject": words.subtitle,
                "author": PRODUCT,
                "comments": f"{words.source_line} {words.build_line}",
                # The day of the figures, so that the same figures make the same file.
                **({"created": _built(words)} if words.built_on else {}),
            }
        )
        notes = pd.DataFrame(_notes(words), columns=["About", "Note"])
        _write(book, "Notes", notes, f"Notes: {words.title}", "Read these first", wide=100)
        shown = _shown(frame, words, labels, constants)
        _write(book, "Figures", shown, words.title, words.subtitle, wide=WIDEST)
    return file.getvalue()


def _built(words: Caption) -> datetime:
    return datetime.strptime(words.built_on, "%d %B %Y")


def _shown(
    frame: pd.DataFrame,
    words: Caption,
    labels: Mapping[str, str] | None,
    constants: Mapping[str, object] | None,
) -> pd.DataFrame:
    """The columns that go into a file, under their headings."""
    if labels is None:
        labels = {name: _heading(name) for name in frame if _is_for_readers(frame[name])}
    about = {"source": words.source, "vintage": words.vintage, "build_id": words.build_id}
    known = {name: text for name, text in (about | dict(constants or {})).items() if text != ""}
    named = self_naming(frame[list(labels)], known)
    return named.set_axis(_unlike(dict(labels) | LEADING, named.columns), axis=1)


def _unlike(headings: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """The heading of each column; where one would be there twice, with the column's own name."""
    found: list[str] = []
    for name in names:
        is_taken = headings[name].lower() in map(str.lower, found)  # as Excel compares them
        found.append(f"{headings[name]} ({name})" if is_taken else headings[name])
    return found


def _is_for_readers(column: pd.Series) -> bool:
    """Whether a column is one figure or word to a row, and means something elsewhere."""
    is_single = all(map(pd.api.types.is_scalar, column.dropna()))
    return is_single and column.name not in LEFT_OUT


def _heading(name: str) -> str:
    if name in HEADINGS:
        return HEADINGS[name]
    for ending, words in ENDINGS.items():
        if name.endswith(ending):
            name = name.removesuffix(ending) + words
    return capital(name.replace("_", " ").strip())


def _notes(words: Caption) -> Iterator[tuple[str, str]]:
    """What a reader of the workbook must know: about it, its source, its words."""
    about = {
        "What this is": words.subtitle or words.title,
        "Finding": words.title,
        "Source": words.source,
        "Licence": words.licence,
        "Words the licence asks for": words.attribution,
        "Take care": words.caveat,
        "Made by": f"{PRODUCT}. {NOT_OFFICIAL}",
        "Edition or years covered": words.vintage,
        BUILT: words.built_on,
        "Build": words.build_id,
        "Link that brings this view back": words.link,
        MISSING: "No figure. A column beside it says why, where a reason is known.",
        NOTHING: "Does not apply: there is nothing to say here.",
    }
    yield from ((name, text) for name, text in about.items() if text)
    yield from WORDS


def _write(
    book: xlsxwriter.Workbook,
    name: str,
    frame: pd.DataFrame,
    title: str,
    subtitle: str,
    wide: int,
) -> None:
    """One sheet: a title, a subtitle, and one real table with a header row."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, subtitle)
    top = 2
    last = top + max(len(frame), 1)
    sheet.add_table(
        top, 0, last, len(frame.columns) - 1,
        {
            "name": f"{name}_table",
            "columns": [{"header": str(column)} for column in frame],
            "style": "Table Style Light 1",
            "autofilter": False,
        },
    )  # fmt: skip
    sheet.freeze_panes(top + 1, 1)
    for number, column in enumerate(frame):
        values = frame[column]
        look = book.add_format({"text_wrap": True, "valign": "top", "num_format": _look(values)})
        is_text = pd.api.types.is_string_dtype(values)
        letters = [len(str(column)), *(len(str(value)) for value in values.head(200))]
        sheet.set_column(number, number, min(max(letters) + 2, wide))
        for row, value in enumerate(values, start=top + 1):
            _cell(sheet, row, number, value, look, is_text)


def _cell(sheet: Any, row: int, column: int, value: Any, look: Any, is_text: bool) -> None:
    if pd.isna(value) or value == "":
        sheet.write_string(row, column, NOTHING if is_text else MISSING, look)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", look)
    elif isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), look)
    elif pd.api.types.is_number(value):
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_string(row, column, str(value), look)


def _look(values: pd.Series) -> str:
    """How numbers of a column are shown; what is kept in the cell is never rounded."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return "yyyy-mm-dd"
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return "General"
    known: Sequence[float] = values.dropna().astype(float).tolist()
    if all(value == int(value) for value in known):
        return "#,##0"
    return "0.000" if max(map(abs, known)) < 1 else "#,##0.0"


def _is_plain(column: pd.Series) -> bool:
    """Whether a column has numbers, days or yes and no in it, and can hold nothing that runs."""
    kinds = pd.api.types
    return kinds.is_numeric_dtype(column) or kinds.is_datetime64_any_dtype(column)
