"""One published chart: the page, its files, and what other sites are given to show of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import plotly.graph_objects as go
from markupsafe import Markup

from insight.export import raster
from insight.export.caption import Caption, citation, finding_caption
from insight.export.files import csv_file, xlsx_file
from insight.export.how_to_read import WORDS
from insight.export.html import table
from insight.export.image import bare_svg, notes, svg
from insight.export.panels import panels_of
from insight.findings import Finding
from insight.reference.identity import identity
from insight.reference.vocabulary import INTERVAL_METHODS
from insight.store import Store, queries
from insight.store.disk import digest
from publishing.releases.content import LONGEST_TITLE, PAGE, mark
from publishing.releases.transitions import KINDS
from publishing.site import answers, card, dataset, frame
from publishing.site.compact import compact
from publishing.site.frame import bullets, link, paragraph, part
from publishing.site.languages import ENGLISH
from publishing.site.panels import panel_drawings

NARROW = 340  # pixels of a chart drawn again for a phone, whose letters could not be read else
MOST_TWICE = 10_000  # bytes of a chart that is; a larger one is drawn for a phone alone
MOST_INLINE = 24_000  # bytes of a drawing that stands in the page itself; a map is a file beside it
MOST_STACKED = 7  # columns of a table whose rows a phone shows one under another
EMBED_HEIGHT = 620
NO_DATE = "No date is set yet."
ABOUT = "about.json"
LONGEST_DESCRIPTION = 240  # letters that a search engine, or another site, may show
MARK = re.compile(r"(?<=: )[^\w\s] (?=\w)")  # '→ no clear change': a heading has the words
SENTENCE = re.compile(r"[.!?](?=\s)")
LABEL = re.compile(r' data-label="[^"]*"')
CSV, XLSX, SVG, PNG = "figures.csv", "figures.xlsx", "picture.svg", "picture.png"
CSV_METADATA = f"{CSV}-metadata.json"


@dataclass(frozen=True)
class Place:
    """Where a version of a release is published, and when its figures are next renewed.

    kind: of `KINDS`. next_update: words for readers, '' where nobody knows.
    """

    kind: str
    slug: str
    version: int = 1
    next_update: str = ""

    @property
    def address(self) -> str:
        """The whole address of the newest version."""
        return identity().url(f"/{KINDS[self.kind]}/{self.slug}/")

    @property
    def frozen_address(self) -> str:
        """The whole address of this version, which never shows another."""
        return f"{self.address}{self.version}/"


def files_of(
    store: Store, finding: Finding, slug: str, *, version: int = 1, next_update: str = ""
) -> dict[str, bytes]:
    """Every file of a chart's version, by path; the same bytes whenever the same is rendered.

    Raises NoFonts where pictures cannot be drawn.
    """
    place = Place("chart", slug, version, next_update)
    finding = replace(finding, title=heading(store, finding))
    words = finding_caption(store, finding, place.frozen_address)
    values = (finding.table.values, words, None, finding.about)
    files = {CSV: csv_file(*values), XLSX: xlsx_file(*values)}
    files[CSV_METADATA] = dataset.csv_metadata(CSV, files[CSV], words)
    if finding.picture is not None:
        drawing = svg(finding.picture, words)
        files |= {SVG: drawing.encode(), PNG: raster.png(drawing, notes=notes(words))}
    shown = picture(finding)  # drawn once, for the page and for frames on other pages
    files |= card.card(finding, words) | {
        "embed.html": _embed(finding, words, place, shown),
        "oembed.json": _oembed(finding, place),
        ABOUT: about((finding,), is_heard=answers.is_heard(store, slug)),
        frame.STYLE: frame.style_sheet(),
        frame.SORT: frame.sort_script(),
    }
    files[PAGE] = _page(store, finding, words, place, files, shown)
    return files


def heading(store: Store, finding: Finding) -> str:
    """The finding as a heading that stands alone: what was measured comes first."""
    indicator_id = str(finding.about.get("indicator_id", ""))
    title = MARK.sub("", finding.title)
    if not indicator_id:
        return title
    name = str(queries.indicator(store, indicator_id)["plain_name"])
    if name.lower() in title.lower():
        return fitting(title)
    return fitting(f"{name}: {title[:1].lower()}{title[1:]}")


def fitting(title: str) -> str:
    """A heading without its last clauses, where all of them are more than others would show."""
    while len(title) > LONGEST_TITLE and "; " in title:
        title = title.rpartition("; ")[0]
    return title


def about(
    findings: tuple[Finding, ...], language: str = ENGLISH, *, is_heard: bool = False
) -> bytes:
    """What a release is about, for the pages around it: areas, indicators, its language, and
    whether it says what people told us."""
    codes = [code for each in findings for code in dataset.area_codes(each)]
    ids = [each for finding in findings for each in dataset.indicator_ids(finding)]
    said = {"areas": sorted(set(codes)), "indicators": list(dict.fromkeys(ids))}
    said |= {"language": [language], "heard": [each for each in ("yes",) if is_heard]}
    return json.dumps(said).encode()


def picture(finding: Finding, name: str = "") -> Markup:
    """The drawing in the page, in a second shape for narrow screens where it is a chart.

    name: begins the ids of its titles; for a second drawing on one page. Nothing without one.
    """
    if finding.picture is None:
        return Markup()
    words = Caption(finding.title, finding.subtitle, finding.alt, *[""] * 7)
    panels = panels_of(finding.picture) if isinstance(finding.picture, go.Figure) else []
    if panels:
        return Markup('<figure class="panels">{}</figure>\n').format(
            Markup(panel_drawings(finding.picture, panels, words, name))
        )
    drawn = _inline(bare_svg(finding.picture, words, name=name))
    if not isinstance(finding.picture, go.Figure):
        if len(drawn) > MOST_INLINE:
            drawn = Markup('<img src="{}" alt="{}">').format(f"{name}{SVG}", finding.alt)
        return Markup("<figure>{}</figure>\n").format(drawn)
    narrow = _inline(bare_svg(finding.picture, words, name=f"{name}n-", width=NARROW))
    if len(drawn) > MOST_TWICE:
        return Markup('<figure class="tall">{}</figure>\n').format(narrow)
    return Markup(
        '<figure><div class="wide-only">{}</div><div class="narrow">{}</div></figure>\n'
    ).format(drawn, narrow)


def figures(finding: Finding) -> Markup:
    """The table; a wide one scrolls sideways by itself, by keyboard too."""
    if not finding.table.rows:
        return Markup()
    set_ = table(finding.table, has_widths=False)
    if len(finding.table.columns) <= MOST_STACKED:
        return Markup('<div class="stack">{}</div>\n').format(set_)
    # What each cell would say of itself is said once, since a long table has hundreds.
    plain = LABEL.sub("", set_).replace("<small>", "<br>").replace("</small>", "")
    is_numbers = finding.table.numbers == set(range(1, len(finding.table.columns)))
    if is_numbers:
        plain = plain.replace('<td class="number">', "<td>")
    return Markup('<section class="wide{}" aria-label="{}" tabindex="0">{}</section>\n').format(
        " numbers" * is_numbers, f"Table: {finding.table.caption}", Markup(plain)
    )


def said(finding: Finding) -> Markup:
    """The sentence, without a sentence that the heading has said already."""
    rest = finding.sentence.removeprefix(finding.title)
    goes_on = rest == finding.sentence or (rest and not rest.startswith("."))
    return paragraph(finding.sentence if goes_on else rest.lstrip(". "), "lead")


def doubts(finding: Finding) -> Markup:
    """Signs of doubt, a sentence each."""
    return Markup().join(paragraph(each, "flag") for each in finding.flags)


def source(words: Caption) -> Markup:
    """Whose figures they are, on what terms, in the words the licence asks for."""
    return paragraph(words.source_line, "source") + paragraph(words.attribution, "source")


def _page(
    store: Store,
    finding: Finding,
    words: Caption,
    place: Place,
    files: Mapping[str, bytes],
    shown: Markup,
) -> bytes:
    body = Markup().join(
        [
            Markup("<h1>{}</h1>\n").format(finding.title),
            Markup(mark("notice").decode() + "\n"),
            said(finding),
            paragraph(finding.subtitle, "subtitle"),
            doubts(finding),
            shown,
            part("The figures", figures(finding), name="figures"),
            part("Before you use this", paragraph(finding.caveat) + source(words)),
            answers.sections(store, place.slug, dataset.area_codes(finding)),
            part("How it was worked out", _method(store, finding)),
            part("Take it away", _downloads(finding, files), name="files"),
            part("Put it on your own page", _embedding(finding, place)),
            part("How to cite it", Markup("<p>{}</p>\n").format(citation(words)), name="cite"),
            part("Versions and changes", Markup(mark("history").decode() + "\n"), name="versions"),
            part("Next update", next_update(place)),
        ]
    )
    figures_only = {CSV: files[CSV]}
    data = dataset.dataset(store, finding, words, place.frozen_address, place.version, figures_only)
    return frame.page(
        finding.title,
        body,
        description=description(finding),
        here="/charts/",
        head=_head(finding, place, data),
        style=frame.STYLE,
        script=frame.SORT,
    )


def description(finding: Finding) -> str:
    """What a search engine shows of it."""
    return shortened(f"{finding.subtitle}. {finding.sentence}".strip(". "))


def shortened(text: str, longest: int = LONGEST_DESCRIPTION) -> str:
    """As many whole sentences as there is room for; of one that is too long, whole words."""
    if len(text) <= longest:
        return text
    ends = [each.end() for each in SENTENCE.finditer(text) if each.end() <= longest]
    if ends:
        return text[: ends[-1]].rstrip()
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def head(title: str, summary: str, place: Place) -> Markup:
    """What other sites and search engines read: where it is, and its card where it has one."""
    properties = {"og:title": title, "og:type": "article", "og:url": place.address}
    properties |= {"og:description": summary, "og:site_name": identity().name}
    metas = Markup().join(
        Markup('<meta property="{}" content="{}">\n').format(name, text)
        for name, text in properties.items()
    )
    return Markup('<link rel="canonical" href="{}">\n').format(place.address) + metas


def _head(finding: Finding, place: Place, data: str) -> Markup:
    card_address = f"{place.address}{card.PNG}"
    return (
        head(finding.title, description(finding), place)
        + Markup(
            '<meta property="og:image" content="{0}">\n'
            '<meta property="og:image:width" content="{1}">\n'
            '<meta property="og:image:height" content="{2}">\n'
            '<meta property="og:image:alt" content="{3}">\n'
            '<meta name="twitter:card" content="summary_large_image">\n'
            '<link rel="alternate" type="application/json+oembed" href="{4}" title="{3}">\n'
            '<link rel="describedby" type="application/csvm+json" href="{5}">\n'
        ).format(
            card_address,
            card.WIDE,
            card.HIGH,
            finding.title,
            f"{place.address}oembed.json",
            CSV_METADATA,
        )
        + Markup('<script type="application/ld+json">\n{}\n</script>\n').format(Markup(data))
    )


def _method(store: Store, finding: Finding) -> Markup:
    """What is counted, how sure it is, and what the words mean."""
    indicator_id = str(finding.about.get("indicator_id", ""))
    parts = Markup()
    if indicator_id:
        indicator = queries.indicator(store, indicator_id)
        parts += paragraph(str(indicator["definition"]))
        parts += paragraph(INTERVAL_METHODS[str(indicator["ci_method"])])
    cells = (text for row in finding.table.texts for text in row)
    seen = " ".join((*cells, *finding.table.columns, finding.sentence))
    used = [(word, meaning) for word, meaning in WORDS if _is_used(word, seen)]
    if used:
        items = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>\n").format(*each) for each in used)
        parts += Markup("<dl>\n{}</dl>\n").format(items)
    more = link("/how-we-know/", "How we know what we say")
    return parts + Markup("<p>{}</p>\n").format(more)


def _is_used(word: str, seen: str) -> bool:
    """Whether any of the words explained together, such as 'Rising, falling', is on the page."""
    return any(each.strip().lower() in seen.lower() for each in word.split(", "))


def _downloads(finding: Finding, files: Mapping[str, bytes]) -> Markup:
    offered = {
        CSV: "Table for programs (CSV)",
        CSV_METADATA: "What the columns of that table are (CSV on the Web)",
        XLSX: "Workbook (XLSX)",
        PNG: "Picture (PNG)",
        SVG: "Drawing (SVG)",
    }
    items = [
        Markup('<a href="{0}" download>{1}</a>, {2}').format(name, words, size(files[name]))
        for name, words in offered.items()
        if name in files
    ]
    return bullets(items) + Markup(
        "<p>To check that the table is the one we published: its SHA-256 is <code>{}</code>.</p>\n"
    ).format(digest(files[CSV]))


def size(data: bytes) -> str:
    """'12 kB'."""
    return f"{max(1, round(len(data) / 1000))} kB"


def _embedding(finding: Finding, place: Place) -> Markup:
    """Code for other sites: one that follows new versions, one that never changes."""
    return Markup(
        "<p>This code shows the newest version:</p>\n<pre><code>{}</code></pre>\n"
        "<p>To show version {} for ever, with a line when there is a newer one, put this address"
        " into it: <code>{}embed.html</code></p>\n"
    ).format(_iframe(finding, place.address), place.version, place.frozen_address)


def _iframe(finding: Finding, address: str) -> str:
    return str(
        Markup(
            '<iframe src="{}embed.html" title="{}" width="100%" height="{}" loading="lazy">'
            "</iframe>"
        ).format(address, finding.title, EMBED_HEIGHT)
    )


def _oembed(finding: Finding, place: Place) -> bytes:
    return json.dumps(
        {
            "version": "1.0",
            "type": "rich",
            "title": finding.title,
            "provider_name": identity().name,
            "provider_url": identity().address,
            "html": _iframe(finding, place.address),
            "width": 680,
            "height": EMBED_HEIGHT,
            "thumbnail_url": f"{place.address}{card.PNG}",
            "thumbnail_width": card.WIDE,
            "thumbnail_height": card.HIGH,
            "cache_age": 300,
        },
        ensure_ascii=False,
    ).encode()


def _embed(finding: Finding, words: Caption, place: Place, shown: Markup) -> bytes:
    """The chart alone, for a frame on another page; the table where it has no drawing."""
    more = Markup('<p class="source">{} <a href="{}" target="_top">{}</a></p>\n').format(
        words.source_line, place.address, "The figures, how they were made, and what has changed"
    )
    body = (
        Markup("<h1>{}</h1>\n").format(finding.title)
        + Markup(mark("notice").decode() + "\n")
        + paragraph(finding.subtitle, "subtitle")
        + doubts(finding)
        + (shown or figures(finding))
        + more
    )
    return str(
        EMBED.format(
            language=ENGLISH,
            title=finding.title,
            address=place.address,
            style=frame.STYLE,
            body=body,
        )
    ).encode()


EMBED = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
    '<title>{title}</title>\n<link rel="canonical" href="{address}">\n'
    '<link rel="icon" href="/favicon.svg">\n'
    '<link rel="stylesheet" href="{style}">\n</head>\n<body class="embed">\n<main>\n{body}</main>\n'
    "</body>\n</html>\n"
)


def next_update(place: Place) -> Markup:
    """When newer figures are expected; with words beside it, as a day alone may be a birthday."""
    when = f"Newer figures are expected: {place.next_update}." if place.next_update else NO_DATE
    return Markup("<p>{} {}</p>\n").format(when, link("/releases/", "See what is to come"))


def _inline(drawing: str) -> Markup:
    """A drawing as it stands in a page: as wide as there is room for."""
    return Markup(compact(drawing))
