"""Health Equity Evidence Centre: the file's fifths are turned the project's way round."""

from __future__ import annotations

from pathlib import Path

from tests.etl.sources.figures import read_text

PRACTICES = """\
Year,Indicator,ICB.NAME,quin_1,quin_2,quin_3,quin_4_5,avg
2023,overall_pct,England,0.80,0.78,0.74,0.70,0.745
2023,overall_pct,Cheshire and Merseyside,0.797344376,0.81,0.79,,0.745
2023,overall_pct,Greater Manchester,0.79,0.77,0.75,0.72,0.745
2023,cqc_rating,England,0.9,0.9,0.9,0.9,0.9
"""


def test_fifth_one_is_the_most_deprived(tmp_path: Path) -> None:
    found = read_text(tmp_path, PRACTICES).only("gp-overall-experience", "E92000001")
    assert dict(zip(found["group_id"], found["value"], strict=True)) == {
        "practice-quintile-5": 80,
        "practice-quintile-4": 78,
        "practice-quintile-3": 74,
        "practice-quintile-1-2": 70,
        "everyone": 74.5,
    }


def test_the_average_is_englands_and_never_the_systems(tmp_path: Path) -> None:
    found = read_text(tmp_path, PRACTICES).only("gp-overall-experience", "E54000008")
    assert set(found["group_id"]) == {
        "practice-quintile-5",
        "practice-quintile-4",
        "practice-quintile-3",
        "practice-quintile-1-2",
    }
    blank = found.set_index("group_id").loc["practice-quintile-1-2"]
    assert blank["value_note"] == "not published"
    assert found.set_index("group_id").loc["practice-quintile-5", "value"] == 79.7344376


def test_each_row_counts_once(tmp_path: Path) -> None:
    found = read_text(tmp_path, PRACTICES)
    assert set(found.claims.index) == {2, 3}
    assert (found.outside_count, found.refusals) == (2, [])


def test_text_in_a_number_refuses_that_figure(tmp_path: Path) -> None:
    found = read_text(tmp_path, PRACTICES.replace("0.70", "oops"))
    assert found.refusals == [(2, "quin_1 to avg", "this is not a number")]
    assert len(found.only("gp-overall-experience", "E92000001")) == 4


def test_a_repeated_row_is_refused_and_a_contradiction_too(tmp_path: Path) -> None:
    again = read_text(tmp_path, PRACTICES + PRACTICES.splitlines()[1] + "\n")
    assert {row for row, _, _ in again.refusals} == {6}
    other = read_text(tmp_path, PRACTICES + "2023,overall_pct,England,0.1,0.2,0.3,0.4,0.5\n")
    assert {row for row, _, _ in other.refusals} == {2, 6}
