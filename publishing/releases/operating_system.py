"""Who is at the command line: the user of this machine's operating system, by number.

The machine vouches for them, and nothing else: whoever has logged in as that user, or may become
that user, is taken for them, and a terminal that is logged in counts as a fresh sign-in. Roles come
from groups, which the machine's administrator gives, by a file such as

    [groups]
    insight-authors = ["author"]
    insight-approvers = ["approver"]

Where no such file is, nobody has a role here. A person with accounts on two machines, or an account
here and one of the sign-in service, is two people to us: keep one way in for each role. Whoever may
write the database of decisions, or the folder of releases, needs none of this: on a shared machine
give those to a user of their own.
"""

from __future__ import annotations

import grp
import os
import platform
import pwd
import time
import tomllib
from pathlib import Path

from insight import settings
from insight.roles import Person, Role
from publishing.releases.lifecycle import ReleaseRefused


def person() -> Person:
    """Who runs this command, with the roles of their groups. Raises ReleaseRefused."""
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError as fault:
        raise ReleaseRefused(f"This machine knows no user {number}") from fault
    return Person(_issuer() + str(number), name, _roles(name), time.time())


def roles_now(subject: str) -> frozenset[Role] | None:
    """The roles of a user of this machine now, by their groups; None for anybody else."""
    if not subject.startswith(_issuer()):
        return None
    try:
        name = pwd.getpwuid(int(subject.removeprefix(_issuer()))).pw_name
    except (KeyError, ValueError):
        return frozenset()
    return _roles(name)


def _issuer() -> str:
    return f"os:{platform.node()} "


def _roles(name: str) -> frozenset[Role]:
    user = pwd.getpwnam(name)
    groups = {_group_name(number) for number in os.getgrouplist(name, user.pw_gid)}
    return frozenset(
        role
        for group, roles in _groups(settings.people_file()).items()
        if group in groups
        for role in roles
    )


def _group_name(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def _groups(file: Path) -> dict[str, frozenset[Role]]:
    if not file.is_file():
        return {}
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        return {group: frozenset(map(Role, roles)) for group, roles in said["groups"].items()}
    except (ValueError, KeyError, AttributeError, TypeError) as fault:
        raise ReleaseRefused(f"{file.name} cannot be read: {fault}") from fault
