"""What lies behind a chart: how to tell us, where to meet us, and what people have said so far."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from markupsafe import Markup

from insight.language.number_format import listed
from insight.reference.areas import SYSTEM
from insight.reference.free_text import NOT_SHOWN
from insight.reference.identity import identity
from insight.store import Store, queries
from insight.store.release_ids import release_ids
from publishing.site.frame import bullets, link, paragraph, part

MEETINGS = 3  # dates to come that a chart names; the list of all is a page of its own
MEET = "/you-said-we-did/#meet"
WHY = (
    "Figures do not say why. You may know. Tell us what you see or have lived through, and give us"
    " the short name of this page: {slug}."
)
PLEASE = (
    "Please do not send names, or anything about your health that you would not want us to read."
)
THEN = (
    "A person reads each answer. When {base} or more people have answered, the next version says"
    " what they told us, and what we did."
)
CHOSE = "These people chose to answer. They do not speak for everybody."
STATUSES = {
    "heard": "We have heard it",
    "deciding": "We are deciding",
    "doing": "We are doing it",
    "done": "Done",
    "could not": "We could not do it",
}


def sections(store: Store, slug: str, area_codes: Collection[str]) -> Markup:
    """The part that asks, and the part that says what was heard, where enough answered."""
    return part("What lies behind this?", _ask(store, slug, area_codes), name="answer") + part(
        "What people told us", _heard(store, slug), name="heard"
    )


def is_heard(store: Store, slug: str) -> bool:
    """Whether enough people have answered for the page to say what they told us."""
    return bool(_heard(store, slug))


def ways(subject: str = "") -> Markup:
    """How to reach us. subject: of an e-mail."""
    us = identity()
    about = f"?subject={subject}" if subject else ""
    items = [
        Markup('E-mail: <a href="mailto:{0}{1}">{0}</a>').format(us.email, about),
        Markup("Phone: {}").format(us.telephone),
        Markup("Text relay: {}").format(us.text_relay),
        Markup("Post: {}").format(us.post),
    ]
    if us.answers:
        form = f"{us.answers}?release={subject}" if subject else us.answers
        items.append(link(form, "Fill in a short form"))
    return bullets(items)


def meetings(store: Store | None, area_codes: Collection[str] = ()) -> list[Markup]:
    """Dates to come, soonest first. area_codes: of these areas and of everywhere; all for none."""
    if store is None:
        return []
    rows = queries.planned_activities(store)
    hidden = rows["topic"].isin(NOT_SHOWN) | rows["organisation"].isin(NOT_SHOWN)
    rows = rows[~hidden & ~rows["is_demonstration"].astype(bool)]
    if area_codes:
        rows = rows[rows["area_code"].isin([*area_codes, SYSTEM])]
    return [
        Markup("<strong>{}</strong>, {}: {}. {}").format(
            row.date_label, row.area_name, str(row.topic).rstrip("."), row.organisation
        )
        for row in rows.itertuples()
    ]


def _ask(store: Store, slug: str, area_codes: Collection[str]) -> Markup:
    dates = meetings(store, area_codes)[:MEETINGS]
    met = Markup()
    if dates:
        met = paragraph("Or come and talk:") + bullets(dates)
        met += Markup("<p>{}</p>\n").format(link(MEET, "All dates to come"))
    return Markup().join(
        [
            paragraph(WHY.format(slug=slug)),
            ways(slug),
            met,
            paragraph(PLEASE),
            paragraph(THEN.format(base=store.smallest_base)),
        ]
    )


def _heard(store: Store, slug: str) -> Markup:
    """How many answered and what of; what was decided and done. Nothing where too few did.

    slug: any address of the release; answers count together, whichever it had when they came.
    """
    release_id = release_ids().get(slug, slug)
    found = _real(queries.release_answers(store, release_id))
    if found.empty or found["theme_id"].iloc[0] != "any":
        return Markup()
    every, themes = found.iloc[0], found.iloc[1:]
    body = paragraph(f"At least {every['at_least_count']} people have told us what they know.")
    if len(themes):
        above = set(themes["parent_id"])  # said by the themes below them
        told = [
            f"{row.plain_name} (at least {row.at_least_count})"
            for row in themes.itertuples()
            if row.theme_id not in above
        ]
        body += paragraph(f"They spoke of these things: {listed(told)}.")
    body += paragraph(CHOSE)
    done = _real(queries.release_responses(store, release_id))
    done = done[~done["said"].isin(NOT_SHOWN)]
    if len(done):
        body += part("What we did", bullets([_response(row) for row in done.itertuples()]), level=3)
    return body


def _response(row: object) -> Markup:
    said = {name: _words(getattr(row, name)) for name in ("said", "decision", "action")}
    status = STATUSES[str(row.status)]  # type: ignore[attr-defined]
    why = _words(row.status_reason)  # type: ignore[attr-defined]
    lines = [
        Markup("You said: {}").format(said["said"]),
        *(Markup("We decided: {}").format(said["decision"]) for _ in range(bool(said["decision"]))),
        *(Markup("We did: {}").format(said["action"]) for _ in range(bool(said["action"]))),
        Markup("<strong>{}.</strong> {}").format(status, why),
    ]
    return Markup("<br>").join(lines)


def _words(text: object) -> str:
    """Words that may be shown, as a sentence; '' for none."""
    words = str(text or "").strip()
    if not words or words in NOT_SHOWN:
        return ""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _real(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["is_demonstration"].astype(bool)]
