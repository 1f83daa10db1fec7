"""Periods in one spelling."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values.dates import may_be_month_first
from etl.values.periods import are_months, period, period_flag


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "label"),
    [
        ("2022-01-01/P3Y", "calendar", "2022-01-01", "2024-12-31", "2022 to 2024"),
        ("2024-09-01/P1Y", "calendar", "2024-09-01", "2025-08-31", "2024/25"),
        ("2015-11-16/P1Y", "calendar", "2015-11-16", "2016-11-15", "Nov 2015 to Nov 2016"),
        ("2025-03-15", "calendar", "2025-03-15", "2025-03-15", "15 March 2025"),
        ("2024-01-01/P3M", "calendar", "2024-01-01", "2024-03-31", "Jan 2024 to Mar 2024"),
        ("2021", "calendar", "2021-01-01", "2021-12-31", "2021"),
        ("2021", "financial", "2020-04-01", "2021-03-31", "2020/21"),
        ("2025", "school", "2024-09-01", "2025-08-31", "2024/25"),
        ("2016-17", "school", "2016-09-01", "2017-08-31", "2016/17"),
        ("2015 - 17", "calendar", "2015-01-01", "2017-12-31", "2015 to 2017"),
        ("1999-01", "calendar", "1999-01-01", "2001-12-31", "1999 to 2001"),
        ("2016 to 2020", "calendar", "2016-01-01", "2020-12-31", "2016 to 2020"),
        ("2014/15", "calendar", "2014-04-01", "2015-03-31", "2014/15"),
        ("2013/14-15/16", "calendar", "2013-04-01", "2016-03-31", "2013/14 to 2015/16"),
        ("2021/22 Q4", "calendar", "2022-01-01", "2022-03-31", "2021/22 Q4"),
        ("2024-03", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024-03", "financial", "2024-03-01", "2024-03-31", "March 2024"),
        ("Mar 2024", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024 March", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("Mar-24", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024M03", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("03/2024", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("2024-03-01/P1M", "calendar", "2024-03-01", "2024-03-31", "March 2024"),
        ("Q3 2024", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("2024 Q3", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("2024-Q3", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("Q1 2023/24", "calendar", "2023-04-01", "2023-06-30", "2023/24 Q1"),
        ("2023-24 Q1", "calendar", "2023-04-01", "2023-06-30", "2023/24 Q1"),
        ("2021/22 Q1 - 2021/22 Q3", "calendar", "2021-04-01", "2021-12-31", "Apr 2021 to Dec 2021"),
        ("2023-24", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2023 - 24", "calendar", "2023-01-01", "2024-12-31", "2023 to 2024"),
        ("FY 2023-24", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2023/2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2021-23", "calendar", "2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2021 – 23", "calendar", "2021-01-01", "2023-12-31", "2021 to 2023"),
        ("2024-01-01/2024-03-31", "calendar", "2024-01-01", "2024-03-31", "Jan 2024 to Mar 2024"),
        ("01/04/2023 - 31/03/2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Apr 2023 - Mar 2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("April to June 2024", "calendar", "2024-04-01", "2024-06-30", "Apr 2024 to Jun 2024"),
        ("year ending March 2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Year ending 31 December 2023", "calendar", "2023-01-01", "2023-12-31", "2023"),
        ("12 months to June 2024", "calendar", "2023-07-01", "2024-06-30", "Jul 2023 to Jun 2024"),
        ("2022/23 (provisional)", "calendar", "2022-04-01", "2023-03-31", "2022/23"),
        ("Academic year 2023/24", "calendar", "2023-09-01", "2024-08-31", "2023/24"),
        ("2023-24 academic year", "financial", "2023-09-01", "2024-08-31", "2023/24"),
        ("FY24/25", "calendar", "2024-04-01", "2025-03-31", "2024/25"),
        ("2021-22 to 2023-24", "calendar", "2021-04-01", "2024-03-31", "2021/22 to 2023/24"),
        ("Apr-23 to Mar-24", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Year to March 2024", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2023-04-01/2024-04-01", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("Qtr 3 2024", "calendar", "2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("01Jul2026", "calendar", "2026-07-01", "2026-07-01", "1 July 2026"),
        ("As at 31 March 2024", "calendar", "2024-03-31", "2024-03-31", "31 March 2024"),
        ("2023/24 [note 1]", "calendar", "2023-04-01", "2024-03-31", "2023/24"),
        ("2024.0", "calendar", "2024-01-01", "2024-12-31", "2024"),
        ("2024-03-15 00:00:00", "calendar", "2024-03-15", "2024-03-15", "15 March 2024"),
    ],
)
def test_publishers_periods(text: str, kind: str, start: str, end: str, label: str) -> None:
    found = period(text, kind)
    assert (str(found.start), str(found.end), found.label) == (start, end, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "recent",
        "2014/16",
        "2024-13-01",
        "20",
        "2013/14-15/17",
        "2021/22 Q5",
        "17-2015",
        "2024-00",
        "2024/03",
        "Foo 2024",
        "1981-2031",
        "04/05/2023 - 06/07/2024",
        "Q5 2024",
        "2021-23 to 2023-24",
        "24/25",
        "Mayor 2024",
    ],
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period(text)


@given(st.integers(1981, 2050), st.sampled_from(["calendar", "financial", "school"]))
def test_a_year_of_any_kind_is_a_year_long(year: int, kind: str) -> None:
    found = period(str(year), kind)
    following = period(str(year + 1), kind)
    assert found.end + timedelta(days=1) == following.start
    assert found.start < found.end < date(year + 1, 1, 1)


def test_months_or_spans_of_years_are_told_by_the_column() -> None:
    assert are_months(["2010-12", "2024-03"])
    assert period("2010-12", months=True).label == "December 2010"
    assert not are_months(["2010-12", "2013-15"])
    assert not are_months(["2010-12", "2009"])
    with pytest.raises(ValueError, match="both"):
        are_months(["2010-12", "2013-15", "2024-03"])


def test_what_is_said_behind_a_period_is_a_flag() -> None:
    texts = ["2022/23 (provisional)", "2023p", "2022/23 [r]", "2024 Jan", "March 2024", "2021-23"]
    assert [period_flag(text) for text in texts] == [
        "provisional",
        "provisional",
        "revised",
        "",
        "",
        "",
    ]


@given(st.text("0123456789/-QqPYM JanMarsept()", max_size=24))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = period(text)
    except ValueError:
        return
    assert found.start <= found.end
    assert found.label


def test_a_column_that_only_custom_makes_day_first_is_known() -> None:
    assert may_be_month_first(["2026-03-04", "03/04/2026 10:15"]) == "03/04/2026 10:15"
    assert may_be_month_first(["03/04/2026", "13/04/2026"]) == ""
    assert may_be_month_first(["04/04/2026", "2025/26"]) == ""
