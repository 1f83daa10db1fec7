"""Codes and names in one spelling."""

from __future__ import annotations

import re

import pandas as pd

BLANK_WORDS = ("na", "n/a", "nan", "none", "null", "<na>")


def tidy_code(text: pd.Series) -> pd.Series:
    """Codes without spaces around them; '91547.0', as spreadsheets write 91547, loses its tail."""
    plain = text.fillna("").str.strip()
    tailed = plain.str.contains(".0", regex=False)
    if not tailed.any():  # as almost always: a search of each code for the tail is slow
        return plain
    return plain.mask(tailed, plain[tailed].str.replace(r"(?<=\d)\.0+$", "", regex=True))


def without_blank_words(text: pd.Series) -> pd.Series:
    """Text with "" where a program wrote its word for a blank, such as R's NA."""
    plain = text.fillna("").str.strip()
    return plain.mask(plain.str.lower().isin(BLANK_WORDS), "")


def tidy_area_code(text: pd.Series) -> pd.Series:
    """Codes of areas in one spelling: capitals, no blanks, without the n Fingertips puts before
    codes of NHS areas ('nE38000068') and the apostrophe that marks text in a spreadsheet."""
    plain = tidy_code(text).str.replace(r"\s+|^'", "", regex=True).str.upper()
    return plain.mask(plain.str.fullmatch(r"N[EKNSW]\d{8}"), plain.str[1:])


def tidy_name(text: str) -> str:
    """A name for comparing: 'St. Helens' and 'ST HELENS ' are one."""
    plain = re.sub(r"[^a-z0-9 ]", "", text.lower().replace("&", " and "))
    return " ".join(plain.split())
