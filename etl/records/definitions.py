"""What is counted in records, as data: measures and their sets of codes, in data/catalogue/records.

A measure is counted for an indicator of the catalogue, which holds its names, unit and meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from insight import settings
from insight.reference import vocabulary
from insight.reference.catalogue import CatalogueError, Indicator
from insight.reference.catalogue.keys import (
    Entry,
    Filled,
    Id,
    IndicatorId,
    Tables,
    Text,
    Texts,
    id_of,
    word_of,
)
from insight.reference.catalogue.loading import Files

# Table of OMOP CDM 5.4 → its columns of concept and of day.
EVENT_TABLES = {
    "condition_occurrence": ("condition_concept_id", "condition_start_date"),
    "measurement": ("measurement_concept_id", "measurement_date"),
    "drug_exposure": ("drug_concept_id", "drug_exposure_start_date"),
    "procedure_occurrence": ("procedure_concept_id", "procedure_date"),
    "observation": ("observation_concept_id", "observation_date"),
    "visit_occurrence": ("visit_concept_id", "visit_start_date"),
}
SEX_IDS = {"sex-female": 8532, "sex-male": 8507}  # group → concept of OMOP
FIRST_LOCAL_CONCEPT = 2_000_000_000  # OMOP leaves these ids to whoever keeps the records
OLDEST = 130
CodeSetId = Annotated[Text, id_of("code_set")]


class CodeSet(Entry):
    """Codes that mean one thing.

    tables: where they are looked for. omop: concept ids; `snomed`: SNOMED CT codes, which count
    where the records come with their vocabulary (table concept); either with all below them where
    it comes with concept_ancestor. local: the id, above two thousand million, that whoever keeps
    the records may map codes of their own to. source: whose list of codes it stands for.
    """

    code_set_id: Id
    code_set_name: Text
    tables: Annotated[Texts[Annotated[Text, word_of(dict.fromkeys(EVENT_TABLES, ""))]], Filled]
    omop: tuple[int, ...] = Field(default=(), strict=False)
    snomed: Texts[Text] = ()
    local: int
    source: Text

    @model_validator(mode="after")
    def _is_local(self) -> Self:
        if self.local <= FIRST_LOCAL_CONCEPT:
            raise ValueError("local must be above two thousand million")
        return self

    @property
    def concept_ids(self) -> tuple[int, ...]:
        """Every concept id that is listed, without those a vocabulary adds."""
        return (*self.omop, self.local)


class Criterion(Entry):
    """Something found in the records of a person.

    codes: one of these was recorded. months: within so many months up to the period's last day; 0
    is ever. before: before the period's first day instead. days_around: so many days at most from
    the event that the population is about. at_most: the latest value in that time is no higher;
    of several on one day the lowest counts, since nothing says which was entered last.
    """

    codes: CodeSetId
    months: int = 0
    before: bool = False
    days_around: int = 0
    at_most: float | None = None

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if (self.months > 0) + self.before + (self.days_around > 0) > 1:
            raise ValueError("give one of 'months', 'before' and 'days_around'")
        if self.at_most is not None and not self.months:
            raise ValueError("must give 'months' beside 'at_most'")
        return self


class Population(Entry):
    """Among whom is counted: ages in whole years, both included; sex as in the vocabulary.

    has, lacks: everybody in it meets each of `has` and none of `lacks`. event: and had this in the
    period.
    """

    least_age: int = 0
    most_age: int = OLDEST
    sex: Annotated[str, word_of(vocabulary.SEXES)] = "persons"
    has: Tables[Criterion] = ()
    lacks: Tables[Criterion] = ()
    event: Annotated[str, id_of("code_set")] = ""


class Events(Entry):
    """What is counted where one person counts more than once: visits of a kind for a reason.

    visit: which visits. codes: with one of these among their conditions or procedures.
    """

    visit: CodeSetId
    codes: CodeSetId


class Measure(Entry):
    """One measure, counted for the indicator of the same id.

    met_by: of the population, people who meet all of these, or `at_least` so many of them, are
    counted; the population is everybody under observation on the period's last day. events are
    counted instead per year that people were under observation, by their age in the middle of the
    period: whoever is born after it is not counted. is_standardised: adjusted to the ages of the
    European Standard Population of 2013. core20plus5: where the measure belongs.
    official: the definition it follows, and in what it differs.
    """

    measure_id: IndicatorId
    population: Population
    met_by: Tables[Criterion] = ()
    at_least: int = 0
    events: Events | None = None
    is_standardised: bool = False
    core20plus5: Text
    official: Text

    @model_validator(mode="after")
    def _counts_one_thing(self) -> Self:
        if bool(self.met_by) == bool(self.events):
            raise ValueError("must have either [[measure.met_by]] or [measure.events]")
        if self.at_least > len(self.met_by):
            raise ValueError("asks for more of 'met_by' than there are")
        if any(each.days_around for each in self.met_by) and not self.population.event:
            raise ValueError("has 'days_around' and no 'population.event'")
        return self

    def code_sets(self) -> tuple[str, ...]:
        """The sets it rests on, each once."""
        about = self.population
        named = [each.codes for each in (*about.has, *about.lacks, *self.met_by)]
        named += [about.event] if about.event else []
        named += [self.events.visit, self.events.codes] if self.events else []
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Definitions:
    """Measures, sets of codes and the indicators they are about, by id."""

    measures: dict[str, Measure]
    code_sets: dict[str, CodeSet]
    indicators: dict[str, Indicator]


@cache
def project_definitions() -> Definitions:
    """The definitions that come with the project. Read once. Raises CatalogueError."""
    return load(settings.CATALOGUE)


def load(folder: Path) -> Definitions:
    """Read and check the definitions in the catalogue `folder`. Raises CatalogueError."""
    files = Files(
        folder,
        {
            Measure: "records/*.toml",
            CodeSet: "records/codes/*.toml",
            Indicator: "indicators/*.toml",
        },
        settings.system(),
    )
    found = Definitions(*(files.entries(kind) for kind in (Measure, CodeSet, Indicator)))
    problems = [*files.problems, *_misfits(found)]
    if problems:
        raise CatalogueError(problems)
    return found


def _misfits(found: Definitions) -> list[str]:
    """Measures that are counted in another way than their indicator says."""
    problems = []
    for each in found.measures.values():
        about = found.indicators.get(each.measure_id)
        if about is None:
            continue
        method = "dobson" if each.is_standardised else "byar"
        method = "wilson" if about.value_type == "percentage" else method
        if about.ci_method != method:
            problems.append(
                f"records: measure '{each.measure_id}': its range is by '{method}', and its"
                f" indicator says '{about.ci_method}'"
            )
        if about.value_type == "percentage" and each.is_standardised:
            problems.append(f"records: measure '{each.measure_id}': a share is not standardised")
    local = [each.local for each in found.code_sets.values()]
    if len(set(local)) < len(local):
        problems.append("records/codes: two sets have one 'local' id")
    return problems
