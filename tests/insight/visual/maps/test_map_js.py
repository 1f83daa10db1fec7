"""The map in a browser: the colours of the plain SVG, names as text, and keys that work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from insight.visual import style
from insight.visual.maps import class_deciles, class_verdicts, component_code, draw_svg, map_payload
from tests.chromium import chromium
from tests.insight.visual.maps.small_layer import HOSTILE, SVG, crowded_layer, parsed, small_layer

pytestmark = pytest.mark.browser

HOME = "http://map.test/"
FILE = "lsoa21-hexagon-00000000.json"
MOUNT = """async ([css, data]) => {
    const { default: map } = await import("/map.js");
    const host = document.body.appendChild(document.createElement("div"));
    const root = host.attachShadow({ mode: "open" });
    root.appendChild(document.createElement("style")).textContent = css;
    window.chosen = [];
    const setTriggerValue = (name, value) => window.chosen.push([name, value]);
    window.show = (next) => map({ data: next, parentElement: root, setTriggerValue });
    window.show(data);
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium("the map was not tried in a browser") as browser:
        yield browser.new_page(viewport={"width": 800, "height": 600})


def payload(**choices: Any) -> dict[str, Any]:
    layer = choices.pop("layer", small_layer())
    return map_payload(
        layer,
        FILE,
        choices.pop("classes", class_deciles([1, 2, np.nan, 10])),
        choices.pop("texts", ["decile 1", "decile 2", "too few to show", HOSTILE]),
        **{"title": HOSTILE, "description": HOSTILE} | choices,
    )


def mount(page: Page, data: dict[str, Any], layer: str | None = None) -> list[str]:
    """Open a fresh page with the map on it; return the addresses it asks for."""
    asked: list[str] = []
    code = component_code()
    answers = {
        "": ("text/html", "<!doctype html><title>Map</title>"),
        "map.js": ("text/javascript", code["js"]),
        f"app/static/maps/{FILE}": ("application/json", layer or small_layer().to_json()),
    }

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(HOME)
        asked.append(path)
        if path in answers:
            kind, body = answers[path]
            route.fulfill(status=200, content_type=kind, body=body)
        else:
            route.fulfill(status=404, body="")

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(HOME)
    page.evaluate(MOUNT, [code["css"], data])
    page.locator(".map .state").wait_for(
        state="hidden" if data["geometry"].endswith(FILE) else "visible"
    )
    return asked


def fills(page: Page) -> list[str | None]:
    return [area.get_attribute("fill") for area in page.locator(".areas path").all()]


def described(page: Page) -> list[str | None]:
    return [area.get_attribute("aria-label") for area in page.locator(".areas path").all()]


def focused(page: Page) -> str | None:
    return page.evaluate(
        "document.activeElement.shadowRoot?.activeElement?.getAttribute('data-number')"
    )


def test_browser_and_plain_svg_show_the_same_colours(page: Page):
    data = payload(marked=[True, True, False, True], mark_label="Core20")
    mount(page, data)
    plain = parsed(draw_svg(small_layer(), data))
    expected = [
        path.get("fill")
        for path in plain.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    ]
    shown = [fill.replace("hatch-1", "hatch") for fill in fills(page)]
    assert shown == expected
    legend = [item.inner_text().strip() for item in page.locator(".legend li").all()]
    plain_texts = " ".join(text.text or "" for text in plain.iter(f"{SVG}text"))
    assert legend[-1] == "Core20"
    assert all(words in plain_texts for words in legend)


def test_marked_areas_share_the_same_border_as_in_the_plain_svg(page: Page):
    data = payload(marked=[True, True, False, True], mark_label="Core20")
    mount(page, data)
    in_browser = page.locator(".over .mark:not(.casing)").get_attribute("d")
    plain = parsed(draw_svg(small_layer(), data))
    (border,) = [
        path.get("d")
        for path in plain.iter(f"{SVG}path")
        if path.get("stroke") == data["ink"]["mark"]
    ]
    assert in_browser is not None and border is not None
    assert in_browser.count("M") == border.count("M") == 10  # six edges round A and B, four round D


def test_names_and_numbers_stand_where_the_plain_svg_has_them(page: Page):
    layer = replace(
        small_layer("place"),
        area_codes=("P", "Q"),
        area_names=("P", "Q"),
        place_numbers=(0, 1),
        paths=small_layer().paths[:2],
        centres=small_layer().centres[:2],
    )
    data = payload(
        layer=layer,
        classes=class_verdicts(["worse", None]),
        texts=["61.2 years", "too few to show"],
    )
    mount(page, data, layer.to_json())
    shown = [
        [float(line.get_attribute("x")), line.text_content()]
        for line in page.locator(".names tspan").all()
    ]
    plain = parsed(draw_svg(layer, data))
    expected = [
        [float(text.get("x")), text.text]
        for text in plain.findall(f"{SVG}svg/{SVG}g[@fill='{style.TEXT}']/{SVG}text")
    ]
    assert shown == expected
    assert [110.0, "▼ 61.2"] in shown and shown[-1] == [310.0, "–"]
    assert page.get_by_text("Numbers on the map are years.").is_visible()


def test_marks_lose_their_pale_edge_where_areas_are_small(page: Page):
    for layer, widths in ((small_layer(), ["4px", "2px"]), (crowded_layer(), ["0px", "0.6px"])):
        count = len(layer.area_codes)
        data = payload(
            layer=layer,
            classes=class_deciles([1, 2] + [3] * (count - 2)),
            texts=["decile"] * count,
            marked=[True, True] + [False] * (count - 2),
            mark_label="Core20",
        )
        mount(page, data, layer.to_json())
        assert widths == [
            page.locator(f".over .mark{kind}").evaluate("e => getComputedStyle(e).strokeWidth")
            for kind in (".casing", ":not(.casing)")
        ]


def test_hostile_names_stay_text(page: Page):
    mount(page, payload())
    assert described(page)[2] == f"{HOSTILE}: too few to show"  # named as its Place: said once
    assert page.evaluate("document.querySelector('div').shadowRoot.querySelector('script')") is None
    assert page.locator(".names text").nth(1).text_content().replace(" ", "") == HOSTILE.replace(
        " ", ""
    )
    page.locator(".areas path").nth(3).hover()
    assert page.locator(".tip").inner_text() == f"Delta, {HOSTILE}: {HOSTILE}"


def test_shapes_are_fetched_once_and_new_figures_change_the_map_in_place(page: Page):
    asked = mount(page, payload())
    before = page.evaluate_handle("document.querySelector('div').shadowRoot.querySelector('path')")
    page.evaluate(
        "data => show(data)", payload(classes=class_verdicts(["better", "worse", "better", None]))
    )
    assert described(page)[0] == "Alpha, Cheshire West and Chester: decile 1, better"
    after = page.evaluate_handle("document.querySelector('div').shadowRoot.querySelector('path')")
    assert page.evaluate("([one, other]) => one === other", [before, after])
    assert asked.count(f"app/static/maps/{FILE}") == 1


def test_click_and_keyboard_choose_an_area(page: Page):
    mount(page, payload())
    page.locator(".areas path").nth(1).click()
    assert page.evaluate("chosen") == [["selected", "B"]]
    page.keyboard.press("ArrowRight")
    assert focused(page) == "2"
    page.keyboard.press("ArrowDown")  # nothing lies that way
    assert focused(page) == "2"
    page.keyboard.press("End")
    assert focused(page) == "3"
    page.keyboard.press("Enter")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.evaluate("chosen.slice(1)") == [
        ["selected", "D"],
        ["selected", "A"],
        ["selected", ""],
    ]


def test_one_area_is_in_the_tab_order_and_the_focus_is_seen(page: Page):
    mount(page, payload(selected="C"))
    order = [area.get_attribute("tabindex") for area in page.locator(".areas path").all()]
    assert order == ["-1", "-1", "0", "-1"]
    page.keyboard.press("Tab")
    assert focused(page) == "2"
    assert page.locator(".over .focus.casing").get_attribute("d") == small_layer().paths[2]
    chosen = [area.get_attribute("aria-selected") for area in page.locator(".areas path").all()]
    assert chosen == ["false", "false", "true", "false"]


def test_zoom_keeps_the_keys_inside_the_place(page: Page):
    mount(page, payload(zoom="Q"))
    assert page.locator(".frame > svg").get_attribute("viewBox") == "200 0 220 120"
    page.keyboard.press("Tab")
    assert focused(page) == "2"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "2"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "3"


def test_a_map_that_cannot_be_loaded_says_so_and_can_be_tried_again(page: Page):
    data = payload() | {"geometry": "app/static/maps/gone.json"}
    mount(page, data)
    button = page.get_by_role("button", name="Try again")
    button.wait_for()
    assert "could not be loaded" in page.locator(".state").inner_text()
    assert not page.locator(".frame").is_visible()
    page.route(
        "**/gone.json",
        lambda route: route.fulfill(content_type="application/json", body=small_layer().to_json()),
    )
    button.click()
    page.locator(".areas path").first.wait_for()
    assert not page.locator(".state").is_visible()


def test_the_words_for_screen_readers_are_there(page: Page):
    mount(page, payload(title="Deprivation", description="Most deprived in the west."))
    svg = page.locator(".frame > svg")
    assert svg.get_attribute("aria-label") == "Map: Deprivation"
    words = page.locator(f"#{svg.get_attribute('aria-describedby')}").text_content()
    assert words.startswith("Most deprived in the west. A table with the same figures follows.")
    assert page.get_by_role("listbox", name="Areas").get_by_role("option").count() == 4


def test_no_text_goes_in_as_markup():
    script = component_code()["js"]
    for way_in in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way_in not in script
