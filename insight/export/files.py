"""The table behind a figure as files: CSV for programs, XLSX for people.

Both hold what the page shows, under headings in words. Text from the store can never run: a
cell that a spreadsheet would take for a formula is written as plain text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from insight.export.caption import NOT_OFFICIAL, PRODUCT, Caption
from insight.export.how_to_read import MISSING, NOTHING, WORDS
from insight.language.number_format import capital

# A spreadsheet runs a cell that begins with one of these; an apostrophe makes it plain text.
RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = {
    "area_code": "Area code",
    "area_name": "Area",
    "area_type": "Kind of area",
    "place_name": "Place",
    "indicator_id": "Indicator id",
    "plain_name": "Indicator",
    "indicator_name": "Official name",
    "period_label": "Period",
    "period_start_date": "Period starts",
    "period_end_date": "Period ends",
    "value": "Figure",
    "lower_ci": "Lower end of range (95%)",
    "upper_ci": "Upper end of range (95%)",
    "numerator_count": "Counted",
    "denominator_count": "Out of",
    "value_note": "Note",
    "benchmark_value": "Figure compared with",
    "verdict": "Compared",
    "reason": "Why not compared",
    "trend": "Trend",
    "trend_judgement": "Meaning of the trend",
    "trend_reason": "Why no trend",
    "kind": "Kind of group",
    "msoa_name": "Name",
    "ward_name": "Ward",
    "imd_decile_2025": "Deprivation decile 2025",
    "imd_rank_2025": "Deprivation rank 2025",
    "imd_decile_2019": "Deprivation decile 2019",
}
# For sorting and joining inside the dashboard only.
LEFT_OUT = ("sort_order", "place_code")
ENDINGS = {"_pct": " (%)", "_count": "", "_code": " code", "_ci": ""}
WIDEST = 44  # letters


def csv_file(frame: pd.DataFrame, labels: Mapping[str, str] | None = None) -> bytes:
    """The frame as CSV that Excel opens in the right letters; an absent figure is empty.

    labels choose and name columns; without them every column is named that means something
    outside the dashboard.
    """
    shown = _shown(frame, labels)
    texts = [name for name in shown if pd.api.types.is_string_dtype(shown[name])]
    safe = {name: shown[name].map(_plain, na_action="ignore") for name in texts}
    return shown.assign(**safe).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def xlsx_file(
    frame: pd.DataFrame, words: Caption, labels: Mapping[str, str] | None = None
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
            }
        )
        notes = pd.DataFrame(_notes(words), columns=["About", "Note"])
        _write(book, "Notes", notes, f"Notes: {words.title}", "Read these first", wide=100)
        _write(book, "Figures", _shown(frame, labels), words.title, words.subtitle, wide=WIDEST)
    return file.getvalue()


def _shown(frame: pd.DataFrame, labels: Mapping[str, str] | None) -> pd.DataFrame:
    if labels is None:
        labels = {name: _heading(name) for name in frame if _is_for_readers(frame[name])}
    return frame[list(labels)].rename(columns=dict(labels))


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
        "Date of the figures' build": words.built_on,
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


def _plain(text: Any) -> Any:
    risky = isinstance(text, str) and text.startswith(RUNS_IN_A_SPREADSHEET)
    return f"'{text}" if risky else text
