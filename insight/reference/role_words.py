"""Whether words say a role, such as Head of general practice, and not who holds it.

A role is said with a word for a role, and otherwise with words of the services here. Written as
names are, with a capital letter, only words that stand on a list count: a surname is on none. What
this lets through is still read by a person before it is shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from insight.reference.areas import project_catalogue


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words for somebody who does a task, or for those who do it together.
ROLES = _set(
    """
    academy adviser advisers advisor advisors advocate advocates ambassador ambassadors analyst
    analysts approver assistant assistants associate association author authority board body boards
    carer caldicott centre chair chairs champion champions charity chief clerk clinician clinicians
    coach collaborative commissioner commissioners committee consultant consultants convenor
    coordinator coordinators council councillor councillors counsellor dentist dentists department
    deputy developer director directorate directors division doctor doctors editor engagement
    executive executives facilitator facilitators federation forum gp gps group groups guardian
    head heads healthwatch hospital icb icp keeper lead leader leaders leadership leads librarian
    manager management managers matron matrons member members midwife midwives network nurse nurses
    office officer officers operator optometrist organiser owner owners panel paramedic partner
    partners partnership pharmacist pharmacists physiotherapist planner planners practice
    practitioner practitioners president principal producer professor programme provider providers
    psychologist publisher radiographer reader receptionist receptionists registrar representative
    representatives researcher reviewer scientist secretary secretariat service services sister
    specialist specialists sponsor staff steward superintendent supervisor supervisors surgeon
    surgery system taskforce teacher team teams technician therapist therapists trainer treasurer
    trust trustee trustees unit visitor visitors volunteer volunteers warden worker workers
    """
)
# What roles are of. Words of measures, themes, subjects, groups, Places and publishers count too.
SERVICES = _set(
    """
    a accident accountable band camhs cheshire copd cvd fft ics lgbtq mersey merseyside pals pcn
    pcns quality send vcfse vcse acting action acute administration adult adults all allied
    ambulance analytics and approval area areas assurance at autism behaviour bereavement board
    borough business care chief city clinical communications community complaints contract contracts
    corporate county covid critical culture data delivery demonstration dental development
    devices digital discharge diversity domestic early economic education elective emergency
    employment end england equality equalities estates evaluation executive experience external
    facilities families family finance financial first for frailty general governance
    health healthy homelessness hub human identified improvement inclusion inequalities inequality
    infection information innovation insight integrated integration intelligence intermediate
    interim internal into involvement joint laboratory learning libraries library life
    listening local maternity medical medicine medicines mental midwifery national neonatal nhs
    neighbourhood north nursing nutrition of officer on online operations operational oral order
    outpatient outreach paediatric parking partnership pathology patient patients people person
    personalised pharmacy phlebotomy place planned planning policy population prevention primary
    procurement professional programme project public quality rapid records reception referral
    regional registered rehabilitation research resilience resources responsible safe safeguarding
    safety screening second secondary senior sexual site social south specialised specialist
    stakeholder standards statutory strategic strategy stroke substance support surgery
    sustainability system technology tertiary the theatre therapies therapy to tobacco transfer
    transformation transport triage trust unit upkeep urgent vaccination vaccinations voice
    voluntary volunteering waiting ward wellbeing west wheelchair with women workforce young youth
    """
)
TITLES = _set("mr mrs ms miss mx dr prof rev revd sir dame lord lady mister madam")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
POSSESSIVE = re.compile(r"[’']s?$")
# Neither a number nor an address is part of a role; a band or a ward may be one figure or two.
NO_ROLE = re.compile(r"[@/\\<>#]|\d{3}|\bwww\b")

NO_WORD = "it has no word for a role, such as lead, manager or team"
A_PERSON = "it may name a person: give the role alone, such as Head of general practice"


def role_fault(text: str) -> str:
    """Why words cannot stand as a role; '' where they can. Never repeats a word of them."""
    words = WORD.findall(text)
    plain = [POSSESSIVE.sub("", word.lower()) for word in words]
    if NO_ROLE.search(text) or TITLES & set(plain):
        return A_PERSON
    if not ROLES & set(plain):
        return NO_WORD
    for written, word in zip(words, plain, strict=True):
        if written[0].isupper() and not (
            word in ROLES or word in SERVICES or word in words_of_catalogue()
        ):
            return A_PERSON
    return ""


@lru_cache(maxsize=1)
def words_of_catalogue() -> frozenset[str]:
    """Words of the catalogue: they too may be written with a capital letter in a role."""
    catalogue = project_catalogue()
    texts = [
        *(area.area_name for area in catalogue.places()),
        *(theme.plain_name for theme in catalogue.themes.values()),
        *(subject.subject_name for subject in catalogue.subjects.values()),
        *(group.group_name for group in catalogue.heard_groups.values()),
        *(f"{each.plain_name} {each.topic}" for each in catalogue.indicators.values()),
    ]
    return frozenset(word.lower() for text in texts for word in WORD.findall(text))
