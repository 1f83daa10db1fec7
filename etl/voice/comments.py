"""From redacted feedback to comments: what is for staff alone, and what each comment is about."""

from __future__ import annotations

import pandas as pd

from etl.voice.current_decisions import decisions_of_kind
from etl.voice.deduplication import short_hashes
from etl.voice.label_checks import checked_moods
from etl.voice.safeguarding import risks
from etl.voice.themes.label_model import LabelModel
from etl.voice.themes.labelling import label_learned_themes, label_moods, label_themes
from etl.voice.themes.model import ThemeModel
from insight.redaction.plain_text import plain
from insight.reference.catalogue import Catalogue

Tables = dict[str, pd.DataFrame]
PERSON, MACHINE = "person", "machine"


def add_comment_ids(rows: pd.DataFrame) -> pd.DataFrame:
    """Feedback by comment_id, in its order.

    The id is made from what a row is known by and from its words: what people decided about
    words never passes to others, when a corrected export changes them. A demonstration can never
    have a real comment's id.
    """
    is_shown = rows["is_demonstration"].map({True: "demonstration\n", False: ""})
    made_of = is_shown + rows["key"] + "\n" + rows["original_text"]
    return rows.assign(comment_id=short_hashes(made_of)).set_index("comment_id").sort_index()


def split_safeguarding(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(comments, comments that suggest a risk of harm, with the reason)."""
    reason = risks(rows["original_text"])
    at_risk = reason.notna()
    return rows[~at_risk], rows[at_risk].assign(reason=reason[at_risk])


def machine_themes(texts: pd.Series, model: ThemeModel, learned: LabelModel) -> pd.DataFrame:
    """What a machine says comments are about, as label_themes; texts: by comment_id.

    A theme learned from real labels is judged by them alone.
    """
    own = label_themes(texts, model)
    own = own[~own["theme_id"].isin(list(learned.themes))]
    parts = [part for part in (own, label_learned_themes(texts, learned)) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else own


def comment_themes(
    rows: pd.DataFrame, decisions: pd.DataFrame, catalogue: Catalogue, machine: pd.DataFrame
) -> pd.DataFrame:
    """Rows of comment_theme. What a person says counts alone; a decision before the file.

    machine: `machine_themes` of every row that the file gives no theme, at least.
    """
    given = rows.loc[rows["themes"] != "", "themes"]
    decided = decisions_of_kind(decisions, "themes")["value"]
    decided = decided[decided.index.isin(rows.index)]
    said = pd.concat([given[~given.index.isin(decided.index)], decided])
    person = said.str.split(";").explode().rename("theme_id").rename_axis("comment_id")
    person = person.reset_index().assign(labelled_by=PERSON, probability=None, carried_by=None)
    person = person[person["theme_id"].isin(list(catalogue.themes))]
    machine = machine[~machine["comment_id"].isin(said.index)].assign(labelled_by=MACHINE)
    both = pd.concat([part for part in (person, machine) if len(part)] or [person])
    both = both.drop_duplicates(["comment_id", "theme_id"])
    both["probability"] = both["probability"].astype("float64")
    columns = ["comment_id", "theme_id", "labelled_by", "probability", "carried_by"]
    return both.sort_values(columns[:2], ignore_index=True)[columns]


def machine_moods(rows: pd.DataFrame, learned: LabelModel) -> pd.Series:
    """What a machine says of comments that came without a rating or a mood, by comment_id.

    Missing where it is not sure. Decisions make no difference: what people put right was said all
    the same, and is counted when the machine is checked.
    """
    unsaid = rows[rows["rating"].isna() & (rows["sentiment"] == "")]
    return label_moods(unsaid["comment_text"].map(plain), unsaid["asked"], learned)


def comment_moods(rows: pd.DataFrame, decisions: pd.DataFrame, machine: pd.Series) -> pd.DataFrame:
    """sentiment and sentiment_by of each comment: decided, from the rating, given, said when the
    machine was checked, or by machine; both missing where nobody said and the machine is not sure.

    machine: as `machine_moods`.
    """
    rating = rows["rating"]
    rated = pd.Series("mixed", index=rows.index).mask(rating <= 2, "negative")
    rated = rated.mask(rating >= 4, "positive").where(rating.notna())
    decided = decisions_of_kind(decisions, "sentiment")["value"].reindex(rows.index)
    person = decided.fillna(rated).fillna(rows["sentiment"].replace("", None))
    person = person.fillna(checked_moods(decisions).reindex(rows.index))
    moods = person.fillna(machine.reindex(rows.index))
    labelled_by = person.isna().map({True: MACHINE, False: PERSON}).where(moods.notna(), None)
    return pd.DataFrame({"sentiment": moods, "sentiment_by": labelled_by}, index=rows.index)
