"""The container files say what the service files say. No image and no container is made here."""

from __future__ import annotations

import re
import shlex
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from insight import settings
from tests.deploy import sites

CONTAINERS = sites.DEPLOY / "containers"
COMPOSE: dict[str, Any] = yaml.safe_load((CONTAINERS / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
REPLICAS = {"public": ("8601", "8603"), "team": ("8602", "8604")}
YOURS = ("certificates", "secrets.toml", "people.toml", "raw", "backups")  # beside compose.yaml
KNOWN = set(
    re.findall(r"\bINSIGHT_[A-Z_]+", Path(settings.__file__).read_text(encoding="utf-8"))
) | {"PYTHONDONTWRITEBYTECODE", "PGPASSWORD", "FORWARDED_ALLOW_IPS"}
OF_SETUP = set(re.findall(r"\bINSIGHT_\w+", (sites.DEPLOY / "postgresql/insight.sql").read_text()))


def instructions() -> list[tuple[str, str]]:
    """The lines of the recipe: what, and with which words."""
    text = (CONTAINERS / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(what, " ".join(words.split())) for what, words in found]


def words_of(what: str) -> list[str]:
    return [words for each, words in instructions() if each == what]


def mounts(name: str) -> dict[str, str]:
    """Path inside → what lies there: a volume, or a file of this machine."""
    return {inside.split(":")[0]: what for what, inside in
            (each.split(":", 1) for each in SERVICES[name].get("volumes", []))}  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "port"), [(name, port) for name, ports in REPLICAS.items() for port in ports]
)
def test_a_replica_runs_as_its_service_does(edition: str, port: str) -> None:
    service, unit = SERVICES[f"{edition}-{port}"], sites.unit(edition)
    assert service["command"] == unit["ExecStart"].replace("%i", port)
    said, expected = dict(service["environment"]), sites.environment(edition)
    if edition == "team":  # a server in the place of a file
        assert said.pop("INSIGHT_DECISIONS_URL").startswith("postgresql://insight@postgres/")
        assert said.pop("PGPASSWORD") == "${INSIGHT_APP_PASSWORD:?}"
        assert expected.pop("INSIGHT_DECISIONS_URL").startswith("sqlite:")
    assert said == expected
    assert service["network_mode"] == "service:nginx"
    check = shlex.split(service["healthcheck"]["test"])
    assert (sites.settings.PROJECT / check[1]).is_file() and check[3] == port
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert said["INSIGHT_STORES"] in mounts(f"{edition}-{port}")
    written = {each.split(":")[1] for each in service["volumes"] if not each.endswith(":ro")}
    assert written <= set(unit.get("ReadWritePaths", "").split())
    closed = "/var/lib/insight/team", "/opt/insight/.streamlit/secrets.toml"
    assert all((each in mounts(f"{edition}-{port}")) == (edition == "team") for each in closed)


def test_nginx_reads_its_own_files_and_what_they_name() -> None:
    found, text = mounts("nginx"), ""
    for file in sorted((sites.DEPLOY / "nginx").iterdir()):
        folder = "/etc/nginx" if file.name == "insight-app.conf" else "/etc/nginx/conf.d"
        assert (CONTAINERS / found.pop(f"{folder}/{file.name}")).resolve() == file
        text += file.read_text(encoding="utf-8")
    assert found == {"/etc/ssl/insight": "./certificates", "/var/lib/insight/releases": "releases"}
    named = re.findall(r"(?:ssl_certificate(?:_key)?|root|include) +(/[^;]+);", text)
    assert named and all(path.startswith(tuple(found)) for path in named)
    listened = set(re.findall(r"listen (\d+)", text))
    assert {each.split(":")[1] for each in SERVICES["nginx"]["ports"]} == listened
    ports = {port for pair in REPLICAS.values() for port in pair}
    assert set(re.findall(r"server 127\.0\.0\.1:(\d+)", text)) == ports


def test_the_database_is_set_up_and_prepared_as_by_hand() -> None:
    setup = mounts("postgres")["/docker-entrypoint-initdb.d/insight.sql"]
    assert (CONTAINERS / setup).resolve() == sites.DEPLOY / "postgresql" / "insight.sql"
    assert {each for each in SERVICES["postgres"]["environment"] if "INSIGHT" in each} == OF_SETUP
    prepare = SERVICES["prepare"]
    assert prepare["command"].endswith("-m publishing prepare")
    assert "//insight_owner@postgres/insight" in prepare["environment"]["INSIGHT_DECISIONS_URL"]
    publish = sites.unit("publish")
    commands = SERVICES["commands"]
    assert commands["command"] == publish["ExecStart"]
    assert set(sites.environment("publish")) <= set(commands["environment"])
    backup = sites.unit("backup")["ExecStart"].split()
    for path in (
        sites.environment("publish")["INSIGHT_RELEASES"],
        backup[backup.index("backup") + 1],
    ):
        assert path in mounts("commands")


def test_every_name_is_known_and_no_password_is_written_down() -> None:
    for name, service in SERVICES.items():
        for setting, value in service.get("environment", {}).items():
            assert setting in KNOWN | OF_SETUP or name == "postgres", (name, setting)
            if "PASSWORD" in setting:
                assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", value)
        for inside, what in mounts(name).items():
            assert inside.startswith("/")
            if not what.startswith("."):
                assert what in COMPOSE["volumes"]
            elif not what.startswith(tuple(f"./{each}" for each in YOURS)):
                assert (CONTAINERS / what).is_file()
        image = service["image"]
        assert image == "insight:local" or re.search(r":\d[\d.]*$", image), image


def test_the_recipe_installs_what_the_tests_run_with_and_copies_no_secret() -> None:
    (base,) = words_of("FROM")
    assert re.fullmatch(r"docker\.io/library/python:3\.1\d-slim-\w+", base)
    assert words_of("WORKDIR") == [sites.unit("team")["WorkingDirectory"]]
    assert words_of("USER") == ["insight"] and instructions()[-1][0] == "USER"
    ci = (settings.PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    run = " ".join(words_of("RUN"))
    packages = re.search(r"--no-install-recommends ([^&]+)&&", run)
    assert packages is not None
    assert all(re.search(rf"[( ]{re.escape(each)}[ )]", ci) for each in packages[1].split())
    copied = [source for words in words_of("COPY") for source in words.split()[:-1]]
    for source in copied:
        assert (settings.PROJECT / source).exists()
        assert not re.search(r"raw|stores|decisions|releases|secret", source)
    for file in re.findall(r"-r (\S+)", run):
        assert file in copied
    # Nothing that the app or a command imports or reads stays behind.
    rooms = [each for each in settings.PROJECT.glob("[a-z]*") if any(each.glob("*/*.py"))]
    python = {each.name for each in rooms} - {"tests"}
    assert {"etl", "insight", "pages", "publishing"} <= python <= set(copied)
    ignored = (settings.PROJECT / ".gitignore").read_text(encoding="utf-8").splitlines()
    data = {f"data/{each.name}" for each in (settings.PROJECT / "data").iterdir()}
    left_out = {each for each in data for line in ignored if fnmatch(f"{each}/", f"{line}*")}
    assert data - left_out - {"data/raw"} <= set(copied)
