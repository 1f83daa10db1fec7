"""Work in a second process: the same outcome, progress and faults as if it were done here."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from etl import second_process
from etl.layout import Layout
from etl.second_process import SecondProcess
from etl.sources import voice_layouts
from insight.reference.areas import project_catalogue

Report = Callable[[str, int, int], None]
pytestmark = pytest.mark.skipif(
    not second_process.CAN_COPY, reason="this system cannot copy a process"
)


class TooMuch(ValueError):
    """A fault that cannot be pickled back: it takes two words and keeps one."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def _double(numbers: list[int], report: Report) -> tuple[list[int], int]:
    for at, _ in enumerate(numbers, start=1):
        report("Doubling", at, len(numbers))
    if not numbers:
        raise TooMuch("nothing ", "to double")
    return [2 * number for number in numbers], os.getpid()


def _call(given: Callable[[], int], report: Report) -> int:
    return given()


def _names(layouts: tuple[Layout, ...], report: Report) -> tuple[list[str], int]:
    return [each.name for each in layouts], os.getpid()


def _fall(given: int, report: Report) -> int:
    if os.getpid() != given:
        os.kill(os.getpid(), signal.SIGKILL)
    return given


def test_the_work_is_done_elsewhere_and_its_progress_is_told_here() -> None:
    told: list[tuple[str, int, int]] = []
    with SecondProcess(_double, list) as beside:
        beside.give([1, 2, 3])
        made, process = beside.result(lambda *progress: told.append(progress))
    assert made == [2, 4, 6]
    assert process != os.getpid()
    assert told == [("Doubling", at, 3) for at in (1, 2, 3)]


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with SecondProcess(_double, list) as beside:
        beside.give([])
        with pytest.raises(TooMuch, match="nothing to double"):
            beside.result(lambda *_: None)


def test_what_cannot_be_pickled_is_worked_on_here() -> None:
    """Readers of the user's own files are functions that another made."""
    with SecondProcess(_call, list) as beside:
        beside.give(lambda: os.getpid())
        assert beside.result(lambda *_: None) == os.getpid()


def test_the_work_of_a_process_that_was_killed_is_done_here() -> None:
    with SecondProcess(_fall, list) as beside:
        beside.give(os.getpid())
        assert beside.result(lambda *_: None) == os.getpid()


def test_where_no_process_can_be_copied_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(second_process, "CAN_COPY", False)
    with SecondProcess(_double, list) as here:
        here.give([4])
        assert here.result(lambda *_: None) == ([8], os.getpid())


def test_how_files_of_voices_are_read_can_be_given() -> None:
    catalogue = project_catalogue()
    with SecondProcess(_names, list) as beside:
        beside.give(voice_layouts(catalogue))
        names, process = beside.result(lambda *_: None)
    assert names == [f"voice_{each}" for each in catalogue.voice_layouts]
    assert process != os.getpid()


def test_one_that_is_not_waited_for_is_gone_at_the_end() -> None:
    with SecondProcess(_double, list) as beside:
        process = beside._process
        assert process is not None
        number = process.pid
        assert number is not None
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
