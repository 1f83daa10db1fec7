"""What publishes each minute what is due: what can be told of it without systemd."""

from __future__ import annotations

import configparser
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


def _unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(sites.DEPLOY / "systemd" / name)
    return parser
