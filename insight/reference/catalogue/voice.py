"""What people's voice is sorted by: themes, groups who are heard, subjects; and how it comes in."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from insight.reference import vocabulary
from insight.reference.catalogue.keys import (
    AreaCode,
    Entry,
    Filled,
    Id,
    IndicatorId,
    PlainName,
    Rows,
    Text,
    Texts,
    id_of,
    word_of,
)
from insight.reference.spelling import letters


class Theme(Entry):
    """Something people talk about. parent_id is "" on the first of the two levels.

    hint: where the theme begins and ends, for a person who labels comments.
    """

    theme_id: Id
    theme_name: Text
    plain_name: PlainName
    hint: Text
    parent_id: Annotated[str, id_of("theme")] = ""


class HeardGroup(Entry):
    """People a comment or an activity can be tagged with. Groups overlap.

    spellings: other words exports use; upper and lower case do not matter.
    """

    group_id: Id
    group_name: Text
    heard_kind: Annotated[Text, word_of(vocabulary.HEARD_KINDS)]
    sort_order: int
    spellings: Texts[Text] = ()
    note: str = ""


class Subject(Entry):
    """What figures and voices can both be about.

    A comment counts for it when it has one of theme_ids and, where group_ids are given, is from
    one of those groups; with no theme_ids, the group alone decides. The first indicator leads.
    """

    subject_id: Id
    subject_name: Text
    sort_order: int
    clinical_area: Annotated[str, word_of(vocabulary.CLINICAL_AREAS)] = ""
    indicator_ids: Texts[IndicatorId] = ()
    theme_ids: Texts[Annotated[Text, id_of("theme")]] = ()
    group_ids: Texts[Annotated[Text, id_of("heard_group")]] = ()

    @model_validator(mode="after")
    def _is_of_themes_or_groups(self) -> Self:
        if not self.theme_ids and not self.group_ids:
            raise ValueError("has neither theme_ids nor group_ids")
        return self


class VoiceLayout(Entry):
    """The columns of one kind of file, and what exports call them.

    A file is of this kind when it has every column in required and, if there are any, one in
    one_of. spellings: our column → other headings; the first listed wins. questions: our column →
    patterns of questions that ask for it, in small letters and single spaces; no_questions: of
    those that ask for something else after all.
    """

    layout_id: Annotated[Text, word_of(vocabulary.VOICE_LAYOUTS)]
    required: Annotated[Texts[Text], Filled]
    spellings: Rows
    one_of: Texts[Text] = ()
    questions: Rows = Field(default={})
    no_questions: Rows = Field(default={})

    @model_validator(mode="after")
    def _spells_each_column_apart(self) -> Self:
        for column in (*self.required, *self.one_of):
            if column not in self.spellings:
                raise ValueError(f"'{column}' is not among its spellings")
        taken: dict[str, str] = {}
        for column, heading in self.headings():
            plain = letters(heading)
            if taken.setdefault(plain, column) != column:
                raise ValueError(f"'{heading}' stands for both {taken[plain]} and {column}")
        return self

    def headings(self) -> list[tuple[str, str]]:
        """(our column, a heading it may have), own names first."""
        own = [(column, column) for column in self.spellings]
        return own + [(column, text) for column, texts in self.spellings.items() for text in texts]


class PersonalColumn(Entry):
    """Headings of columns that say who somebody is; no layout may read them."""

    personal_column_id: Text
    spellings: Annotated[Texts[Text], Filled]


class PostcodeArea(Entry):
    """Postcode districts that lie, all or mostly, in one area."""

    may_be_none: ClassVar[bool] = True

    area_code: AreaCode
    districts: Annotated[Texts[Text], Filled]
