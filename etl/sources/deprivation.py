"""English Indices of Deprivation, File 7: scores, ranks and deciles of every neighbourhood.

File 7 is the only file that names every neighbourhood of England with its local authority, so
it also tells the other readers which areas there are, and how deprived each authority is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.geography import CORE20_DECILES
from etl.layout import Layout, Reading, Reference, rejection
from etl.match_indicators import match_rows
from etl.parse_values import numbers
from etl.read import Table
from etl.row_checks import GSS_SHAPE, LSOA_SHAPE, RowChecks, area_rows, place_codes

# Our word for a domain, and the publisher's. Only the first must be in the file.
DOMAINS = {
    "imd": "Index of Multiple Deprivation (IMD)",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, Skills and Training",
    "health": "Health Deprivation and Disability",
    "crime": "Crime",
    "housing": "Barriers to Housing and Services",
    "environment": "Living Environment",
}


@dataclass(frozen=True)
class Edition:
    """One edition of the indices. total, our_total: neighbourhoods in England and in our Places."""

    year: str
    area_type: str
    lsoa_year: str
    authority_year: str
    total: int
    our_total: int

    @property
    def code(self) -> str:
        return f"LSOA code ({self.lsoa_year})"

    @property
    def name(self) -> str:
        return f"LSOA name ({self.lsoa_year})"

    @property
    def authority(self) -> str:
        return f"Local Authority District code ({self.authority_year})"

    @property
    def authority_name(self) -> str:
        return f"Local Authority District name ({self.authority_year})"

    @property
    def source_id(self) -> str:
        return f"deprivation-{self.year}"


EDITIONS = (
    Edition("2025", "lsoa21", "2021", "2024", total=33_755, our_total=1_601),
    Edition("2019", "lsoa11", "2011", "2019", total=32_844, our_total=1_562),
)


def _rank(title: str) -> str:
    return f"{title} Rank (where 1 is most deprived)"


def _decile(title: str) -> str:
    return f"{title} Decile (where 1 is most deprived 10% of LSOAs)"


def _read(table: Table, reference: Reference, edition: Edition) -> Reading:
    checks = RowChecks(table.rows)
    checks.tidy_codes(edition.code, LSOA_SHAPE)
    checks.tidy_codes(edition.authority, GSS_SHAPE)
    checks.refuse_repeats([edition.code])
    england = checks.rows
    places = place_codes(reference.catalogue)
    checks.set_aside(~checks.rows[edition.authority].isin(places))
    figures = _figures(checks, edition)
    checks.rejections += _incomplete(len(england), len(checks.rows), edition)
    tables = {
        "deprivation": figures[figures["area_code"].isin(checks.rows[edition.code])],
        "area": _areas(checks.rows, england, places, edition),
        "counted": _counted(checks.rows, reference, edition),
        "authority_deprivation": _authorities(england, edition),
    }
    return checks.reading(tables=tables)


def _figures(checks: RowChecks, edition: Edition) -> pd.DataFrame:
    """Long by domain. A row with one bad figure is refused whole."""
    frames = []
    for domain, title in DOMAINS.items():
        rank, decile = _rank(title), _decile(title)
        if not {rank, decile} <= set(checks.rows.columns):
            continue
        ranks = _whole(checks, rank, edition.total)
        deciles = _whole(checks, decile, 10)
        # A tenth of England is a tenth of its ranks: rank 3,376 of 33,755 begins decile 2.
        contradict = deciles != -(-ranks.reindex(deciles.index) * 10 // edition.total)
        checks.refuse(contradict, decile, "the decile does not fit the rank")
        scores = _scores(checks, title)
        kept = checks.rows.index
        frame = {
            "area_code": checks.rows[edition.code],
            "score": scores,
            "rank": ranks[kept],
            "decile": deciles[kept],
        }
        frames.append(pd.DataFrame(frame).assign(domain=domain))
    figures = pd.concat(frames).assign(edition=edition.year)
    return figures[["area_code", "edition", "domain", "score", "rank", "decile"]]


def _whole(checks: RowChecks, column: str, largest: int) -> pd.Series:
    values = checks.counts(column)
    beyond = ~values.between(1, largest)
    checks.refuse(beyond, column, f"this must lie between 1 and {largest:,}")
    return values[~beyond]


def _scores(checks: RowChecks, title: str) -> pd.Series:
    for column in (f"{title} Score", f"{title} Score (rate)"):
        if column in checks.rows:
            values, _, is_text = numbers(checks.rows[column])
            checks.refuse(is_text, column, "this is not a number")
            return values[~is_text]
    return pd.Series(dtype="float64", index=checks.rows.index)


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
    if edition is not EDITIONS[0] or f"{title} Score" not in england:
        return pd.DataFrame()
    deciles, scores = (numbers(england[c])[0] for c in (_decile(title), f"{title} Score"))
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


def _incomplete(total: int, our_total: int, edition: Edition) -> list[pd.DataFrame]:
    """A refusal of the whole file (row 0) when neighbourhoods are missing; the rest is loaded."""
    if (total, our_total) == (edition.total, edition.our_total):
        return []
    reason = (
        f"the file has {total:,} neighbourhoods, {our_total:,} of them ours; "
        f"a complete one has {edition.total:,} and {edition.our_total:,}"
    )
    return [rejection(pd.Index([0]), edition.code, reason, "")]


def _areas(
    ours: pd.DataFrame, england: pd.DataFrame, places: list[str], edition: Edition
) -> pd.DataFrame:
    areas = area_rows(
        edition.area_type, ours[edition.code], ours[edition.name], ours[edition.authority]
    )
    if edition is not EDITIONS[0]:  # only the newest edition knows today's authorities
        return areas
    others = england[~england[edition.authority].isin(places)].drop_duplicates(edition.authority)
    authorities = area_rows("authority", others[edition.authority], others[edition.authority_name])
    return pd.concat([areas, authorities])


LAYOUTS: tuple[Layout, ...] = tuple(
    Layout(
        f"deprivation_{edition.year}",
        (
            edition.code,
            edition.name,
            edition.authority,
            edition.authority_name,
            _rank(DOMAINS["imd"]),
            _decile(DOMAINS["imd"]),
        ),
        partial(_read, edition=edition),
        is_geography=True,
        source_id=edition.source_id,
        optional=tuple(
            column
            for title in DOMAINS.values()
            for column in (_rank(title), _decile(title), f"{title} Score", f"{title} Score (rate)")
        ),
    )
    for edition in EDITIONS
)
