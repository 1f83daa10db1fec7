"""A piece of work in a process beside this one, as Python does one thing at a time in each.

The process is a copy of this one (a fork): it has read every module already, and begins as soon as
it is given what to work on. Where no copy can be made, or when anything goes wrong in it, the work
is done here instead, and what went wrong there goes wrong here with its own words.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pickle import PicklingError
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from etl.files import Report

Given = TypeVar("Given")
Made = TypeVar("Made")
CAN_COPY = "fork" in multiprocessing.get_all_start_methods()


class SecondProcess(Generic[Given, Made]):
    """One call of `work`, in a process of its own while this one does something else.

    work: takes what is given and a report of progress; both what is given and what it makes are
    pickled. prepare: done there before anything is given. Make it before this process connects to
    a database: copies must not share a connection.
    """

    def __init__(
        self, work: Callable[[Given, Report], Made], prepare: Callable[[], object]
    ) -> None:
        self._work = work
        self._given: Given | None = None
        self._process: ForkProcess | None = None
        if CAN_COPY:
            context = multiprocessing.get_context("fork")
            self._ours, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, self._ours, work, prepare), daemon=True
            )
            self._process.start()
            theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._ours.close()
            self._process = None

    def give(self, given: Given) -> None:
        """Let the work begin."""
        self._given = given
        if self._process is not None:
            try:
                self._ours.send(given)
            except (OSError, AttributeError, TypeError, PicklingError):
                # It is gone, or what is given cannot be pickled, as a function made by another
                # cannot: the work is done here.
                self._end()

    def result(self, report: Report) -> Made:
        """What the work made, waited for; its progress is reported meanwhile."""
        assert self._given is not None
        try:
            while self._process is not None:
                kind, message = self._ours.recv()
                if kind == "made":
                    made: Made = message
                    return made
                report(*message)
        except (EOFError, OSError):
            pass
        return self._work(self._given, report)


def _serve(
    pipe: Connection,
    other_end: Connection,
    work: Callable[[Any, Report], object],
    prepare: Callable[[], object],
) -> None:
    """Work once, in the copy. It stays silent about what goes wrong: see SecondProcess.result."""
    other_end.close()  # so that this process ends when the first one does
    with suppress(BaseException):
        prepare()
        given = pipe.recv()
        made = work(given, lambda *progress: pipe.send(("progress", progress)))
        pipe.send(("made", made))
