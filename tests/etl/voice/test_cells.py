"""Counts of what people said, against a slow recount, and attacked with everything shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.voice.cells import voice_cells
from etl.voice.collection_methods import WAY, voice_sources
from insight.reference.areas import SYSTEM, project_catalogue
from insight.reference.catalogue import Catalogue
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from tests.insight.attack import Sum, pinned

BASE = 10
KEYS = ["area_code", "group_id", "theme_id", "period_label"]
MONTH = r"\d{4}-\d\d"
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
Spoken = tuple[Any, list[bool]]  # a comment, and of each of its labels whether a machine gave it


@cache
def whole() -> Catalogue:
    """The project's catalogue."""
    return project_catalogue()


@cache
def small() -> Catalogue:
    """Three Places, two groups and two themes with two below each, so that an attack is quick."""
    areas = dict(list(whole().areas.items())[:6])
    themes = [
        "access",
        "gp-appointments",
        "dentistry",
        "staff",
        "discrimination",
        "kindness-and-respect",
    ]
    groups = ["carers", "veterans"]
    return replace(
        whole(),
        areas=areas,
        themes={theme: whole().themes[theme] for theme in themes},
        heard_groups={group: whole().heard_groups[group] for group in groups},
    )


def comments(seed: int, size: int, catalogue: Catalogue) -> Tables:
    """Random comments with groups and themes, some areas, groups and themes rarer than others."""
    draw = np.random.default_rng(seed)
    areas = [*(place.area_code for place in catalogue.places()), SYSTEM]
    organisations = np.array(["Trust", "Forum", "Council", "Panel"])
    comment = pd.DataFrame(
        {
            "comment_id": [f"c{number}" for number in range(size)],
            "received_date": pd.Timestamp("2025-01-01")
            + pd.to_timedelta(draw.integers(0, 360, size), unit="D"),
            "place_code": draw.choice(areas, size, p=draw.dirichlet(np.ones(len(areas)))),
            "organisation": draw.choice(organisations, size, p=[0.6, 0.2, 0.1, 0.1]),
            "organisation_type": draw.choice(["nhs", "vcfse"], size, p=[0.9, 0.1]),
            "method": draw.choice(["survey", "event", "letter"], size, p=[0.6, 0.3, 0.1]),
            "sentiment": draw.choice(
                ["negative", "mixed", "positive", None], size, p=[0.6, 0.1, 0.25, 0.05]
            ),
            "is_demonstration": draw.random(size) < 0.02,
        }
    )
    return (
        comment,
        tagged(comment, list(catalogue.heard_groups), "group_id", [0.4, 0.5, 0.1], draw),
        tagged(comment, list(catalogue.themes), "theme_id", [0.2, 0.6, 0.2], draw).assign(
            labelled_by=lambda rows: draw.choice(["person", "machine"], len(rows))
        ),
    )


def tagged(
    comment: pd.DataFrame,
    ids: list[str],
    column: str,
    how_many: list[float],
    draw: np.random.Generator,
) -> pd.DataFrame:
    """None, one or two of the ids for each comment."""
    often = draw.dirichlet(np.ones(len(ids)))
    pairs = [
        (comment_id, each)
        for comment_id in comment["comment_id"]
        for each in draw.choice(ids, draw.choice(3, p=how_many), replace=False, p=often)
    ]
    return pd.DataFrame(pairs, columns=["comment_id", column])


def spoken(tables: Tables, catalogue: Catalogue) -> dict[tuple[str, ...], list[Spoken]]:
    """Who spoke in every cell, the slow way: one comment after another."""
    comment, comment_group, comment_theme = tables
    groups = comment_group.groupby("comment_id")["group_id"].agg(list).to_dict()
    labels: dict[str, list[tuple[str, str]]] = {}
    for label in comment_theme.itertuples():
        labels.setdefault(label.comment_id, []).append((label.theme_id, label.labelled_by))
    found: dict[tuple[str, ...], list[Spoken]] = {}
    for row in comment.itertuples():
        own = groups.get(row.comment_id, [])
        by_theme: dict[str, list[bool]] = {"any": []}
        for theme_id, labelled_by in labels.get(row.comment_id, []):
            parent = catalogue.themes[theme_id].parent_id
            for theme in {theme_id, parent or theme_id, "any"}:
                by_theme.setdefault(theme, []).append(labelled_by == "machine")
        quarter = f"{row.received_date.year} Q{row.received_date.quarter}"
        month = f"{row.received_date:%Y-%m}"
        for area in {row.place_code, SYSTEM}:
            for group in [*(own or ["not-stated"]), "everyone"]:
                for theme, machine in by_theme.items():
                    for period in ("all time", quarter, month):
                        found.setdefault((area, group, theme, period), []).append((row, machine))
    return found


def recount(tables: Tables, catalogue: Catalogue) -> dict[tuple[str, ...], dict[str, object]]:
    """What voice_cell says of every cell somebody spoke in."""
    return {key: summary(each) for key, each in spoken(tables, catalogue).items()}


def _of_all(moods: list[str | None], others: str) -> str:
    """The mood of all, if those without one were all of one kind."""
    filled = [others if pd.isna(mood) else mood for mood in moods]
    for side in ("negative", "positive"):
        if filled.count(side) * 3 >= len(filled) * 2:
            return f"mostly {side}"
    return "mixed"


def summary(spoken: list[Spoken]) -> dict[str, object]:
    """What voice_cell says of the comments of a cell."""
    size = len(spoken)
    moods = [row.sentiment for row, _ in spoken]
    organisations = Counter(row.organisation for row, _ in spoken)
    leader, most = organisations.most_common(1)[0]
    labelled = [all(machine) for _, machine in spoken if machine]
    # Whatever the moods nobody named may be, what is said of all must hold.
    whole = {_of_all(moods, each) for each in ("negative", "mixed", "positive")}
    mood = whole.pop() if len(whole) == 1 else "not labelled"
    return {
        "comment_count": size,
        "mood": mood,
        "organisation_count": len(organisations),
        "dominant_organisation": leader if most * 2 > size else None,
        "machine_pct": int(10 * sum(labelled) / len(labelled) + 0.5) * 10 if labelled else None,
        "is_demonstration": any(row.is_demonstration for row, _ in spoken),
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_cell_against_a_slow_recount(seed: int) -> None:
    tables = comments(seed, 400, whole())
    expected = recount(tables, whole())
    cells = voice_cells(*tables, whole(), BASE)
    assert not cells.duplicated(KEYS).any()
    assert set(cells["state"]) == {SHOWN, TOO_FEW, PROTECTED}
    for cell in cells.to_dict("records"):
        key = tuple(cell[name] for name in KEYS)
        truth = expected.get(key)
        count = 0 if truth is None else truth["comment_count"]
        if cell["state"] == SHOWN:
            assert count >= BASE
            assert truth == {name: (None if pd.isna(cell[name]) else cell[name]) for name in truth}
        else:
            assert cell["state"] == PROTECTED or count < BASE
            assert cell["is_demonstration"] == tables[0]["is_demonstration"].any()
            assert pd.isna(cell["comment_count"])
        if cell["state"] != SHOWN:
            assert all(
                pd.isna(cell[name])
                for name in ("mood", "organisation_count", "dominant_organisation", "machine_pct")
            )


@pytest.mark.slow
def test_all_combinations_for_all_time_and_times_for_everyone_where_enough_spoke() -> None:
    tables = comments(1, 400, whole())
    cells = voice_cells(*tables, whole(), BASE)
    all_time = cells[cells["period_label"] == "all time"]
    assert len(all_time) == 10 * (len(whole().heard_groups) + 2) * (len(whole().themes) + 1)
    assert set(all_time["area_code"]) == {area.area_code for area in whole().places()} | {SYSTEM}
    times = cells[cells["period_label"] != "all time"]
    assert set(times["group_id"]) == {"everyone"}
    shown = all_time[(all_time["state"] == SHOWN) & (all_time["group_id"] == "everyone")]
    pairs = set(zip(shown["area_code"], shown["theme_id"], strict=True))
    assert set(zip(times["area_code"], times["theme_id"], strict=True)) <= pairs
    is_month = times["period_label"].str.fullmatch(MONTH)
    assert times["period_label"][~is_month].str.fullmatch(r"\d{4} Q[1-4]").all()
    assert (times["state"][is_month] == SHOWN).any() and (times["state"][~is_month] == SHOWN).any()
    assert set(times["area_code"][is_month]) == {SYSTEM}
    main = {each.theme_id for each in whole().themes.values() if not each.parent_id} | {"any"}
    assert set(times["theme_id"][is_month]) <= main
    # A row never tells that somebody spoke: where too few did, or nobody, there is none.
    counts = {key: len(each) for key, each in spoken(tables, whole()).items()}
    expected = {
        (area, group, theme, period)
        for (area, group, theme, period), count in counts.items()
        if period != "all time" and count >= BASE
        if group == "everyone" and (area, theme) in pairs
        if not re.fullmatch(MONTH, period) or (area == SYSTEM and theme in main)
    }
    rows = set(times[KEYS].itertuples(index=False, name=None))
    assert expected <= rows
    assert set(times.loc[times["state"] == SHOWN, KEYS].itertuples(index=False, name=None)) <= (
        expected
    )


def test_a_comment_counts_once_in_the_theme_above() -> None:
    comment = pd.DataFrame(
        {
            "comment_id": [f"c{number}" for number in range(BASE)],
            "received_date": pd.Timestamp("2025-02-01"),
            "place_code": "E08000012",
            "organisation": "Forum",
            "sentiment": "mixed",
            "is_demonstration": False,
        }
    )
    two = [
        (comment_id, theme)
        for comment_id in comment["comment_id"]
        for theme in ("dentistry", "gp-appointments")
    ]
    themes = pd.DataFrame(two, columns=["comment_id", "theme_id"]).assign(labelled_by="machine")
    cells = voice_cells(
        comment, pd.DataFrame(columns=["comment_id", "group_id"]), themes, whole(), BASE
    )
    cells = cells.set_index(KEYS)["comment_count"]
    for theme in ("dentistry", "gp-appointments", "access", "any"):
        assert cells["E08000012", "everyone", theme, "all time"] == BASE
        assert cells["E08000012", "not-stated", theme, "all time"] == BASE


@pytest.mark.parametrize(("size", "state"), [(9, TOO_FEW), (10, SHOWN)])
def test_the_boundary(size: int, state: str) -> None:
    comment, groups, themes = comments(0, size, whole())
    cells = voice_cells(comment, groups, themes, whole(), BASE).set_index(KEYS)["state"]
    assert cells[SYSTEM, "everyone", "any", "all time"] == state


def test_no_comments_no_cells() -> None:
    comment, groups, themes = (table.head(0) for table in comments(0, 5, whole()))
    cells = voice_cells(comment, groups, themes, whole(), BASE)
    assert cells.empty
    assert voice_sources(comment, cells, BASE).empty


@pytest.mark.parametrize(("table", "column"), [(0, "place_code"), (1, "group_id"), (2, "theme_id")])
def test_what_the_catalogue_lacks_is_refused(table: int, column: str) -> None:
    tables = [each.copy() for each in comments(0, 50, whole())]
    tables[table].loc[0, column] = "nonsense"
    with pytest.raises(ValueError, match=f"{column} 'nonsense' is not in the catalogue"):
        voice_cells(*tables, whole(), BASE)


class Shown:
    """The published rows as an attacker lays them out, with the counts they do not show."""

    def __init__(self, cells: pd.DataFrame, truth: dict[tuple[str, ...], list[Spoken]]) -> None:
        self.state_of = cells.set_index(KEYS)["state"].to_dict()
        self.truth = truth
        self.numbers: dict[tuple[str, ...], int] = {}
        self.count: list[int] = []
        self.state: list[str] = []
        self.unseen: list[bool] = []
        self.harmless: set[int] = set()

    def number(self, *key: str) -> int:
        """The number of a published cell. Times that are not published may be anything."""
        if key not in self.numbers:
            count = len(self.truth.get(key, []))
            is_time = key[3] != "all time"
            whole_state = self.state_of[*key[:3], "all time"]
            absent = TOO_FEW if whole_state == SHOWN else PROTECTED
            state = self.state_of.get(key, absent) if is_time else self.state_of[key]
            self.numbers[key] = self.add(count, state, is_time and whole_state != SHOWN)
        return self.numbers[key]

    def add(self, count: int, state: str, unseen: bool) -> int:
        """A cell of its own, published or not."""
        self.count.append(count)
        self.state.append(state)
        self.unseen.append(unseen)
        return len(self.count) - 1

    def attack(
        self, sums: list[Sum], inside: Iterable[tuple[int, int]], targets: Iterable[int]
    ) -> list[int]:
        """Small counts among the targets that the attacker works out."""
        return pinned(
            np.array(self.count),
            np.array(self.state, dtype=object),
            BASE,
            sums,
            unseen=np.array(self.unseen),
            inside=inside,
            targets=set(targets) - self.harmless,
        )


def layout(cells: pd.DataFrame, tables: Tables, catalogue: Catalogue) -> tuple[Shown, list[Sum]]:
    """The published rows and every sum over areas, times and stated groups that always holds."""
    shown = Shown(cells, spoken(tables, catalogue))
    places = [place.area_code for place in catalogue.places()]
    main = {theme for theme, each in catalogue.themes.items() if not each.parent_id} | {"any"}
    quarters = sorted(set(cells["period_label"][cells["period_label"].str.contains("Q")]))
    themes = [*catalogue.themes, "any"]
    sums: list[Sum] = []
    for theme in themes:
        stated = []
        for area in [*places, SYSTEM]:
            everyone, not_stated = (
                shown.number(area, group, theme, "all time") for group in ("everyone", "not-stated")
            )
            rest = shown.count[everyone] - shown.count[not_stated]
            stated.append(shown.add(rest, PROTECTED, unseen=True))
            sums.append((everyone, (not_stated, stated[-1])))
            by_quarter = [shown.number(area, "everyone", theme, quarter) for quarter in quarters]
            sums.append((everyone, tuple(by_quarter)))
        for quarter in quarters if theme in main else []:
            by_month = [shown.number(SYSTEM, "everyone", theme, each) for each in months(quarter)]
            sums.append((shown.number(SYSTEM, "everyone", theme, quarter), tuple(by_month)))
        for group in ["everyone", "not-stated", *catalogue.heard_groups]:
            for period in ["all time", *(quarters if group == "everyone" else [])]:
                parts = [shown.number(place, group, theme, period) for place in places]
                total = shown.number(SYSTEM, group, theme, period)
                nowhere = shown.count[total] - sum(shown.count[part] for part in parts)
                # That nobody spoke of no Place in particular is taken as known.
                parts.append(shown.add(nowhere, PROTECTED if nowhere else SHOWN, nowhere > 0))
                if group in ("everyone", "not-stated"):
                    shown.harmless.add(parts[-1])
                sums.append((total, tuple(parts)))
    return shown, sums


def months(quarter: str) -> list[str]:
    """The labels of the months of a quarter."""
    year, number = quarter.split(" Q")
    return [f"{year}-{month:02}" for month in range(3 * int(number) - 2, 3 * int(number) + 1)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "size"), [(0, 60), (1, 120), (2, 180), (3, 250), (4, 400), (5, 90), (6, 600)]
)
def test_an_attacker_learns_nothing_from_all_sums_at_once(seed: int, size: int) -> None:
    tables = comments(seed, size, small())
    shown, sums = layout(voice_cells(*tables, small(), BASE), tables, small())
    assert shown.attack(sums, [], range(len(shown.count))) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_nor_from_themes_and_groups_that_happen_to_add_up(seed: int) -> None:
    """Between themes, and between groups, each sum that holds, with the limits of its cells."""
    tables = comments(seed + 20, 200, small())
    cells = voice_cells(*tables, small(), BASE)
    shown, _ = layout(cells, tables, small())
    areas = [*(place.area_code for place in small().places()), SYSTEM]
    everybody = [*small().heard_groups, "not-stated"]
    above = {
        "access": ["gp-appointments", "dentistry"],
        "staff": ["discrimination", "kindness-and-respect"],
    }
    above["any"] = ["access", "staff"]
    held = 0
    for area in areas:
        by_theme = [
            ((area, group, theme, "all time"), [(area, group, each, "all time") for each in below])
            for group in [*everybody, "everyone"]
            for theme, below in above.items()
        ]
        by_theme += [
            (
                (SYSTEM, "everyone", "any", month),
                [(SYSTEM, "everyone", each, month) for each in above["any"]],
            )
            for month in sorted(
                set(cells["period_label"][cells["period_label"].str.fullmatch(MONTH)])
            )
            if area == SYSTEM
        ]
        by_group = [
            (
                (area, "everyone", theme, "all time"),
                [(area, each, theme, "all time") for each in everybody],
            )
            for theme in [*small().themes, "any"]
        ]
        for whole_key, part_keys in by_theme + by_group:
            total, parts = shown.number(*whole_key), [shown.number(*key) for key in part_keys]
            limits = [(part, total) for part in parts]
            if shown.count[total] == sum(shown.count[part] for part in parts) > 0:
                held += 1
                assert shown.attack([(total, tuple(parts))], limits, [total, *parts]) == []
    assert held > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_any_comments_at_all_can_be_counted(seed: int) -> None:
    """From one comment to many, however lopsided, something may be said and nothing fails."""
    draw = np.random.default_rng(seed)
    tables = comments(seed, int(draw.integers(1, 900)), small() if seed % 2 else whole())
    cells = voice_cells(*tables, whole(), BASE)
    assert cells.loc[cells["state"] == SHOWN, "comment_count"].ge(BASE).all()


@pytest.mark.parametrize(
    "spoken",
    [
        # One group says all there is under a theme.
        [
            ("housing", "older-people", 12, "2026-03-10"),
            ("cost-of-living", "older-people", 9, "2026-03-10"),
        ],
        # One theme is all there is, and few spoke in its last quarter.
        [
            ("buildings", "", 20, "2025-08-01"),
            ("buildings", "", 20, "2025-11-01"),
            ("buildings", "", 9, "2026-02-01"),
        ],
    ],
)
def test_a_place_that_speaks_of_one_thing_alone_can_be_counted(
    spoken: list[tuple[str, str, int, str]],
) -> None:
    """A part that is all of its whole can only change when that does, and that one's whole too."""
    rows = [row for *row, count, day in spoken for row in [[*row, day]] * count]
    ids = [f"c{number}" for number in range(len(rows))]
    comment = pd.DataFrame({"comment_id": ids, "received_date": [row[2] for row in rows]}).assign(
        place_code="E08000015",
        organisation="Forum",
        organisation_type="vcfse",
        method="survey",
        sentiment="mixed",
        is_demonstration=False,
    )
    group = pd.DataFrame({"comment_id": ids, "group_id": [row[1] for row in rows]})
    theme = pd.DataFrame({"comment_id": ids, "theme_id": [row[0] for row in rows]})
    cells = voice_cells(
        comment, group[group["group_id"] != ""], theme.assign(labelled_by="person"), whole(), BASE
    )
    few = cells[cells["state"].isin([TOO_FEW, PROTECTED])]
    assert len(few)
    assert few["comment_count"].isna().all()


def test_everyone_less_women_gives_no_small_number_of_men_away() -> None:
    """Though one of the women is a carer too, so that the groups do not add up to everyone."""
    ids = [f"c{number}" for number in range(40)]
    comment = pd.DataFrame({"comment_id": ids}).assign(
        received_date="2026-03-10",
        place_code="E08000014",
        organisation="Forum",
        organisation_type="vcfse",
        method="survey",
        sentiment="mixed",
        is_demonstration=False,
    )
    group = pd.DataFrame({"comment_id": ids, "group_id": ["women"] * 31 + ["men"] * 9})
    group.loc[len(group)] = ["c0", "carers"]
    theme = pd.DataFrame({"comment_id": ids, "theme_id": "transport", "labelled_by": "person"})
    cells = voice_cells(comment, group, theme, whole(), BASE).set_index(KEYS)["state"]
    states = [cells["E08000014", each, "transport", "all time"] for each in ("everyone", "women")]
    assert states != [SHOWN, SHOWN]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_how_people_were_heard(seed: int) -> None:
    tables = comments(seed, 40 + 60 * seed, small())
    comment = tables[0]
    sources = voice_sources(comment, voice_cells(*tables, small(), BASE), BASE)
    both = pd.concat([comment, comment[comment["place_code"] != SYSTEM].assign(place_code=SYSTEM)])
    truth = both.groupby(["place_code", *WAY]).size()
    assert set(sources["state"]) <= {SHOWN, PROTECTED}  # a row never tells that somebody spoke
    index = pd.MultiIndex.from_frame(sources[["area_code", *WAY]])
    count = truth.reindex(index).to_numpy()
    is_shown = (sources["state"] == SHOWN).to_numpy()
    assert (sources["comment_count"].to_numpy()[is_shown] == count[is_shown]).all()
    assert sources["comment_count"][~is_shown].isna().all()
    assert (count[is_shown] >= BASE).all()
    cells = voice_cells(*tables, small(), BASE).set_index(KEYS)["state"]
    totals = cells[:, "everyone", "any", "all time"].to_dict()
    # What has no row is a count of too few: lay it out with the rest.
    ways = comment[WAY].drop_duplicates()
    areas = pd.DataFrame({"area_code": sorted(set(both["place_code"]))})
    grid = areas.merge(ways, how="cross").merge(sources, how="left", on=["area_code", *WAY])
    grid["state"] = grid["state"].fillna(TOO_FEW)
    counts = truth.reindex(pd.MultiIndex.from_frame(grid[["area_code", *WAY]]), fill_value=0)
    assert attack_sources(grid.assign(true_count=counts.to_numpy()), comment, totals) == []


def attack_sources(
    sources: pd.DataFrame, comment: pd.DataFrame, totals: dict[str, str]
) -> list[int]:
    """Small counts that follow, with every area's total as voice_cell has it."""
    count, state = sources["true_count"].tolist(), sources["state"].tolist()
    unseen = [False] * len(count)
    harmless: list[int] = []
    sums: list[Sum] = []
    for area, rows in sources.groupby("area_code"):
        count.append(int(rows["true_count"].sum()))
        state.append(totals[area])
        unseen.append(False)
        sums.append((len(count) - 1, tuple(rows.index)))
    nowhere = comment[comment["place_code"] == SYSTEM].groupby(WAY).size()
    for way, rows in sources.groupby(WAY):
        is_system = rows["area_code"] == SYSTEM
        count.append(int(nowhere.get(way, 0)))
        state.append(PROTECTED if count[-1] else SHOWN)
        unseen.append(count[-1] > 0)
        harmless.append(len(count) - 1)
        parts = (*rows.index[~is_system], len(count) - 1)
        sums.append((int(rows.index[is_system][0]), parts))
    states = np.array(state, dtype=object)
    targets = set(range(len(count))) - set(harmless)
    return pinned(np.array(count), states, BASE, sums, np.array(unseen), targets=targets)
