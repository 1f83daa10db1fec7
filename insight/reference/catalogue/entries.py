"""What the catalogue lists: areas, figures and their sources, and what has been set as a goal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from insight.reference import vocabulary
from insight.reference.catalogue.keys import (
    AreaCode,
    Days,
    Entry,
    Filled,
    Id,
    IndicatorId,
    PlainName,
    Rows,
    SourceId,
    Tables,
    Text,
    Texts,
    id_of,
    word_of,
)

Version = Annotated[Text, word_of(vocabulary.VERSIONS)]


class Area(Entry):
    """An area with a name of its own; neighbourhoods and practices come from files instead.

    short_name: for where there is little room, such as a column on a phone; never looked for in
    files. spellings: other names publishers use. nhs_codes: NHS areas, past and present, whose
    practices together make up exactly this area; a code and those it replaced never occur in
    one period. same_codes: official codes of NHS areas that are this area and nothing else, for
    files that write those. authority_codes: of a region, its authorities, past and present.
    covers: of an area of several Places, which these are, inside a sentence.
    parent_code is "" for England; dfe_number is "" where the DfE has none.
    """

    has_parts: ClassVar[bool] = True

    area_code: Text
    area_name: Text
    short_name: Text
    area_type: Annotated[Text, word_of(vocabulary.AREA_TYPES)]
    parent_code: Annotated[str, id_of("area")] = ""
    spellings: Texts[Text] = ()
    nhs_codes: Texts[Text] = ()
    same_codes: Texts[Text] = ()
    authority_codes: Texts[Text] = ()
    covers: str = ""
    dfe_number: str = ""


class Town(Entry):
    """A town, or a well-known part of one, and the middle-layer areas that make it up.

    areas: names of middle-layer areas of the Place. spellings: other names people use.
    """

    may_be_none: ClassVar[bool] = True

    town_id: Id
    town_name: Text
    place_code: AreaCode
    areas: Annotated[Texts[Text], Filled]
    spellings: Texts[Text] = ()


class County(Entry):
    """A county of postal addresses, which leads to its Places."""

    may_be_none: ClassVar[bool] = True

    county_id: Id
    county_name: Text
    place_codes: Annotated[Texts[AreaCode], Filled]


class Group(Entry):
    """A group of people, or of the practices they are registered with."""

    group_id: Id
    group_name: Text
    kind: Annotated[Text, word_of(vocabulary.GROUP_KINDS)]
    sort_order: int


class Source(Entry):
    """A publisher's dataset, or a document that says something we rely on.

    layout: the reader in etl/sources that understands its files; "document" has none.
    """

    source_id: Id
    publisher: Text
    publication: Text
    licence: Text
    attribution: Text
    address: Text
    vintage: Text
    layout: Annotated[Text, word_of(vocabulary.LAYOUTS)]


class OtherRows(Entry):
    """Rows of another source that give the same figures, or some the first does not have.

    They must agree: where both give a figure, one with an interval stands for one without only if
    the two are the same to the last published digit. The keys mean what they mean in
    [indicator.from].
    """

    source_id: SourceId
    match: Rows
    skip: Rows = Field(default={})
    multiply: float = 1.0
    period_years: int = 0
    year_kind: Annotated[str, word_of(vocabulary.YEAR_KINDS)] = "calendar"


class Indicator(Entry):
    """One publisher's measure: what it means, and which rows of its source it is.

    rests_on_deprivation: itself a measure of deprivation, or made in part from one, so that a
    gap between deprived and other areas is built in and is no finding.
    synonyms: other words people look for it by. awaits: what its source has published and the
    embedded figures lack, figures or intervals; "" for all others.
    also: other sources of the same figures, each [[indicator.also]] in the file.
    may_be_ranked: false where the publisher says that areas must not be ranked on it.
    next_update: the day, or the first of the month, that the publisher gave for the next figures;
    left out where none was given.

    The keys of [indicator.from]:
    match: rows of the source that are this indicator; empty takes every row.
    skip: rows that are not, although they match.
    column: the publisher's column that holds the figure, where the layout has several.
    multiply: what published figures are multiplied by to reach `unit`.
    combine: counts may be added up to Places and the system, exactly.
    is_partial: sums are of the practices that have a figure, and say how many have none; else a
    sum needs every one.
    is_comparable: False where figures must not be set against each other, because the publisher
    says so or they are counts that grow with the area: then there is no comparison, position or
    gap between groups.
    weighted_by: other indicators → their column (numerator_count or denominator_count) whose sum
    weighs each practice, where practices' percentages come without counts: areas and fifths then
    have an approximate mean.
    period_years: take only periods this many years long; 0 takes any.
    year_kind: what a bare year such as "2024" means in the file.
    counts_people: numerator and denominator are people, so that a gap can be told in people.
    breaks: first days from which figures cannot be set against earlier ones.
    """

    indicator_id: Id
    indicator_name: Text
    plain_name: PlainName
    definition: Text
    unit: Text
    value_type: Annotated[Text, word_of(vocabulary.VALUE_TYPES)]
    polarity: Annotated[Text, word_of(vocabulary.POLARITIES)]
    topic: Annotated[Text, word_of(vocabulary.TOPICS)]
    life_stage: Annotated[Text, word_of(vocabulary.LIFE_STAGES)]
    clinical_area: Annotated[str, word_of(vocabulary.CLINICAL_AREAS)] = ""
    source_id: SourceId
    ci_method: Annotated[Text, word_of(vocabulary.INTERVAL_METHODS)]
    disclosure_rule: Text
    decimal_places: int
    caveat: Text
    sex: Annotated[Text, word_of(vocabulary.SEXES)]
    age: Text
    rests_on_deprivation: bool = False
    synonyms: Texts[Text] = ()
    awaits: Annotated[str, word_of(vocabulary.AWAITED)] = ""
    also: Tables[OtherRows] = ()
    may_be_ranked: bool = True
    next_update: date | None = None

    match: Rows = Field(validation_alias="from.match")
    skip: Rows = Field(default={}, validation_alias="from.skip")
    column: str = Field(default="", validation_alias="from.column")
    multiply: float = Field(default=1.0, validation_alias="from.multiply")
    combine: bool = Field(default=False, validation_alias="from.combine")
    is_partial: bool = Field(default=False, validation_alias="from.is_partial")
    is_comparable: bool = Field(default=True, validation_alias="from.is_comparable")
    weighted_by: Rows = Field(default={}, validation_alias="from.weighted_by")
    period_years: int = Field(default=0, validation_alias="from.period_years")
    year_kind: Annotated[str, word_of(vocabulary.YEAR_KINDS)] = Field(
        default="calendar", validation_alias="from.year_kind"
    )
    counts_people: bool = Field(default=False, validation_alias="from.counts_people")
    breaks: Days = Field(default=(), validation_alias="from.breaks")

    def from_other(self, other: OtherRows) -> Indicator:
        """The same indicator as another source gives it."""
        return self.model_copy(update=dict(other))

    @model_validator(mode="before")
    @classmethod
    def _with_keys_of_from(cls, entry: dict[str, Any]) -> dict[str, Any]:
        """The entry with the keys of its sub-table [indicator.from] as 'from.key'."""
        inner = entry.get("from")
        if not isinstance(inner, dict):
            return entry
        outer = {key: value for key, value in entry.items() if key != "from"}
        return outer | {f"from.{key}": value for key, value in inner.items()}


class Retired(Entry):
    """An indicator that is no longer shown, for links that still name it.

    replaced_by: what to look at instead, which is another measure and never one series with it.
    """

    indicator_id: Id
    plain_name: PlainName
    replaced_by: IndicatorId
    reason: Text


class Synonym(Entry):
    """Words of the field that mean the same, for whoever searches. may_be_none: a file may have
    none."""

    may_be_none: ClassVar[bool] = True

    synonym_id: Id
    words: Annotated[Texts[Text], Filled]


class Interval(Entry):
    """How the range of an indicator is worked out where its publisher gives none.

    method: wilson (a percentage) or byar (a rate). people: a population of etl/denominators.py;
    or people_of: an indicator about the very same people. years: how many years of people a
    figure is about. widen: how many times wider than the method's the range is. basis: whether
    everyone was counted.
    """

    indicator_id: IndicatorId
    method: Annotated[Text, word_of({"wilson": "", "byar": ""})]
    people: str = ""
    people_of: Annotated[str, id_of("indicator")] = ""
    years: int = 1
    widen: float = 1.0
    basis: Annotated[Text, word_of(vocabulary.INTERVAL_BASES)]

    @model_validator(mode="after")
    def _is_about_one_kind_of_people(self) -> Self:
        if bool(self.people) is bool(self.people_of):
            raise ValueError("give 'people' or 'people_of', and not both")
        return self


class CensusMeasure(Entry):
    """How the counts of one Census table make an indicator: `counted` out of `among`, in per cent.

    counted: categories that are added up. all_but: categories that are taken away from `among`
    instead. among: categories that are added up to the whole; empty takes the table's total.
    group_id: whom the figure is about, for an indicator that tells groups apart.
    """

    indicator_id: IndicatorId
    group_id: Annotated[Text, id_of("group")] = "everyone"
    counted: Texts[Text] = ()
    all_but: Texts[Text] = ()
    among: Texts[Text] = ()

    @model_validator(mode="after")
    def _counts_one_way(self) -> Self:
        if bool(self.counted) == bool(self.all_but):
            raise ValueError("must have either counted or all_but")
        return self


class CensusTable(Entry):
    """One table of the Census 2021, whatever areas and layout it is downloaded in.

    variable: what the publisher puts before each category ("General health: Bad health") and
    names the column of categories by. total: the heading of the whole, where it is not "Total" or
    "Total: …". spellings: other names of a category. A table no indicator uses is recognised by its
    `categories`, and not_used_reason says why it is not used.
    """

    census_table_id: Id
    table_name: Text
    variable: Text
    total: str = ""
    measures: Tables[CensusMeasure] = Field(default=(), validation_alias="measure")
    not_used_reason: str = ""
    categories: Texts[Text] = ()
    spellings: Rows = Field(default={})

    @model_validator(mode="after")
    def _has_measures_or_a_reason(self) -> Self:
        if bool(self.measures) == bool(self.not_used_reason):
            raise ValueError("must have either a [[census_table.measure]] or a not_used_reason")
        if self.not_used_reason and not self.categories:
            raise ValueError("must have categories to be recognised by")
        return self


class PriorityLink(Entry):
    """An indicator that informs a priority, and why it does, in a line."""

    indicator_id: IndicatorId
    rationale: Text


class Priority(Entry):
    """One stated priority, in our own words.

    area_code: a Place or the system. section: where in the source it is stated. indicators
    are [[priority.indicator]] in the file. A priority that no indicator can inform is kept,
    with no_indicator_reason saying why; otherwise that is "".
    """

    may_be_none: ClassVar[bool] = True

    priority_id: Id
    area_code: AreaCode
    priority_name: Text
    summary: Text
    source_id: SourceId
    section: Text
    indicators: Tables[PriorityLink] = Field(default=(), validation_alias="indicator")
    no_indicator_reason: str = ""

    @model_validator(mode="after")
    def _has_indicators_or_a_reason(self) -> Self:
        linked = [link.indicator_id for link in self.indicators]
        if not linked and not self.no_indicator_reason:
            raise ValueError("has neither an [[priority.indicator]] nor a no_indicator_reason")
        if linked and self.no_indicator_reason:
            raise ValueError("has an [[priority.indicator]] and also a no_indicator_reason")
        if len(set(linked)) < len(linked):
            raise ValueError("lists an indicator twice")
        return self


class Ambition(Entry):
    """A figure that somebody national has said England should reach.

    number is in `unit`, to be reached by the end of `year`; direction is at_least or at_most.
    is_current: still the goal; False for one that has passed, was dropped or may be. indicator_id:
    the indicator it can be set against, "" when none measures it.
    """

    number: float
    unit: Text
    direction: Annotated[Text, word_of(vocabulary.DIRECTIONS)]
    year: int
    wording: Text
    source_id: SourceId
    is_current: bool
    indicator_id: Annotated[str, id_of("indicator")] = ""


class Unmeasured(Entry):
    """Part of a goal that no figure here shows: what, why not, and who might have it.

    awaited_indicator_id: the indicator that would show it; a build with its figures leaves this
    out.
    """

    what: Text
    why: Text
    might_come_from: Text
    awaited_indicator_id: Annotated[str, id_of("indicator")] = ""


class ClinicalArea(Entry):
    """One of the five areas of care for adults, or for children, or smoking, which is for all.

    measures: indicators that show the goal itself. background: indicators near it, such as how
    common the condition is, what it may lead to, or people of other ages. Together they are
    the indicators that name this clinical area. order: position in its version, from 1.
    """

    clinical_area_id: Annotated[Text, word_of(vocabulary.CLINICAL_AREAS)]
    version: Version
    order: int
    plain_name: PlainName
    summary: Text
    source_id: SourceId
    measures: Texts[IndicatorId] = ()
    background: Texts[IndicatorId] = ()
    ambitions: Tables[Ambition] = Field(default=(), validation_alias="ambition")
    unmeasured: Tables[Unmeasured] = ()

    @model_validator(mode="after")
    def _lists_an_indicator_once(self) -> Self:
        listed = self.measures + self.background
        if len(set(listed)) < len(listed):
            raise ValueError("lists an indicator twice")
        return self


class PlusGroup(Entry):
    """People who often fare worse and whom Core20 alone may miss.

    Which groups are PLUS is a local choice: owner says whose, status how far it has come, and
    decided_date (such as "2026-01-31") when; "" until chosen. measures: indicators about these
    people. breakdown_groups: groups in groups.toml whose figures are theirs. unmeasured_reason:
    what we cannot show, and why.
    """

    group_id: Id
    group_name: Text
    versions: Annotated[Texts[Version], Filled]
    definition: Text
    owner: Text
    status: Annotated[Text, word_of(vocabulary.PLUS_STATUSES)]
    source_id: SourceId
    decided_date: str = ""
    measures: Texts[IndicatorId] = ()
    breakdown_groups: Texts[Annotated[Text, id_of("group")]] = ()
    unmeasured_reason: str = ""

    @model_validator(mode="after")
    def _says_when_and_what(self) -> Self:
        if (self.status == "chosen") != bool(self.decided_date):
            raise ValueError("must have a decided_date when its status is chosen, and only then")
        if self.decided_date and not _is_day(self.decided_date):
            raise ValueError(
                f"decided_date must be a day such as 2026-01-31, not '{self.decided_date}'"
            )
        if not self.measures and not self.unmeasured_reason:
            raise ValueError("has neither measures nor an unmeasured_reason")
        return self


class Subset(Entry):
    """A measure that counts nobody whom each measure of `of` leaves out, among the same people.

    So its figure cannot lie above theirs.
    """

    indicator_id: IndicatorId
    of: Annotated[Texts[IndicatorId], Filled]


class LocalCaveat(Entry):
    """What only readers of one system need to know of an indicator; it follows its caveat."""

    may_be_none: ClassVar[bool] = True

    indicator_id: IndicatorId
    caveat: Text


class ManualFlag(Entry):
    """A figure somebody doubts for a reason that no rule can find.

    period_start_date: first day of the figure's period. reason: follows 'check the recording
    first:'. noted_date: when it was written down.
    """

    may_be_none: ClassVar[bool] = True

    flag_id: Id
    indicator_id: IndicatorId
    area_code: AreaCode
    period_start_date: date
    reason: Text
    noted_date: date


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
