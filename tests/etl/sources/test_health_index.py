"""ONS Health Index: figures are loaded, scores are recognised and left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.sources.figures import read_text

FIGURES = """\
ltla21_code,year,indicator,value
E06000006,2020.0,Cancer screening attendance,68.41
E06000006,2021.0,Cancer screening attendance,66.02
E08000012,2021.0,Cancer screening attendance,
E08000012,2021.0,Kidney and liver disease,5.5
E06000001,2021.0,Cancer screening attendance,67.1
"""


def test_figures_by_authority_and_year(tmp_path: Path) -> None:
    found = read_text(tmp_path, FIGURES)
    halton = found.only("cancer-screening", "E06000006")
    assert list(halton["value"]) == [68.41, 66.02]
    assert list(halton["period_label"]) == ["2020", "2021"]
    [liverpool] = found.only("cancer-screening", "E08000012").itertuples()
    assert liverpool.value_note == "not published"
    assert (found.outside_count, found.refusals) == (2, [])


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        (
            "health_index_nhs_area_scores",
            "icb22_code,icb22_name,year,indicator,value\nE54000008,NHS C&M,2021,smoking,98.7\n",
        ),
        ("health_index_scores", "ltla21_code,year,overall_score\nE06000006,2021.0,91.5\n"),
    ],
)
def test_scores_are_recognised_and_not_loaded(layout: str, text: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, text)
    assert found.layout.name == layout
    assert found.layout.is_reference
    assert found.reading.claims is None
