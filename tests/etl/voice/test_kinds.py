"""What people said, in files as people have them: separators, dates, scales, tails, headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.etl.voice.reading import alone, files_of, read, refused

__all__ = ["alone"]
pytestmark = pytest.mark.usefixtures("alone")

HEADINGS = ["Response ID", "Date submitted", "Place", "Comment"]


def said(dates: list[str], separator: str = ",") -> str:
    rows = [[str(n), day, "Liverpool", f"Words of {n}"] for n, day in enumerate(dates, start=1)]
    return "".join(separator.join(row) + "\n" for row in [HEADINGS, *rows])


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_bytes(said(["13/04/2026", "04/05/2026"], separator).encode(encoding))
    days = read(tmp_path).rows["feedback"]["received_date"].tolist()
    assert days == [date(2026, 4, 13), date(2026, 5, 4)]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["4/13/26 9:15", "4/5/26 9:00"], [(4, 13), (4, 5)]),
        (["04.05.2026", "13.04.2026"], [(5, 4), (4, 13)]),
        (["13-Apr-26", "5th April 2026", "2026/04/13"], [(4, 13), (4, 5), (4, 13)]),
        (["2026-04-13T09:15:22Z", "20260405"], [(4, 13), (4, 5)]),
        (["46125", "46125.75"], [(4, 13), (4, 13)]),
        (["Monday 13 April 2026", "Mon 13/04/2026"], [(4, 13), (4, 13)]),
    ],
)
def test_dates(texts: list[str], days: list[tuple[int, int]], tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(said(texts))
    found = read(tmp_path)
    expected = [date(2026, month, day) for month, day in days]
    assert found.rows["feedback"]["received_date"].tolist() == expected
    assert refused(found) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["13/04/2026", "04/13/2026", "05/06/2026"],
        ["04/05/2026 9:10:00 AM", "05/06/2026 1:00:00 PM"],
    ],
)
def test_a_column_of_dates_that_cannot_be_told_is_refused_whole(
    texts: list[str], tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_text(said(texts))
    found = read(tmp_path)
    assert len(refused(found)) == len(texts)
    assert all("04/05/2026 may be 4 May or 5 April" in reason for *_, reason in refused(found))


@pytest.mark.parametrize("last", ["Total,2,,", "Total responses,2,,", "n = 2,,,"])
def test_a_total_below_is_refused_by_name(last: str, tmp_path: Path) -> None:
    text = "Comments of April\n\n" + said(["13/04/2026", "14/04/2026"]) + "\n" + last + "\n"
    (tmp_path / "f.csv").write_text(text)
    found = read(tmp_path)
    assert len(found.rows["feedback"]) == 2
    [(row, column, reason)] = refused(found)
    assert (row, column) == (7, "whole row")
    assert "total below the table" in reason


@pytest.mark.parametrize(
    ("scale", "ratings"),
    [
        (["0", "5", "10", "7"], [1, 3, 5, 4]),
        (["10 - Extremely likely", "0 - Not at all likely", "7/10", "N/A"], [5, 1, 4, None]),
        (["Strongly agree", "Neither", "Disagree", "Mostly"], [5, 3, 2, None]),
        (["3", "7", "1", "6"], [None] * 4),
    ],
)
def test_scales_and_every_comment_stays(
    scale: list[str], ratings: list[float | None], tmp_path: Path
) -> None:
    lines = said(["13/04/2026"] * 4).splitlines()
    lines = [f"{line},{cell}" for line, cell in zip(lines, ["Rating", *scale], strict=True)]
    (tmp_path / "f.csv").write_text("\n".join(lines))
    found = read(tmp_path).rows["feedback"]["rating"]
    assert [None if rating != rating else rating for rating in found] == ratings


@pytest.mark.parametrize(
    "header",
    [
        "Date,FFT response,Reason,Borough",
        "Survey date,How was your experience?,What could we improve?,Council area",
        "DATE RECEIVED,FFT score,reason for rating,place",
    ],
)
def test_headings_of_friends_and_family_tools(header: str, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(f"{header}\n13/04/2026,Very poor,Nobody rang,Wirral\n")
    found = read(tmp_path)
    [row] = found.rows["feedback"].itertuples()
    assert (row.rating, row.original_text, row.place_code) == (1, "Nobody rang", "E08000015")
    assert files_of(found)["state"].tolist() == ["loaded"]
