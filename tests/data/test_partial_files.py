"""A part of an official file, laid over the embedded figures, harms nothing that it does not hold.

Each official file is cut at random (some areas, some years, some rows, without a column that its
reader can do without) and laid over the embedded figures. They come from the same files, so what a
part holds is what is there already, unless a newer file said otherwise.
"""

from __future__ import annotations

import csv
import json
import os
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from etl import embedded_figures
from etl.checks import KEY_COLUMNS
from etl.gather import BuildInput, gather
from etl.layout import Layout
from etl.sources import READERS
from etl.store_keys import KEYS
from insight import settings
from insight.reference.areas import project_catalogue

pytestmark = [pytest.mark.data, pytest.mark.slow]
SEEDS = [int(seed) for seed in os.environ.get("INSIGHT_PART_SEEDS", "1").split()]
FILES_AT_ONCE = 16  # each of another kind, so that one gathering tries many
MOST_ROWS = 1_500
NEVER_CHANGES = ("neighbourhood", "centre", "area_change", "deprivation", "practice_deprivation")
WORKED_OUT = ("group_figure", "inequality", "gap_change", "authority_profile", "similar_area")
TOLD = ["value", "lower_ci", "upper_ci", "numerator_count", "denominator_count", "value_note"]
AREA_HEADINGS = ("code", "areacd", "area code", "org_code", "cd")
PERIOD_HEADINGS = ("year", "period", "time period", "time_period")


@cache
def embedded() -> dict[str, pd.DataFrame]:
    """The figures that come with the project, which a part is laid over."""
    return embedded_figures.load(settings.FIGURES)


def layout_of(header: Sequence[str]) -> Layout | None:
    fitting = [each for each in READERS if each.read is not None and each.fits(header)]
    return max(fitting, key=lambda layout: len(layout.columns), default=None)


def official_files(*folders: Path) -> dict[str, list[Path]]:
    """Every file that a reader knows, by the name of its layout."""
    found: dict[str, list[Path]] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.*")):
        if path.suffix == ".geojson":
            found.setdefault(path.stem, []).append(path)
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                layout = layout_of(next(csv.reader(file)))
            if layout is not None and not layout.is_reference:
                found.setdefault(layout.name, []).append(path)
    return found


def part_of(path: Path, into: Path, chance: random.Random) -> str:
    """Write a random part of a file, and say what it is."""
    target = into / path.name
    if path.suffix == ".geojson":
        whole = json.loads(path.read_text(encoding="utf-8"))
        kept = chance.sample(whole["features"], chance.randint(1, len(whole["features"])))
        target.write_text(json.dumps({**whole, "features": kept}), encoding="utf-8")
        return f"{path.name}: {len(kept)} shapes"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    ways = [("rows", "")]
    for kind, headings in (("areas", AREA_HEADINGS), ("years", PERIOD_HEADINGS)):
        named = [h for h in header if h.lower().endswith(headings)]
        ways += [(kind, heading) for heading in named]
    kind, heading = chance.choice(ways)
    if heading:
        place = header.index(heading)
        values = sorted({row[place] for row in rows})
        chosen = set(chance.sample(values, chance.randint(1, len(values))))
        rows = [row for row in rows if row[place] in chosen]
    rows = chance.sample(rows, min(chance.randint(1, len(rows)), MOST_ROWS))
    layout = layout_of(header)
    assert layout is not None
    spare = [
        h for h in header if header.count(h) == 1 and layout.fits([x for x in header if x != h])
    ]
    gone = chance.choice(spare) if spare and chance.random() < 0.4 else ""
    places = [place for place, h in enumerate(header) if h != gone]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[row[p] for p in places] for row in [header, *rows]])
    return f"{path.name}: {len(rows)} rows, {kind} {heading}" + (f" without {gone}" if gone else "")


@pytest.fixture(params=SEEDS)
def part(
    request: pytest.FixtureRequest, open_data: Path, refresh_data: Path, tmp_path: Path
) -> tuple[BuildInput, str]:
    """What is gathered of parts of some files, and words for what they are."""
    chance = random.Random(request.param)
    files = official_files(open_data, refresh_data)
    kinds = chance.sample(sorted(files), FILES_AT_ONCE)
    words = [part_of(chance.choice(files[kind]), tmp_path, chance) for kind in kinds]
    return gather(tmp_path, project_catalogue(), embedded()), "\n".join(words)


def test_nothing_is_gone_or_changed_that_the_part_does_not_hold(
    part: tuple[BuildInput, str],
) -> None:
    gathered, words = part
    own = set(gathered.own_files["source_file"]["source_file_id"])
    base = embedded()
    before, after = base["observation"], gathered.tables["observation"]
    both = before.merge(after, on=KEY_COLUMNS, how="outer", suffixes=("", "_after"), indicator=True)
    gone = both[both["_merge"] == "left_only"]
    assert gone.empty, f"{words}\n{gone.head(20).to_string()}"
    is_same = pd.Series(data=True, index=both.index)
    for column in TOLD:
        is_same &= both[column].eq(both[f"{column}_after"]) | (
            both[column].isna() & both[f"{column}_after"].isna()
        )
    held = both["source_file_id_after"].isin(own)
    is_sum = both["is_computed_after"].astype(bool)
    parts = both[held & ~is_sum & ~is_same]
    moved = set(zip(parts["indicator_id"], parts["period_start_date"], strict=True))
    may_move = pd.Series(
        [
            pair in moved
            for pair in zip(both["indicator_id"], both["period_start_date"], strict=True)
        ],
        index=both.index,
    )
    wrong = both[~is_same & ~(held & ~is_sum) & ~(is_sum & may_move)]
    assert wrong.empty, f"{words}\n{wrong.head(20).to_string()}"
    for name in NEVER_CHANGES + (() if moved else WORKED_OUT):
        key = list(KEYS[name])
        old, new = (
            plain(tables[name].drop(columns="source_file_id", errors="ignore")).set_index(key)
            for tables in (base, gathered.tables)
        )
        kept = new.reindex(old.index)  # a newer file may add rows
        pd.testing.assert_frame_equal(old, kept, check_dtype=False, obj=f"{words}\n{name}")
    assert_areas_stay(gathered, words)
    assert_files_stay(gathered)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with one kind of blank, however the frame was made."""
    return frame.astype(object).where(frame.notna(), None)


def assert_areas_stay(gathered: BuildInput, words: str) -> None:
    """Types, Places, parents and residents stay; a name may be spelled as a file has it."""
    told = ["area_type", "place_code", "parent_code", "population_count"]
    before = plain(embedded()["area"].set_index("area_code")[told])
    after = plain(gathered.tables["area"].set_index("area_code")[told])
    pd.testing.assert_frame_equal(before, after.loc[before.index], obj=f"{words}\narea")
    assert (gathered.tables["area"]["area_type"] == "lsoa21").sum() == 1_601


def assert_files_stay(gathered: BuildInput) -> None:
    """Every file that a row comes from is listed, and so is every fault of those kept."""
    listed = set(gathered.tables["source_file"]["source_file_id"])
    for name in ("observation", "area", "deprivation", "practice_deprivation", "centre"):
        assert set(gathered.tables[name]["source_file_id"].dropna()) <= listed, name
    assert set(gathered.tables["rejected_row"]["source_file_id"]) <= listed
