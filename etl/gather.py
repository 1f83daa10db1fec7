"""Figures of files, checked and laid over the embedded ones, with all that is worked out of them.

read → check → lay over → add up → gaps. Nothing stops at a bad file or a bad row: what was wrong
is noted, so that one mistake cannot hide the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from etl import geography
from etl.aggregate_places import aggregate
from etl.checks import KEY_COLUMNS, NUMBER_COLUMNS, check_claims
from etl.computed_intervals import interval_tables
from etl.files import FILE_TABLES, File, Report, file_tables, open_each, read
from etl.inequality import inequality_tables
from etl.layout import Reading, Reference
from etl.merge_embedded import files_in_use, lay_over, with_embedded, without_computed
from etl.plausibility import usual_figures
from etl.postcodes import postcode_table
from etl.practice_means import practice_means
from etl.practices import with_places
from etl.precedence import newest
from etl.reach import reach, with_beyond, within
from etl.resident_ages import resident_ages
from etl.resident_shares import counted_neighbourhoods, shares_of_residents
from etl.similar_areas import authority_profiles, similarity_tables
from etl.sources import layouts
from etl.values.spelling import tidy_name
from insight.reference.catalogue import Catalogue


@dataclass
class BuildInput:
    """Everything a build needs, table by table (name → frame with the schema's columns).

    files: the user's own, all others come with the project.
    parts: what sums are made of and the store has no table for (see etl.embedded_figures).
    """

    tables: dict[str, pd.DataFrame]
    boundaries: list[pd.DataFrame] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    parts: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def voice(self) -> list[File]:
        """Files of what people said, opened and not yet read (see etl.voice.assemble)."""
        return [file for file in self.files if file.is_personal]

    @property
    def to_embed(self) -> dict[str, pd.DataFrame]:
        """Every table that is needed to lay other files over these (see etl.embedded_figures)."""
        return self.tables | self.parts

    @property
    def is_default(self) -> bool:
        """Whether this is the embedded figures alone, as there were no files."""
        return not self.files

    @property
    def own_files(self) -> dict[str, pd.DataFrame]:
        """source_file and rejected_row of the user's own files."""
        own = {file.file_id for file in self.files}
        return {n: t[t["source_file_id"].isin(own)] for n in FILE_TABLES for t in [self.tables[n]]}

    @property
    def embedded_count(self) -> int:
        """How many files beside the user's own some figure comes from."""
        return len(self.tables["source_file"]) - len(self.own_files["source_file"])

    @property
    def has_faults(self) -> bool:
        """Whether a row of the user's own files was refused, or one of these cannot be read."""
        files, refused = self.own_files.values()
        return bool(len(refused) or (files["state"] == "unreadable").any())


def gather(
    raws: Path | Sequence[Path],
    catalogue: Catalogue,
    base: dict[str, pd.DataFrame] | None = None,
    report: Report | None = None,
) -> BuildInput:
    """The figures of every file of `raws`, checked; files of voices are opened and not read.

    raws: a folder or file, or several, of which later ones lie over earlier ones. base: tables (see
    etl.embedded_figures) that they all lie over; with it, a user can drop in one new file and keep
    the rest. report(what, done, total) is called on the way.
    """
    say = report or (lambda what, done, total: None)
    base = base or {}
    files = open_each([raws] if isinstance(raws, Path) else raws, layouts(catalogue), say)
    official = [file for file in files if not file.is_personal]
    own, claims, reference = _read_all(official, catalogue, base, say)
    parts = with_embedded(own, base)
    tables = _area_tables(parts, base, catalogue)
    area = tables["area"]
    reference.area_types.update(zip(area["area_code"], area["area_type"], strict=True))
    reference.usual_figures.update(usual_figures(base.get("observation")))
    observations = _check_all(claims, reference, say)
    reached = reach(own, observations, base, catalogue)
    say("Adding up Places and the system", 1, 1)
    tables["observation"] = _with_sums(observations, parts, tables, base, reached, catalogue)
    tables |= interval_tables(parts, tables["observation"], base, catalogue)
    say("Working out gaps between groups", 1, 1)
    again = within(tables["observation"], reached)
    gaps = inequality_tables({**tables, "observation": again}, catalogue)
    tables |= {name: with_beyond(rows, base, name, reached) for name, rows in gaps.items()}
    tables |= similarity_tables(tables, catalogue)
    tables["source_file"], tables["rejected_row"] = file_tables(official)
    counted = counted_neighbourhoods(parts)
    if "source_file" in base:
        tables |= files_in_use({**tables, "counted": counted}, base)
    return BuildInput(tables, own.get("boundary", []), files, {"counted": counted})


def _read_all(
    official: Sequence[File], catalogue: Catalogue, base: dict[str, pd.DataFrame], say: Report
) -> tuple[dict[str, list[pd.DataFrame]], list[tuple[File, Reading]], Reference]:
    """What each file says of areas, by table; its claims; and what is known to check these by."""
    parts: dict[str, list[pd.DataFrame]] = {}
    claims: list[tuple[File, Reading]] = []
    reference = Reference(catalogue, _area_types(catalogue, base), authorities=_authorities(base))
    for is_geography in (True, False):
        chosen = [f for f in official if f.layout and f.layout.is_geography is is_geography]
        chosen.sort(key=lambda file: -file.layer)  # of two that know a thing, the first counts
        for number, file in enumerate(chosen, start=1):
            say(f"Reading {file.path}", number, len(chosen))
            reading = read(file, reference)
            for name, frame in reading.tables.items():
                parts.setdefault(name, []).append(frame.assign(source_file_id=file.file_id))
            if reading.claims is not None:
                claims.append((file, reading))
        if is_geography:
            known = geography.area_types(with_embedded(parts, base), catalogue)
            reference = replace(reference, area_types=reference.area_types | known)
    return parts, claims, reference


def _area_tables(
    parts: dict[str, list[pd.DataFrame]], base: dict[str, pd.DataFrame], catalogue: Catalogue
) -> dict[str, pd.DataFrame]:
    """Areas, and what is known of them."""
    tables = geography.assemble(parts, catalogue)
    tables["deprivation"] = geography.ranked_deprivation(tables["deprivation"])
    tables["authority_profile"] = authority_profiles(parts)
    tables["resident_age"] = resident_ages(parts, base.get("resident_age"))
    tables["postcode"] = postcode_table(parts, tables, base)
    tables["area"] = with_places(tables, parts)
    return tables


def _with_sums(
    observations: pd.DataFrame,
    parts: dict[str, list[pd.DataFrame]],
    tables: dict[str, pd.DataFrame],
    base: dict[str, pd.DataFrame],
    reached: set[str] | None,
    catalogue: Catalogue,
) -> pd.DataFrame:
    """New figures over the embedded ones, with shares, sums and means of all parts there are."""
    if "observation" in base:
        before = without_computed(within(base["observation"], reached))
        observations = lay_over(observations, before, catalogue)
    shares = within(shares_of_residents(parts, tables, catalogue), reached)
    observations = observations.assign(is_computed=False)  # all that is added from here on is
    observations = pd.concat([observations, shares], ignore_index=True)
    observations = _rounded(observations.drop_duplicates(KEY_COLUMNS, keep="last"))
    observations = _rounded(aggregate(observations, tables, catalogue))
    observations = practice_means(observations, tables, catalogue)
    observations["is_computed"] = observations["is_computed"].ne(other=False)
    every = with_beyond(observations, base, "observation", reached)
    return every.sort_values(KEY_COLUMNS, ignore_index=True)


def _rounded(observations: pd.DataFrame) -> pd.DataFrame:
    """Six decimals: sums of figures that were kept are the sums of figures as they were read."""
    numbers = observations[list(NUMBER_COLUMNS)].astype("float64").round(6)
    return observations.assign(**{name: numbers[name] for name in NUMBER_COLUMNS})


def _area_types(catalogue: Catalogue, base: dict[str, pd.DataFrame]) -> dict[str, str]:
    types = {area.area_code: area.area_type for area in catalogue.areas.values()}
    if "area" in base:
        types |= dict(zip(base["area"]["area_code"], base["area"]["area_type"], strict=True))
    return types


def _authorities(base: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Plain names of the authorities outside our Places, which some files give alone → code."""
    if "area" not in base:
        return {}
    area = base["area"][base["area"]["area_type"] == "authority"]
    return dict(zip(area["area_name"].map(tidy_name), area["area_code"], strict=True))


def _check_all(
    claims: list[tuple[File, Reading]], reference: Reference, say: Report
) -> pd.DataFrame:
    today = datetime.now(UTC).date()
    checked: list[pd.DataFrame] = []
    for number, (file, reading) in enumerate(claims, start=1):
        say(f"Checking {file.path}", number, len(claims))
        observations, refused, outside = check_claims(reading, reference, today)
        file.rejections.append(refused)
        file.outside_count += outside
        for words in reading.remarks:
            file.remark(words)
        has_interval = _gives_intervals(reading)
        checked.append(
            observations.reset_index().assign(
                source_file_id=file.file_id, has_interval=has_interval
            )
        )
    return newest(checked, {file.file_id: file for file, _ in claims})


def _gives_intervals(reading: Reading) -> bool:
    """Whether any end of an interval is in the file; others were worked out of its counts."""
    claims = pd.DataFrame() if reading.claims is None else reading.claims
    ends = [claims[end] for end in ("lower_ci", "upper_ci") if end in claims]
    return any(bool((end.str.strip() != "").any()) for end in ends)
