"""The whole gate: the store it asks, its table of checks, and pages in a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publishing import parts
from publishing.gate import browser, checks, outside
from publishing.releases.gate import UNTRIED
from tests.conftest import missing
from tests.publishing.gate.conftest import Chart


def test_releases_ask_this_gate() -> None:
    assert parts.GATE is checks.gate


def test_without_a_store_nothing_passes(
    chart: Chart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    found = checks.gate(chart.version().packet, ())
    assert [each.check_id for each in found if each.is_blocking] == ["store"]


def test_every_check_is_listed_once_with_what_it_keeps_from_readers() -> None:
    names = [rule.find for rule in checks.CHECKS]
    assert len(set(names)) == len(names) and all(rule.why for rule in checks.CHECKS)


def test_what_no_program_tried_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for program in checks.PROGRAMS:
        for said, is_blocking in (("needed", True), ("optional", False)):
            monkeypatch.setenv("INSIGHT_PROGRAMS", said)
            [found] = program({"index.html": b"<h1>A page</h1>"})
            assert (found.check_id, found.is_blocking) == (UNTRIED, is_blocking)


@pytest.mark.browser
@pytest.mark.slow
def test_axe_tries_pages_in_five_modes(chart: Chart) -> None:
    if browser.chromium() is None:
        missing("Chromium is not installed, so no page was tried in a browser")
    files = chart.files()
    assert list(browser.axe(files)) == []
    wide = files["index.html"].replace(b"</main>", b"<pre>" + b"x" * 90 + b"</pre></main>")
    pale = files["style.css"] + b" p { color: #bbb }"
    spoilt = files | {"index.html": wide, "style.css": pale}
    found = [each.message for each in browser.axe(spoilt) if each.is_blocking]
    assert any("color-contrast" in each for each in found)
    assert any("wider than the screen" in each and "phone" in each for each in found)


@pytest.mark.slow
def test_the_validator_blocks_html_that_is_not_valid(chart: Chart) -> None:
    if shutil.which("vnu") is None:
        missing("The Nu validator (vnu) is not installed: npm install --global vnu-jar")
    files = chart.files()
    spoilt = files["index.html"].replace(b"<main>", b"<main><p id=a><p id=a>")
    found = list(outside.markup(files | {"other/index.html": spoilt}))
    assert len(found) == 1 and found[0].is_blocking and "Duplicate ID" in found[0].message
