"""A page of several findings: a Place, an area of care, or a report. One release, frozen whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from insight.export.caption import citation, finding_caption
from insight.export.files import csv_file
from insight.findings import Finding
from insight.store import Store
from insight.store.disk import digest
from publishing.releases.content import PAGE, mark
from publishing.site import answers, chart_page, dataset, frame
from publishing.site.chart_page import ABOUT, Place
from publishing.site.frame import bullets, paragraph, part

HERE = {"place": "/places/", "care-area": "/core20plus5/", "report": "/releases/"}


def files_of(
    store: Store,
    title: str,
    summary: str,
    findings: Sequence[Finding],
    place: Place,
) -> dict[str, bytes]:
    """Every file of a version of a page of findings, by path."""
    listed = [replace(each, title=chart_page.heading(store, each)) for each in findings]
    files: dict[str, bytes] = {
        ABOUT: chart_page.about(tuple(listed), is_heard=answers.is_heard(store, place.slug)),
        frame.STYLE: frame.style_sheet(),
        frame.SORT: frame.sort_script(),
    }
    sections = []
    for each in listed:
        words = finding_caption(store, each, place.frozen_address)
        name = f"{each.finding_id}.csv"
        if each.table.rows:
            files[name] = csv_file(each.table.values, words, None, each.about)
            files[f"{name}-metadata.json"] = dataset.csv_metadata(name, files[name], words)
        sections.append(_section(each, name, files, chart_page.source(words)))
    whole = replace(listed[0], title=title, subtitle=summary, source_ids=())
    cited = citation(finding_caption(store, whole, place.frozen_address))
    body = Markup().join(
        [
            Markup("<h1>{}</h1>\n").format(title),
            Markup(mark("notice").decode() + "\n"),
            paragraph(summary, "lead"),
            *sections,
            answers.sections(store, place.slug, _places(listed)),
            part("How to cite it", paragraph(cited), name="cite"),
            part("Versions and changes", Markup(mark("history").decode() + "\n"), name="versions"),
            part("Next update", chart_page.next_update(place)),
        ]
    )
    files[PAGE] = frame.page(
        title,
        body,
        description=summary,
        here=HERE[place.kind],
        head=chart_page.head(title, summary, place),
        style=frame.STYLE,
        script=frame.SORT,
    )
    return files


def _places(findings: Sequence[Finding]) -> set[str]:
    """The areas it is about."""
    return {code for each in findings for code in dataset.area_codes(each)}


def _section(finding: Finding, name: str, files: dict[str, bytes], source: Markup) -> Markup:
    taken = Markup()
    if name in files:
        taken = bullets(
            [
                Markup(
                    '<a href="{0}" download>Table for programs (CSV): {1}</a>, {2}.'
                    " SHA-256 <code>{3}</code>"
                ).format(name, finding.title, chart_page.size(files[name]), digest(files[name]))
            ],
            "small",
        )
    body = Markup().join(
        [
            chart_page.said(finding),
            paragraph(finding.subtitle, "subtitle"),
            chart_page.doubts(finding),
            chart_page.picture(finding, f"{finding.finding_id}-"),
            chart_page.figures(finding),
            paragraph(finding.caveat),
            source,
            taken,
        ]
    )
    return part(finding.title, body, name=finding.finding_id)
