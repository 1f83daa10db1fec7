"""The Easy Read twin of a Place's page, in any language: pairs of a picture and a short sentence.

Software drafts it and checks the rules that can be checked; whether it is easy to read only a
reading group of people with learning disabilities can say, and until then the page says so. In
another language nobody is shown it before native readers have read it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings import Finding
from insight.findings.place_profile import place_profile
from insight.reference.areas import areas
from insight.reference.identity import identity
from insight.store import Store, queries
from insight.visual import style
from publishing.releases.content import PAGE, mark
from publishing.site import chart_page, dataset, frame, languages
from publishing.site.chart_page import ABOUT, CSV, CSV_METADATA, Place
from publishing.site.languages import Language
from publishing.site.outline import place_slug

LONGEST_SENTENCE, LONGEST_WORD = 15, 12
MOST_PAIRS = 60  # about three to a page of A4, and 20 pages at most
DARK = style.PLACE  # of people whom a share is about
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


def page_of(
    store: Store, area_code: str, place: Place, language: Language | None = None
) -> EasyPage:
    """The Easy Read page of a Place, in English without a language. Raises BreaksRules."""
    said = language or languages.language()
    made = list(pairs(store, area_code, said))
    found = faults(made, said)
    if found:
        raise BreaksRules("; ".join(found))
    name = areas()[area_code].area_name
    title = said.say("title", place=name)
    finding = place_profile(store, area_code, indicator_ids=_told(store, area_code))
    if finding is None:
        raise BreaksRules(f"there are no figures of {name} to tell")
    words = finding_caption(store, finding, place.frozen_address)
    drawn = Markup().join(
        Markup('<div class="pair">{}<p>{}</p></div>\n').format(picture(each), _bold(each.sentence))
        for each in made
    )
    twin = frame.link(f"/places/{place_slug(area_code)}/", said.say("more", place=name))
    body = Markup().join(
        [
            Markup("<h1>{}</h1>\n").format(title),
            _in_english(Markup(mark("notice").decode() + "\n"), said),
            drawn,
            Markup("<p>{}</p>\n").format(twin),
            frame.part(said.say("sources"), _in_english(chart_page.source(words), said)),
            _in_english(Markup(mark("history").decode() + "\n"), said),
        ]
    )
    summary = said.say("summary", place=name)
    files = {
        ABOUT: chart_page.about((finding,), said.code),
        CSV: csv_file(finding.table.values, words, None, finding.about),
        frame.STYLE: frame.style_sheet("easy"),
        PAGE: frame.page(
            title,
            body,
            description=summary,
            here="/places/",
            head=chart_page.head(title, summary, place),
            style=frame.STYLE,
            kind="easy",
            language=said,
        ),
    }
    files[CSV_METADATA] = dataset.csv_metadata(CSV, files[CSV], words)
    return EasyPage(title, summary, files, finding)


def pairs(store: Store, area_code: str, language: Language | None = None) -> Iterator[Pair]:
    """The pairs of a language that there are figures for, filled in for a Place."""
    said = language or languages.language()
    name = areas()[area_code].area_name
    known = _shown(store)
    for each in said.pairs:
        indicator_id = each.get("indicator", "")
        share, tenths = "", None
        if indicator_id:
            value = _percentage(store, indicator_id, area_code) if indicator_id in known else None
            if value is None:
                continue
            share, tenths = people_words(value, said)
        text = each["sentence"].format(place=name, share=share, telephone=identity().telephone)
        sentence = text[:1].upper() + text[1:]
        yield Pair(each["picture"], sentence, tenths, each.get("word", ""))


def indicator_ids() -> tuple[str, ...]:
    """The indicators whose figures the sentences may tell."""
    return tuple(each["indicator"] for each in languages.language().pairs if "indicator" in each)


def _told(store: Store, area_code: str) -> tuple[str, ...]:
    """Those of them whose figures they do tell."""
    known = _shown(store) & set(indicator_ids())
    return tuple(
        each
        for each in indicator_ids()
        if each in known and _percentage(store, each, area_code) is not None
    )


def people_words(percentage: float, language: Language | None = None) -> tuple[str, int]:
    """'about 3 in 10' and how many to draw."""
    said = language or languages.language()
    tenths = math.floor(percentage / 10 + 0.5)
    if tenths == 0:
        return said.say("fewer_than_one"), 0
    if tenths == 10:
        return said.say("nearly_all"), 10
    return said.say("about", tenths=tenths), tenths


def _in_english(text: Markup, language: Language) -> Markup:
    """What stays in English on a page in another language, marked as such."""
    if language.code == languages.ENGLISH:
        return text
    return Markup('<div lang="{}" dir="ltr">{}</div>\n').format(languages.ENGLISH, text)


def faults(made: Sequence[Pair], language: Language | None = None) -> list[str]:
    """What breaks the rules: long sentences, hard words that nothing explains, figures that are
    not people out of ten, unknown pictures, too many pairs. How long a word may be is known of
    English alone."""
    found = []
    said = language or languages.language()
    longest = LONGEST_WORD if said.code == languages.ENGLISH else math.inf
    unknown = said.hard
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
                if word.lower() in unknown or (len(word) > longest and word.islower())
            ]
            found += [f"hard word: {word}" for word in hard]
            if FIGURE.search(sentence):
                found.append(f"a figure that is not people out of ten: {sentence}")
        if (each.picture == "people") != (each.out_of_ten is not None):
            found.append(f"people are drawn for a share, and for nothing else: {each.sentence}")
    return found


def picture(pair: Pair) -> Markup:
    """The drawing beside a sentence, which says it all: so it has no words of its own."""
    drawn = Markup(PICTURES.get(pair.picture, ""))
    if pair.out_of_ten is not None:
        drawn = Markup().join(
            PERSON.format(
                x=4 + 20 * (number % 5),
                y=6 + 46 * (number // 5),
                fill=DARK if number < pair.out_of_ten else style.PAGE,
                line=DARK,
            )
            for number in range(10)
        )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 104 100" aria-hidden="true" '
        'fill="none" stroke="{}" stroke-width="4" stroke-linejoin="round" '
        'stroke-linecap="round">{}</svg>'
    ).format(style.PLACE, drawn)


def _shown(store: Store) -> set[str]:
    return set(queries.indicators(store)["indicator_id"])


def _percentage(store: Store, indicator_id: str, area_code: str) -> float | None:
    about = queries.indicator(store, indicator_id)
    if about["value_type"] != "percentage":
        return None
    rows = queries.series(store, indicator_id, [area_code]).dropna(subset=["value"])
    if rows.empty:
        return None
    newest = rows.sort_values("period_end_date").iloc[-1]
    # What may be a fault of recording is not told where there is no room to say so.
    return None if newest["doubt"] else float(newest["value"])


def _bold(sentence: str) -> Markup:
    """'**word**' in bold."""
    parts = sentence.split("**")
    return Markup().join(
        Markup("<b>{}</b>").format(each) if number % 2 else Markup("{}").format(each)
        for number, each in enumerate(parts)
    )


PERSON = Markup(
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
