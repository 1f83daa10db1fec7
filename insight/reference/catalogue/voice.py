"""What people's voice is sorted by: themes, groups who are heard, subjects; and how it comes in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insight.reference.catalogue.keys import Rows


@dataclass(frozen=True)
class Theme:
    """Something people talk about. parent_id is "" on the first of the two levels.

    hint: where the theme begins and ends, for a person who labels comments.
    """

    theme_id: str
    theme_name: str
    plain_name: str
    hint: str
    parent_id: str = ""


@dataclass(frozen=True)
class HeardGroup:
    """People a comment or an activity can be tagged with. Groups overlap.

    spellings: other words exports use; upper and lower case do not matter.
    """

    group_id: str
    group_name: str
    heard_kind: str
    sort_order: int
    spellings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Subject:
    """What figures and voices can both be about.

    A comment counts for it when it has one of theme_ids and, where group_ids are given, is from
    one of those groups; with no theme_ids, the group alone decides. The first indicator leads.
    """

    subject_id: str
    subject_name: str
    sort_order: int
    clinical_area: str = ""
    indicator_ids: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.theme_ids and not self.group_ids:
            raise ValueError("has neither theme_ids nor group_ids")


def plain_heading(text: str) -> str:
    """A column's heading for comparing: 'Date submitted ' and 'date_submitted' are one."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


@dataclass(frozen=True)
class VoiceLayout:
    """The columns of one kind of file, and what exports call them.

    A file is of this kind when it has every column in required and, if there are any, one in
    one_of. spellings: our column → other headings; the first listed wins.
    """

    layout_id: str
    required: tuple[str, ...]
    spellings: Rows
    one_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for column in (*self.required, *self.one_of):
            if column not in self.spellings:
                raise ValueError(f"'{column}' is not among its spellings")
        taken: dict[str, str] = {}
        for column, heading in self.headings():
            plain = plain_heading(heading)
            if taken.setdefault(plain, column) != column:
                raise ValueError(f"'{heading}' stands for both {taken[plain]} and {column}")

    def headings(self) -> list[tuple[str, str]]:
        """(our column, a heading it may have), own names first."""
        own = [(column, column) for column in self.spellings]
        return own + [(column, text) for column, texts in self.spellings.items() for text in texts]


@dataclass(frozen=True)
class PersonalColumn:
    """Headings of columns that say who somebody is; no layout may read them."""

    personal_column_id: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class PostcodeArea:
    """Postcode districts that lie, all or mostly, in one area."""

    area_code: str
    districts: tuple[str, ...]
