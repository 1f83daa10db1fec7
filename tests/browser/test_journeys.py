"""What each reader came for, done in a browser from the front door."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from insight.store import Store, queries
from tests.bench.server import Server
from tests.browser import journeys
from tests.browser.conftest import WIDE, Visit, answer, still
from tests.browser.journeys import Reader
from tests.pages_listed import ABOUT

pytestmark = pytest.mark.browser

MOST_TABS = 45  # in a whole journey


def press(page: Page, words: str) -> None:
    with answer(page):
        page.get_by_role("radio", name=words, exact=True).or_(
            page.get_by_role("button", name=words, exact=True)
        ).first.click()


def choose(page: Page, label: str, words: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.keyboard.type(words)
    with answer(page):
        page.get_by_role("option", name=words).first.click()


def downloaded(page: Page) -> list[dict[str, str]]:
    """The rows of the CSV file that the first take-away menu of the page offers."""
    page.get_by_role("button", name="Take away", exact=True).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Table (CSV)").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_deep_link_to_a_cold_server_shows_the_page_inside_its_frame(
    cold_server: Server, browser: Browser
) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(f"http://{cold_server.address}/place?place=Halton")
    expect(page.locator("h1")).to_contain_text("Halton")
    expect(page.get_by_role("link", name="About the data").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()


def test_a_board_member_sees_the_finding_first_and_can_switch_the_edition(
    visit: Visit, real_store: Store
) -> None:
    page = visit()
    people = queries.core20_people(real_store, edition="2025")
    system = people[people["area_type"] == "system"].iloc[0]
    expect(page.locator("h1")).to_contain_text(f"{system['core20_pct']:.0f}%")
    page.locator(".map .areas path[fill]").first.wait_for(state="attached")
    before = page.locator("h1").inner_text()
    press(page, "2019")
    expect(page).to_have_url(re.compile("edition=2019"))
    expect(page.locator("p.finding").first).to_contain_text("2019")
    expect(page.locator("h1")).not_to_have_text(before)
    page.reload()
    still(page)
    expect(page.locator("p.finding").first).to_contain_text("2019")


def test_a_board_member_has_it_in_short_and_takes_it_along(visit: Visit) -> None:
    """Faults 1 and 21: worst, widening and in doubt at the top, and one press for a paper."""
    reader = Reader(visit())
    pasted = journeys.board_member(reader)
    assert pasted.startswith("<p>") and " build " in pasted
    assert re.search(r'/inequality\?\S+\]</p><img src="data:image/png;base64,[\w+/]{999}', pasted)
    assert re.search(r'alt="[^"]{40}', pasted)
    within_reach(reader)


def test_a_director_finds_how_their_place_stands(visit: Visit) -> None:
    """Fault 5 as well: the Place goes along from the search to its priorities.

    The command plays it for every Place; what differs from one to the next is tested without a
    browser (tests/insight/findings/test_in_short.py).
    """
    page = visit()
    reader = Reader(page)
    journeys.place_director(reader, "Cheshire West and Chester")
    expect(page).to_have_url(re.compile(r"/priorities\?place=E06000050$"))
    within_reach(reader)


def within_reach(reader: Reader) -> None:
    assert reader.actions <= journeys.MOST_ACTIONS and reader.seconds <= journeys.MOST_SECONDS
    assert reader.tabs <= MOST_TABS


def test_a_board_member_takes_the_figures_away_as_they_are_in_the_store(
    visit: Visit, real_store: Store
) -> None:
    page = visit("indicator?indicator=adult-obesity")
    figures = {row["Area"]: row["Figure"] for row in downloaded(page)}
    latest = queries.latest_values(real_store, "adult-obesity", "place")
    expected = dict(zip(latest["area_name"], latest["value"], strict=True))
    assert len(expected) == 9
    for area, value in expected.items():
        assert float(figures[area]) == pytest.approx(value), area


def test_a_director_takes_a_picture_and_a_workbook_of_one_figure(visit: Visit) -> None:
    page = visit("indicator?indicator=adult-obesity")
    page.get_by_role("button", name="Take away", exact=True).first.click()
    page.get_by_role("button", name="Picture (PNG)").first.wait_for()
    starts = {"Picture (PNG)": b"\x89PNG", "Drawing (SVG)": b"<", "Workbook (XLSX)": b"PK"}
    for name, start in starts.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).first.click()
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(start) and len(content) > 3000, name


def test_a_director_makes_a_board_pack_of_their_place(visit: Visit) -> None:
    page = visit("place?place=Halton")
    page.get_by_role("button", name="Board pack for Halton").click()
    for kind, start in (("PDF", b"%PDF-"), ("PowerPoint", b"PK")):
        page.get_by_role("button", name=f"Make the {kind}").click()
        save = page.get_by_role("button", name=f"Save the {kind}")
        save.wait_for(timeout=60_000)
        with page.expect_download() as waiting:
            save.click()
        assert "Halton" in waiting.value.suggested_filename
        assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_a_board_member_follows_what_stands_out_to_its_chart(visit: Visit) -> None:
    page = visit()
    page.locator("details:has(ul.findings) summary").first.click()
    links = page.locator("ul.findings li a")
    targets = links.evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert len(targets) > 3
    for target in targets:
        assert re.match(r"/?(indicator|inequality)\?", target), target
    with answer(page):
        links.first.click()
    expect(page.locator("h1")).to_be_focused()
    measure = page.get_by_role("combobox").first.input_value().split(": ", 1)[-1]
    expect(page.locator("[data-testid=stMain]")).to_contain_text(measure)
    expect(page.locator("[data-testid=stPlotlyChart], .map")).not_to_have_count(0)


def test_a_director_compares_their_place_and_shares_the_link(visit: Visit) -> None:
    page = visit("place")
    choose(page, "Place", "Halton")
    expect(page.locator("h1")).to_contain_text("Halton")
    press(page, "North West")
    expect(page).to_have_url(re.compile("place=E06000006&benchmark=E12000002"))
    expect(page.locator("[data-testid=stMain]")).to_contain_text(re.compile(r"[▲▼●–↑↓]"))
    link = page.url
    again = visit(link.split("/", 3)[3])
    expect(again.locator("h1")).to_contain_text("Halton")


def test_back_and_forward_bring_the_view_they_came_from(visit: Visit) -> None:
    page = visit("place")
    before = page.evaluate("history.length")
    choose(page, "Place", "Halton")
    press(page, "North West")
    expect(page).to_have_url(re.compile(r"/place\?place=E06000006&benchmark=E12000002$"))
    assert page.evaluate("history.length") == before + 2
    left = page.url
    page.get_by_role("link", name="Inequality", exact=True).click()
    expect(page.get_by_role("combobox", name="Indicator")).to_be_visible()
    still(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Halton")
    expect(page).to_have_url(left)
    expect(page.get_by_role("combobox", name="Place")).to_have_value("Halton")
    expect(page.get_by_role("radio", name="North West", exact=True).first).to_be_checked()
    page.go_back()
    expect(page.get_by_role("radio", name="England", exact=True).first).to_be_checked()
    expect(page.locator("h1")).to_have_text("Halton")
    page.go_back()
    expect(page.locator("h1")).not_to_have_text("Halton")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Halton")
    expect(page).to_have_url(re.compile(r"/place\?place=E06000006$"))


def test_a_link_to_another_page_is_followed_without_loading_everything_anew(visit: Visit) -> None:
    page = visit()
    page.evaluate("window.isTheSame = true")
    before = page.evaluate("history.length")
    page.get_by_role("link", name="Halton", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Halton")
    still(page)
    expect(page).to_have_url(re.compile(r"/place\?place=E06000006$"))
    expect(page.get_by_role("link", name="Place", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    page.get_by_role("link", name="About the data", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("About the data")
    assert page.evaluate("history.length") == before + 2
    assert page.evaluate("window.isTheSame")
    with page.context.expect_page() as another:
        page.get_by_role("link", name="Figures", exact=True).click(modifiers=["ControlOrMeta"])
    expect(another.value.locator("h1")).to_contain_text("%")
    expect(page.locator("h1")).to_have_text("About the data")


def test_a_link_may_name_its_choices_in_words(visit: Visit) -> None:
    page = visit("place?place=halton&benchmark=North+West")
    expect(page.locator("h1")).to_have_text("Halton")
    expect(page.get_by_role("radio", name="North West", exact=True).first).to_be_checked()
    press(page, "99.8%")
    view = r"place\?place=E06000006&benchmark=E12000002&sure=0\.998$"
    expect(page).to_have_url(re.compile(view))


def test_a_resident_on_a_phone_finds_their_neighbourhood(visit: Visit, real_store: Store) -> None:
    page = visit("place?place=Wirral", "phone")
    expect(page.locator("h1")).to_contain_text("Wirral")
    with answer(page):
        page.get_by_role("link", name=re.compile("to search and rank")).click()
    listed = queries.neighbourhoods(real_store, "E08000015")
    name = listed["msoa_name"].value_counts().index[0]
    box = page.get_by_placeholder(re.compile(".")).last
    box.fill(str(name))
    with answer(page):
        box.press("Enter")
    expect(page).to_have_url(re.compile("find="))
    expect(page.locator("table", has_text=str(name)).filter(visible=True)).not_to_have_count(0)


def test_the_map_can_be_used_without_a_mouse_and_a_look_is_no_step_back(visit: Visit) -> None:
    page = visit()
    page.get_by_role("link", name="Halton", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Halton")
    before = page.evaluate("history.length")
    page.locator(".map .areas path[fill]").first.wait_for(state="attached")
    for _ in range(2):
        page.locator(".map .areas [tabindex='0']").first.focus()
        page.keyboard.press("ArrowRight")
        with answer(page):
            page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"place=E06000006&area=E01\d{6}$"))
    looked_at = page.url
    picked = page.get_by_text("You picked a neighbourhood").inner_text()
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page.locator("h1")).to_contain_text("%")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Halton")
    expect(page).to_have_url(looked_at)
    expect(page.get_by_text("You picked a neighbourhood")).to_have_text(picked)


def test_an_analyst_reads_where_the_figures_come_from(visit: Visit, real_store: Store) -> None:
    page = visit(ABOUT)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(real_store.build_id)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("Open Government Licence")


@pytest.mark.parametrize(
    "path",
    [
        "indicator?indicator=%3Cscript%3Ealert(1)%3C/script%3E&period=never",
        "place?place=Atlantis&edition=1832&find=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    ],
)
def test_a_link_that_asks_for_nonsense_gets_a_page(visit: Visit, path: str) -> None:
    page = visit(path)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("img[src='x']").count() == 0


def test_static_files_hold_shapes_and_never_figures(visit: Visit, real_store: Store) -> None:
    layers = queries.map_layers(real_store)
    page = visit()
    for name in layers["file_name"]:
        answer = page.request.get(page.url.split("?")[0] + f"app/static/maps/{name}")
        assert answer.ok, name
        text = answer.text()
        assert "decile" not in text and "value" not in text


def test_an_analyst_finds_a_measure_sets_areas_side_by_side_and_takes_the_file(
    visit: Visit,
) -> None:
    """Faults 9, 18 and 19, from the front door to a file that names itself."""
    page = visit()
    reader = Reader(page)
    rows = journeys.analyst(reader)
    within_reach(reader)
    expect(page).to_have_url(re.compile(r"areas=similar-E08000015\.E06000052"))
    assert len(rows) == 1 + 10 + 1 and {"Wirral", "Cornwall"} <= {row["Area"] for row in rows}
    for heading in ("Indicator id", "Indicator", "Unit", "Source", "Compared with", "Build"):
        assert all(row[heading] for row in rows), heading
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Full screen").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.evaluate("() => document.exitFullscreen()")
    page.reload()
    still(page)
    expect(page.locator("[data-testid=stMain]")).to_contain_text("12 areas")
    found = page.locator("ol.found a")
    for typed, ids in (("SII", ["inequality-in-life"] * 2), ("fuel pverty", ["fuel-poverty"])):
        box = page.get_by_role("searchbox", name=journeys.MEASURES)
        box.fill(typed)
        with answer(page):
            box.press("Enter")
        listed = found.evaluate_all("all => all.map(e => e.getAttribute('href'))")
        assert all(id_ in each for id_, each in zip(ids, listed, strict=False)), listed
