"""Each check of people's voice is given the fault it is there to find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd
import pytest

from etl import build, embedded_figures
from etl.catalogue_tables import catalogue_tables
from etl.files import open_all
from etl.sources import layouts
from etl.store_checks import FIGURES, VOICE
from etl.voice.assemble import voice_tables, with_voice_files
from insight import settings
from tests import small_voice
from tests.etl.voice.reading import SHIPPED, quietly

# A statement that spoils a good store, and the check that must find it.
FAULTS = {
    "labels are of an unknown theme": "UPDATE comment_theme SET theme_id = 'gossip'",
    "labels are of an unknown comment": "UPDATE comment_theme SET comment_id = comment_id || 'x'",
    "comments are tagged with an unknown group": "UPDATE comment_group SET group_id = 'x' || rowid",
    "groups are of an unknown comment": "UPDATE comment_group SET comment_id = comment_id || 'x'",
    "comments come from an unknown file": "UPDATE comment SET source_file_id = 'none'",
    "quotes are of an unknown comment": "UPDATE quote SET comment_id = 'none'",
    "themes put forward are unknown": "UPDATE promotion SET theme_id = 'gossip'",
    "responses are about an unknown theme": "UPDATE response SET theme_id = 'gossip'",
    "resources are about an unknown subject": "UPDATE resource SET subject_id = 'gossip'",
    "activities reached an unknown group": "UPDATE activity_group SET group_id = 'goths'",
    "groups are of an unknown activity": "UPDATE activity_group SET activity_id = 'none'",
    "links are of an unknown subject": "UPDATE subject_link SET subject_id = 'x' || rowid",
    "rows of comment are about no Place": "UPDATE comment SET place_code = 'E92000001'",
    "rows of safeguarding are about no Place": "UPDATE safeguarding SET place_code = ''",
    "rows of panel_member are about no Place": "UPDATE panel_member SET place_code = ''",
    "rows of voice_cell are about no Place": (
        "UPDATE voice_cell SET area_code = 'nowhere' WHERE area_code = 'E08000015'"
    ),
    "rows of voice_source are about no Place": (
        "INSERT INTO voice_source VALUES ('nowhere', 'nhs', 'event', NULL, 'protected', true)"
    ),
    "rows of quote are about no Place": "UPDATE quote SET area_code = 'E92000001'",
    "rows of promotion are about no Place": "UPDATE promotion SET area_code = 'E92000001'",
    "rows of survey_result are about no Place": (
        "UPDATE survey_result SET area_code = 'none' WHERE area_code = 'E06000006'"
    ),
    "rows of engagement_activity are about no Place": (
        "UPDATE engagement_activity SET area_code = ''"
    ),
    "rows of idea are about no Place": "UPDATE idea SET area_code = 'E92000001'",
    "rows of response are about no Place": "UPDATE response SET area_code = 'E92000001'",
    "rows of resource are about no Place": "UPDATE resource SET area_code = 'E92000001'",
    "rows of voice_cell are about an unknown group": (
        "UPDATE voice_cell SET group_id = 'goths' WHERE group_id = 'carers'"
    ),
    "rows of promotion are about an unknown group": "UPDATE promotion SET group_id = 'goths'",
    "rows of survey_result are about an unknown group": (
        "UPDATE survey_result SET group_id = 'goths'"
    ),
    "rows of response are about an unknown group": "UPDATE response SET group_id = 'goths'",
    "counts of voice_cell are there though hidden": (
        "UPDATE voice_cell SET comment_count = 3 WHERE state = 'too few'"
    ),
    "counts of voice_source are there though hidden": (
        "INSERT INTO voice_source VALUES ('E08000015', 'nhs', 'event', 3, 'protected', true)"
    ),
    "counts of survey_result are there though hidden": (
        "UPDATE survey_result SET answer_count = NULL WHERE state = 'shown'"
    ),
    "counts are of an unknown theme": (
        "UPDATE voice_cell SET theme_id = 'gossip' WHERE theme_id = 'housing'"
    ),
    "for safeguarding staff are among the others": (
        "UPDATE safeguarding SET comment_id = (SELECT min(comment_id) FROM comment)"
    ),
    "kept for longer than they may be": (
        "UPDATE comment_original SET retain_until_date = DATE '2020-01-01'"
    ),
    "have no day until which they may be kept": "DELETE FROM comment_original",
    "rows of free_text are about no Place": "UPDATE free_text SET area_code = 'E92000001'",
    "texts are shown that nobody approved": (
        "UPDATE idea SET idea_text = idea_text || ' said Ann' WHERE idea_text NOT LIKE '[held%'"
    ),
    "quotes are of people who did not agree": "UPDATE comment SET may_quote = false",
    "refused rows repeat what people said": (
        "UPDATE rejected_row SET raw_text = 'said' FROM source_file f"
        " WHERE f.source_file_id = rejected_row.source_file_id AND f.layout LIKE 'voice%'"
    ),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store without faults, with at least one row in every table of people's voice."""
    raw = small_voice.write(tmp_path_factory.mktemp("raw"))
    small_voice.save(raw / "bad.csv", "date,comment,place", [("soon", "Words", "Wirral")])
    base = embedded_figures.stored(embedded_figures.load(settings.FIGURES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VOICE", tmp_path_factory.mktemp("voice"))
        patch.setenv("INSIGHT_DEMONSTRATION", "off")
        folder = tmp_path_factory.mktemp("decisions")
        patch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{folder / 'decisions.sqlite'}")
        files = [file for file in open_all(raw, layouts(SHIPPED), quietly) if file.is_personal]
        small_voice.approve_all_but_comments(voice_tables(files, base, SHIPPED)["free_text"])
        files = [file for file in open_all(raw, layouts(SHIPPED), quietly) if file.is_personal]
        said = with_voice_files(base, voice_tables(files, base, SHIPPED))
        tables = {**base, **catalogue_tables(SHIPPED), **said}
    comment = tables["comment"]
    chosen = comment[comment["may_quote"]].head(1)
    texts = tables["free_text"]
    is_chosen = texts["row_id"].isin(chosen["comment_id"])
    texts.loc[is_chosen, "state"] = "approved"
    texts.loc[is_chosen, "text_to_show"] = texts["text_to_read"]
    about = {"table_name": "promotion", "column_name": "reason", "state": "approved"}
    promoted = texts.head(1).assign(subject_id="p", text_to_show="Few", **about)
    tables["free_text"] = pd.concat([texts, promoted])
    tables["quote"] = chosen[["comment_id", "organisation_type", "is_demonstration"]].assign(
        area_code=chosen["place_code"],
        quote_text=chosen["comment_text"],
        theme_ids=[["housing"]],
        mood="mixed",
        approved_by_role="Lead",
        approved_date=date(2026, 1, 1),
    )
    about = {"theme_id": "housing", "area_code": "E08000015", "group_id": "carers"}
    by = {"reason": "Few", "promoted_by_role": "Lead", "promoted_date": date(2026, 1, 1)}
    tables["promotion"] = pd.DataFrame([{**about, **by, "is_demonstration": False}])
    for name in ("observation", "group_figure", "inequality", "gap_change"):
        tables[name] = tables[name].head(0)  # figures have tests of their own
    path = tmp_path_factory.mktemp("store") / "good.duckdb"
    build.write_store(tables, path, "x", False)
    with duckdb.connect(path) as connection:
        build.verify(connection)
        yield connection


@pytest.mark.slow
@pytest.mark.parametrize("words", FAULTS)
def test_each_fault_is_found(words: str, good: duckdb.DuckDBPyConnection) -> None:
    good.begin()
    try:
        _without_keys(good, FAULTS[words].split()[1 if "UPDATE" in FAULTS[words] else 2])
        good.execute(FAULTS[words])
        with pytest.raises(build.BuildFailed, match=words):
            build.verify(good)
    finally:
        good.rollback()


def _without_keys(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Put a copy without primary key in the table's place, so that keys may clash."""
    connection.execute(f'CREATE TABLE copied AS FROM "{table}"')
    connection.execute(f'DROP TABLE "{table}"')
    connection.execute(f'ALTER TABLE copied RENAME TO "{table}"')


def test_every_check_has_its_fault() -> None:
    found = {check: [words for words in FAULTS if words in check] for check in VOICE.values()}
    assert [check for check, words in found.items() if len(words) != 1] == []
    assert len(FAULTS) == len(VOICE)
    assert not set(VOICE) & set(FIGURES)
