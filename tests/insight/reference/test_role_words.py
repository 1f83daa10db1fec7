"""A role is said without the person who holds it."""

from __future__ import annotations

import pytest

from insight.reference.role_words import A_PERSON, NO_WORD, role_fault

ROLES = (
    "Head of general practice",
    "Clinical lead for long-term conditions",
    "Children's mental health lead",
    "Transport lead, council",
    "Director of Public Health, Knowsley",
    "NHS Cheshire and Merseyside Quality Committee",
    "Deputy Chief Nurse",
    "Healthwatch Sefton",
    "PCN clinical directors",
    "Engagement lead (demonstration)",
    "Ward manager, ward 7",
    "Band 7 nurse",
)
PEOPLE = (
    "Jane Smith",
    "jane smith",
    "Dr Patel",
    "Mrs O'Neill, manager",
    "Head of transport (Ngozi)",
    "Siobhan",
    "Director Mohammed Al-Farsi",
    "Manager: K. Wójcik",
    "Lead Nurse Olwen",
    "lead@example.org",
    "Transport lead 07700 900123",
    "Team lead / @quill",
    "TBC",
    "?",
)


@pytest.mark.parametrize("text", ROLES)
def test_a_role_stands(text: str) -> None:
    assert role_fault(text) == ""


@pytest.mark.parametrize("text", PEOPLE)
def test_a_person_does_not_stand_and_is_not_repeated(text: str) -> None:
    fault = role_fault(text)
    assert fault in (A_PERSON, NO_WORD)
    assert text not in fault
