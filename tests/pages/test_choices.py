"""Choices live in the address by id: links new and old, spellings, Back and Forward, odd words."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from insight.reference.areas import BENCHMARKS, Benchmark, areas
from pages.controls import address
from tests.pages.conftest import Run, markup

HALTON, ST_HELENS, WIRRAL = "E06000006", "E08000013", "E08000015"
HOSTILE = "<script>alert(1)</script>"
NAMES = {code: area.area_name for code, area in areas().items() if area.area_type == "place"}
EVERYTHING = {
    "place": HALTON,
    "benchmark": "E12000002",
    "sure": "0.998",
    "edition": "2019",
    "indicator": "smoking",
    "period": "2016-01-01/2016-12-31",
    "size": "2",
    "find": "halton 003",
}


# --- What the words of a link mean -------------------------------------------------------------


@pytest.mark.parametrize("text", [WIRRAL, "Wirral", "wirral", " WIRRAL ", "e08000015", "wirr"])
def test_any_spelling_is_the_same_place(text: str) -> None:
    assert address.meant(text, NAMES) == WIRRAL


def test_a_place_is_meant_only_where_it_may_be_chosen() -> None:
    assert address.meant("St. Helens", {ST_HELENS: "A name of today"}) == ST_HELENS
    assert address.meant("St. Helens", {WIRRAL: "Wirral"}) is None


@pytest.mark.parametrize("text", ["", " ", "nowhere", HOSTILE, "../../etc/passwd", "é" * 5000])
def test_other_words_mean_nothing(text: str) -> None:
    assert address.meant(text, NAMES) is None


@pytest.mark.parametrize("code", BENCHMARKS)
def test_the_words_of_old_links_are_understood(code: str) -> None:
    labels = {each: Benchmark(each).label for each in BENCHMARKS}
    assert address.meant(labels[code], labels) == code


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), min_size=1))
def test_an_id_always_means_itself(names: dict[str, str]) -> None:
    assert [address.meant(each, names) for each in names] == list(names)


# --- Pickers and the address -------------------------------------------------------------------


def script() -> None:
    """A page of pickers, of which one depends on another."""
    import streamlit as st

    from insight.store import queries
    from pages import data
    from pages.controls import address, choices
    from pages.ui import downloads

    address.arrive("page")
    st.text(choices.edition_in_address())
    code, name = choices.place()
    choices.benchmark()
    choices.edition()
    indicator_id = choices.indicator(queries.indicators)
    periods = data.query(queries.periods, indicator_id=indicator_id)
    year = f"{choices.period(periods)[0]:%Y}" if len(periods) else "none"
    choices.press("Size", {"1": "One"} | ({"2": "Two"} if name == "Halton" else {}), "size")
    typed = choices.search("Search", "Name")
    st.text(f"{code} {indicator_id} {year} {typed}")
    st.text(downloads.link())


@pytest.fixture
def page(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("INSIGHT_STORES", str(small_folder))

    def run(**asked: str) -> AppTest:
        app = AppTest.from_function(script, default_timeout=30)
        arrive_with(app, asked)
        return app

    return run


def arrive_with(app: AppTest, asked: dict[str, str]) -> None:
    app.query_params.clear()
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception


def in_address(app: AppTest) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else value[-1]
        for name, value in app.query_params.items()
    }


def said(app: AppTest) -> list[str]:
    return [each.value for each in app.text]


def test_the_address_holds_ids_and_no_first_choices(page: Run) -> None:
    app = page()
    assert in_address(app) == {}
    app.selectbox(key="place").select(HALTON)
    app.segmented_control(key="benchmark").set_value("E12000002").run()
    assert in_address(app) == {"place": HALTON, "benchmark": "E12000002"}
    app.segmented_control(key="benchmark").set_value("E92000001").run()
    assert in_address(app) == {"place": HALTON}
    app.text_input(key="find").set_value("  a ward ").run()
    assert in_address(app) == {"place": HALTON, "find": "a ward"}
    assert said(app)[1].endswith(" a ward")
    app.text_input(key="find").set_value("").run()
    assert in_address(app) == {"place": HALTON}


def test_a_link_restores_every_choice(page: Run) -> None:
    app = page(**EVERYTHING)
    assert in_address(app) == EVERYTHING
    assert said(app)[:2] == ["2019", f"{HALTON} smoking 2016 halton 003"]
    assert app.segmented_control(key="sure").value == "0.998"
    assert app.text_input(key="find").value == "halton 003"
    assert markup(app) == ""


def test_a_link_of_old_in_the_words_of_the_pickers_still_works(page: Run) -> None:
    smoking = next(each for each in page().selectbox(key="indicator").options if "smoke" in each)
    app = page(place="Halton", sure="99.8%", indicator=smoking, period="2016", area="E01012345")
    assert said(app)[1].split() == [HALTON, "smoking", "2016"]
    assert markup(app) == ""
    ids = {
        "place": HALTON,
        "sure": "0.998",
        "indicator": "smoking",
        "period": "2016-01-01/2016-12-31",
        "area": "E01012345",
    }
    assert dict(parse_qsl(said(app)[2].partition("?")[2])) == ids  # so its citation has ids too
    app.segmented_control(key="benchmark").set_value("similar").run()
    assert in_address(app) == ids | {"benchmark": "similar"}


@pytest.mark.parametrize("text", ["nowhere", "", HOSTILE, "x" * 5000])
def test_what_is_not_here_is_said_once_and_never_repeated(page: Run, text: str) -> None:
    app = page(place=text, sure=text)
    assert markup(app).count("that is not here") == 2
    assert not text or text not in markup(app)
    app.segmented_control(key="edition").set_value("2019").run()
    assert in_address(app) == {"edition": "2019"}
    assert markup(app) == ""


def test_a_search_in_a_link_is_cut_to_what_the_box_takes(page: Run) -> None:
    assert page(find="x" * 5000).text_input(key="find").value == "x" * 60


def test_another_indicator_opens_on_its_own_latest_period(page: Run) -> None:
    app = page(indicator="smoking", period="2016-01-01/2016-12-31", place=HALTON)
    app.selectbox(key="indicator").select("claimants").run()
    assert in_address(app) == {"indicator": "claimants", "place": HALTON}
    app.selectbox(key="indicator").select("smoking").run()
    assert "2016" not in said(app)[1]


def test_a_choice_that_another_takes_away_goes_without_a_word(page: Run) -> None:
    app = page(place=HALTON, size="2")
    app.selectbox(key="place").select(WIRRAL).run()
    assert app.segmented_control(key="size").value == "1"
    assert markup(app) == ""
    app.segmented_control(key="edition").set_value("2019").run()
    assert in_address(app) == {"place": WIRRAL, "edition": "2019"}


def test_a_choice_counts_before_the_browser_has_heard_of_the_last_one(page: Run) -> None:
    """A second click, or one on a button, may come with the address from before the first."""
    app = page(edition="2019")
    app.selectbox(key="place").select(HALTON).run()
    app.segmented_control(key="benchmark").set_value("E12000002")
    arrive_with(app, {"edition": "2019"})
    assert in_address(app) == {"edition": "2019", "place": HALTON, "benchmark": "E12000002"}
    arrive_with(app, {"edition": "2019"})
    assert said(app)[1].startswith(HALTON)


def test_back_and_forward_bring_what_the_address_says(
    page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(**EVERYTHING)
    app.selectbox(key="place").select(WIRRAL).run()
    monkeypatch.setattr(address, "_went_through_history", lambda: True)
    arrive_with(app, EVERYTHING)
    assert said(app)[:2] == ["2019", f"{HALTON} smoking 2016 halton 003"]
    assert app.selectbox(key="place").value == HALTON
    assert app.segmented_control(key="size").value == "2"
    arrive_with(app, {})
    assert app.segmented_control(key="edition").value == "2025"
    assert app.text_input(key="find").value == ""
    assert said(app)[0] == "2025" and not said(app)[1].startswith(HALTON)
    arrive_with(app, {"place": HOSTILE})
    assert markup(app).count("that is not here") == 1
