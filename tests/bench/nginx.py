"""The public site behind nginx on this machine, with the file of deploy/ as it is handed out."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from insight import settings
from tests.bench.figures import NotMeasured
from tests.bench.server import HOST, _free_port

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
NO_MAPS = {"withdrawn.map": "", "redirects.map": ""}


@contextmanager
def public_site(
    folder: Path, files: Mapping[str, bytes], maps: Mapping[str, str] = NO_MAPS
) -> Iterator[int]:
    """The port of a server of these files, by path below its root, until it is stopped.

    folder: empty; everything is written there. maps: what is withdrawn and what has moved.
    """
    nginx = shutil.which("nginx")
    if nginx is None:
        raise NotMeasured("nginx is not installed")
    folder.chmod(0o755)
    current = folder / "public" / "current"
    every = {f"web/{path}": data for path, data in files.items()}
    for path, data in (every | {f"nginx/{name}": x.encode() for name, x in maps.items()}).items():
        (current / path).parent.mkdir(parents=True, exist_ok=True)
        (current / path).write_bytes(data)
    port = _free_port()
    site = (settings.PROJECT / "deploy" / "nginx" / "insight-site.conf").read_text()
    site = re.sub(r"^ *ssl_certificate.*\n", "", site, flags=re.M)
    site = site.replace("listen 443 ssl;", f"listen {HOST}:{port};")
    site = site.replace("/var/lib/insight/releases", str(folder))
    # Where root starts it, workers must be root too: others cannot read its folders.
    user = "user root;\n" if os.getuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{ }}\n"
        "http { include /etc/nginx/mime.types; access_log off; keepalive_requests 1000000;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in TEMPORARY)
        + f"{site}}}\n"
    )
    running = subprocess.Popen([nginx, "-p", str(folder), "-c", str(config)])
    try:
        _wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((HOST, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NotMeasured("nginx did not start")
