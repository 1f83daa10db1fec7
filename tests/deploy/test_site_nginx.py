"""The public site behind nginx, as deploy/nginx/insight-site.conf serves it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from insight import settings
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
    "withdrawn/gone/1.html": "withdrawn",
}
MAPS = {
    "withdrawn.map": '"~^/charts/gone/" "/withdrawn/gone/1.html";\n',
    "redirects.map": '"~^/charts/old/(.*)$" "/charts/smoking/$1";\n',
}
Answer = tuple[int, dict[str, str], str]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    nginx = shutil.which("nginx")
    if nginx is None:
        missing("nginx is not installed, so deploy/nginx/insight-site.conf was not tried")
    folder = tmp_path_factory.mktemp("site-nginx")
    folder.chmod(0o755)
    for part, files in (("web", FILES), ("nginx", MAPS)):
        for path, text in files.items():
            file = folder / "public" / "current" / part / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, newline="")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    site = (settings.PROJECT / "deploy" / "nginx" / "insight-site.conf").read_text()
    site = re.sub(r"^ *ssl_certificate.*\n", "", site, flags=re.M)
    site = site.replace("listen 443 ssl;", f"listen 127.0.0.1:{number};")
    site = site.replace("/var/lib/insight/releases", str(folder))
    config = folder / "nginx.conf"
    config.write_text(
        f"{_user()}pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{ }}\n"
        f"http {{ include {_mime_types()}; access_log off;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in TEMPORARY)
        + f"{site}}}\n"
    )
    assert nginx is not None
    running = subprocess.Popen([nginx, "-p", str(folder), "-c", str(config)])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", number), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield number
    finally:
        running.terminate()
        running.wait(10)


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _user() -> str:
    """Where root runs the tests, workers must be root too: others cannot read its folders."""
    return "user root;\n" if os.getuid() == 0 else ""


def _mime_types() -> Path:
    return Path("/etc/nginx/mime.types")


def ask(port: int, path: str) -> Answer:
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()
    said = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read().decode()
    line.close()
    return answer.status, said, body


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


def test_nothing_beside_the_web_root_is_served(port: int) -> None:
    for path in ("/../nginx/withdrawn.map", "/%2e%2e/nginx/withdrawn.map", "/nginx/redirects.map"):
        assert ask(port, path)[0] in (400, 404)
