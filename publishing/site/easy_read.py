"""The Easy Read twin of a Place's page: pairs of a picture and a short sentence.

Software drafts it and checks the rules that can be checked; whether it is easy to read only a
reading group of people with learning disabilities can say, and until then the page says so.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from insight.export.caption import NOT_OFFICIAL, finding_caption
from insight.export.files import csv_file
from insight.findings import Finding
from insight.findings.place_profile import place_profile
from insight.reference.areas import areas
from insight.reference.identity import identity
from insight.store import Store, queries
from insight.visual import style
from publishing.releases.content import PAGE, mark
from publishing.site import chart_page, dataset, frame
from publishing.site.chart_page import ABOUT, CSV, CSV_METADATA, Place
from publishing.site.frame import paragraph
from publishing.site.outline import place_slug

PAIRS = Path(__file__).with_name("easy_read.toml")
LONGEST_SENTENCE, LONGEST_WORD = 15, 12
MOST_PAIRS = 60  # about three to a page of A4, and 20 pages at most
DARK = style.PLACE  # of people whom a share is about
STATE = "waiting for a reading group"
DRAFT = (
    "This is a draft. It is waiting for a reading group. People with learning disabilities have not"
    " tried it yet."
)
FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)?%|%|[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Pair:
    """A picture and its sentence. out_of_ten: how many of ten people are drawn dark.

    word: a hard word that it explains.
    """

    picture: str
    sentence: str
    out_of_ten: int | None = None
    word: str = ""


@dataclass(frozen=True)
class EasyPage:
    """A page ready to be submitted. finding: the figures that its sentences tell."""

    title: str
    summary: str
    files: dict[str, bytes]
    finding: Finding


class BreaksRules(ValueError):
    """The pairs break a rule of Easy Read. The message lists what, where."""


def page_of(store: Store, area_code: str, place: Place) -> EasyPage:
    """The Easy Read page of a Place. Raises BreaksRules."""
    made = list(pairs(store, area_code))
    found = faults(made)
    if found:
        raise BreaksRules("; ".join(found))
    name = areas()[area_code].area_name
    title = f"{name} in Easy Read"
    finding = place_profile(store, area_code, indicator_ids=indicator_ids())
    if finding is None:
        raise BreaksRules(f"there are no figures of {name} to tell")
    words = finding_caption(store, finding, place.frozen_address)
    drawn = Markup().join(
        Markup('<div class="pair">{}<p>{}</p></div>\n').format(picture(each), _bold(each.sentence))
        for each in made
    )
    twin = frame.link(f"/places/{place_slug(area_code)}/", f"More about {name}")
    body = Markup().join(
        [
            Markup("<h1>{}</h1>\n").format(title),
            Markup(mark("notice").decode() + "\n"),
            paragraph(DRAFT, "notice"),
            drawn,
            Markup("<p>{}</p>\n").format(twin),
            frame.part("Where the numbers come from", chart_page.source(words)),
            paragraph(f"{identity().owner}. {NOT_OFFICIAL}", "small"),
            Markup(mark("history").decode() + "\n"),
        ]
    )
    summary = f"The main points about {name} in pictures and short sentences: {STATE}."
    files = {
        ABOUT: chart_page.about((finding,)),
        CSV: csv_file(finding.table.values, words, None, finding.about),
        frame.STYLE: frame.style_sheet(),
        PAGE: frame.page(
            title,
            body,
            description=summary,
            here="/places/",
            head=chart_page.head(title, summary, place),
            style=frame.STYLE,
            kind="easy",
        ),
    }
    files[CSV_METADATA] = dataset.csv_metadata(CSV, files[CSV], words)
    return EasyPage(title, summary, files, finding)


def pairs(store: Store, area_code: str) -> Iterator[Pair]:
    """The pairs of easy_read.toml that there are figures for, filled in for a Place."""
    name = areas()[area_code].area_name
    known = _shown(store)
    for each in _listed():
        indicator_id = each.get("indicator", "")
        share, tenths = "", None
        if indicator_id:
            value = _percentage(store, indicator_id, area_code) if indicator_id in known else None
            if value is None:
                continue
            share, tenths = people_words(value)
        text = each["sentence"].format(place=name, share=share, telephone=identity().telephone)
        sentence = text[:1].upper() + text[1:]
        yield Pair(each["picture"], sentence, tenths, each.get("word", ""))


def indicator_ids() -> tuple[str, ...]:
    """The indicators whose figures the sentences tell."""
    return tuple(each["indicator"] for each in _listed() if "indicator" in each)


def hard_words() -> frozenset[str]:
    """Words that need a pair which explains them."""
    return frozenset(_file()["hard"].split())


def _listed() -> list[dict[str, str]]:
    found: list[dict[str, str]] = _file()["pair"]
    return found


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(PAIRS.read_text(encoding="utf-8"))


def people_words(percentage: float) -> tuple[str, int]:
    """'about 3 in 10' and how many to draw."""
    tenths = math.floor(percentage / 10 + 0.5)
    if tenths == 0:
        return "fewer than 1 in 10", 0
    if tenths == 10:
        return "nearly all", 10
    return f"about {tenths} in 10", tenths


def faults(made: Sequence[Pair]) -> list[str]:
    """What breaks the rules: long sentences, hard words that nothing explains, figures that are
    not people out of ten, unknown pictures, too many pairs."""
    found = []
    unknown = hard_words()
    if len(made) > MOST_PAIRS:
        found.append(f"{len(made)} pairs are more than {MOST_PAIRS}")
    for each in made:
        if each.word:
            unknown -= {each.word}
        if each.picture not in (*PICTURES, "people"):
            found.append(f"no picture is called {each.picture}")
        for sentence in filter(None, re.split(r"(?<=[.!?])\s+", each.sentence)):
            words = re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", sentence)
            if len(words) > LONGEST_SENTENCE:
                found.append(f"more than {LONGEST_SENTENCE} words: {sentence}")
            hard = [
                word
                for word in words
                if word.lower() in unknown or (len(word) > LONGEST_WORD and word.islower())
            ]
            found += [f"hard word: {word}" for word in hard]
            if FIGURE.search(sentence):
                found.append(f"a figure that is not people out of ten: {sentence}")
        if (each.picture == "people") != (each.out_of_ten is not None):
            found.append(f"people are drawn for a share, and for nothing else: {each.sentence}")
    return found


def picture(pair: Pair) -> Markup:
    """The drawing beside a sentence, which says it all: so it has no words of its own."""
    drawn = PICTURES.get(pair.picture, "")
    if pair.out_of_ten is not None:
        drawn = "".join(
            PERSON.format(
                x=4 + 20 * (number % 5),
                y=6 + 46 * (number // 5),
                fill=DARK if number < pair.out_of_ten else style.PAGE,
                line=DARK,
            )
            for number in range(10)
        )
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 104 100" aria-hidden="true" '
        f'fill="none" stroke="{style.PLACE}" stroke-width="4" stroke-linejoin="round" '
        f'stroke-linecap="round">{drawn}</svg>'
    )


def _shown(store: Store) -> set[str]:
    return set(queries.indicators(store)["indicator_id"])


def _percentage(store: Store, indicator_id: str, area_code: str) -> float | None:
    about = queries.indicator(store, indicator_id)
    if about["value_type"] != "percentage":
        return None
    rows = queries.series(store, indicator_id, [area_code]).dropna(subset=["value"])
    if rows.empty:
        return None
    return float(rows.sort_values("period_end_date")["value"].iloc[-1])


def _bold(sentence: str) -> Markup:
    """'**word**' in bold."""
    parts = sentence.split("**")
    return Markup().join(
        Markup("<b>{}</b>").format(each) if number % 2 else Markup("{}").format(each)
        for number, each in enumerate(parts)
    )


PERSON = (
    '<g transform="translate({x} {y})" fill="{fill}" stroke="{line}" stroke-width="1.5">'
    '<circle cx="8" cy="6" r="5"/><path d="M1 38V20a7 7 0 0 1 14 0v18z"/></g>'
)
# Drawn here, in one line each, on a field of 104 by 100.
PICTURES = {
    "map": '<path d="M52 92C30 64 22 52 22 38a30 30 0 0 1 60 0c0 14-8 26-30 54z"/>'
    '<circle cx="52" cy="38" r="11"/>',
    "person": '<circle cx="52" cy="20" r="13"/><path d="M26 92V62a26 22 0 0 1 52 0v30"/>'
    '<path d="M44 66l8 8 8-8"/>',
    "heart": '<path d="M52 88C20 62 10 48 10 32a21 21 0 0 1 42-4 21 21 0 0 1 42 4c0 16-10 30-42'
    ' 56z"/><path d="M14 50h22l8-16 14 30 8-14h22"/>',
    "scales": '<path d="M52 10v76M30 88h44M18 24h68M18 24L6 56h24zM86 24L74 56h24z"/>'
    '<path d="M6 56a12 10 0 0 0 24 0M74 56a12 10 0 0 0 24 0"/>',
    "home": '<path d="M10 50L52 14l42 36M20 44v44h64V44M44 88V62h16v26"/>',
    "clock": '<circle cx="52" cy="50" r="40"/><path d="M52 24v26l18 12"/>',
    "question": '<circle cx="52" cy="50" r="40"/><path d="M38 40a14 14 0 1 1 20 13c-5 3-6 5-6'
    ' 10M52 75v1"/>',
    "speech": '<path d="M10 16h84v52H50L30 88V68H10z"/><path d="M26 34h52M26 50h36"/>',
    "phone": '<rect x="30" y="8" width="44" height="84" rx="8"/><path d="M46 80h12M30 70h44'
    'M30 20h44"/>',
    "letter": '<rect x="10" y="22" width="84" height="58" rx="4"/><path d="M12 26l40 32 40-32"/>',
}
