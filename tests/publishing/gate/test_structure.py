"""Pages that everybody can use."""

from __future__ import annotations

import pytest

from publishing.gate import colours, structure
from publishing.gate.colours import contrast, style_faults
from tests.publishing.gate.conftest import Chart

# What is spoiled, and the check that finds it.
A11Y, ALONE, END = "accessibility", "self-contained", "</main>"
FAULTS = {
    "no language": (' lang="en-GB"', "", A11Y),
    "no title": ("<title>", "<title></title><x>", A11Y),
    "no zoom": ("initial-scale=1", "maximum-scale=1", A11Y),
    "no viewport": ('name="viewport"', 'name="other"', A11Y),
    "two first headings": ("<h2>About it</h2>", "<h1>About it</h1>", A11Y),
    "a level left out": ("<h2>The figures</h2>", "<h4>The figures</h4>", A11Y),
    "an empty heading": ("<h2>About it</h2>", "<h2></h2>", A11Y),
    "no main": ("main>", "div>", A11Y),
    "no alt": (END, '<img src="chart.png"></main>', A11Y),
    "an alt that says nothing": (END, '<img src="chart.png" alt="Chart"></main>', A11Y),
    "no role": ('role="img"', "", A11Y),
    "no description": ("<desc>", "<desc></desc><x>", A11Y),
    "no caption": ("<caption>Figures by Place</caption>", "", A11Y),
    "no scope": (' scope="col"', "", A11Y),
    "one id twice": (END, '<p id="a">a</p><p id="a">b</p></main>', A11Y),
    "a label of nothing": (END, '<label for="q">Find</label></main>', A11Y),
    "no label": (END, '<input name="q"></main>', A11Y),
    "no frame title": (END, '<iframe src="a.html"></iframe></main>', A11Y),
    "an empty link": (END, '<a href="/"></a></main>', A11Y),
    "a link that says here": (END, '<a href="/">here</a></main>', A11Y),
    "an order of its own": (END, '<p tabindex="3">a</p></main>', A11Y),
    "a page that moves on": ("</head>", '<meta http-equiv="refresh" content="5">', A11Y),
    "a script elsewhere": ("</head>", '<script src="https://example.org/a.js"></script>', ALONE),
    "a script in the page": ("</head>", "<script>alert(1)</script></head>", ALONE),
    "a style of its own": (END, '<p style="color:red">a</p></main>', ALONE),
    "a handler": (END, '<p onclick="a()">a</p></main>', ALONE),
    "a pale text": ("#212b32\">England", "#999999\">England", "contrast"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_page_is_found(chart: Chart, fault: str) -> None:
    old, new, check = FAULTS[fault]
    page = chart.files()["index.html"].decode()
    assert old in page
    spoiled = page.replace(old, new) if old == "main>" else page.replace(old, new, 1)
    assert check in _asked(chart, spoiled)


def test_the_page_has_none_of_these_faults(chart: Chart) -> None:
    assert _asked(chart, chart.files()["index.html"].decode()) == set()


def _asked(chart: Chart, page: str) -> set[str]:
    """What these checks find of a page."""
    files = chart.files() | {"index.html": page.encode()}
    asked = (structure.structures, structure.self_contained, colours.contrasts)
    return {each for ask in asked for each in chart.asked(ask, files)}


def test_colours_that_are_too_alike_are_found(chart: Chart) -> None:
    files = chart.files()
    pale = files | {"style.css": files["style.css"] + b" .quiet { color: #aaa }"}
    assert chart.asked(colours.contrasts, pale) == {"contrast"}
    unforced = files["style.css"].replace(b"forced-color-adjust: none", b"")
    files["style.css"] = unforced
    assert chart.asked(colours.forced_colours, files) == {"contrast"}


def test_contrast_is_wcags() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert list(style_faults(".a { color: #777; background: #fff }"))
    assert not list(style_faults(".a { color: #767676; background: #fff }"))
    dark = "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }"
    assert list(style_faults(f"{dark} .note {{ color: #222 }}"))
    ours = ":root { --ink: #999 } .a { color: var(--ink) }"
    assert list(style_faults(ours))
    assert not list(style_faults(".a { color: color-mix(in srgb, CanvasText 78%, Canvas) }"))
