"""What goes with a figure wherever it goes: finding, source, licence, date, caveat and link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from insight.findings import Finding
from insight.reference.areas import SYSTEM_NAME
from insight.store import Store, queries

PRODUCT = f"{SYSTEM_NAME} insight"
NOT_OFFICIAL = "Our own work with published figures. It is not an official statistic."
SHORT_BUILD = 8  # letters of a build id that tell builds apart


@dataclass(frozen=True)
class Caption:
    """The words of one figure.

    title: the finding. subtitle: measure, areas, period and unit. alt: the picture in words.
    source and licence: whose figures, on what terms; attribution: the words that the licence
    asks for. built_on: the day of the build, such as '21 November 2026'. link: brings the view
    back, '' when there is no address to give. vintage: edition or years covered, as the source
    says it.
    """

    title: str
    subtitle: str
    alt: str
    source: str
    licence: str
    attribution: str
    built_on: str
    build_id: str
    caveat: str
    link: str
    vintage: str = ""

    @property
    def source_line(self) -> str:
        """'Source: …. Licence: ….', or '' for a figure without a source."""
        parts = [("Source", self.source), ("Licence", self.licence)]
        return " ".join(f"{name}: {text}." for name, text in parts if text)

    @property
    def build_line(self) -> str:
        """Where the figure was made, from which build and when."""
        return f"{PRODUCT}. Build {self.build_id[:SHORT_BUILD]}, {self.built_on}. {NOT_OFFICIAL}"


def caption(
    store: Store,
    title: str,
    subtitle: str = "",
    alt: str = "",
    source_ids: Sequence[str] = (),
    caveat: str = "",
    link: str = "",
) -> Caption:
    """The words of a figure, with what the store knows of its sources and of itself."""
    sources = queries.sources(store).set_index("source_id")
    known = sources.loc[[each for each in source_ids if each in sources.index]]
    build = queries.build(store).iloc[0]
    return Caption(
        title=title,
        subtitle=subtitle,
        alt=alt,
        source="; ".join(f"{row.publisher}, {row.publication}" for row in known.itertuples()),
        licence=_once(known["licence"]),
        attribution=_once(known["attribution"], " "),
        built_on=day(build["built_at"]),
        build_id=str(build["build_id"]),
        caveat=caveat,
        link=link,
        vintage=_once(known["vintage"]),
    )


def finding_caption(store: Store, finding: Finding, link: str = "") -> Caption:
    """The words of a finding, as `caption`."""
    return caption(
        store,
        finding.title,
        finding.subtitle,
        finding.alt,
        finding.source_ids,
        " ".join(filter(None, (*finding.flags, finding.caveat))),
        link,
    )


def citation(words: Caption) -> str:
    """One line for a report or a paper: what, whose figures, from which build, and where."""
    what = words.subtitle or words.title
    whose = f" {words.source}." if words.source else ""
    where = f" {words.link}" if words.link else ""
    return (
        f"{what}.{whose} {PRODUCT}, build {words.build_id[:SHORT_BUILD]}, {words.built_on}.{where}"
    )


def cited_sentence(finding: Finding, words: Caption) -> str:
    """What was found, with what to doubt about it and whose figures it rests on."""
    first = next(iter(finding.table.texts), ()) if not finding.sentence else ()
    said = finding.sentence or f"{': '.join((finding.title, *filter(None, first)))}."
    return " ".join((*finding.flags, said, f"[{citation(words)}]"))


def day(moment: pd.Timestamp) -> str:
    """'21 November 2026'."""
    return f"{moment.day} {moment:%B %Y}"


def _once(texts: pd.Series, between: str = "; ") -> str:
    return between.join(texts.drop_duplicates())
