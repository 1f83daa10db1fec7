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
    "charge nurse, ward a",
    "duty officer",
    "Childrens occupational therapy team lead",
    "Social prescribing link worker",
    "Freedom to Speak Up Guardian",
    "Allied health professions lead",
    "Non-executive director",
    "Equality, diversity and inclusion manager",
    "Emergency planning officer (on call)",
    "Speech and language therapist",
    "Senior responsible owner",
    "Complaints and PALS manager, St Helens",
)
# Words that no list has, and that are nobody's name.
ROLES += (
    "Green plan lead",
    "Voluntary sector liaison",
    "Music therapist",
    "Art therapist",
    "Police and crime liaison officer",
    "Hate crime coordinator",
    "Decontamination lead",
    "Veterans' liaison",
    "Gallery and gardens manager",
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
    "Transport lead 07-70-09-00-12-3",
    "lead jane smith",
    "matron angela",
    "doctor patel",
    "charge nurse okonkwo",
    "Lead: priya",
    "ward manager sue",
    "manager jsmith",
    "manager2jsmith",
    "team lead, j. b.",
    "lead siobhán",
    "practice nurse o'neill",
    "adeyemi's team",
    "Team lead / @quill",
    "Lead: Green",
    "Green, plans manager",
    "plan lead green",
    "manager castle",
    "voluntary sector liaison tindall",
    "okonkwo liaison team",
    "angela plan lead",
    "Grace engagement lead",
    "joy, practice manager",
    "Mark plans manager",
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
