"""Survey results that are safe to show: small counts hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.voice.batches import Last, Mask, last_of, of_what_is_new
from insight.statistics.disclosure import SHOWN, Cells, Sums, protect

BASE = "\0base"  # the answers of a question added up: no answer is called this
ELSEWHERE = "\0elsewhere"  # the system less its Places; never shown, but it could be worked out
OTHERS = "\0others"  # everyone less women and men
EVERYONE, WOMEN, MEN = "everyone", "women", "men"
KEY = ["survey_id", "question", "area_code", "group_id", "answer"]
COLUMNS = [
    "survey_id",
    "survey_name",
    "organisation",
    "asked_date",
    "question",
    "answer",
    "answer_order",
    "area_code",
    "group_id",
    "answer_count",
    "base_count",
    "state",
    "is_demonstration",
    "source_file_id",
]


def survey_results(
    rows: pd.DataFrame, system: str, smallest: int, published: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Rows of survey_result. rows: as read, with answer_count. smallest: smallest count shown.

    The answers to a question add up to its base; Places (and what lies in none of them) to the
    system; women, men and others to everyone. published: rows as they were last public. Answers of
    an area and group stay as they were, all of them, until enough have come in for each that has
    changed (see `etl.voice.batches`): shares of different days would be no shares.
    """
    key = ["survey_id", "question", "answer", "area_code", "group_id"]
    # Two answers may have become one when personal details were taken out of them.
    together = rows.groupby(key)["answer_count"].transform("sum")
    rows = rows.assign(answer_count=together).drop_duplicates(key)
    parts = [
        _safe(question, system, smallest, published)
        for _, question in rows.groupby(["survey_id", "question"], sort=True)
    ]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat(map(_not_by_size, parts)).sort_values(
        ["survey_id", "question", "answer_order", "area_code", "group_id"], ignore_index=True
    )
    return found[COLUMNS]


def _not_by_size(rows: pd.DataFrame) -> pd.DataFrame:
    """Answers by alphabet where a file has them by size and more than one of a row is hidden.

    Their order would say which of those is the larger. Whether it is by size is judged by what is
    shown, so that nothing else moves it.
    """
    hidden = (rows["state"] != SHOWN).groupby([rows["area_code"], rows["group_id"]]).sum()
    told = rows[rows["answer_count"].notna()].groupby("answer_order")["answer_count"].sum()
    if hidden.max() < 2 or not (told.is_monotonic_decreasing or told.is_monotonic_increasing):
        return rows
    order = {answer: at for at, answer in enumerate(sorted(set(rows["answer"])), start=1)}
    return rows.assign(answer_order=rows["answer"].map(order))


def _safe(
    rows: pd.DataFrame, system: str, smallest: int, published: pd.DataFrame | None
) -> pd.DataFrame:
    grid = _Grid(rows, system)
    at = np.array(
        [
            grid.number[key]
            for key in rows[["area_code", "group_id", "answer"]].itertuples(index=False, name=None)
        ]
    )
    base = np.array(
        [grid.number[a, g, BASE] for a, g in rows[["area_code", "group_id"]].to_numpy().tolist()]
    )
    state = _states(grid, grid.count, smallest)
    counts = pd.Series(grid.count, dtype="Int64")
    known = counts.where(state == SHOWN)
    found = rows.assign(
        answer_count=known.iloc[at].to_numpy(),
        base_count=known.iloc[base].to_numpy(),
        state=state[at],
    )
    last = last_of(published, "survey_result", rows[KEY])
    return found if last is None else _moved(found, grid, at, base, smallest, last)


def _states(
    grid: _Grid, count: Cells, smallest: int, held: Mask | None = None
) -> NDArray[np.object_]:
    return protect(
        count,
        smallest,
        sums=list(grid.sums()),
        tables=list(grid.tables()),
        inside=grid.inside(),
        unseen=grid.unseen(),
        fixed=grid.no_remainder(),
        held=held,
    )


def _moved(
    found: pd.DataFrame, grid: _Grid, at: Cells, base: Cells, smallest: int, last: Last
) -> pd.DataFrame:
    """The rows, where those of an area and group that may not move yet are as they were public."""
    if not (last.row >= 0).any():
        return found  # a question that was never public
    shown = np.zeros(len(grid.count), dtype=np.int64)
    shown[at] = last.shown
    shown[base] = last.base()
    truth = grid.count[at]
    held = np.zeros(len(grid.count), dtype=bool)
    held[at] = last.held(truth, smallest)
    new = np.abs(grid.count - shown)
    new_state = of_what_is_new(lambda: _states(grid, new, smallest, held), new.shape)
    has_moved = (new_state[at] == SHOWN) | (truth == last.shown)
    is_open = pd.Series(has_moved, found.index).groupby([found["area_code"], found["group_id"]])
    may = is_open.transform("all").to_numpy() & (new_state[base] == SHOWN)
    was = last.rows.iloc[last.row].reset_index(drop=True)
    stays = ~may & (last.row >= 0)
    return found.assign(
        answer_count=found["answer_count"].mask(stays, _of(was, "answer_count", found)),
        base_count=found["base_count"].mask(stays, _of(was, "base_count", found)),
        state=found["state"].mask(stays, pd.Series(was["state"].to_numpy(), found.index)),
    )


def _of(was: pd.DataFrame, column: str, found: pd.DataFrame) -> pd.Series:
    return pd.Series(was[column].astype(float).to_numpy(), found.index).astype("Int64")


class _Grid:
    """The cells of one question: every area, group and answer, with the sums that are known."""

    def __init__(self, rows: pd.DataFrame, system: str) -> None:
        self.system = system
        self.answers = list(dict.fromkeys(rows["answer"]))
        key = rows[["area_code", "group_id", "answer"]].itertuples(index=False, name=None)
        given = dict(zip(key, rows["answer_count"].astype(int), strict=True))
        self.asked = sorted({(area, group) for area, group, _ in given})
        counts = {
            (area, group, answer): given.get((area, group, answer), 0)
            for area, group in self.asked
            for answer in self.answers
        }
        self.unseen_keys = {key for key in counts if key not in given}
        self._add_remainders(counts)
        for area, group in {(area, group): None for area, group, _ in counts}:
            of_row = [counts[area, group, answer] for answer in self.answers]
            counts[area, group, BASE] = sum(of_row)
            if (area, group) not in self.asked:
                self.unseen_keys.add((area, group, BASE))
        self.number = {key: number for number, key in enumerate(counts)}
        self.count = np.array([*counts.values()], dtype=np.int64)

    def _add_remainders(self, counts: dict[tuple[str, str, str], int]) -> None:
        """What is left of the system, and of everyone. Where less than nothing is, no sum holds."""
        self.added_up: list[str] = []  # groups whose Places add up to the system
        for group in dict.fromkeys(group for _, group in self.asked):
            places = self._places(group)
            if (self.system, group) in self.asked and places:
                self._add_rest(counts, (self.system, group), [(p, group) for p in places])
        self.by_sex: list[str] = []  # areas whose women and men, or either, are part of everyone
        for area in dict.fromkeys(area for area, _ in self.asked):
            sexes = self._sexes(area)
            if sexes and (area, EVERYONE) in self.asked:
                self._add_rest(counts, (area, EVERYONE), [(area, sex) for sex in sexes])

    def _add_rest(
        self,
        counts: dict[tuple[str, str, str], int],
        whole: tuple[str, str],
        parts: list[tuple[str, str]],
    ) -> None:
        rest = [counts[*whole, a] - sum(counts[*p, a] for p in parts) for a in self.answers]
        if min(rest) < 0:
            return
        is_area = parts[0][1] == whole[1]
        left = (ELSEWHERE, whole[1]) if is_area else (whole[0], OTHERS)
        (self.added_up if is_area else self.by_sex).append(whole[1] if is_area else whole[0])
        for answer, count in zip(self.answers, rest, strict=True):
            counts[*left, answer] = count
            self.unseen_keys.add((*left, answer))

    def _sexes(self, area: str) -> list[str]:
        return [sex for sex in (WOMEN, MEN) if (area, sex) in self.asked]

    def _places(self, group: str) -> list[str]:
        return [area for area, each in self.asked if each == group and area != self.system]

    def _row(self, area: str, group: str) -> list[int]:
        return [self.number[area, group, answer] for answer in (*self.answers, BASE)]

    def tables(self) -> Iterator[Cells]:
        """Places, elsewhere and the system by answers and base, for each group they add up for."""
        for group in self.added_up:
            areas = [*self._places(group), ELSEWHERE, self.system]
            yield np.array([self._row(area, group) for area in areas])

    def sums(self) -> Iterator[Sums]:
        """Answers to their base, and women, men and others to everyone."""
        rows = np.array([self._row(area, group) for area, group in self.asked])
        yield Sums(rows[:, -1], rows[:, :-1])
        for area in self.by_sex:
            parts = [self._row(area, group) for group in (*self._sexes(area), OTHERS)]
            yield Sums(np.array(self._row(area, EVERYONE)), np.array(parts).T)

    def inside(self) -> Cells:
        """Each cell lies within its base and within everyone's."""
        return np.array(
            [
                (
                    -1 if answer == BASE else self.number[area, group, BASE],
                    # Elsewhere is other Places for a group than for everyone.
                    -1
                    if group == EVERYONE or area == ELSEWHERE
                    else self.number.get((area, EVERYONE, answer), -1),
                )
                for area, group, answer in self.number
            ]
        )

    def no_remainder(self) -> np.ndarray:
        """Where nobody is left over: anybody can guess as much, so it is taken as known."""
        return np.array(
            [
                (area == ELSEWHERE or group == OTHERS) and self.count[at] == 0
                for (area, group, _), at in self.number.items()
            ]
        )

    def unseen(self) -> np.ndarray:
        """Cells no page shows."""
        return np.array([key in self.unseen_keys for key in self.number])
