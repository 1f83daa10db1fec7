"""Codes and names in one spelling."""

from __future__ import annotations

import pandas as pd

from etl.values.spelling import tidy_area_code, tidy_code, tidy_name, without_blank_words


def test_words_of_programs_for_a_blank_are_blank() -> None:
    texts = pd.Series(["NA", "nan", " ", "White", "None", "N/A"])
    assert without_blank_words(texts).tolist() == ["", "", "", "White", "", ""]


def test_codes_of_areas_in_any_spelling() -> None:
    given = ["nE54000008", " e08000012", "E08 000012", "N81001", "n81001", "NE54000008", "'TLD72"]
    assert tidy_area_code(pd.Series(given)).tolist() == [
        "E54000008", "E08000012", "E08000012", "N81001", "N81001", "E54000008", "TLD72",
    ]  # fmt: skip


def test_codes_and_names() -> None:
    assert tidy_code(pd.Series([" E1 ", "91547.00", "01F", "1.05"])).tolist() == [
        "E1",
        "91547",
        "01F",
        "1.05",
    ]
    assert tidy_name("St. Helens ") == tidy_name("ST HELENS")
    assert tidy_name("Cheshire West & Chester") == tidy_name("Cheshire West and Chester")
