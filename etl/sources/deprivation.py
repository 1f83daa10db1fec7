"""English Indices of Deprivation, 2019 and 2025: ranks, deciles and scores of neighbourhoods.

Files 1 (overall), 2 (domains), 3 (children and older people), 4 (sub-domains), 5 (scores) and 7
(all of them), and extracts of these with tidy headings, are read alike: by what each heading says.
Where a file names every neighbourhood of England with its local authority, it also tells the other
readers which areas there are, and how deprived each authority is. File 8 is what the indices are
made of: see deprivation_measures. Files 10 to 14 sum up authorities and other large areas: they
are recognised and never put in the place of our own figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from etl.geography import CORE20_DECILES
from etl.layout import Layout, Reading, Reference
from etl.match_indicators import match_rows
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, LSOA_SHAPE, RowChecks, area_rows, places_by_authority
from etl.sources.deprivation_headings import (
    DOMAINS,
    EDITIONS,
    HEADINGS,
    TITLES,
    Edition,
    decile,
    rank,
    score,
    spelling,
)
from etl.sources.headings import plain
from etl.values.numbers import numbers

SUMMARY = re.compile(
    r"(?:local authority district|upper tier local authority|integrated care board"
    r"|local resilience forum|combined authority|built up area|clinical commissioning group"
    r"|local enterprise partnership|lad|utla|icb).*(?:code|cd)\b.*"
)


@dataclass(frozen=True)
class DeprivationLayout(Layout):
    """A file of one edition, recognised by its neighbourhoods and any figure of any domain.

    has_authorities: the file says which authority each neighbourhood lies in.
    """

    edition: Edition = field(kw_only=True)
    has_authorities: bool = field(kw_only=True)

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        found = spelling(tuple(header), self.edition)
        absent = [name for name in self.columns if name not in found]
        figures = [name for name in found if name.endswith("Score") or " (where " in name]
        return (*absent, *([] if figures else [rank(DOMAINS["imd"])]))

    def distance(self, header: Iterable[str]) -> float:
        """Far from a file without a figure of deprivation, whatever its areas."""
        absent = self.missing(header)
        return 1.0 if rank(DOMAINS["imd"]) in absent else len(absent) / (len(self.columns) + 1)

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        ours = spelling(tuple(header), self.edition).values()
        return tuple(heading for heading in ours if list(header).count(heading) > 1)


def _read(table: Table, reference: Reference, layout: DeprivationLayout) -> Reading:
    spelled = spelling(table.columns, layout.edition)
    theirs = {heading: ours for ours, heading in spelled.items()}
    rows = table.rows.loc[:, ~table.rows.columns.duplicated()].rename(columns=theirs)
    checks = RowChecks(rows)
    checks.tidy_codes(layout.edition.code, LSOA_SHAPE)
    reader = _with_authorities if layout.has_authorities else _neighbourhoods_alone
    reading = reader(checks, reference, layout.edition)
    for refused in reading.rejections:
        refused["column_name"] = refused["column_name"].replace(spelled)
    return reading


def _with_authorities(checks: RowChecks, reference: Reference, edition: Edition) -> Reading:
    checks.tidy_codes(edition.authority, GSS_SHAPE)
    checks.refuse_repeats([edition.code])
    england = checks.rows
    places = places_by_authority(reference.catalogue)
    checks.set_aside(~checks.rows[edition.authority].isin(places))
    note = _incomplete(len(england), len(checks.rows), edition)
    figures = _figures(checks, edition)
    tables = {
        "deprivation": figures[figures["area_code"].isin(checks.rows[edition.code])],
        "area": _areas(checks.rows, england, places, edition),
        "counted": _counted(checks.rows, reference, edition),
        "authority_deprivation": _authorities(england, edition),
    }
    return checks.reading(tables=tables, note=note)


def _neighbourhoods_alone(checks: RowChecks, reference: Reference, edition: Edition) -> Reading:
    """An extract: which of its neighbourhoods are ours, other files have to say."""
    checks.refuse_repeats([edition.code])
    kinds = ("lsoa11", "lsoa21") if edition.area_type == "lsoa11" else (edition.area_type,)
    checks.keep_areas(edition.code, reference.area_types, *kinds)
    figures = _figures(checks, edition)
    kept = figures[figures["area_code"].isin(checks.rows[edition.code])]
    counted = _counted(checks.rows, reference, edition)
    return checks.reading(tables={"deprivation": kept, "counted": counted})


def _figures(checks: RowChecks, edition: Edition) -> pd.DataFrame:
    """Long by domain. A row with one bad figure is refused whole.

    A decile the file leaves out follows from the rank; a rank or score it leaves out is missing.
    """
    frames = []
    for domain, title in TITLES.items():
        names = {what: heading(title) for what, heading in HEADINGS.items()}
        here = {what for what, name in names.items() if name in checks.rows}
        if not here:
            continue
        blank = pd.Series(float("nan"), index=checks.rows.index)
        ranks = _whole(checks, names["rank"], edition.total) if "rank" in here else blank
        deciles = _whole(checks, names["decile"], 10) if "decile" in here else blank
        # A tenth of England is a tenth of its ranks: rank 3,376 of 33,755 begins decile 2.
        by_rank = -(-ranks.reindex(checks.rows.index) * 10 // edition.total)
        if "decile" in here:
            contradict = (deciles.reindex(checks.rows.index) != by_rank) & by_rank.notna()
            checks.refuse(contradict, names["decile"], "the decile does not fit the rank")
        scores = _scores(checks, names["score"]) if "score" in here else blank
        kept = checks.rows.index
        frame = {
            "area_code": checks.rows[edition.code],
            "score": scores.reindex(kept),
            "rank": ranks.reindex(kept),
            "decile": deciles.reindex(kept).fillna(by_rank.reindex(kept)),
        }
        frames.append(pd.DataFrame(frame).assign(domain=domain))
    figures = pd.concat(frames).assign(edition=edition.year)
    return figures[["area_code", "edition", "domain", "score", "rank", "decile"]]


def _whole(checks: RowChecks, column: str, largest: int) -> pd.Series:
    values = checks.counts(column)
    beyond = ~values.between(1, largest)
    checks.refuse(beyond, column, f"this must lie between 1 and {largest:,}")
    return values[~beyond]


def _scores(checks: RowChecks, column: str) -> pd.Series:
    values, _, is_text = numbers(checks.rows[column])
    checks.refuse(is_text, column, "this is not a number")
    return values[~is_text]


def _counted(ours: pd.DataFrame, reference: Reference, edition: Edition) -> pd.DataFrame:
    """Whether the people of a neighbourhood count towards an indicator of deprivation.

    How many people that is, only the Census knows: `etl.geography` adds them up.
    """
    frames = [
        pd.DataFrame({"area_code": ours[edition.code]}).assign(
            indicator_id=indicator.indicator_id,
            is_counted=ours.index.isin(found.index),
            period=edition.year,
        )
        for indicator, found in match_rows(ours, reference.catalogue.indicators_from("deprivation"))
        if indicator.source_id == edition.source_id
    ]
    return pd.concat(frames) if frames else pd.DataFrame()


def _authorities(england: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """How deprived each authority is, ours among them, by the newest edition. See similar_areas.

    Every neighbourhood counts once: this file has no residents. An authority with a figure that
    cannot be read has no mean.
    """
    title = DOMAINS["imd"]
    is_told = edition is EDITIONS[0] and {score(title), decile(title)} <= set(england)
    if not is_told or england.empty:
        return pd.DataFrame()
    deciles, scores = (numbers(england[c])[0] for c in (decile(title), score(title)))
    figures = pd.DataFrame(
        {
            "core20_neighbourhood_pct": 100 * deciles.isin(CORE20_DECILES).where(deciles.notna()),
            "imd_score": scores,
        }
    )
    groups = figures.groupby(england[edition.authority])
    means = groups.mean().where(groups.count().eq(groups.size(), axis=0))
    means["neighbourhood_count"] = groups.size()
    first = england.drop_duplicates(edition.authority)[edition.authority]
    return first.rename("area_code").to_frame().join(means, on="area_code")


def _incomplete(total: int, our_total: int, edition: Edition) -> str:
    """What to know of a file that lacks neighbourhoods; what it holds is loaded."""
    if (total, our_total) == (edition.total, edition.our_total):
        return ""
    return (
        f"The file has {total:,} neighbourhoods, {our_total:,} of them ours;"
        f" a complete one has {edition.total:,} and {edition.our_total:,}."
    )


def _areas(
    ours: pd.DataFrame, england: pd.DataFrame, places: dict[str, str], edition: Edition
) -> pd.DataFrame:
    place = ours[edition.authority].map(places)
    areas = area_rows(edition.area_type, ours[edition.code], ours.get(edition.name), place)
    if edition is not EDITIONS[0]:  # only the newest edition knows today's authorities
        return areas
    is_place = england[edition.authority].isin(list(places.values()))
    others = england[~is_place].drop_duplicates(edition.authority)
    authorities = area_rows(
        "authority", others[edition.authority], others.get(edition.authority_name)
    )
    return pd.concat([areas, authorities])


@dataclass(frozen=True)
class SummaryLayout(Layout):
    """Files 10 to 14: a row for each authority, NHS area or other large area."""

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        words = [plain(heading) for heading in header]
        has_area = any(SUMMARY.fullmatch(each) for each in words)
        has_small = any(each.startswith("lsoa") for each in words)
        has_summary = any("average score" in each or "average rank" in each for each in words)
        return () if has_area and has_summary and not has_small else self.columns

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        return ()


def _layout(edition: Edition, has_authorities: bool) -> DeprivationLayout:
    columns = (edition.code, edition.authority) if has_authorities else (edition.code,)
    layout = DeprivationLayout(
        f"deprivation_{edition.year}" + ("" if has_authorities else "_extract"),
        columns,
        is_geography=has_authorities,
        source_id=edition.source_id,
        edition=edition,
        has_authorities=has_authorities,
    )
    return replace(layout, read=partial(_read, layout=layout))


LAYOUTS: tuple[Layout, ...] = (
    *(_layout(edition, has) for edition in EDITIONS for has in (True, False)),
    SummaryLayout(
        "deprivation_summary",
        ("Local Authority District code", "IMD - Average score"),
        is_reference=True,
        source_id=EDITIONS[0].source_id,
        note="Sums of the publisher for whole authorities: to compare with ours, which are added"
        " up from neighbourhoods (File 7). Nothing is loaded from it.",
    ),
)
