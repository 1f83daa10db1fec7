"""Which finding a figure's address means, and how a release of it is rendered.

An address is that of its page in the dashboard, then '#' and the finding's own id, as the menu
beside each figure gives it: 'indicator?indicator=adult-obesity#adult-obesity-areas'. The id alone
will do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.headlines import HEADLINES, LIFE_EXPECTANCY
from insight.findings import Finding
from insight.findings.care_areas import care_area, care_gradient
from insight.findings.catalogue import clinical_areas
from insight.findings.change_over_time import area_trend, change_over_time
from insight.findings.indicator import area_comparison
from insight.findings.key_findings import key_findings
from insight.findings.place_profile import place_profile
from insight.reference.areas import areas
from insight.store import Store, cached, queries
from publishing.newest_store import newest_store
from publishing.releases.content import Rendering, Source
from publishing.releases.lifecycle import NATIVE_READERS, READING_GROUP, ReleaseRefused
from publishing.site import chart_page, collection_page, easy_read, languages
from publishing.site.chart_page import Place
from publishing.site.dataset import indicator_ids
from publishing.site.languages import Language
from publishing.site.outline import place_codes, place_slug

EDITION = "2025"
CARE_AREAS = 5  # of each version of CORE20PLUS5; what bears on all five is no area of its own
CHARTS: dict[str, Callable[[Store, str], Finding | None]] = {
    "-areas": area_comparison,
    "-over-time": change_over_time,
}
SAMPLE = "A sample: nobody has approved this, and nobody should rely on it."
MOST_COMPARED = 3  # measures of an area of care that are drawn; the table has them all
MEASURED = "What we measure"
Whole: TypeAlias = tuple[str, str, list[Finding]]  # title, summary and findings of a page
SHOWN = (*LIFE_EXPECTANCY.values(), *HEADLINES)


def render(
    store: Store,
    kind: str,
    slug: str,
    figure: str = "",
    *,
    version: int = 1,
    next_update: str = "",
    is_sample: bool = False,
) -> Rendering:
    """What a release shows, rendered. slug: of its address. figure: what it shows, which for pages
    is what `pages` gives, or a slug that says so; '' where its address does.

    is_sample: the first finding is marked as one that nobody approved, wherever it goes. Raises
    ReleaseRefused where kind, slug and figure mean nothing.
    """
    place = Place(kind, slug, version, next_update)
    figure = figure or slug
    if kind == "report":
        return _easy_read(store, place, figure)
    if kind == "chart":
        found = [find(store, figure)]
        title, summary = chart_page.heading(store, found[0]), found[0].subtitle
    else:
        title, summary, found = (_place if kind == "place" else _care_area)(store, figure)
    if is_sample:
        found[0] = replace(found[0], flags=(SAMPLE, *found[0].flags))
    if kind == "chart":
        files = chart_page.files_of(store, found[0], slug, version=version, next_update=next_update)
    else:
        files = collection_page.files_of(store, title, summary, found, place)
    return Rendering(
        title, summary, files, sources(store, found), store.build_id, _code_version(store)
    )


def render_newest(kind: str, slug: str, figure: str, version: int, next_update: str) -> Rendering:
    """The same from the current store. Raises NoStore."""
    return render(newest_store(), kind, slug, figure, version=version, next_update=next_update)


def about(made: Rendering) -> dict[str, list[str]]:
    """The areas and indicators of a rendering, by id."""
    said: dict[str, list[str]] = json.loads(made.files[chart_page.ABOUT])
    return said


@dataclass(frozen=True)
class Page:
    """A page of several findings that can be rendered. kind: of `KINDS`. slug: of its first
    address. figure: what it shows, which stays though names and addresses change. name: for people.
    """

    kind: str
    slug: str
    figure: str
    name: str


def pages(store: Store) -> list[Page]:
    """Each Place with its Easy Read twin, and the areas of care."""
    found = []
    for code in place_codes():
        slug, name = place_slug(code), areas()[code].area_name
        found += [
            Page("place", slug, code, name),
            Page("report", easy_slug(slug), easy_slug(code), f"{name} in Easy Read"),
        ]
    listed = [each for each in clinical_areas(store) if each.order <= CARE_AREAS]
    ids = [(each.clinical_area_id, each.plain_name) for each in listed]
    return found + [Page("care-area", each, each, name) for each, name in ids]


def page_figure(kind: str, slug: str) -> str:
    """What a page shows, by the slug of its first address; '' where that says nothing."""
    if kind == "place":
        return next((code for code in place_codes() if place_slug(code) == slug), "")
    if kind == "report" and slug in (listed := _reports()):
        code, said = listed[slug]
        return easy_slug(code) + said.ending
    return ""


def find(store: Store, figure: str) -> Finding:
    """The finding of a chart's address. Raises ReleaseRefused where there is none."""
    finding_id = figure.rpartition("#")[2]
    known = set(queries.indicators(store)["indicator_id"])
    for ending, make in CHARTS.items():
        indicator_id = finding_id.removesuffix(ending)
        if finding_id.endswith(ending) and indicator_id in known:
            found = cached(store, make, indicator_id=indicator_id)
            if found is not None:
                return found
    listed = " or ".join(f"'INDICATOR{ending}'" for ending in CHARTS)
    raise ReleaseRefused(f"'{figure}' is no chart that can be published: say {listed}")


def is_chart(finding_id: str) -> bool:
    """Whether a finding has a page of its own on the public site."""
    return finding_id.endswith(tuple(CHARTS))


def sources(store: Store, findings: Sequence[Finding]) -> tuple[Source, ...]:
    """What findings rest on: each file of figures with each indicator it gave, and for when."""
    listed = queries.indicators(store).set_index("indicator_id")
    files = queries.source_files(store)
    named = {source_id for finding in findings for source_id in finding.source_ids}
    periods = _periods(findings)
    made = []
    for each in dict.fromkeys(name for finding in findings for name in indicator_ids(finding)):
        if each not in listed.index:
            continue
        row = queries.indicator(store, each)
        if row["source_id"] not in named:  # tested beside others, and not told of
            continue
        is_own = (files["publisher"] == row["publisher"]) & (
            files["publication"] == row["publication"]
        )
        own = files.loc[is_own & (files["state"] == "loaded"), "sha256"]
        for sha256 in sorted(set(own) - {""}):
            made.append(
                Source(
                    sha256,
                    each,
                    periods.get(each, ""),
                    str(row["licence"]),
                    str(row["disclosure_rule"]),
                )
            )
    return tuple(made)


def _periods(findings: Sequence[Finding]) -> dict[str, str]:
    """The period that findings tell of each indicator: '2022', or '2013 – 2022' of several."""
    columns = ["indicator_id", "period_end_date", "period_label"]
    tables = [
        finding.table.values
        if "indicator_id" in finding.table.values
        else finding.table.values.assign(indicator_id=finding.about.get("indicator_id"))
        for finding in findings
    ]
    dated = [each[columns].dropna() for each in tables if set(columns) <= set(each)]
    if not dated:
        return {}
    rows = pd.concat(dated).sort_values("period_end_date", kind="stable")
    return {
        str(indicator_id): " – ".join(dict.fromkeys([labels.iloc[0], labels.iloc[-1]]))
        for indicator_id, labels in rows.groupby("indicator_id")["period_label"]
    }


def _place(store: Store, figure: str) -> Whole:
    code = next((each for each in place_codes() if figure in (each, place_slug(each))), "")
    if not code:
        raise ReleaseRefused(f"{figure} is none of our Places")
    name = areas()[code].area_name
    found = [
        key_findings(store, AGAINST_ENGLAND, code),
        place_profile(store, code, indicator_ids=SHOWN),
        *(area_trend(store, each, code) for each in SHOWN),
    ]
    summary = f"What stands out in {name}, how it stands beside England, and how it has changed."
    return f"{name}: health and fairness", summary, [each for each in found if each]


def easy_slug(slug: str) -> str:
    """Of an Easy Read twin: its slug by that of its page, and what it shows by the Place's code."""
    return f"{slug}-easy-read"


def _care_area(store: Store, figure: str) -> Whole:
    area = next((x for x in clinical_areas(store) if x.clinical_area_id == figure), None)
    if area is None:
        raise ReleaseRefused(f"{figure} is no area of CORE20PLUS5")
    measured = care_area(store, figure, EDITION)
    found = [
        replace(measured, title=MEASURED, subtitle=""),
        care_gradient(store, figure, EDITION),
        *(
            cached(store, area_comparison, indicator_id=each)
            for each in indicator_ids(measured)[:MOST_COMPARED]
        ),
    ]
    return area.plain_name, area.summary, [each for each in found if each]


def _code_version(store: Store) -> str:
    return str(queries.build(store)["code_version"].iloc[0])


def _reports() -> dict[str, tuple[str, Language]]:
    """The Place and the language of each Easy Read twin, by what it shows and by its slug."""
    return {
        easy_slug(name) + each.ending: (code, each)
        for each in languages.languages()
        for code in place_codes()
        for name in (code, place_slug(code))
    }


def _easy_read(store: Store, place: Place, figure: str) -> Rendering:
    listed = _reports()
    if figure not in listed:
        raise ReleaseRefused(f"{figure} is no report that can be rendered here")
    code, said = listed[figure]
    page = easy_read.page_of(store, code, place, said)
    is_english = said.code == languages.ENGLISH
    return Rendering(
        page.title,
        page.summary,
        page.files,
        sources(store, [page.finding]),
        store.build_id,
        _code_version(store),
        retells=code,
        readers=READING_GROUP if is_english else f"{NATIVE_READERS}{said.name}",
    )
