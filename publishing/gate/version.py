"""What a check is given: a version read, the others that readers have, and the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from insight import settings
from insight.store import Store, queries
from insight.store.rows import records
from publishing.gate.contents import Contents
from publishing.releases.content import Packet
from publishing.releases.gate import UNTRIED, Check, Other


@dataclass(frozen=True)
class Version:
    """A version to be checked. today: the day it is checked on."""

    packet: Packet
    others: tuple[Other, ...]
    store: Store
    today: date

    @cached_property
    def contents(self) -> Contents:
        """What its files say."""
        return Contents(self.packet.files)

    @cached_property
    def others_contents(self) -> tuple[tuple[Other, Contents], ...]:
        """What each other version says."""
        return tuple((each, Contents(each.files())) for each in self.others)

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, Any]]:
        """What the store knows of each indicator, by its id."""
        rows = records(queries.indicators(self.store))
        return {str(row["indicator_id"]): row for row in rows}

    def headlines(self) -> Iterator[tuple[str, str]]:
        """The words that stand for the whole: (where, words)."""
        words = self.packet.words
        yield from (("title", words.title), ("summary", words.summary))
        if words.change_note:
            yield "change note", words.change_note


def block(check_id: str, message: str) -> Check:
    """A finding that a version cannot go out with."""
    return Check(check_id, True, message)


def warn(check_id: str, message: str) -> Check:
    """A finding that its author should know of."""
    return Check(check_id, False, message)


def untried(program: str) -> Check:
    """A finding that a program did not try a version: what nobody tried has not passed."""
    is_needed = settings.are_programs_needed()
    way = "" if not is_needed else ", or set INSIGHT_PROGRAMS to optional"
    return Check(UNTRIED, is_needed, f"{program}: make it run here{way}")
