"""Times in London: what its clock skips or repeats is no time to publish anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.london_time import LONDON, WALL, from_iso, instant, iso, wall_time


@pytest.mark.parametrize(
    ("wall", "utc"),
    [("2026-12-10 09:30", "2026-12-10T09:30"), ("2026-07-10 09:30", "2026-07-10T08:30")],
)
def test_winter_and_summer(wall: str, utc: str) -> None:
    found = instant(wall)
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert wall_time(found).endswith("at 09:30")


@pytest.mark.parametrize(
    ("first", "minutes", "why"),
    [("2026-03-29 01:00", 60, "does not exist"), ("2026-10-25 01:00", 60, "comes twice")],
)
def test_every_minute_of_the_hour_and_none_beside_it(first: str, minutes: int, why: str) -> None:
    start = datetime.strptime(first, WALL)
    for minute in (0, 1, 30, minutes - 1):
        with pytest.raises(ReleaseRefused, match=why):
            instant(f"{start + timedelta(minutes=minute):{WALL}}")
    for minute in (-1, minutes):
        instant(f"{start + timedelta(minutes=minute):{WALL}}")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2036, 1, 1)))
def test_an_instant_is_the_only_one_that_london_calls_so(naive: datetime) -> None:
    wall = f"{naive:{WALL}}"
    try:
        found = instant(wall)
    except ReleaseRefused:
        return
    hours = (timedelta(hours=n) for n in (-1, 0, 1))
    same = [n for n in hours if f"{(found + n).astimezone(LONDON):{WALL}}" == wall]
    assert same == [timedelta(0)]
    assert from_iso(iso(found)) == found
