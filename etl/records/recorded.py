"""What is recorded with a code that anything asks for: every table of events is read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import pandas as pd

from etl.records.definitions import EVENT_TABLES, CodeSet
from etl.records.engine import Expression
from etl.records.source import Records

VOCABULARY = "SNOMED"


def listed(code_sets: Iterable[CodeSet]) -> pd.DataFrame:
    """codes and concept_id: a row for each concept id that a set lists."""
    rows = [(each.code_set_id, number) for each in code_sets for number in each.concept_ids]
    return pd.DataFrame(rows, columns=["codes", "concept_id"])


def snomed(code_sets: Iterable[CodeSet]) -> pd.DataFrame:
    """codes and concept_code: a row for each SNOMED CT code that a set lists."""
    rows = [(each.code_set_id, code) for each in code_sets for code in each.snomed]
    return pd.DataFrame(rows, columns=["codes", "concept_code"])


def concepts(records: Records, ids: Expression, codes: Expression | None) -> Expression:
    """codes and concept_id: all that are listed, and where the records come with their vocabulary
    those that have a listed SNOMED CT code, and those below either.

    ids, codes: the tables of `listed` and `snomed`, if the records have the table concept.
    """
    heads = ids
    if codes is not None:
        concept = records.tables["concept"]
        concept = concept.filter(concept.vocabulary_id == VOCABULARY)
        named = concept.inner_join(codes, "concept_code")
        heads = heads.union(named.select("codes", concept_id=named.concept_id))
    if records.has("concept_ancestor"):
        tree = records.tables["concept_ancestor"]
        below = tree.inner_join(heads, tree.ancestor_concept_id == heads.concept_id)
        heads = heads.union(below.select("codes", concept_id=below.descendant_concept_id))
    return heads.distinct()


def recorded(
    records: Records, code_sets: Iterable[CodeSet], concepts_of: Expression
) -> Expression | None:
    """codes, person_id, day, value and visit_id: everything recorded with a code of a set, in a
    table where it is looked for. None where there is no such table.

    concepts_of: see `concepts`.
    """
    found = []
    for table in EVENT_TABLES:
        names = [each.code_set_id for each in code_sets if table in each.tables]
        if not names or not records.has(table):
            continue
        events = records.tables[table]
        both = events.inner_join(concepts_of.filter(concepts_of.codes.isin(names)), "concept_id")
        found.append(both.select("codes", "person_id", "day", "value", "visit_id"))
    return reduce(lambda one, other: one.union(other), found) if found else None


def is_held(records: Records, codes: CodeSet) -> bool:
    """Whether there is a table in which the set is looked for."""
    return any(records.has(name) for name in codes.tables)
