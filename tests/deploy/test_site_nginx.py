"""The public site behind nginx, as deploy/nginx/insight-site.conf serves it."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bench.browser import ARGUMENTS
from tests.bench.nginx import public_site
from tests.chromium import NO_BROWSER, chromium
from tests.conftest import missing

pytestmark = pytest.mark.slow

FILES = {
    "index.html": "home",
    "404.html": "no such page",
    "releases.xml": "<feed/>",
    "calendar.ics": "BEGIN:VCALENDAR",
    "charts/smoking/index.html": "newest",
    "charts/smoking/embed.html": "framed",
    "charts/smoking/figures.csv": "a,b\r\n",
    "charts/smoking/about.json": "{}",
    "charts/smoking/packed.html": "packed once",
    "withdrawn/gone/1.html": "withdrawn",
}
MAPS = {
    "withdrawn.map": '"~^/charts/gone/" "/withdrawn/gone/1.html";\n',
    "redirects.map": '"~^/charts/old/(.*)$" "/charts/smoking/$1";\n',
}
Answer = tuple[int, dict[str, str], str]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if shutil.which("nginx") is None:
        missing("nginx is not installed, so deploy/nginx/insight-site.conf was not tried")
    folder = tmp_path_factory.mktemp("site-nginx")
    packed = {"charts/smoking/packed.html.gz": gzip.compress(b"packed once")}
    files = {path: text.encode() for path, text in FILES.items()} | packed
    with public_site(folder, files, MAPS) as number:
        yield number


def ask(port: int, path: str, **headers: str) -> Answer:
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    said = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    line.close()
    text = gzip.decompress(body) if said.get("content-encoding") == "gzip" else body
    return answer.status, said, text.decode()


@pytest.mark.parametrize(
    ("path", "status", "kind", "frame"),
    [
        ("/", 200, "text/html", "'none'"),
        ("/charts/smoking/", 200, "text/html", "'none'"),
        ("/charts/smoking/embed.html", 200, "text/html", "*"),
        ("/charts/smoking/figures.csv", 200, "text/csv", "'none'"),
        ("/charts/smoking/about.json", 200, "application/json", "'none'"),
        ("/releases.xml", 200, "application/atom+xml", "'none'"),
        ("/calendar.ics", 200, "text/calendar", "'none'"),
        ("/nothing", 404, "text/html", "'none'"),
        ("/charts/smoking/3/", 404, "text/html", "'none'"),
        ("/charts/gone/", 410, "text/html", "'none'"),
        ("/charts/gone/figures.csv", 410, "text/html", "'none'"),
        ("/charts/gone/1/embed.html", 410, "text/html", "*"),
        ("/charts/gone/oembed.json", 404, "text/html", "'none'"),
    ],
)
def test_each_kind_of_path_has_every_header(
    port: int, path: str, status: int, kind: str, frame: str
) -> None:
    found, said, body = ask(port, path)
    assert found == status
    assert said["content-type"].partition(";")[0] == kind
    assert said["content-security-policy"].endswith(f"frame-ancestors {frame}")
    assert said["x-content-type-options"] == "nosniff"
    assert said["cache-control"] == "public, max-age=300"
    assert said["strict-transport-security"]
    assert body == ("withdrawn" if status == 410 else body)


def test_old_addresses_lead_to_new_ones_and_folders_to_their_page(port: int) -> None:
    status, said, _ = ask(port, "/charts/old/figures.csv")
    assert (status, said["location"]) == (301, "/charts/smoking/figures.csv")
    status, said, _ = ask(port, "/charts/smoking")
    assert (status, said["location"]) == (301, "/charts/smoking/")


def test_programs_elsewhere_may_read_figures_and_learn_what_they_are(port: int) -> None:
    _, said, _ = ask(port, "/charts/smoking/figures.csv")
    assert said["access-control-allow-origin"] == "*"
    assert said["link"].startswith("<figures.csv-metadata.json>")
    _, said, _ = ask(port, "/charts/smoking/")
    assert "access-control-allow-origin" not in said and "link" not in said


def test_what_was_packed_is_sent_as_it_lies(port: int) -> None:
    _, said, body = ask(port, "/charts/smoking/packed.html", **{"Accept-Encoding": "gzip"})
    assert (said["content-encoding"], said["vary"], body) == (
        "gzip",
        "Accept-Encoding",
        "packed once",
    )
    assert said["content-type"].startswith("text/html")
    assert "content-encoding" not in ask(port, "/charts/smoking/packed.html")[1]


class Elsewhere(BaseHTTPRequestHandler):
    """Somebody else's page, with a frame of what its address asks for."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.path[1:]}"></iframe>'.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.browser
def test_what_was_withdrawn_says_so_in_other_peoples_frames(port: int) -> None:
    embed = f"http://127.0.0.1:{port}/charts/gone/1/embed.html"
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with chromium(NO_BROWSER, tuple(ARGUMENTS)) as browser:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{embed}")
            assert page.frame_locator("iframe").locator("body").inner_text() == "withdrawn"
        server.shutdown()


def test_nothing_beside_the_web_root_is_served(port: int) -> None:
    for path in ("/../nginx/withdrawn.map", "/%2e%2e/nginx/withdrawn.map", "/nginx/redirects.map"):
        assert ask(port, path)[0] in (400, 404)
