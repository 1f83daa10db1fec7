"""Every closed list of words in the schema is the list that the code goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import pytest

from etl.geography import CENTRE_TYPES
from etl.inequality.publisher_figures import EDITIONS_OUT
from etl.maps.drawing import LAYER_TYPES
from etl.sources.lookups import CHANGE_CODES
from etl.voice.risk_phrases import RISKS
from insight.analysis.voices import voice_side
from insight.language.sentences.groups import LIMITS
from insight.redaction.redact import STEPS
from insight.reference import free_text, vocabulary
from insight.reference.groups import GAP_KINDS
from insight.statistics import disclosure
from insight.store.connection import SCHEMA
from insight.store.queries.areas import DOMAINS, EDITIONS
from insight.visual.maps.layer import SHAPES

STATES = (disclosure.SHOWN, disclosure.TOO_FEW, disclosure.PROTECTED)
CELL_MOODS = (
    voice_side.NEGATIVE,
    voice_side.MIXED,
    voice_side.POSITIVE,
    voice_side.NOT_LABELLED,
)
GROUP_EDITIONS = (*EDITIONS_OUT, "none")  # none: not grouped by deprivation
OR_NONE = ("", *vocabulary.CLINICAL_AREAS)
NOT_STATED = "not stated"

WORDS = {
    "area.area_type": vocabulary.AREA_TYPES,
    "centre.area_type": CENTRE_TYPES,
    "map_layer.area_type": LAYER_TYPES,
    "map_layer.shape": SHAPES,
    "area_change.change_code": CHANGE_CODES,
    "deprivation.edition": EDITIONS,
    "deprivation.domain": DOMAINS,
    "practice_deprivation.edition": EDITIONS,
    "indicator.value_type": vocabulary.VALUE_TYPES,
    "indicator.polarity": vocabulary.POLARITIES,
    "indicator.topic": vocabulary.TOPICS,
    "indicator.life_stage": vocabulary.LIFE_STAGES,
    "indicator.clinical_area": OR_NONE,
    "indicator.ci_method": vocabulary.INTERVAL_METHODS,
    "indicator.sex": vocabulary.SEXES,
    "observation.sex": vocabulary.SEXES,
    "authority_position.sex": vocabulary.SEXES,
    "system_estimate.sex": vocabulary.SEXES,
    "population_group.kind": vocabulary.GROUP_KINDS,
    "figure_flag.flag": vocabulary.FLAGS,
    "group_figure.edition": GROUP_EDITIONS,
    "group_figure.group_kind": GAP_KINDS,
    "group_figure.unit_of_analysis": LIMITS,
    "inequality.edition": GROUP_EDITIONS,
    "inequality.group_kind": GAP_KINDS,
    "inequality.unit_of_analysis": LIMITS,
    "gap_change.edition": GROUP_EDITIONS,
    "gap_change.group_kind": GAP_KINDS,
    "gap_change.absolute_word": vocabulary.GAP_CHANGES,
    "gap_change.relative_word": vocabulary.GAP_CHANGES,
    "source_file.state": vocabulary.FILE_STATES,
    "heard_group.heard_kind": vocabulary.HEARD_KINDS,
    "subject.clinical_area": OR_NONE,
    "subject_link.kind": vocabulary.SUBJECT_LINKS,
    "comment.organisation_type": vocabulary.ORGANISATION_TYPES,
    "comment.method": vocabulary.METHODS,
    "comment.sentiment": vocabulary.MOODS,
    "comment.sentiment_by": vocabulary.LABELLERS,
    "comment_theme.labelled_by": vocabulary.LABELLERS,
    "redaction.kind": STEPS,
    "safeguarding.reason": RISKS,
    "voice_cell.state": STATES,
    "voice_cell.mood": CELL_MOODS,
    "voice_source.organisation_type": vocabulary.ORGANISATION_TYPES,
    "voice_source.method": vocabulary.METHODS,
    "voice_source.state": STATES,
    "quote.organisation_type": vocabulary.ORGANISATION_TYPES,
    "quote.mood": vocabulary.MOODS,
    "survey_result.state": STATES,
    "resident_age.sex": ("female", "male"),
    "panel_member.age_band": (*vocabulary.AGE_BANDS, NOT_STATED),
    "panel_member.sex": ("female", "male", NOT_STATED),
    "panel_member.ethnic_group": (*vocabulary.PANEL_ETHNIC_GROUPS, NOT_STATED),
    "engagement_activity.organisation_type": vocabulary.ORGANISATION_TYPES,
    "engagement_activity.method": vocabulary.METHODS,
    "engagement_activity.people_state": (disclosure.SHOWN, disclosure.TOO_FEW, NOT_STATED),
    "free_text.state": free_text.STATES,
    "free_text.table_name": tuple(free_text.KINDS),
    "idea.stage": vocabulary.IDEA_STAGES,
    "response.status": vocabulary.RESPONSE_STATUSES,
    "resource.kind": vocabulary.RESOURCE_KINDS,
}


@pytest.fixture(scope="module")
def schema() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        yield connection


@pytest.fixture(scope="module")
def lists(schema: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Column → the words its CHECK allows."""
    checks = schema.execute(
        "SELECT table_name || '.' || constraint_column_names[1], expression"
        " FROM duckdb_constraints() WHERE constraint_type = 'CHECK'"
    ).fetchall()
    quoted = {column: re.findall(r"'((?:[^']|'')*)'", text) for column, text in checks}
    assert len(quoted) == len(checks)
    return {column: [word for word in words if word != ", "] for column, words in quoted.items()}


def test_the_schema_and_the_code_know_the_same_words(lists: dict[str, list[str]]) -> None:
    assert {column: sorted(words) for column, words in lists.items()} == {
        column: sorted(words) for column, words in WORDS.items()
    }


@pytest.mark.parametrize("column", WORDS)
def test_a_word_that_is_not_on_the_list_is_refused(
    column: str, schema: duckdb.DuckDBPyConnection
) -> None:
    """Tried on a copy of the one column, as the others may not be blank."""
    table, name = column.split(".")
    [(text,)] = schema.execute(
        "SELECT constraint_text FROM duckdb_constraints() WHERE constraint_type = 'CHECK'"
        " AND table_name = ? AND constraint_column_names = [?]",
        [table, name],
    ).fetchall()
    schema.execute(f'CREATE OR REPLACE TEMP TABLE tried ("{name}" VARCHAR {text})')
    for word in WORDS[column]:
        schema.execute("INSERT INTO tried VALUES (?)", [word])
    for word in (f"{next(iter(WORDS[column]))}, goths", "goths"):
        with pytest.raises(duckdb.ConstraintException):
            schema.execute("INSERT INTO tried VALUES (?)", [word])


def test_an_activity_may_have_been_of_several_kinds(schema: duckdb.DuckDBPyConnection) -> None:
    [(text,)] = schema.execute(
        "SELECT constraint_text FROM duckdb_constraints() WHERE constraint_type = 'CHECK'"
        " AND table_name = 'engagement_activity' AND constraint_column_names = ['method']"
    ).fetchall()
    schema.execute(f"CREATE OR REPLACE TEMP TABLE tried (method VARCHAR {text})")
    schema.execute("INSERT INTO tried VALUES ('focus group, online')")
    with pytest.raises(duckdb.ConstraintException):
        schema.execute("INSERT INTO tried VALUES ('')")
