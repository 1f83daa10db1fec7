"""What figures are about, whose they are and what they measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from insight.reference.catalogue.keys import Rows


@dataclass(frozen=True)
class Area:
    """An area with a name of its own; neighbourhoods and practices come from files instead.

    spellings: other names publishers use. nhs_codes: NHS areas, past and present, whose
    practices together make up exactly this area; a code and those it replaced never occur in
    one period. parent_code is "" for England; dfe_number is "" where the DfE has none.
    """

    area_code: str
    area_name: str
    short_name: str
    area_type: str
    parent_code: str = ""
    spellings: tuple[str, ...] = ()
    nhs_codes: tuple[str, ...] = ()
    dfe_number: str = ""


@dataclass(frozen=True)
class Group:
    """A group of people, or of the practices they are registered with."""

    group_id: str
    group_name: str
    kind: str
    sort_order: int


@dataclass(frozen=True)
class Source:
    """A publisher's dataset, or a document that says something we rely on.

    layout: the reader in etl/sources that understands its files; "document" has none.
    """

    source_id: str
    publisher: str
    publication: str
    licence: str
    attribution: str
    address: str
    vintage: str
    layout: str


@dataclass(frozen=True)
class Indicator:
    """One publisher's measure: what it means, and which rows of its source it is.

    rests_on_deprivation: itself a measure of deprivation, or made in part from one, so that a
    gap between deprived and other areas is built in and is no finding.

    The keys of [indicator.from]:
    match: rows of the source that are this indicator; empty takes every row.
    skip: rows that are not, although they match.
    column: the publisher's column that holds the figure, where the layout has several.
    multiply: what published figures are multiplied by to reach `unit`.
    combine: counts may be added up to Places and the system, exactly.
    period_years: take only periods this many years long; 0 takes any.
    year_kind: what a bare year such as "2024" means in the file.
    counts_people: numerator and denominator are people, so that a gap can be told in people.
    breaks: first days from which figures cannot be set against earlier ones.
    """

    indicator_id: str
    indicator_name: str
    plain_name: str
    definition: str
    unit: str
    value_type: str
    polarity: str
    topic: str
    life_stage: str
    source_id: str
    ci_method: str
    disclosure_rule: str
    decimal_places: int
    caveat: str
    sex: str
    age: str
    match: Rows
    clinical_area: str = ""
    rests_on_deprivation: bool = False
    skip: Rows = field(default_factory=dict)
    column: str = ""
    multiply: float = 1.0
    combine: bool = False
    period_years: int = 0
    year_kind: str = "calendar"
    counts_people: bool = False
    breaks: tuple[date, ...] = ()
