"""What people said, in words. Counts say how much was heard, never how much it matters."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from insight.analysis.voices import period
from insight.analysis.voices.theme_change import UNKNOWN, ThemeChange
from insight.analysis.voices.voice_side import NOT_LABELLED
from insight.language.number_format import Row, capital, counted, listed, number
from insight.reference.areas import SYSTEM_NAME
from insight.reference.free_text import THE_RULE
from insight.statistics.disclosure import SHOWN

ANY = "any"
NEEDED_PERIODS = 12
# Kinds of organisation as a quote is attributed: 'told to …'.
BROAD_SOURCES = {
    "healthwatch": "Healthwatch",
    "vcfse": "a voluntary or community group",
    "council": "a council",
    "nhs": "the NHS",
    "panel": "the Citizens' Panel",
    "not stated": "an organisation not named",
}
VOLUME_NOTE = (
    "How many comments a theme has depends on who was asked, and about what. It does not say how"
    " much the theme matters. One comment can have several themes, and one person several groups,"
    " so they do not add up."
)

REDACTED = {
    "nhs number": ("NHS number",),
    "date of birth": ("date of birth", "dates of birth"),
    "web address": ("web address", "web addresses"),
    "handle": ("name in social media", "names in social media"),
    "ni number": ("NI number",),
    "registration": ("registration number",),
    "ward and bed": ("ward and bed", "wards and beds"),
    "address": ("address", "addresses"),
}
NOTHING_SHOWN = (
    f"Silence is not contentment. Choose {SYSTEM_NAME} to see this group across all"
    " Places, or see who has been heard to find out whom to ask next."
)
NO_QUOTES = (
    "Words are shown only when the person agreed, a named role approved them, and enough people"
    " spoke of the same theme."
)
QUOTES_NOTE = (
    "Quotes do not say which group a person belongs to, so these are of everyone. They were"
    " picked by people and stand for nobody else."
)


def hidden_words(state: str, smallest: int) -> str:
    """Why a count is not shown, for the place where it would stand; '' when it is shown."""
    return {
        "too few": f"fewer than {smallest}, or none",
        "protected": "not shown, so that another cannot be worked out",
    }.get(state, "")


def voices_title(every: Row | None, who: str) -> str:
    """The heading of a page of voices; every: the row 'any' of `queries.voice_themes`."""
    if every is None:
        return f"{who}: no comments yet"
    if every["state"] != SHOWN:
        return f"{who}: too few comments to show, or none"
    heard = f"{who}: {counted(int(every['comment_count']), 'comment')}"
    return heard if every["mood"] == NOT_LABELLED else f"{heard}, {every['mood']} as a whole"


def mood_words(mood: str) -> str:
    """How people sound, in words that can stand alone: of one cell, or of several."""
    return "mood not labelled by people yet" if mood == NOT_LABELLED else mood


def base_sentence(every: Row, smallest: int) -> str:
    """How many organisations heard the comments of the title, or why there is nothing to show."""
    if every["state"] != SHOWN:
        return hidden_sentence(pd.DataFrame([every]), smallest)
    heard = counted(int(every["organisation_count"]), "organisation")
    return f"{capital(heard)} heard them. {dominance_sentence(every)}".strip()


def dominance_sentence(row: Row) -> str:
    """A flag when one organisation heard more than half; '' otherwise."""
    if not isinstance(row["dominant_organisation"], str):
        return ""
    return (
        f"More than half were heard by one organisation, {row['dominant_organisation']}: it chose"
        " whom to ask, so others may say other things."
    )


def hidden_sentence(themes: pd.DataFrame, smallest: int) -> str:
    """How many themes are not shown, and why, with the setting that decides it; '' for none."""
    counts = themes["state"].value_counts()
    few, protected = int(counts.get("too few", 0)), int(counts.get("protected", 0))
    if few + protected == 0:
        return ""
    is_one = len(themes) == 1 and themes["theme_id"].iloc[0] == ANY
    what = "The number of comments" if is_one else capital(counted(few + protected, "theme"))
    rule = f"Nothing is shown about fewer than {smallest} comments, so that nobody is recognised"
    also = ", nor a count from which such a number could be worked out" * bool(protected)
    return f"{what} {'is' if is_one or few + protected == 1 else 'are'} not shown. {rule}{also}."


def machine_words(machine_pct: float) -> str:
    """Who made a theme's labels, in a few words, to the nearest tenth."""
    if pd.isna(machine_pct):
        return ""
    if machine_pct <= 0:
        return "all or nearly all by a person"
    if machine_pct >= 100:
        return "all or nearly all by machine"
    return f"about {number(machine_pct)}% by machine, the rest by a person"


def themes_alt(themes: pd.DataFrame) -> str:
    """Which themes were heard, as a list of counts; none that is hidden."""
    shown = themes[themes["state"] == SHOWN]
    if shown.empty:
        return "No theme can be shown."
    return f"Comments on each theme: {listed([_counted_theme(row) for row in _rows(shown)])}."


def promotion_sentence(row: Row, smallest: int) -> str:
    """Why a theme was put forward, and by whom; row of `queries.promotions`."""
    said = hidden_words(str(row["state"]), smallest)
    base = said or counted(int(row["comment_count"]), "comment")
    when = f"{row['promoted_date']:%-d %B %Y}"
    return (
        f"{row['group_name']}, {row['area_name']} ({base}). Put forward by:"
        f" {row['promoted_by_role']}, {when}. Why: {_stop(str(row['reason']))}"
    )


def changes_sentence(changes: Mapping[str, ThemeChange], length: str) -> str:
    """Which themes people speak of more or less often than usual, judged by periods of a length.

    changes: as `theme_change.theme_changes`. length: 'month' or 'quarter'.
    """
    if not changes:
        return f"No theme has enough comments in two {length}s to be drawn."
    told = {word: [n for n, c in changes.items() if c.word == word] for word in WORDS}
    clauses = [f"{word}: {listed(names)}" for word, names in told.items() if names]
    steady = sum(change.word == "no clear change" for change in changes.values())
    if steady:
        clauses.append(f"no clear change: {counted(steady, 'theme')}")
    unknown = [change.period_count for change in changes.values() if change.word == UNKNOWN]
    if unknown:
        clauses.append(
            f"too few {length}s to say: {counted(len(unknown), 'theme')} ({NEEDED_PERIODS} in a row"
            f" are needed, and there are at most {max(unknown)})"
        )
    return f"{capital('; '.join(clauses))}."


WORDS = ("rising", "falling", "more often than usual", "less often than usual")


def too_few_over_time(smallest: int) -> str:
    """Said where no theme can be drawn over time."""
    return f"No theme here has two quarters that may be shown, with {smallest} comments or more."


def over_time_alt(shares: pd.DataFrame, changes: Mapping[str, ThemeChange]) -> str:
    """Alt text of `charts.voice_periods`; shares: rows of `theme_change.with_shares`."""
    known = shares.dropna(subset=["share_pct"])
    if known.empty:
        return "No chart: there are never enough comments to show."
    low, high = (f"{number(end)}%" for end in (known["share_pct"].min(), known["share_pct"].max()))
    ends = known["period_label"].min(), known["period_label"].max()
    first, last = map(period.spoken, ends)
    panels = counted(known["theme_id"].nunique(), "small line chart")
    return (
        f"{changes_sentence(changes, period.length(ends[0]))} {capital(panels)} of the share of"
        f" comments on each theme, {first} to {last}. Shares run from {low} to {high}."
    )


def model_sentence(models: pd.DataFrame) -> str:
    """What a machine's labels are used for, and how right they are; rows of `theme_models`.

    All scores are out of source: of comments of organisations that it did not learn from.
    """
    themes = models[models["theme_id"] != "sentiment"]
    used = themes[themes["is_public"]]
    names = listed([str(name) for name in used["plain_name"]])
    if used.empty:
        said = "No theme is counted by machine alone: every theme shown was given by a person."
    else:
        right, found = (used[name].median() for name in ("precision", "recall"))
        said = (
            f"Where no person has labelled a comment, a machine gives it {names}. Of ten labels it"
            f" gives, people agree with about {_tenths(right)}; of ten that people would give, it"
            f" finds about {_tenths(found)}. Other themes are counted only where a person gave"
            " them, or where people checked the load."
        )
    return f"{said} {_mood_score(models)} A person's label always wins.".replace("  ", " ")


def _mood_score(models: pd.DataFrame) -> str:
    mood = models[models["theme_id"] == "sentiment"].dropna(subset=["recall"])
    if mood.empty:
        return ""
    row = mood.iloc[0]
    return (
        f"How comments sound was right for {number(100 * row['recall'])}% of clear ones, and the"
        f" opposite for {number(100 * row['opposite_share'])}%."
    )


NOT_CHECKED = (
    "How a comment sounds was said by the person, in a rating, or by somebody who read it. A"
    " machine may only add to that where people have checked it on these comments, and nobody has"
    " yet."
)


def check_sentence(checks: pd.DataFrame) -> str:
    """How far people agreed with the machine on each load they checked; rows of `label_checks`."""
    done = checks[checks["checked_count"] == checks["sample_count"]]
    if done.empty:
        return NOT_CHECKED
    said = []
    for at, row in enumerate(_rows(done), start=1):
        # Files may be called after people, so a public store names none.
        load = row["file_name"] or ("one file of comments" if len(done) == 1 else f"file {at}")
        low, high = (number(100 * row[end]) for end in ("lower_share", "upper_share"))
        used = "" if row["mood_is_public"] else ", too few to use its moods"
        said.append(
            f"People agreed with the machine on {row['agreed_count']} of {row['sample_count']}"
            f" ({low} to {high} %) in {load}{used}."
        )
    if len(done) < len(checks):
        said.append("Where nobody has checked, its moods are not used.")
    return " ".join(said)


def redaction_sentence(redactions: pd.DataFrame, smallest: int) -> str:
    """What becomes of personal details, and how many of each kind were taken out.

    redactions: rows of `queries.redactions`. smallest: kinds of fewer are not counted here; 1 for
    staff, who may see every count.
    """
    rows = redactions[redactions["redaction_count"] >= smallest] if len(redactions) else redactions
    taken = [
        counted(int(row["redaction_count"]), *REDACTED.get(row["kind"], (row["kind"],)))
        for row in _rows(rows)
    ]
    return f"{THE_RULE} Taken out so far: {listed(taken)}." if taken else THE_RULE


def _counted_theme(row: Row) -> str:
    return f"{row['plain_name']} {number(row['comment_count'])} ({mood_words(row['mood'])})"


def _tenths(share: float) -> str:
    return "none" if pd.isna(share) else number(10 * share)


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _rows(frame: pd.DataFrame) -> list[Row]:
    return list(frame.to_dict("records"))
