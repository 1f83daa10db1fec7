"""What publishes, compares and copies by the clock: what can be told of it without systemd."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from tests.deploy import sites


def test_the_timer_publishes_what_is_due_beside_the_teams_store() -> None:
    service = sites.unit("publish")
    assert service["ExecStart"].split()[1:] == ["-m", "publishing", "publish"]
    assert service["NoNewPrivileges"] == "yes" and service["ProtectSystem"] == "strict"
    environment, team = sites.environment("publish"), sites.environment("team")
    for name in ("INSIGHT_STORES", "INSIGHT_DECISIONS_URL"):
        assert environment[name] == team[name]
    decisions = Path(team["INSIGHT_DECISIONS_URL"].removeprefix("sqlite:///")).parent
    written = [environment["INSIGHT_RELEASES"], str(decisions)]
    assert service["ReadWritePaths"].split() == written
    assert _unit("insight-publish.timer")["Timer"]["OnCalendar"] == "*-*-* *:*:00"


def test_nginx_reads_its_lists_again_when_another_site_is_in_place() -> None:
    watched = _unit("insight-site.path")["Path"]["PathModified"]
    assert watched == f"{sites.environment('publish')['INSIGHT_RELEASES']}/public"
    service = sites.unit("site")
    assert service["ExecStartPre"].endswith("nginx -t -q")
    assert service["ExecStart"].endswith("nginx -s reload")


def test_the_replicas_of_each_edition_are_compared_each_minute() -> None:
    text = (sites.DEPLOY / "systemd" / "insight-check.service").read_text(encoding="utf-8")
    asked = re.findall(r"^ExecStart=\S+ (\S+) check (.+)$", text, flags=re.MULTILINE)
    assert asked == [("deploy/replicas.py", "8601 8603"), ("deploy/replicas.py", "8602 8604")]
    assert _unit("insight-check.timer")["Timer"]["OnCalendar"] == "*-*-* *:*:30"


def test_decisions_are_copied_each_night_by_who_may_read_them() -> None:
    service, publish = sites.unit("backup"), sites.unit("publish")
    *_, command, folder, _, _ = service["ExecStart"].split()
    assert command == "backup" and service["UMask"] == "0077"
    assert service["User"] == publish["User"] and service["ProtectSystem"] == "strict"
    database = sites.environment("backup")["INSIGHT_DECISIONS_URL"]
    assert database == sites.environment("publish")["INSIGHT_DECISIONS_URL"]
    file = Path(database.removeprefix("sqlite:///"))
    assert service["ReadWritePaths"].split() == [folder, str(file.parent)]
    assert _unit("insight-backup.timer")["Timer"]["OnCalendar"] == "*-*-* 02:30:00"


def test_whoever_writes_in_the_same_folder_is_the_same_user() -> None:
    """Frozen files and a SQLite file are for their owner alone."""
    writers: dict[str, set[str]] = {}
    for name in ("team", "publish", "backup"):
        service = sites.unit(name)
        for folder in service["ReadWritePaths"].split():
            writers.setdefault(folder, set()).add(service["User"])
        # What a setting names outside the project can be written, or is only read.
        for setting in ("INSIGHT_RELEASES", "INSIGHT_DECISIONS_URL"):
            path = sites.environment(name).get(setting, "").removeprefix("sqlite:///")
            assert path.startswith(tuple(service["ReadWritePaths"].split())) or not path
    assert "/var/lib/insight/releases" in writers and all(len(who) == 1 for who in writers.values())


def _unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(sites.DEPLOY / "systemd" / name)
    return parser
