"""A chart from its figure to the public site: rendered, approved, out, corrected and withdrawn."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publishing.releases import transitions
from publishing.releases.ledger import transaction
from publishing.releases.publication import take_down
from publishing.releases.submission import Wish, prepare
from publishing.site import around, figures
from tests.publishing.releases.conftest import ANNE, PAM, WHY, Office, nothing_found

FIGURE = "indicator?indicator=adult-obesity#adult-obesity-areas"


def submit(office: Office, note: str = "") -> None:
    ready = prepare(
        "obesity", nothing_found, figures.render_newest, Wish(change_note=note, next_update="2027")
    )
    with transaction(office.clock) as t:
        transitions.submit(t, ANNE, ready, reason=WHY)


@pytest.mark.slow
def test_a_chart_goes_out_is_corrected_and_leaves_no_trace(
    office: Office, real_store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))
    monkeypatch.setattr(office, "clock", lambda: datetime.now(UTC))  # rendering takes its time
    publish = functools.partial(office.publish, pages=around.pages)
    with transaction(office.clock) as t:
        transitions.draft(t, ANNE, "obesity", "chart", figure=FIGURE, reason=WHY)
    submit(office)
    office.approve("obesity")
    publish("obesity")
    page = office.read("charts/obesity/index.html")
    title = page.partition("<h1>")[2].partition("</h1>")[0]
    assert title.startswith("Adults living with obesity: ")
    assert "<!--history--><ol" in page and "2027" in page
    for around_it in ("index.html", "charts/index.html", "releases/index.html", "releases.xml"):
        assert title in office.read(around_it), around_it
    assert "/charts/obesity/" in office.read("sitemap.xml")
    assert title in office.read("search.json")

    with transaction(office.clock) as t:
        transitions.correct(t, ANNE, "obesity", reason=WHY)
    submit(office, "A range was wrong")  # what it shows is still known
    office.approve("obesity")
    publish("obesity")
    assert "A range was wrong" in office.read("charts/obesity/1/index.html")
    assert "A range was wrong" in office.read("charts/obesity/1/embed.html")
    assert "correction" in office.read("releases.xml")

    for number in (1, 2):
        with transaction(office.clock) as t:
            transitions.withdraw(
                t, PAM, "obesity", number, because="mistake", erase=True, reason=WHY
            )
    take_down(PAM, around.pages, clock=office.clock)
    for path in office.web.rglob("*"):
        assert not path.is_file() or title.encode() not in path.read_bytes(), path
    assert "Withdrawn" in office.read("releases/index.html")
