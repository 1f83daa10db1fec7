"""The published site behind nginx, as deploy/ sets it up: one probe for each class of path."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from publishing.releases import transitions
from publishing.releases.ledger import transaction
from publishing.releases.record import PublicRecord
from tests.conftest import missing
from tests.deploy import sites
from tests.deploy.test_nginx import Line
from tests.publishing.releases.conftest import PAM, WHY, Office, office, page  # noqa: F401

pytestmark = pytest.mark.slow

HOST = "published.insight.example.nhs.uk"
HASHED = "style-0123456789ab.css"
Answer = tuple[int, Mapping[str, str], str]


def around(_: PublicRecord) -> dict[str, bytes]:
    """What a site lays around releases."""
    return {
        "index.html": b"<!doctype html><title>Home</title>",
        "404.html": b"<!doctype html><title>Not here</title>",
        HASHED: b"body { margin: 0 }",
        "releases.xml": b"<feed/>",
    }


def files(text: str, *more: str) -> dict[str, bytes]:
    """A chart's files, with what other sites are given to show."""
    extra = {name: f"<!doctype html><title>{text}</title>".encode() for name in more}
    metadata = {"data.csv-metadata.json": b"{}"}
    return page(text) | metadata | {"embed.html": b"<!doctype html><title>Embed</title>"} | extra


@pytest.fixture
def port(office: Office, tmp_path: Path) -> Iterator[int]:  # noqa: F811
    """nginx before a site with one chart out, one withdrawn, one corrected and one renamed."""
    if shutil.which("nginx") is None:
        missing("nginx is not installed, so the files of deploy/nginx were not tried")
    for slug in ("cancer", "asthma", "smoking", "weight"):
        office.draft(slug)
        office.submit(slug, files(slug))
        office.approve(slug)
        office.publish(slug)
    office.next("smoking", text="corrected")
    with transaction(office.clock) as t:
        transitions.redirect(t, PAM, "weight", "healthy-weight", reason=WHY)
    office.withdraw("asthma", 1)
    office.publish(pages=around, is_rebuilt=True)
    desk = tmp_path / "nginx"
    desk.mkdir()
    port = sites._free_port()
    text = (sites.DEPLOY / "nginx" / "insight-site.conf").read_text(encoding="utf-8")
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/ssl/insight/published": f"{desk}/site",
        "/var/log/nginx": str(desk),
        "/var/lib/insight/releases": str(office.root),
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    # nginx starts its workers as nobody, who may not look into the folders of a test.
    folders = "".join(
        f"{kind}_temp_path {desk}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (desk / "insight-site.conf").write_text(text, encoding="utf-8")
    (desk / "nginx.conf").write_text(
        f"user {_user()};\npid {desk}/nginx.pid;\nevents {{}}\n"
        f"http {{\n{folders}include {desk}/insight-site.conf;\n}}\n",
        encoding="utf-8",
    )
    sites._certificate(desk)
    with sites._nginx(desk, desk / "nginx.log", port):
        yield port


def _user() -> str:
    return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    connection: HTTPSConnection = Line(HOST, port)
    connection.request(method, path, headers={"Host": HOST, **headers})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_every_class_of_path_answers_as_it_should(port: int) -> None:
    # path, status, who may frame it, how long it is kept
    for path, status, frames, kept in (
        ("/", 200, "'none'", "max-age=300"),
        ("/charts/cancer/", 200, "'none'", "max-age=300"),
        ("/charts/cancer/1/", 200, "'none'", "max-age=300"),
        ("/charts/cancer/data.csv", 200, "'none'", "max-age=300"),
        ("/charts/cancer/embed.html", 200, "*", "max-age=300"),
        ("/charts/cancer/1/embed.html", 200, "*", "max-age=300"),
        (f"/{HASHED}", 200, "'none'", "immutable"),
        ("/charts/asthma/", 410, "*", "no-store"),
        ("/charts/asthma/1/", 410, "*", "no-store"),
        ("/charts/asthma/embed.html", 410, "*", "no-store"),
        ("/charts/asthma/1/data.csv", 410, "*", "no-store"),
        ("/charts/asthma/oembed.json", 410, "*", "no-store"),
        ("/charts/weight/", 301, "'none'", "max-age=300"),
        ("/charts/none/", 404, "'none'", "no-store"),
        ("/withdrawn/asthma/1.html", 404, "'none'", "no-store"),
        ("/404.html", 404, "'none'", "no-store"),
        ("/.git/config", 404, "'none'", "no-store"),
        ("/../manifest.json", 400, "", ""),
    ):
        got, headers, _ = ask(port, path)
        assert got == status, path
        if not frames:
            continue
        assert f"frame-ancestors {frames}" in headers["content-security-policy"], path
        assert "x-frame-options" not in headers
        assert kept in headers["cache-control"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["strict-transport-security"].startswith("max-age=")
        assert "unsafe" not in headers["content-security-policy"]


def test_what_is_withdrawn_says_so_and_shows_nothing(port: int) -> None:
    for path in ("/charts/asthma/", "/charts/asthma/embed.html", "/charts/asthma/1/data.csv"):
        status, headers, body = ask(port, path)
        assert status == 410 and "Withdrawn" in body and "asthma" not in body.lower()
        assert headers["content-type"].startswith("text/html")
        assert headers["x-robots-tag"] == "noindex"


def test_what_has_moved_leads_on_with_all_that_lay_below_it(port: int) -> None:
    for path, to in (
        ("/charts/weight/", "/charts/healthy-weight/"),
        ("/charts/weight/1/data.csv", "/charts/healthy-weight/1/data.csv"),
    ):
        status, headers, _ = ask(port, path)
        assert (status, headers["location"]) == (301, to)
        assert ask(port, to)[0] == 200


def test_programs_may_read_figures_and_find_their_metadata(port: int) -> None:
    _, headers, _ = ask(port, "/charts/cancer/data.csv")
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["link"].startswith('<data.csv-metadata.json>; rel="describedby"')
    assert ask(port, "/charts/cancer/data.csv-metadata.json")[0] == 200
    assert "access-control-allow-origin" not in ask(port, "/charts/cancer/")[1]


def test_only_the_newest_version_is_for_search_engines(port: int) -> None:
    assert "x-robots-tag" not in ask(port, "/charts/smoking/")[1]
    for path in ("/charts/smoking/1/", "/charts/smoking/2/", "/charts/cancer/embed.html"):
        assert ask(port, path)[1]["x-robots-tag"] == "noindex"
    assert "Better" not in ask(port, "/charts/smoking/1/")[2]


def test_nothing_but_questions_is_taken_and_no_folder_listed(port: int) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(port, "/", method)[0] == 405
    assert ask(port, "/charts/")[0] in (403, 404)
    status, headers, _ = ask(port, "/charts/cancer")
    assert (status, headers["location"]) == (301, "/charts/cancer/")


def test_the_timer_publishes_what_is_due_as_the_publisher() -> None:
    """What cannot be tried here without systemd."""
    service = sites.unit("publish")
    assert service["ExecStart"].split()[1:] == ["-m", "publishing", "publish"]
    environment = sites.environment("publish")
    team = sites.environment("team")
    for name in ("INSIGHT_STORES", "INSIGHT_DECISIONS_URL"):
        assert environment[name] == team[name]
    assert service["ReadWritePaths"].split() == [
        environment["INSIGHT_RELEASES"],
        str(Path(team["INSIGHT_DECISIONS_URL"].removeprefix("sqlite:///")).parent),
    ]
    conf = (sites.DEPLOY / "nginx" / "insight-site.conf").read_text(encoding="utf-8")
    assert f"root {environment['INSIGHT_RELEASES']}/public/current/web;" in conf
    timer = configparser.ConfigParser(interpolation=None)
    timer.read(sites.DEPLOY / "systemd" / "insight-publish.timer")
    assert timer["Timer"]["OnCalendar"] == "*-*-* *:*:00"
    path = configparser.ConfigParser(interpolation=None)
    path.read(sites.DEPLOY / "systemd" / "insight-site.path")
    assert path["Path"]["PathModified"] == f"{environment['INSIGHT_RELEASES']}/public"
    assert sites.unit("site")["ExecStart"].endswith("nginx -s reload")
