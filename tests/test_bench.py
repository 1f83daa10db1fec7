"""The parts of the benchmarks work. No time is asserted: times belong to `make bench`."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.store_keys import SMALL_AREA
from insight.store import open_store
from tests.bench import builds, crowd, national, pages
from tests.bench.__main__ import main
from tests.bench.driver import PageFailed, Picker, Rerun, Visitor, visit
from tests.bench.figures import Figure, NotMeasured, Report, percentile, table
from tests.bench.server import FAULT, Server, cpu_note, running

pytestmark = pytest.mark.slow

TINY_APP = """
import streamlit as st

runs = st.session_state.setdefault("runs", {"whole": 0, "part": 0})

def keep():
    st.query_params["colour"] = st.session_state["colour"]

@st.fragment
def part(colour):
    runs["part"] += 1
    st.selectbox("Part", ["left", "right"], key="part")
    st.selectbox("Runs", [f"{runs['whole']} {runs['part']} {colour}", "unused"])

def front():
    runs["whole"] += 1
    colour = st.selectbox("Colour", ["red", "green", "blue"], key="colour", on_change=keep)
    size = st.segmented_control("Size", ["big", "small"], default="big", required=True, key="size")
    shades = [f"{size} light {colour}", f"{size} dark {colour}"]
    st.selectbox("Shade", shades, key="shade")
    st.selectbox("Address", [str(st.query_params.to_dict()), "unused"])
    part(colour)
    st.text("the same every time " * 1000)

def broken():
    raise ValueError("nothing works here")

def plain():
    st.text("nothing to choose")

pages = [st.Page(front), st.Page(broken, url_path="broken"), st.Page(plain, url_path="plain")]
st.navigation(pages, position="hidden").run()
"""


def test_percentiles_are_values_that_happened() -> None:
    ten = [float(value) for value in range(1, 11)]
    assert percentile(ten, 50) == 5
    assert percentile(ten, 95) == 10
    assert percentile(ten, 90) == 9
    assert percentile([7.0], 1) == 7
    with pytest.raises(ValueError, match="percentile of nothing"):
        percentile([], 50)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60),
    st.integers(0, 100),
)
def test_percentiles_agree_with_numpy(values: list[float], percent: int) -> None:
    expected = np.percentile(values, percent, method="inverted_cdf")
    assert percentile(values, percent) == expected


@pytest.mark.parametrize(
    ("value", "budget", "word"),
    [
        (5.0, 5, "within"),
        (5.01, 5, "over"),
        (0, 0, "within"),
        (3.0, None, "no budget"),
        (None, 5, "not measured"),
    ],
)
def test_the_word_says_how_a_figure_stands(
    value: float | None, budget: float | None, word: str
) -> None:
    assert Figure("x", value, "s", budget).word == word


def test_the_table_lines_up() -> None:
    lines = table(
        [
            Figure("build", 2.346, "s", 5, "one"),
            Figure("peak memory", 1234.6, "MB", 1500),
            Figure("load", None, "s", None, "no server"),
        ]
    ).split("\n")
    assert lines == [
        "what         measured      budget",
        "build          2.35 s       ≤ 5 s  within        one",
        "peak memory  1,235 MB  ≤ 1,500 MB  within",
        "load                –           –  not measured  no server",
    ]


def test_a_budget_nobody_can_read_wrongly() -> None:
    """Just over stays over in the word even where rounding makes both look the same."""
    (_, line) = table([Figure("errors", 0.4, "errors", 0)]).split("\n")
    assert line.split() == ["errors", "0", "errors", "≤", "0", "errors", "over"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The tiny app, served with nobody looking."""
    app = tmp_path_factory.mktemp("tiny") / "app.py"
    app.write_text(TINY_APP, encoding="utf-8")
    with running(app) as started:
        yield started


def named(visitor: Visitor, label: str) -> Picker:
    (found,) = [picker for picker in visitor.pickers if picker.label == label]
    return found


def test_a_visitor_opens_pages_and_chooses(server: Server) -> None:
    async def look() -> None:
        async with visit(server.address) as visitor:
            first = await visitor.open()
            assert list(visitor.pages) == ["", "broken", "plain"]
            assert named(visitor, "Colour").options == ("red", "green", "blue")
            assert named(visitor, "Shade").options == ("big light red", "big dark red")

            again = await visitor.choose(named(visitor, "Size"), "small")
            assert named(visitor, "Shade").options == ("small light red", "small dark red")
            assert again.byte_count < first.byte_count - 15_000  # the long text is still held
            assert again.seconds > 0
            assert again.map_byte_count == 0

            await visitor.choose(named(visitor, "Shade"), "small dark red")
            await visitor.choose(named(visitor, "Colour"), "blue")
            # That shade is no longer offered, so the server has put another in its place.
            assert named(visitor, "Shade").options == ("small light blue", "small dark blue")
            await visitor.choose(named(visitor, "Size"), "big")
            assert named(visitor, "Address").options[0] == "{'colour': 'blue'}"

            runs = [int(each) for each in named(visitor, "Runs").options[0].split()[:2]]
            await visitor.choose(named(visitor, "Part"), "right")
            assert named(visitor, "Runs").options[0] == f"{runs[0]} {runs[1] + 1} blue"
            assert named(visitor, "Size").options == ("big", "small")  # still on the page

            await visitor.open("plain")
            assert visitor.pickers == []
            await visitor.choose_any(random.Random(1))

    asyncio.run(look())


def test_any_choice_is_another_option(server: Server) -> None:
    async def look() -> None:
        chance = random.Random(1)
        async with visit(server.address) as visitor:
            await visitor.open()
            for _ in range(10):
                before = [visitor.chosen(picker) for picker in visitor.pickers]
                await visitor.choose_any(chance)
                assert [visitor.chosen(picker) for picker in visitor.pickers] != before

    asyncio.run(look())


def test_an_error_is_never_taken_for_an_answer(server: Server) -> None:
    async def look() -> None:
        async with visit(server.address) as visitor:
            await visitor.open("nowhere")

    with pytest.raises(PageFailed, match="no page 'nowhere'"):
        asyncio.run(look())
    (broken,) = pages.measure_page(server, "broken", "Broken", reruns=1)
    assert (broken.word, broken.note) == (
        "not measured",
        "PageFailed: ValueError: nothing works here",
    )
    assert server.faults()[-1] == "ValueError: nothing works here"
    assert FAULT.findall("Traceback is a word\nno more") == []


def test_patience_has_an_end(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> None:
        async with visit(server.address) as visitor:
            await visitor.open()

    monkeypatch.setattr("tests.bench.driver.PATIENCE_SECONDS", 0)
    with pytest.raises(PageFailed, match="no answer within 0 s"):
        asyncio.run(look())


def test_a_page_is_measured(server: Server) -> None:
    (figure,) = pages.measure_page(server, "", "Front", reruns=4)
    assert figure.what == "choice on Front, p95 of 4"
    assert figure.note.count("ms per choice") in (0, 2)  # not every system says
    assert figure.value is not None
    assert figure.value > 0


def test_processor_time_is_that_of_the_server(server: Server) -> None:
    before = server.cpu_seconds()
    pages.measure_page(server, "", "Front", reruns=5)
    used = server.cpu_seconds() - before
    assert math.isnan(used) or 0 < used < 60  # not every system says
    assert cpu_note(1.5, 30) == ", server CPU 50 ms per choice"
    assert cpu_note(math.nan, 30) == ""


def test_the_weight_of_a_map_stands_beside_that_of_its_page() -> None:
    figure = pages.weight([Rerun(0.1, 40_000, 14_000), Rerun(0.1, 60_000, 51_000)])
    assert figure.value == 51
    assert figure.word == "over"
    assert figure.note == "the whole page p50 40.0 kB, p95 60.0 kB"


@pytest.mark.parametrize(("measured_from", "are_timed"), [(0, True), (1_000, False)])
def test_a_crowd_is_timed_after_the_ramp_and_its_errors_are_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch, measured_from: float, are_timed: bool
) -> None:
    """Sooner or later everybody comes to the broken page, and the error ends their visit."""
    monkeypatch.setattr(crowd, "THINK_SECONDS", 0.01)
    monkeypatch.setattr(crowd, "OTHER_PAGE_SHARE", 0.5)
    people = crowd.Crowd(server.address, measured_from, until=2_000)
    monkeypatch.setattr(people, "arrival", lambda number, of: 0.0)
    said: list[str] = []
    asyncio.run(people.gather(4, lambda what, done, total: said.append(what)))
    assert bool(people.times) is are_timed
    assert people.errors == ["PageFailed: ValueError: nothing works here"] * 4
    assert set(said) == {"4 people choosing"}


def test_processor_time_is_for_each_answer() -> None:
    assert crowd.cpu_figure(2.0, 100).value == 20
    assert crowd.cpu_figure(2.6, 100).word == "over"
    assert crowd.cpu_figure(math.nan, 100).word == "not measured"


def test_a_crowd_arrives_evenly_over_the_ramp() -> None:
    people = crowd.Crowd("nowhere", measured_from=20, until=80)
    assert [people.arrival(number, 4) for number in range(4)] == [0, 5, 10, 15]


def test_a_build_that_stops_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match="There is no file or folder"):
        builds.build_once([tmp_path / "nowhere"])


def test_what_cannot_be_measured_is_said_in_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(report: Report, repeats: int) -> list[Figure]:
        report("trying", 0, repeats)
        raise NotMeasured("no such luck")

    monkeypatch.setattr("tests.bench.__main__._store", lambda report: "a.duckdb")
    monkeypatch.setattr("tests.bench.start.measure", refuse)
    assert main(["--only", "start", "--quick"]) == 0
    _, line, _, foot, _ = capsys.readouterr().out.strip().split("\n")
    assert line.split("  ")[0] == "start"
    assert line.endswith("not measured  no such luck")
    assert foot.endswith("store a.duckdb")


def test_a_national_store_lies_in_reading_order_and_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "REPEATS", 1)
    monkeypatch.setattr(national, "ELSEWHERE", (1, 1))  # one period of authorities, not five
    national.make(tmp_path / "national.duckdb", rows=200_000)
    store = open_store(tmp_path / "national.duckdb")
    lies = store.connection.execute(f"SELECT {SMALL_AREA} FROM observation").df().iloc[:, 0]
    assert lies.is_monotonic_increasing and lies.any() and not lies.all()
    assert all(figure.value for figure in national.figures(store))
    store.connection.close()
