"""Both editions behind nginx on this machine, with the files of deploy/ as they are handed out."""

from __future__ import annotations

import configparser
import datetime
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from insight import settings
from publishing.public_store import write_public_store
from tests.bench.server import Server, _free_port, running
from tests.sign_in import secrets

DEPLOY = settings.PROJECT / "deploy"
PUBLIC, TEAM = "insight.example.nhs.uk", "team.insight.example.nhs.uk"
CHARTS = "charts.insight.example.nhs.uk"
HOSTS = "--host-resolver-rules=MAP *.example.nhs.uk 127.0.0.1"  # for Chromium
FAIL_SECONDS = 1  # of a test's patience: how long nginx leaves alone what was gone
ROLES = {"Insight.Reader": "reader", "Insight.Approver": "approver"}
# As a service that keeps to the standard wants it.
CLIENT = 'client_kwargs = { scope = "openid profile", prompt = "consent" }'


@dataclass(frozen=True)
class Sites:
    """What runs. Ports of nginx: encrypted and not. app_ports: the team's two replicas without
    nginx, both of the file `app`; the first runs, as `team`."""

    port: int
    plain_port: int
    app_ports: tuple[int, int]
    app: Path
    team: Server
    log: Path

    def home(self, host: str) -> str:
        """The address of one of the two hosts."""
        return f"https://{host}:{self.port}"


def unit(name: str) -> configparser.SectionProxy:
    """The [Service] section of a service file; of settings named twice, environment is joined.

    name: public and team are files of which each port has a service.
    """
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    many = "@" if name in ("public", "team") else ""
    text = (DEPLOY / "systemd" / f"insight-{name}{many}.service").read_text(encoding="utf-8")
    said = re.findall(r"^Environment=(.+)$", text, flags=re.MULTILINE)
    parser.read_string(text)
    parser["Service"]["Environment"] = " ".join(said)
    return parser["Service"]


def environment(name: str) -> dict[str, str]:
    """The environment a service file gives its app."""
    return dict(each.split("=", 1) for each in shlex.split(unit(name)["Environment"]))


def app_in(folder: Path, app_folder: Path, secrets: str) -> Path:
    """A copy of the app with secrets of its own."""
    shutil.copytree(app_folder, folder, symlinks=True, ignore=lambda *_: [".streamlit", "static"])
    (folder / "static").symlink_to(app_folder / "static")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").symlink_to(
        settings.PROJECT / ".streamlit" / "config.toml"
    )
    (folder / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
    return folder / "app.py"


@contextmanager
def started(
    desk: Path,
    app_folder: Path,
    service: str = "https://login.invalid",
    has_userinfo: bool = False,
    port: int = 0,
    has_public: bool = True,
) -> Iterator[Sites]:
    """Both editions and nginx before them, from their start until they are stopped.

    One replica of each runs: whoever nginx sends to the other is answered by this one. has_public:
    whether the public edition is tried too.
    """
    port, plain_port = port or _free_port(), _free_port()
    home = f"https://{TEAM}:{port}"
    said = secrets(home, service, ROLES, has_userinfo=has_userinfo, client=CLIENT)
    decisions = f"sqlite:///{desk / 'decisions.sqlite'}"
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("INSIGHT_DECISIONS_URL", decisions)
        for name in ("INSIGHT_EDITION", "INSIGHT_LOG", "FORWARDED_ALLOW_IPS"):
            patch.setenv(name, environment("public")[name])
        public = f"127.0.0.1:{_free_port()}"
        if has_public:
            # A copy: what has been public is remembered beside the stores.
            stores = shutil.copytree(settings.stores_folder(), desk / "stores")
            patch.setenv("INSIGHT_STORES", str(stores))
            patch.setenv("INSIGHT_RELEASES", str(desk / "releases"))
            write_public_store(settings.public_store())
            patch.setenv("INSIGHT_ANSWERS", str(desk / "answers"))
            public = stack.enter_context(running(app_folder / "app.py")).address
            patch.delenv("INSIGHT_ANSWERS")
        patch.setenv("INSIGHT_EDITION", environment("team")["INSIGHT_EDITION"])
        app = app_in(desk / "team", app_folder, said)
        team = stack.enter_context(running(app))
        first, second = int(team.address.split(":")[1]), _free_port()
        addresses = {
            "127.0.0.1:8601": public,
            "127.0.0.1:8603": f"127.0.0.1:{_free_port()}",
            "127.0.0.1:8602": team.address,
            "127.0.0.1:8604": f"127.0.0.1:{second}",
        }
        log = desk / "nginx.log"
        _configure(desk, port, plain_port, addresses)
        stack.enter_context(_nginx(desk, log, port))
        yield Sites(port, plain_port, (first, second), app, team, log)


def _configure(desk: Path, port: int, plain_port: int, addresses: dict[str, str]) -> None:
    """The files of deploy/nginx with this machine's ports, folders and certificate."""
    _certificate(desk)
    current = desk / "releases" / "public" / "current"
    (current / "web").mkdir(parents=True)
    (current / "web" / "index.html").write_text("the public site", encoding="utf-8")
    (current / "nginx").mkdir()
    for name in ("withdrawn", "redirects"):
        (current / "nginx" / f"{name}.map").touch()
    ports = {old.split(":")[1]: new.split(":")[1] for old, new in addresses.items()}
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        **addresses,
        "(8601|8602)": f"({ports['8601']}|{ports['8602']})",
        "(8603|8604)": f"({ports['8603']}|{ports['8604']})",
        "/etc/ssl/insight/public": f"{desk}/site",
        "/etc/ssl/insight/team": f"{desk}/site",
        "/etc/ssl/insight/site": f"{desk}/site",
        "/var/log/nginx": str(desk),
        "/var/lib/insight/releases": f"{desk}/releases",
        "fail_timeout=5s": f"fail_timeout={FAIL_SECONDS}s",
    }
    found = set()
    for file in sorted((DEPLOY / "nginx").iterdir()):
        text = file.read_text(encoding="utf-8")
        found |= {old for old in changes if old in text}
        for old, new in changes.items():
            text = text.replace(old, new)
        (desk / file.name).write_text(text, encoding="utf-8")
    assert found == set(changes)
    folders = "".join(
        f"{kind}_temp_path {desk}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    included = "".join(
        f"include {desk}/{name}.conf;\n" for name in ("insight", "insight-replicas", "insight-site")
    )
    user = "user root;\n" if os.getuid() == 0 else ""  # others cannot read root's folders
    main = f"{user}pid {desk}/nginx.pid;\nevents {{}}\nhttp {{\n{folders}"
    main += f"include /etc/nginx/mime.types;\n{included}}}\n"
    (desk / "nginx.conf").write_text(main, encoding="utf-8")


@contextmanager
def _nginx(desk: Path, log: Path, port: int) -> Iterator[None]:
    command = ["nginx", "-p", str(desk), "-c", str(desk / "nginx.conf"), "-e", str(log)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < until, "nginx did not start"
            time.sleep(0.02)


def _certificate(desk: Path) -> None:
    """A certificate for both hosts that nobody but this test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, PUBLIC)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(n) for n in (PUBLIC, TEAM)]), False
        )
        .sign(key, hashes.SHA256())
    )
    (desk / "site.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (desk / "site.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
