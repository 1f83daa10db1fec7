"""What the log and the counts say of a page or file, and what they never say."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from insight.store import NoStore
from pages.shell import log, metrics

SECRET = "jane-smith"


@pytest.fixture
def lines(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> pytest.LogCaptureFixture:
    """What is logged, as a server logs it; nothing counted yet, and no build."""
    monkeypatch.setattr(logging.getLogger("dashboard"), "propagate", True)
    caplog.set_level(logging.INFO, "dashboard")
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(log.record)
    monkeypatch.setattr(metrics.data, "build_id", lambda: "b1")
    for counts in (metrics._pages, metrics._files, metrics._recent):
        counts.clear()
    yield caplog
    logging.setLogRecordFactory(before)


def said(lines: pytest.LogCaptureFixture) -> list[dict]:
    return [json.loads(record.getMessage()) for record in lines.records]


def test_a_page_is_counted_and_logged_without_its_choices(
    lines: pytest.LogCaptureFixture,
) -> None:
    with metrics.view("place"):
        pass
    for page, fault in (("", NoStore("x")), ("place", ValueError(SECRET))):
        with pytest.raises(type(fault)), metrics.view(page):
            raise fault
    with pytest.raises(KeyboardInterrupt), metrics.view("place"):
        raise KeyboardInterrupt  # as a run that is cut short: no answer
    found = [(each["event"], each["route"], each["status"], each["build"]) for each in said(lines)]
    assert found == [
        ("page", "place", 200, "b1"),
        ("page", "overview", 503, "b1"),
        ("page", "place", 500, "b1"),
    ]
    assert all(each["ms"] >= 0 for each in said(lines))
    told = metrics.text().splitlines()
    assert 'insight_info{edition="team",build_id="b1"} 1' in told
    assert 'insight_pages_total{page="place",status="200"} 1' in told
    assert 'insight_pages_total{page="place",status="500"} 1' in told
    assert "insight_errors_total 2" in told


def test_the_slowest_twentieth_is_told(monkeypatch: pytest.MonkeyPatch, lines: object) -> None:
    metrics._recent.extend(number / 100 for number in range(100))
    assert "insight_page_p95_seconds 0.9400" in metrics.text()


def test_no_file_is_logged_by_words_that_somebody_typed(
    lines: pytest.LogCaptureFixture,
) -> None:
    async def answer(request: Request) -> PlainTextResponse:
        if "fail" in request.url.path:
            raise ValueError(SECRET)
        return PlainTextResponse("x", 404 if SECRET in request.url.path else 200)

    client = TestClient(
        metrics.Counts(Starlette(routes=[Route("/{path:path}", answer)])),
        raise_server_exceptions=False,
    )
    for path in (
        f"/media/{SECRET}.csv",
        f"/{SECRET}?q={SECRET}",
        "/static/main.js",
        "/_stcore/health",
        "/fail",
    ):
        client.get(path, headers={"Cookie": f"name={SECRET}", "Referer": f"/{SECRET}"})
    ours = [each for each in said(lines) if each["logger"] == "dashboard"]
    assert [(each["route"], each["status"]) for each in ours] == [
        ("media", 404),
        ("page", 404),
        ("page", 500),
    ]
    told = client.get(metrics.PATH).text
    assert 'insight_files_total{kind="static",status="200"} 1' in told
    assert "insight_errors_total 1" in told
    assert SECRET not in told + lines.text


def test_a_fault_is_told_by_its_kind_and_place(lines: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("dashboard").exception("The page %s failed", "Place")
        logging.getLogger("other").warning(f"about {SECRET}")
        logging.getLogger("other").warning("about %s", SECRET)
        logging.getLogger("other").error("about %(who)s", {"who": SECRET}, exc_info=True)
    ours, bare, template, named = said(lines)
    assert (ours["event"], ours["error"]) == ("The page %s failed", "ValueError")
    assert ours["where"][0].startswith("tests/pages/test_metrics.py:")
    assert "event" not in bare and bare["from"].startswith("tests/pages/test_metrics.py:")
    assert template["event"] == "about %s" and named["event"] == "about %(who)s"
    assert SECRET not in lines.text + json.dumps(said(lines))
    assert SECRET not in str(sys.exc_info())
