"""The pages around releases: the front page, lists, what is to come, how we know."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from insight.analysis.place_search import gazetteer
from insight.export.how_to_read import WORDS
from insight.findings import provenance
from insight.findings.catalogue import clinical_areas
from insight.reference.areas import HOW_MANY, KIND_OF_PLACE, SYSTEM_NAME, areas
from insight.reference.identity import identity
from insight.reference.vocabulary import VERSION_NAMES
from insight.store import NoStore, Store, queries
from insight.visual import style
from publishing.newest_store import newest_store
from publishing.releases.calendar import Entry, EntryState
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.london_time import from_iso, instant, wall_time
from publishing.releases.record import PublicRecord
from publishing.site import answers, chart_page, feed, frame, postcodes
from publishing.site.frame import FEED, bullets, link, page, paragraph, part
from publishing.site.languages import ENGLISH, language
from publishing.site.outline import (
    Change,
    Listed,
    Outline,
    change_words,
    outline,
    place_codes,
    place_slug,
)

TEXTS = Path(__file__).parent / "texts"
NEW = 8  # changes on the front page
RESPONSES = "you-said-we-did"  # how the slugs of reports on what was done begin
NOTHING = "Nothing is published here yet."
SAMPLE = "This is a sample of real figures. Nobody has approved it, and nobody should rely on it."
STATES = {
    EntryState.PROVISIONAL: "provisional",
    EntryState.CONFIRMED: "confirmed",
    EntryState.PUBLISHED: "published",
    EntryState.CANCELLED: "cancelled",
}
SEARCH = Markup(
    '<search><form id="search" hidden><label for="q">Postcode, town, ward or Place</label>'
    '<input id="q" name="q" autocomplete="postal-code"><br><button>Find</button></form>'
    '<div id="answer" role="status" tabindex="-1"></div></search>\n'
    '<p>You can also look in the lists of <a href="/places/">Places and wards</a> and of'
    ' <a href="/postcodes/">postcodes</a>.</p>\n'
)
FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="{blue}" d="M0 0h32v32'
    'H0z"/><path fill="{page}" d="M6 18h5v8H6zM14 12h5v14h-5zM22 6h5v20h-5z"/></svg>\n'
)


def pages(record: PublicRecord) -> dict[str, bytes]:
    """Everything around releases, by path, made from what is public.

    Where no store has been built there are no lists of postcodes, wards and sources, so that
    something can be withdrawn all the same.
    """
    try:
        store = newest_store()
    except NoStore:
        store = None
    return pages_of(outline(record), store)


def pages_of(of: Outline, store: Store | None) -> dict[str, bytes]:
    """The same of an outline."""
    made = {
        "index.html": _home(of),
        "places/index.html": _places(of, store),
        "core20plus5/index.html": _care_areas(of, store),
        "charts/index.html": _charts(of),
        "you-said-we-did/index.html": _responses(of, store),
        "how-we-know/index.html": _how_we_know(),
        "how-we-know/data/index.html": _data(store),
        "how-we-know/accessibility/index.html": _accessibility(),
        "releases/index.html": _releases(of),
        "404.html": _not_found(),
    }
    if store is not None:
        made |= postcodes.pages(store, of)
    addresses = {
        "/" + path.removesuffix("index.html"): "" for path in made if path.endswith("index.html")
    }
    return made | {
        frame.STYLE: frame.style_sheet(),
        "favicon.svg": FAVICON.format(blue=style.NHS_BLUE, page=style.PAGE).encode(),
        "search.js": Path(__file__).with_name("search.js").read_bytes(),
        "search.json": _index(of, store),
        FEED.strip("/"): feed.atom(of),
        "calendar.ics": feed.icalendar(of.calendar),
        "sitemap.xml": feed.sitemap(of, addresses),
        "robots.txt": feed.robots(is_sample=of.is_sample),
    }


def _home(of: Outline) -> bytes:
    us = identity()
    ways = [
        link(of.place_address(code), areas()[code].area_name)
        for code in sorted(place_codes(), key=lambda code: areas()[code].area_name)
    ]
    body = Markup().join(
        [
            Markup("<h1>How healthy we are, and how fairly</h1>\n"),
            _sample(of),
            paragraph(
                f"Figures about health and fairness in {SYSTEM_NAME}, for everybody. Each"
                " page says what the figures show, how sure we are, and who published them.",
                "lead",
            ),
            part("Find your area", SEARCH),
            part("Places", bullets(ways, "cards")),
            part("What is new", _changes(of.changes[:NEW]) + _more("/releases/", "All releases")),
            part("What is to come", _calendar(of.calendar)),
        ]
    )
    summary = f"Figures about health and fairness, from {us.owner}."
    return page(us.name, body, description=summary, script="/search.js")


def _places(of: Outline, store: Store | None) -> bytes:
    parts = [Markup("<h1>The {} Places</h1>\n").format(HOW_MANY), _sample(of)]
    for code in sorted(place_codes(), key=lambda code: areas()[code].area_name):
        name = areas()[code].area_name
        own = [each for each in of.of_kind("place") if each.shows == code]
        reports = [each for each in of.of_place(code) if each.kind == "report"]
        body = bullets([_entry(each) for each in own + reports]) or paragraph(NOTHING)
        if store is not None:
            rows = queries.neighbourhoods(store, code)
            for what, column in (("Wards", "ward_name"), ("Middle-layer areas", "msoa_name")):
                names = sorted(set(rows[column]) - {""})
                body += Markup("<details><summary>{} of {}</summary><p>{}</p></details>\n").format(
                    what, name, ", ".join(names)
                )
        parts.append(part(name, body, name=place_slug(code)))
    return page(
        f"The {HOW_MANY} Places",
        Markup().join(parts),
        description=f"The {HOW_MANY} {KIND_OF_PLACE}s of {SYSTEM_NAME}.",
        here="/places/",
    )


def _care_areas(of: Outline, store: Store | None) -> bytes:
    parts = [
        Markup("<h1>CORE20PLUS5</h1>\n"),
        _sample(of),
        paragraph(
            "CORE20PLUS5 is how the NHS goes about unfair differences in health. It looks at the"
            " fifth of neighbourhoods that have least, at groups that may be missed, and at five"
            " areas of care: five for adults and five for children.",
            "lead",
        ),
    ]
    listed = {each.shows: each for each in of.of_kind("care-area")}
    if store is None:
        parts.append(bullets([_entry(each) for each in listed.values()]))
    else:
        for version, name in VERSION_NAMES.items():
            found = [
                _entry(listed[each.clinical_area_id])
                for each in clinical_areas(store, version)
                if each.clinical_area_id in listed
            ]
            parts.append(part(name, bullets(found) or paragraph(NOTHING)))
    return page(
        "CORE20PLUS5",
        Markup().join(parts),
        description="Unfair differences in health, by area of care.",
        here="/core20plus5/",
    )


def _charts(of: Outline) -> bytes:
    found = [_entry(each) for each in of.of_kind("chart")]
    body = Markup("<h1>Charts</h1>\n") + _sample(of) + (bullets(found) or paragraph(NOTHING))
    return page("Charts", body, description="Every published chart.", here="/charts/")


def _responses(of: Outline, store: Store | None) -> bytes:
    found = [_entry(each) for each in of.of_kind("report") if each.release_id.startswith(RESPONSES)]
    heard = sorted((each for each in of.listed if each.is_heard), key=lambda each: each.title)
    found += [link(f"{each.address}#heard", f"{each.title}: what people told us") for each in heard]
    body = Markup().join(
        [
            Markup("<h1>You said, we did</h1>\n"),
            _sample(of),
            paragraph("What people told us, what was decided, and what came of it.", "lead"),
            bullets(found) or paragraph("No response has been published here yet."),
            part("Tell us something", answers.ways() + paragraph(answers.PLEASE)),
            part(
                "Come and talk",
                bullets(answers.meetings(store)) or paragraph("No date is announced."),
                name="meet",
            ),
        ]
    )
    return page(
        "You said, we did",
        body,
        description="What people told us, and what came of it.",
        here="/you-said-we-did/",
    )


def _how_we_know() -> bytes:
    words = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>\n").format(*each) for each in WORDS)
    body = _text("how_we_know", words=Markup("<dl>\n{}</dl>").format(words))
    return page(
        "How we know what we say",
        body,
        description="Where the figures come from, and how sure we are.",
        here="/how-we-know/",
    )


def _data(store: Store | None) -> bytes:
    body = Markup("<h1>Every source we use</h1>\n")
    if store is None:
        body += paragraph("The list is not here just now. Each chart names its own source.")
    else:
        body += chart_page.figures(provenance.sources(store))
    return page(
        "Every source we use",
        body,
        description="Whose figures these are, and on what terms.",
        here="/how-we-know/",
    )


def _accessibility() -> bytes:
    return page(
        "Accessibility statement",
        _text("accessibility"),
        description="How accessible these pages are, and how to ask for another format.",
        here="/how-we-know/",
    )


def _releases(of: Outline) -> bytes:
    body = Markup().join(
        [
            Markup("<h1>Releases</h1>\n"),
            _sample(of),
            part(
                "What is to come",
                _calendar(of.calendar) + _more("/calendar.ics", "Put it in your own calendar"),
                name="calendar",
            ),
            part(
                "Reports", bullets([_entry(each) for each in of.of_kind("report")]), name="reports"
            ),
            part("What has changed", _changes(of.changes) + _more(FEED, "Follow it as a feed")),
        ]
    )
    return page(
        "Releases",
        body,
        description="What was published, corrected and withdrawn, and what is to come.",
        here="/releases/",
    )


def _not_found() -> bytes:
    body = Markup(
        "<h1>There is no such page</h1>\n<p>The address may be mistyped, or a page may have moved."
        ' Look in <a href="/charts/">charts</a> or <a href="/places/">Places</a>.</p>\n'
    )
    return page("There is no such page", body, description="There is no such page.")


def _sample(of: Outline) -> Markup:
    return paragraph(SAMPLE, "sample") if of.is_sample else Markup()


def _entry(each: Listed) -> Markup:
    shown = link(each.address, each.title) + Markup('<br><span class="small">{}</span>').format(
        each.summary
    )
    if each.language == ENGLISH:
        return shown
    said = language(each.language)
    return Markup('<div lang="{}" dir="{}">{}</div>').format(said.code, said.direction, shown)


def _changes(changes: tuple[Change, ...]) -> Markup:
    items = [
        Markup('{}<br><span class="small">{}. {}. {}</span>').format(
            link(each.address, each.title),
            wall_time(from_iso(each.at)),
            change_words(each.kind).rstrip("."),
            each.note,
        )
        for each in changes
    ]
    return bullets(items) or paragraph(NOTHING)


def _calendar(entries: tuple[Entry, ...]) -> Markup:
    ahead = [each for each in entries if each.newest.state is not EntryState.PUBLISHED]
    items = [
        Markup('{}: <strong>{}</strong>, {}. <span class="small">{}</span>').format(
            each.title, _when(each), STATES[each.newest.state], _why(each)
        )
        for each in ahead
    ]
    return bullets(items) or paragraph("No date is announced.")


def _when(each: Entry) -> str:
    try:
        return wall_time(instant(each.newest.date_text))
    except ReleaseRefused:
        return each.newest.date_text


def _why(each: Entry) -> str:
    """Why a date changed; the first announcement needs no reason."""
    reasons = [change.reason for change in each.changes[1:]]
    return f"Changed: {'; '.join(reasons)}." if reasons else ""


def _more(address: str, text: str) -> Markup:
    return Markup("<p>{}</p>\n").format(link(address, text))


def _text(name: str, **more: Markup) -> Markup:
    us = identity()
    said = Markup((TEXTS / f"{name}.html").read_text(encoding="utf-8"))
    return said.format(
        owner=us.owner,
        email=us.email,
        telephone=us.telephone,
        text_relay=us.text_relay,
        post=us.post,
        days=us.answer_days,
        date=f"{us.statement_date:%-d %B %Y}",
        **more,
    )


def _for_readers(each: Listed) -> tuple[bool, bool, str, str]:
    """What is about one Place before what is about many, and its own page first of all."""
    return each.kind != "place", len(each.place_codes) != 1, each.title, each.release_id


def _index(of: Outline, store: Store | None) -> bytes:
    """What the search reads: areas with their Place, Places with their pages, and pages."""
    known = areas()
    named = {known[code].area_name: of.place_address(code) for code in place_codes()}
    found = gazetteer(store).matches if store is not None else ()
    listed = [[f"{x.name}{' ward' * (x.kind == 'ward')}", x.place_name] for x in found]
    shown = [
        [each.title, each.address, [known[code].area_name for code in each.place_codes]]
        for each in sorted(of.listed, key=_for_readers)
    ]
    said = {"areas": listed or [[name, name] for name in named], "places": named, "pages": shown}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
