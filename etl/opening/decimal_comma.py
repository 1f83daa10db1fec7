"""Decimal commas, as '8,4', made points: only where a whole column, or its file, is clear.

A comma that may stand between thousands is left alone, and so is a column that contradicts
itself: what the figures are is for `etl.values` to accept or refuse.
"""

from __future__ import annotations

import pandas as pd

NUMBER = r"[-+−]?\d[\d.,\s]*%?"
DECIMAL_COMMA = r"[-+−]?(?:\d+|\d{1,3}(?:[.\s]\d{3})+),\d+%?"
PERHAPS_THOUSANDS = r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+%?"
DOTTED_THOUSANDS = r"[-+−]?[1-9]\d{0,2}(?:\.\d{3})+"
DECIMAL_POINT = r"[-+−]?\d+\.\d+%?"
MARK = r"\S{1,12}"  # '[c]', '*', 'NA', '<5': what stands where there is no figure

DIVIDES_DECIMAL_COMMAS = (";", "\t")  # what separates cells where commas end whole parts


def with_points(rows: pd.DataFrame, separator: str) -> pd.DataFrame:
    """The rows with decimal commas as points.

    rows: text, columns numbered from 0. In a file divided by commas a column must be clear by
    itself; where ';' or tabs divide, one clear column speaks for the others.
    """
    kinds = {column: _kind(rows[column], separator) for column in rows}
    if not {"comma", "perhaps"} & set(kinds.values()):
        return rows
    chosen = {"comma"}
    if separator in DIVIDES_DECIMAL_COMMAS and "point" not in kinds.values():
        chosen |= {"perhaps", "dots"} if "comma" in kinds.values() else set()
    changed = rows.copy()
    for column, kind in kinds.items():
        if kind in chosen:
            cells = rows[column].str.strip()
            is_number = cells.str.fullmatch(f"{DECIMAL_COMMA}|{DOTTED_THOUSANDS}")
            whole = cells.str.replace(r"[.\s]", "", regex=True)
            points = whole.str.replace(",", ".", regex=False)
            changed[column] = rows[column].mask(is_number, points)
    return changed


def _kind(cells: pd.Series, separator: str) -> str:
    """What ends the whole part of a column's numbers: 'comma' or 'point'.

    'perhaps' where commas, 'dots' where points may stand between thousands; else "".
    """
    has_comma = cells.str.contains(",", regex=False)
    if not has_comma.any() and separator not in DIVIDES_DECIMAL_COMMAS:
        return ""
    filled = cells.str.strip()
    filled = filled[filled != ""]
    is_number = filled.str.fullmatch(NUMBER)
    if not is_number.any() or not filled[~is_number].str.fullmatch(MARK).all():
        return ""
    numbers = filled[is_number]
    commas = numbers[has_comma[numbers.index]]
    if commas.empty:
        points = numbers[numbers.str.contains(".", regex=False)]
        if points.str.fullmatch(DOTTED_THOUSANDS).all():
            return "dots" if len(points) else ""
        return "point" if points.str.fullmatch(DECIMAL_POINT).any() else ""
    if numbers.str.fullmatch(DECIMAL_POINT).any():
        return "point"
    if not commas.str.fullmatch(DECIMAL_COMMA).all():
        return ""
    return "perhaps" if commas.str.fullmatch(PERHAPS_THOUSANDS).all() else "comma"
