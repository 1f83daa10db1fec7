"""Small counts are hidden inside the engine by the rule of insight.statistics, and no more gets
out where sums cross."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW, Sums, WorkedOut, protect
from tests.insight.attack import Sum, pinned

pytestmark = [pytest.mark.usefixtures("ibis_installed"), pytest.mark.slow]
BASE = 10
PLACES = [f"E0800000{number}" for number in range(1, 5)]
GROUPS = ["g1", "g2", "g3"]


def cell(
    area: str, level: str, parent: str, group: str, number: int, **more: Any
) -> dict[str, Any]:
    facts = {
        "question": "q ",
        "measure_id": "m",
        "period": "p",
        "area_code": area,
        "level": level,
        "parent": parent,
        "group_id": group,
        "partition": "everyone" if group == "everyone" else "way",
        "is_listed": True,
        "is_share": False,
        "numerator": number,
        "people": number,
        "at_risk": number * 3 + 40,
        "denominator": float(number * 3 + 40),
        "rate": 0.1,
        "variance": 0.001,
        "has_every_age": True,
    }
    return facts | more


def table(inner: np.ndarray, **more: Any) -> list[dict[str, Any]]:
    """Cells of Places by groups, with all sums; inner: a row for each Place."""
    rows = []
    wide = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    whole = np.vstack([wide, wide.sum(axis=0, keepdims=True)])
    areas = [*((place, "place", "S") for place in PLACES[: len(inner)]), ("S", "system", "")]
    for area, numbers in zip(areas, whole, strict=True):
        for group, number in zip([*GROUPS[: inner.shape[1]], "everyone"], numbers, strict=True):
            rows.append(cell(*area, group, int(number), **more))
    return rows


def hidden(rows: list[dict[str, Any]], rule: str = "own") -> pd.DataFrame:
    """The cells as the engine leaves them."""
    import ibis

    from etl.records import hiding, run
    from etl.records.engine import open_engine

    with open_engine("duckdb://") as engine:
        found = hiding.hide(ibis.memtable(pd.DataFrame(rows)), hiding.Rule(rule, BASE))
        return run.frame(engine.rows(found))


@pytest.fixture
def draws() -> list[np.ndarray]:
    """Counts around the base, where it is hardest."""
    draw = np.random.default_rng(7)
    values = np.array([0, 0, 1, 2, 5, 8, 9, 9, 10, 10, 11, 12, 13, 20, 40, 90])
    return [draw.choice(values, size=int(draw.integers(2, 9))) for _ in range(120)]


def test_one_sum_is_hidden_as_protect_hides_it(draws: list[np.ndarray]) -> None:
    """Small areas of one Place, whose total is known: all draws in one question of the engine."""
    rows = []
    for number, parts in enumerate(draws):
        question = {"question": f"q{number:03d} "}
        total = int(parts.sum()) + 1000  # of which one part is 1000, so that the Place is shown
        rows.append(cell("P", "place", "S", "everyone", total, **question))
        rows += [
            cell(f"a{at}", "small", "P", "everyone", int(part), **question)
            for at, part in enumerate([*parts, 1000])
        ]
    found = hidden(rows)
    assert len(found) == len(rows)
    for (_, cells), parts in zip(
        found[found["level"] == "small"].groupby("question"), draws, strict=True
    ):
        count = np.array([*parts, 1000, parts.sum() + 1000])
        size = len(count) - 1
        fixed = np.arange(size + 1) == size
        sums = Sums(np.array([size]), np.arange(size)[None, :])
        expected = protect(count, BASE, [sums], fixed=fixed)[:-1] != SHOWN
        is_hidden = (cells.sort_values("area_code")["state"] != SHOWN).to_numpy()
        assert list(is_hidden) == list(expected), parts


def test_what_leaves_of_a_table_gives_no_small_count_away() -> None:
    from etl.records import hiding, table_search

    draw = np.random.default_rng(3)
    values = np.array([0, 1, 3, 8, 9, 10, 11, 14, 30, 60])
    rows = [
        row
        for number in range(12)
        for row in table(draw.choice(values, size=(4, 3)), question=f"q{number:02d} ")
    ]
    few = 0
    for _, cells in hidden(rows).groupby("question"):
        safe = table_search.search(cells, hiding.Rule("own", BASE))
        at = {
            (area, group): place
            for place, (area, group) in enumerate(
                zip(safe["area_code"], safe["group_id"], strict=True)
            )
        }
        groups = [*GROUPS, "everyone"]
        sums: list[Sum] = [
            (at[area, "everyone"], tuple(at[area, group] for group in GROUPS))
            for area in [*PLACES, "S"]
        ] + [(at["S", group], tuple(at[area, group] for area in PLACES)) for group in groups]
        count, state = safe["numerator"].to_numpy(), safe["state"].to_numpy()
        assert pinned(count, state, BASE, sums) == []
        few += int((state != SHOWN).sum())
    assert few > 0


@pytest.mark.parametrize("error", [ValueError, WorkedOut])
def test_only_what_cannot_be_protected_is_hidden_whole(
    monkeypatch: pytest.MonkeyPatch, error: type[ValueError]
) -> None:
    """A fault of the search itself is not taken for that."""
    from etl.records import hiding, table_search

    def fail(*_: Any, **__: Any) -> None:
        raise error("no")

    cells = hidden(table(np.array([[3, 40, 50], [60, 70, 80], [70, 80, 90]])))
    monkeypatch.setattr(table_search, "protect", fail)
    if error is ValueError:
        with pytest.raises(ValueError, match="no"):
            table_search.search(cells, hiding.Rule("own", BASE))
    else:
        found = table_search.search(cells, hiding.Rule("own", BASE))
        inner = found[(found["level"] == "place") & (found["group_id"] != "everyone")]
        assert (inner["state"] == PROTECTED).all()  # not even of the small one is more said


def test_those_who_are_not_counted_are_protected_too() -> None:
    rows = [
        cell("S", "system", "", "everyone", 95, at_risk=100, is_share=is_share, question=question)
        for question, is_share in (("a rate ", False), ("a share ", True))
    ]
    assert list(hidden(rows).sort_values("question")["state"]) == [SHOWN, TOO_FEW]


def test_a_hidden_place_hides_all_in_it() -> None:
    rows = [
        cell("S", "system", "", "everyone", 309),
        cell("P", "place", "S", "everyone", 9),
        cell("Q", "place", "S", "everyone", 300),
        cell("a", "small", "Q", "everyone", 290),
        cell("b", "small", "Q", "everyone", 10),
    ]
    state = hidden(rows).set_index("area_code")["state"]
    assert state["P"] == TOO_FEW
    # Q less 9 is no secret, as the system is shown: so Q is hidden, and with it its small areas.
    assert state["Q"] == PROTECTED and set(state[["a", "b"]]) == {PROTECTED}


def test_hes_hides_one_to_seven_and_rounds_the_rest() -> None:
    from etl.records.hiding import rounded

    numbers = (0, 1, 7, 8, 12, 13)
    rows = [cell(f"a{n:02d}", "place", "S", "everyone", n) for n in numbers]
    rows.append(cell("visits of seven people", "place", "S", "everyone", 40, people=7))
    found = hidden(rows, "hes").set_index("area_code")
    assert list(found["state"]) == [SHOWN, TOO_FEW, TOO_FEW, SHOWN, SHOWN, SHOWN, TOO_FEW]
    assert list(rounded(pd.Series(numbers))) == [0, 0, 5, 10, 10, 15]


def test_people_are_the_base_and_not_their_visits() -> None:
    """Forty visits of one person are hidden, and so is who would give them away."""
    from etl.records import hiding, table_search

    rows = [
        cell("S", "system", "", "everyone", 340, people=212),
        cell("P", "place", "S", "everyone", 40, people=1),
        cell("Q", "place", "S", "everyone", 60, people=31),
        cell("R", "place", "S", "everyone", 240, people=180),
    ]
    found = hidden(rows)
    safe = table_search.search(found, hiding.Rule("own", BASE))
    for cells in (found, safe):
        state = cells.set_index("area_code")["state"]
        assert list(state[["S", "P", "Q", "R"]]) == [SHOWN, TOO_FEW, PROTECTED, SHOWN]


def months_of(*numbers: int) -> list[pd.DataFrame]:
    """One cell in each month of a year, small ones hidden."""
    return [
        pd.DataFrame(
            [
                cell(
                    "S", "system", "", "everyone", 3 * number, people=number,
                    state=TOO_FEW if number < BASE else SHOWN,
                )
            ]
        )
        for number in numbers
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((4, 12, 30, 40), [TOO_FEW, PROTECTED, SHOWN, SHOWN]),
        ((0, 10, 30), [TOO_FEW, SHOWN, PROTECTED]),  # ten cannot be fewer
        ((0, 0, 1), [TOO_FEW] * 3),  # nor is the year of them shown
        ((12, 30), [SHOWN, SHOWN]),
        ((4,), [TOO_FEW]),
    ],
)
def test_a_hidden_month_cannot_be_worked_out_of_its_year(
    numbers: tuple[int, ...], expected: list[str]
) -> None:
    from etl.records.hiding import Rule
    from etl.records.table_search import search_months

    found = search_months(months_of(*numbers), Rule("own", BASE))
    assert [each["state"].iloc[0] for each in found] == expected


@pytest.mark.parametrize("error", [ValueError, WorkedOut])
def test_months_that_cannot_be_protected_are_hidden_all(
    monkeypatch: pytest.MonkeyPatch, error: type[ValueError]
) -> None:
    from etl.records import table_search
    from etl.records.hiding import Rule

    def fail(*_: Any, **__: Any) -> None:
        raise error("no")

    monkeypatch.setattr(table_search, "protect", fail)
    months = months_of(4, 12, 30)
    if error is ValueError:
        with pytest.raises(ValueError, match="no"):
            table_search.search_months(months, Rule("own", BASE))
    else:
        found = table_search.search_months(months, Rule("own", BASE))
        assert [each["state"].iloc[0] for each in found] == [TOO_FEW, PROTECTED, PROTECTED]
