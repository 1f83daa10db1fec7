"""From files of people's voice to tables, in an order that keeps people safe.

Read, so that each thing said counts once → redact → hold every text that nobody has read → take
out what suggests harm, for staff alone → label → count, with small counts hidden → choose quotes
among what may be shown. Nothing after redaction sees a person's own words but the table
comment_original.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from datetime import UTC, date, datetime

import pandas as pd

from etl.files import FILE_TABLES, File, Report, file_tables
from etl.layout import Reference
from etl.values.spelling import tidy_name
from etl.voice import approval, comments, quotes, retention
from etl.voice.answers import answer_counts, by_release, ids_read
from etl.voice.batches import alone
from etl.voice.cells import voice_cells
from etl.voice.collection_methods import voice_sources
from etl.voice.current_decisions import current_decisions
from etl.voice.deduplication import short_hashes
from etl.voice.intake import Intake, intake
from etl.voice.label_checks import check_sample, label_checks, public_labels
from etl.voice.panel import residents, weigh
from etl.voice.redact_tables import redact_tables
from etl.voice.risk_ranking import Meaning, phrase_worth, risk_scores
from etl.voice.surveys import survey_results
from etl.voice.themes.label_model import LabelModel, label_model
from etl.voice.themes.model import ThemeModel, model_in_use, theme_model_table
from insight.redaction import vocabulary
from insight.redaction.plain_text import plain
from insight.reference.catalogue import Catalogue
from insight.reference.free_text import HELD, MAY_BE_SHOWN, NOT_SHOWN, REFUSED
from insight.reference.role_words import words_of_catalogue
from insight.statistics.disclosure import SHOWN, TOO_FEW
from insight.store import publication

Tables = dict[str, pd.DataFrame]
# What goes no further than comment_original, or nowhere at all.
PRIVATE = ["original_text", "response_id", "key", "stamp", "is_own"]
RANKED = "risk_rank"  # told by free_text
NOT_STATED = "not stated"
# The column that tells rows apart, of layouts whose rows go into the store as they are.
PLAIN = {
    "engagement_activity": ("engagement_activity", "activity_id"),
    "ideas": ("idea", "idea_id"),
    "responses": ("response", "response_id"),
    "resources": ("resource", "resource_id"),
}


def read_lists() -> None:
    """Read the lists of words, and make the patterns, that all that people say is held against: it
    takes a while, and can be done before anything is there."""
    importlib.import_module("insight.redaction.redact")
    vocabulary.english()
    words_of_catalogue()
    phrase_worth()


def voice_tables(
    raw: Iterable[File],
    tables: Tables,
    catalogue: Catalogue,
    report: Report | None = None,
    meaning: Meaning | None = None,
) -> Tables:
    """Every table of people's voice, and source_file and rejected_row of its files.

    raw: files of the user's, opened and not read. tables: what voice_inputs takes of the figures.
    meaning: a second layer of the order in which staff read comments; see risk_meaning.
    """
    say = report or (lambda what, done, total: None)
    area = tables["area"]
    types = {each.area_code: each.area_type for each in catalogue.areas.values()}
    types |= dict(zip(area["area_code"], area["area_type"], strict=True))
    found = intake(raw, Reference(catalogue, types, practices=_practices(area)), say)
    found.rows = by_release(found.rows)
    say("Taking personal details out", 0, 1)
    made = _comment_tables(found, catalogue, datetime.now(UTC).date(), say, meaning)
    made |= _other_tables(found, tables, catalogue)
    made["source_file"], made["rejected_row"] = file_tables(found.files.values())
    return made


def voice_inputs(tables: Tables) -> Tables:
    """What voice_tables needs of the tables of figures: the areas, and residents to weigh by."""
    needed = {"area": tables["area"]}
    return needed | (residents(tables) if "observation" in tables else {})


def with_voice_files(tables: Tables, made: Tables) -> Tables:
    """What voice_tables made, its source_file and rejected_row added to those of the figures."""
    return made | {name: _stacked(tables.get(name), made[name]) for name in FILE_TABLES}


def _practices(area: pd.DataFrame) -> dict[str, str]:
    """Codes of GP practices, and names only one practice has, plainly → the Place it is in."""
    rows = area[(area["area_type"] == "practice") & (area["place_code"].fillna("") != "")]
    names = area.loc[area["area_type"] == "practice", "area_name"].map(tidy_name)
    alone = rows[~names.duplicated(keep=False).reindex(rows.index)]
    by_name = dict(zip(alone["area_name"].map(tidy_name), alone["place_code"], strict=True))
    return by_name | dict(zip(rows["area_code"].map(tidy_name), rows["place_code"], strict=True))


def _comment_tables(
    found: Intake, catalogue: Catalogue, today: date, say: Report, meaning: Meaning | None
) -> Tables:
    model, learned = model_in_use(), label_model()
    comment_ids: dict[str, str] = {}
    if "feedback" in found.rows:
        rows = comments.add_comment_ids(found.rows["feedback"])
        found.rows["feedback"] = rows = retention.comments_kept(rows, today, found.files)
        shown = rows[rows["is_demonstration"]]
        comment_ids = dict(zip(shown["response_id"], shown.index, strict=True))
    if "ideas" in found.rows:
        found.rows["ideas"] = retention.ideas_kept(found.rows["ideas"], today, found.files)
    if "survey" in found.rows:
        found.rows["survey"] = retention.answers_kept(
            found.rows["survey"], today, found.files, publication.smallest_base()
        )
    found.rows, redaction = redact_tables(approval.with_public_ids(found.rows))
    decisions = current_decisions(comment_ids)
    made = {"redaction": redaction, "theme_model": theme_model_table(model, learned)}
    if "feedback" in found.rows:
        everything = found.rows["feedback"]
        made["comment_original"] = everything[["original_text", "retain_until_date"]].reset_index()
        rows, at_risk = comments.split_safeguarding(everything)
        scores = risk_scores(rows["comment_text"].map(plain), meaning)
        ranks = scores.rank(method="first", ascending=False).astype("int64")
        found.rows["feedback"] = rows.assign(risk_score=scores, **{RANKED: ranks})
        made["safeguarding"] = at_risk.drop(columns=PRIVATE).reset_index()
    forward = quotes.promotions(decisions, catalogue)
    forward = forward.assign(is_own=forward["is_demonstration"])
    found.rows, made["free_text"] = approval.approved(
        {**found.rows, "promotion": forward}, decisions
    )
    forward = found.rows.pop("promotion")
    made["promotion"] = forward[~forward["reason"].isin(NOT_SHOWN)]
    if "feedback" in found.rows:
        say("Labelling comments", 0, 1)
        rows = found.rows["feedback"].drop(columns=[*PRIVATE, RANKED])
        made |= _counted(rows, decisions, made["free_text"], catalogue, (model, learned))
    return made


def _counted(
    rows: pd.DataFrame,
    decisions: pd.DataFrame,
    free_text: pd.DataFrame,
    catalogue: Catalogue,
    models: tuple[ThemeModel, LabelModel],
) -> Tables:
    """Comments with their labels, the counts that may be shown, and the quotes among them."""
    smallest = publication.smallest_base()
    is_demonstration = bool(rows["is_demonstration"].any())
    moods = comments.machine_moods(rows, models[1])
    sample = check_sample(rows, moods)
    unlabelled = (rows["themes"] == "") | rows.index.isin(sample["comment_id"])
    words = rows.loc[unlabelled, "comment_text"].map(plain)  # as the models learned them
    themes = comments.machine_themes(words, *models)
    said = comments.comment_moods(rows, decisions, moods)
    comment = rows.assign(**said).reset_index()
    comment_theme = comments.comment_themes(rows, decisions, catalogue, themes)
    comment_group = _pairs(comment, "comment_id")
    checks = label_checks(rows, sample, moods, themes, decisions)
    claimed = public_labels(comment, comment_theme, checks, theme_model_table(*models))
    cells = voice_cells(
        claimed.comment,
        comment_group,
        claimed.comment_theme,
        catalogue,
        smallest,
        _public("voice_cell", is_demonstration),
    )
    ways = _public("voice_source", is_demonstration)
    names = dict(zip(comment["organisation"], comment["shown_organisation"], strict=True))
    cells["dominant_organisation"] = _names_shown(
        cells["dominant_organisation"].map(lambda name: names.get(name, name), na_action="ignore"),
        free_text,
    )
    return {
        "comment": comment,
        "comment_group": comment_group,
        "comment_theme": comment_theme,
        "check_sample": sample,
        "label_check": checks,
        "voice_cell": cells,
        "protected_count": cells[cells["then_count"].notna()],
        "release_answer": answer_counts(
            comment[comment["comment_id"].isin(ids_read(decisions, free_text))],
            claimed.comment_theme,
            cells,
            {theme.theme_id: theme.parent_id for theme in catalogue.themes.values()},
            smallest,
        ),
        "voice_source": voice_sources(comment, cells, smallest, ways),
        "quote": quotes.quotes(claimed.comment, claimed.comment_theme, cells, free_text),
    }


def _names_shown(names: pd.Series, free_text: pd.DataFrame) -> pd.Series:
    """The names; what stays of a public store and is no approved name any more is held."""
    is_name = (free_text["table_name"] == "comment") & (free_text["column_name"] == "organisation")
    is_read = free_text["state"].isin(MAY_BE_SHOWN)
    may_stand = {HELD, REFUSED, *free_text.loc[is_name & is_read, "text_to_show"]}
    return names.where(names.isna() | names.isin(may_stand), HELD)


def _other_tables(found: Intake, tables: Tables, catalogue: Catalogue) -> Tables:
    made: Tables = {}
    for layout_id, (name, key) in PLAIN.items():
        if (rows := found.of(layout_id)) is not None:
            made[name] = rows.sort_values(key, ignore_index=True)
    if "idea" in made:
        rows = made["idea"]
        made["idea"] = rows.assign(support_count=_alone(rows["support_count"], rows, "idea"))
    if (rows := made.get("engagement_activity")) is not None:
        made["planned_activity"] = rows[rows["is_planned"]]
        made["engagement_activity"] = _with_safe_counts(rows[~rows["is_planned"]])
    if (rows := found.of("engagement_activity")) is not None:
        made["activity_group"] = _pairs(rows[~rows["is_planned"]], "activity_id")
    if (rows := found.of("survey")) is not None:
        system = next(a.area_code for a in catalogue.areas.values() if a.area_type == "system")
        public = _public("survey_result", bool(rows["is_demonstration"].any()))
        smallest = publication.smallest_base()
        made["survey_result"] = survey_results(rows, system, smallest, public)
    if (rows := found.of("panel")) is not None:
        made["panel_member"] = weigh(_members(rows), tables)
    return made


def _public(table: str, is_demonstration: bool) -> pd.DataFrame | None:
    """What was last public of a table, from which its counts move on."""
    public = publication.last_published()
    return None if public is None else public.rows(table, is_demonstration)


def _with_safe_counts(activities: pd.DataFrame) -> pd.DataFrame:
    """Activities with people_count where it may be shown, and people_state, why it may not."""
    count = pd.to_numeric(activities["people_count"]).astype("Int64")
    shown = _alone(count, activities, "engagement_activity")
    state = pd.Series(TOO_FEW, index=count.index).mask(shown.notna(), SHOWN)
    return activities.assign(people_count=shown, people_state=state.mask(count.isna(), NOT_STATED))


def _alone(count: pd.Series, rows: pd.DataFrame, table: str) -> pd.Series:
    """A count of people in each row, as far as it may be shown."""
    public = _public(table, bool(rows["is_demonstration"].any()))
    keys = rows[list(publication.KEYS[table])]
    return alone(count, keys, table, publication.smallest_base(), public)


def _pairs(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row for each group of an activity or a comment."""
    tagged = rows.loc[rows["groups"] != "", [key, "groups"]]
    tagged = tagged.assign(group_id=tagged["groups"].str.split(";")).explode("group_id")
    return tagged[[key, "group_id"]].sort_values([key, "group_id"], ignore_index=True)


def _members(rows: pd.DataFrame) -> pd.DataFrame:
    number = (
        rows["is_demonstration"].map({True: "demonstration\n", False: ""}) + rows["member_number"]
    )
    rows = rows.assign(member_id=short_hashes("member\n" + number))
    rows["deprivation_quintile"] = rows["deprivation_quintile"].astype("Int64")
    return rows.sort_values("member_id", ignore_index=True)


def _stacked(first: pd.DataFrame | None, second: pd.DataFrame) -> pd.DataFrame:
    parts = [part for part in (first, second) if part is not None and len(part)]
    return pd.concat(parts, ignore_index=True) if parts else second
