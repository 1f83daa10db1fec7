"""Who somebody is and what they may do, worked out from what a sign-in service says of them.

Pure: claims, rules and the time go in, a Person comes out, or a reason why not. The front door, the
pages for staff and whatever publishes ask here, so that nobody is let in by one and not by another.
Claims are those of OpenID Connect Core 1.0, section 2; `tid` is Microsoft Entra's tenant, and roles
with an organisation are those of NHS CIS2's UserInfo (`nhsid_nrbac_roles`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SESSION_SECONDS = 8 * 60 * 60  # a working day, whatever the token itself says
FRESH_SECONDS = 15 * 60  # how long ago somebody who approves may have proved who they are
CLOCK_SECONDS = 60  # how far the sign-in service's clock may run before ours
AGAIN = "-again"  # the same sign-in service, asked to let nobody through without proving it anew


class Role(StrEnum):
    """What somebody is to this dashboard. Settings say which role of the service is which."""

    READER = "reader"
    ANALYST = "analyst"
    ENGAGEMENT = "engagement"
    AUTHOR = "author"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    ADMIN = "admin"


class Action(StrEnum):
    """What somebody may be let do."""

    LOOK = "look at the team edition"
    READ_COMMENTS = "read people's comments"
    LABEL = "put labels of comments right"
    SAFEGUARD = "look after comments that suggest harm"
    CHECK_FIGURES = "settle signs of doubt about figures"
    SEE_RELEASES = "look after releases before they are out"
    SUBMIT = "submit something for publication"
    APPROVE = "approve what others may see"
    PUBLISH = "publish what was approved"


MAY: Mapping[Action, frozenset[Role]] = {
    Action.LOOK: frozenset(Role),
    Action.READ_COMMENTS: frozenset({Role.ANALYST, Role.ENGAGEMENT, Role.APPROVER}),
    Action.LABEL: frozenset({Role.ANALYST, Role.ENGAGEMENT}),
    Action.SAFEGUARD: frozenset({Role.ENGAGEMENT}),
    Action.CHECK_FIGURES: frozenset({Role.ANALYST, Role.ADMIN}),
    Action.SEE_RELEASES: frozenset({Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.ADMIN}),
    Action.SUBMIT: frozenset({Role.AUTHOR}),
    Action.APPROVE: frozenset({Role.APPROVER}),
    Action.PUBLISH: frozenset({Role.PUBLISHER}),
}
# What takes effect outside the team: whoever does it has just proved who they are.
NEEDS_FRESH = frozenset({Action.APPROVE, Action.PUBLISH})


class Reason(StrEnum):
    """Why somebody is not let in, in words for them."""

    SIGNED_OUT = "You are not signed in."
    EXPIRED = "You signed in more than eight hours ago."
    ENDED = "Your sessions were ended by signing out."
    STRANGER = "You signed in with an account of another organisation."
    NO_ROLE = "Your account has no role in this dashboard."
    UNREADABLE = "The sign-in service did not say enough about you."


class Refused(PermissionError):
    """Somebody is not let in. `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Rules:
    """What a sign-in service must say for somebody to be let in.

    roles: our role by the service's name for it. claim: where it says roles. tenant: the only
    Entra tenant let in, '' where the service has none. organisations: whose roles count, where
    roles are given per organisation. has_userinfo: whether roles are only in UserInfo.
    """

    roles: Mapping[str, Role]
    claim: str = "roles"
    tenant: str = ""
    organisations: frozenset[str] = frozenset()
    has_userinfo: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody let in. subject: the issuer and its own unchanging name for them, never an e-mail.

    name: for their own eyes. proved_at: seconds since 1970 when they last proved who they are.
    """

    subject: str
    name: str
    roles: frozenset[Role]
    proved_at: float

    def may(self, action: Action) -> bool:
        """Whether one of their roles allows it."""
        return bool(self.roles & MAY[action])

    def is_fresh(self, now: float) -> bool:
        """Whether they proved who they are within FRESH_SECONDS."""
        return now - self.proved_at <= FRESH_SECONDS


# Whoever sits at the machine that the team edition runs on, where nobody else can reach it.
LOCAL = Person("this machine", "", frozenset(Role), float("inf"))


def service(provider: str) -> str:
    """The sign-in service meant by a provider's name, asked anew or not."""
    return provider.removesuffix(AGAIN)


def person(
    claims: Mapping[str, Any], rules: Rules, now: float, ended_at: float | None = None
) -> Person:
    """Who the claims are about. now: seconds since 1970. ended_at: when they last signed out.

    Raises Refused.
    """
    issuer, subject, began_at = claims.get("iss"), claims.get("sub"), _seconds(claims.get("iat"))
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        raise Refused(Reason.UNREADABLE)
    if began_at is None or began_at > now + CLOCK_SECONDS:
        raise Refused(Reason.UNREADABLE)
    if now - began_at > SESSION_SECONDS:
        raise Refused(Reason.EXPIRED)
    # A token is dated in whole seconds: one of the second in which somebody signed out is refused.
    if ended_at is not None and began_at <= ended_at:
        raise Refused(Reason.ENDED)
    if rules.tenant and claims.get("tid") != rules.tenant:
        raise Refused(Reason.STRANGER)
    named = set(_role_names(claims.get(rules.claim), rules.organisations))
    roles = frozenset(role for name, role in rules.roles.items() if name in named)
    if not roles:
        raise Refused(Reason.NO_ROLE)
    name = claims.get("name")
    return Person(
        subject=f"{issuer} {subject}",
        name=name if isinstance(name, str) else "",
        roles=roles,
        proved_at=_proved_at(claims, began_at),
    )


def _proved_at(claims: Mapping[str, Any], began_at: float) -> float:
    """A new token says nothing of when its holder last typed a password; the service may."""
    said = _seconds(claims.get("auth_time"))
    if said is not None:
        return min(said, began_at)
    return began_at if str(claims.get("provider")).endswith(AGAIN) else float("-inf")


def _seconds(said: object) -> float | None:
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return float(said) if abs(said) < 1e12 else None


def _role_names(said: object, organisations: frozenset[str]) -> Iterator[str]:
    """Names of roles: texts as they are; of roles per organisation the codes, whole and last part.

    'S8000:G8000:R8001' is a staff group, a sub-group and a job role.
    """
    for each in said if isinstance(said, list | tuple) else [said]:
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping) and str(each.get("org_code")) in organisations:
            code = each.get("role_code")
            if isinstance(code, str):
                yield code
                yield code.rpartition(":")[2]
