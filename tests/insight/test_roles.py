"""Who is let in, and what they may do, as a table of what a sign-in service may say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight import roles
from insight.roles import Action, Person, Reason, Refused, Role, Rules, person

NOW = 1_800_000_000.0
RULES = Rules({"Insight.Reader": Role.READER, "Insight.Approver": Role.APPROVER}, tenant="t1")
CARE = Rules(
    {"R8001": Role.ENGAGEMENT, "S1:G1:R8002": Role.READER},
    claim="nhsid_nrbac_roles",
    organisations=frozenset({"QYG"}),
    has_userinfo=True,
)
CLAIMS: dict[str, Any] = {
    "iss": "https://login.example/t1/v2.0",
    "sub": "abc",
    "tid": "t1",
    "iat": NOW - 60,
    "roles": ["Insight.Reader", "Something.Else"],
    "name": "Sam Smith",
    "email": "sam@example.org",
    "provider": "nhs",
}


def test_somebody_with_a_role_is_let_in_under_a_name_that_never_changes() -> None:
    who = person(CLAIMS, RULES, NOW)
    assert who.subject == "https://login.example/t1/v2.0 abc"
    assert who.roles == {Role.READER}
    renamed = person({**CLAIMS, "email": "sam.jones@example.org", "name": "Sam Jones"}, RULES, NOW)
    assert renamed.subject == who.subject
    assert person({**CLAIMS, "iss": "https://other.example"}, RULES, NOW).subject != who.subject


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"roles": []}, Reason.NO_ROLE),
        ({"roles": None}, Reason.NO_ROLE),
        ({"roles": "Insight"}, Reason.NO_ROLE),
        ({"roles": ["insight.reader"]}, Reason.NO_ROLE),
        ({"roles": [{"role_code": "Insight.Reader", "org_code": "QYG"}]}, Reason.NO_ROLE),
        ({"roles": [["Insight.Reader"]]}, Reason.NO_ROLE),
        ({"roles": {"Insight.Reader": True}}, Reason.NO_ROLE),
        ({"tid": "t2"}, Reason.STRANGER),
        ({"tid": None}, Reason.STRANGER),
        ({"tid": ["t1"]}, Reason.STRANGER),
        ({"iat": NOW - roles.SESSION_SECONDS - 1}, Reason.EXPIRED),
        ({"iat": 0}, Reason.EXPIRED),
        ({"iat": NOW + roles.CLOCK_SECONDS + 1}, Reason.UNREADABLE),
        ({"iat": None}, Reason.UNREADABLE),
        ({"iat": True}, Reason.UNREADABLE),
        ({"iat": float("nan")}, Reason.UNREADABLE),
        ({"iat": str(NOW)}, Reason.UNREADABLE),
        ({"sub": ""}, Reason.UNREADABLE),
        ({"iss": None}, Reason.UNREADABLE),
    ],
)
def test_nobody_else_is(claims: dict[str, Any], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        person({**CLAIMS, **claims}, RULES, NOW)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("ended_at", "is_in"), [(None, True), (NOW - 61, True), (NOW - 60, False), (NOW, False)]
)
def test_signing_out_ends_every_session_that_began_before(
    ended_at: float | None, is_in: bool
) -> None:
    if is_in:
        assert person(CLAIMS, RULES, NOW, ended_at).roles
    else:
        with pytest.raises(Refused, match="ended by signing out"):
            person(CLAIMS, RULES, NOW, ended_at)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ([{"org_code": "QYG", "role_code": "S8000:G8000:R8001"}], {Role.ENGAGEMENT}),
        ([{"org_code": "QYG", "role_code": "S1:G1:R8002"}], {Role.READER}),
        ([{"org_code": "QYG", "role_code": "S9:G9:R8002"}], set()),
        ([{"org_code": "RXX", "role_code": "S8000:G8000:R8001"}], set()),
        ([{"role_code": "S8000:G8000:R8001"}], set()),
        ([{"org_code": ["QYG"], "role_code": "R8001"}], set()),
        ([{"org_code": "QYG", "role_code": 8001}, 7, None], set()),
    ],
)
def test_roles_held_in_organisations_count_in_ours_alone(held: Any, found: set[Role]) -> None:
    claims = {**CLAIMS, "nhsid_nrbac_roles": held}
    if found:
        assert person(claims, CARE, NOW).roles == found
    else:
        with pytest.raises(Refused, match="no role"):
            person(claims, CARE, NOW)


@pytest.mark.parametrize(
    ("claims", "is_fresh"),
    [
        ({}, False),  # a new token says nothing of when a password was last asked for
        ({"provider": "nhs-again"}, True),
        ({"provider": "nhs-again", "iat": NOW - 901}, False),
        ({"auth_time": NOW - 899}, True),
        ({"auth_time": NOW - 901}, False),
        ({"provider": "nhs-again", "auth_time": NOW - 901}, False),
        ({"auth_time": NOW + 9_999}, True),  # no later than the token itself
        ({"auth_time": NOW + 9_999, "iat": NOW - 901}, False),
        ({"auth_time": "now"}, False),
    ],
)
def test_approving_needs_somebody_who_has_just_proved_who_they_are(
    claims: dict[str, Any], is_fresh: bool
) -> None:
    assert person({**CLAIMS, **claims}, RULES, NOW).is_fresh(NOW) is is_fresh


def test_each_role_may_do_what_it_is_for() -> None:
    may = {role: {act for act in Action if Person("s", "", frozenset({role}), 0).may(act)}
           for role in Role}  # fmt: skip
    assert may == {
        Role.READER: {Action.LOOK},
        Role.ANALYST: {Action.LOOK, Action.READ_COMMENTS, Action.LABEL, Action.CHECK_FIGURES},
        Role.ENGAGEMENT: {Action.LOOK, Action.READ_COMMENTS, Action.LABEL, Action.SAFEGUARD},
        Role.AUTHOR: {Action.LOOK, Action.SEE_RELEASES, Action.SUBMIT},
        Role.APPROVER: {
            *(Action.LOOK, Action.READ_COMMENTS, Action.SEE_RELEASES, Action.APPROVE),
        },
        Role.PUBLISHER: {Action.LOOK, Action.SEE_RELEASES, Action.PUBLISH},
        Role.ADMIN: {Action.LOOK, Action.SEE_RELEASES, Action.CHECK_FIGURES},
    }
    assert all(roles.LOCAL.may(action) for action in Action) and roles.LOCAL.is_fresh(NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from([*CLAIMS, "auth_time"]), JSON))
def test_whatever_a_service_says_somebody_is_let_in_or_refused(said: dict[str, Any]) -> None:
    try:
        who = person({**CLAIMS, **said}, RULES, NOW)
    except Refused:
        return
    assert who.roles <= {Role.READER, Role.APPROVER} and who.roles
    assert isinstance(who.is_fresh(NOW), bool)
