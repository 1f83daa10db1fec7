"""Whether words say a role, such as Head of general practice, and not who holds it.

A role is said with a word for a role, and otherwise with words of the services here, in small
letters too, as a surname is on no list of these. Of other words those are let through that English
uses often, or that are made as words for tasks are, where they are no name that we know: but not
at the end of a part, where a name stands. Roles in files and roles that staff type are held to this
one rule, and those in files are read by a person all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from insight.redaction import vocabulary, word_lists
from insight.reference.areas import project_catalogue


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words for somebody who does a task, or for those who do it together.
ROLES = _set(
    """
    academy accountant accountants admin administrator administrators adviser advisers advisor
    advisors advocate advocates aide aides allocator ambassador ambassadors anaesthetist
    anaesthetists analyst analysts apprentice apprentices approver architect assessor assessors
    assistant assistants associate association audiologist audiologists auditor auditors author
    authority board boards body bookkeeper buyer caldicott cardiologist carer caretaker
    caseworker caseworkers centre chair chairs champion champions chaplain chaplains charity
    chief chiropodist cleaner cleaners clerk clinician clinicians coach collaborative
    commissioner commissioners committee connector connectors consultant consultants controller
    convenor coordination coordinator coordinators coroner council councillor councillors
    counsellor counsellors custodian dentist dentists department deputy dermatologist designer
    designers desk developer dietician dieticians dietitian dietitians director directorate
    directors dispenser dispensers division doctor doctors driver drivers economist editor
    endocrinologist engagement engineer engineers epidemiologist epidemiologists examiner
    examiners executive executives expert experts facilitator facilitators federation fellow
    fellows forum fundraiser geriatrician geriatricians governor governors gp gps group groups
    guardian gynaecologist haematologist handler handlers handyperson head heads healthwatch
    hospital housekeeper housekeepers hygienist hygienists icb icp inspector inspectors
    instructor interpreter interpreters investigator investigators keeper lead leader leaders
    leadership leads lecturer liaison librarian linkworker linkworkers management manager managers
    matron matrons mediator member members mentor mentors microbiologist midwife midwives
    moderator navigator navigators network neurologist neurologists nurse nurses nutritionist
    nutritionists observer obstetrician obstetricians office officer officers oncologist
    oncologists operator optician opticians optometrist optometrists organiser orthodontist
    orthoptist osteopath owner owners paediatrician paediatricians panel paramedic paramedics
    partner partners partnership pathologist pathologists pharmacist pharmacists phlebotomist
    phlebotomists physician physicians physio physios physiotherapist planner planners
    podiatrist podiatrists porter porters practice practitioner practitioners prescriber
    prescribers president principal principals producer professionals professor professors
    programme prosthetist provider providers psychiatrist psychiatrists psychologist
    psychologists psychotherapist psychotherapists publisher publishers radiographer
    radiographers radiologist radiologists reader readers receptionist receptionists recruiter
    registrar representative representatives researcher resident residents responder responders
    reviewer rheumatologist scientist scientists scrutineer secretariat secretaries secretary
    service services sister sisters solicitor solicitors sonographer sonographers specialist
    specialists sponsor staff statistician statisticians steward strategist student students
    superintendent supervisor supervisors surgeon surgeons surgery surveyor system taskforce
    teacher teachers team teams technician technologist technologists therapist therapists
    trainee trainees trainer trainers translator translators treasurer trust trustee trustees
    tutor tutors unit urologist visitor visitors volunteer volunteers warden worker workers
    writer
    """
)
# What roles are of. Words of measures, themes, subjects, groups, Places and publishers count too.
SERVICES = _set(
    """
    a abuse academic access accident accommodation accountable across acting action activities
    activity acute addiction addictions administration admiral adolescent adolescents adoption
    adult adults advanced advice advocacy affairs after aftercare age ageing agency aintree
    alcohol all allergy alliance allied alternative ambulance anaemia anaesthetics analytics and
    antenatal anti anticipatory antimicrobial appointments apprenticeship approval approved area
    areas art arthritis assessment asset assets assistive assurance asthma asylum at attendance
    audiology audit authorities autism awareness babies baby band bank bariatric based bed beds
    behaviour benefits bereavement biomedical birkenhead blood borough bowel brain breast budget
    building buildings bus buses business cabinet call camhs campaign campaigns cancer capacity
    capital cardiac cardiology cardiovascular care careers carers case catering cell central
    cessation change chaplaincy charge charities cheshire child childcare childhood children
    childrens chronic city civic clatterbridge cleaning client climate clinic clinical clinics
    cluster clusters co coastal cohort collection commercial commissioning committees
    communication communications community competence complaints complex compliance conditions
    conduct confidential confidentiality consent consultation contact content continence
    continuing continuity contract contracting contracts control copd corporate corporation
    correspondence cost counselling county countywide court covid creative crisis critical
    culture customer cvd cyber dashboard data database day daytime deaf debt decision delivery
    demand dementia demonstration dental dentistry dermatology design designated development
    devices diabetes diagnostic diagnostics dialysis dietetics digital disabilities disability
    disabled discharge discovery disease disorder disorders dispensary district diversity
    domestic domiciliary drug drugs duty dying ear early east eating economic education
    educational efficiency elderly elective emergencies emergency employee employer employment
    end endocrinology endoscopy energy engineering england enquiries enquiry environment
    environmental epidemiology epilepsy equalities equality equipment equity estates ethics
    ethnic ethnicity evaluation event events evidence exercise experience external eye
    facilities falls families family feeding female fertility fft field finance financial fire
    first fleet flow flu food foot for fostering foundation frailty fraud free freedom front
    full function funding fundraising future gastroenterology gender general genetics genomics
    geriatrics governance governing grade grant grants gynaecology haematology handling hard
    harm headquarters health healthcare healthy hearing heart heating help helpdesk helpline
    hepatology hiv home homecare homeless homelessness homes honorary hospice hospitals hostel
    hour hours house housekeeping housing hr hub human hygiene ics icu identified imaging
    immunisation immunology impact implementation improvement incident incidents inclusion
    income independent individual industrial inequalities inequality infant infants infection
    information innovation inpatient inpatients insight inspection integrated integration
    intelligence intensive interface interim intermediate internal international interpreting
    intervention into investigation investment involvement isolation issues job jobs joint
    junior key kidney knowledge laboratory labour language languages later law lay learning
    leaving led legal level lgbtq liaison libraries library licensing life link listening lived
    liver liverpool local localities locality locum logistics loneliness long longterm looked
    looking low lung lymphoedema macclesfield main mainstream maintenance male market marketing
    maternity measurement media medical medicine medicines membership memory men menopause mens
    mental mersey merseyside metabolic microbiology midwifery migrant migrants minor minority
    mix mobile model monitoring morning mortality mortuary movement multi musculoskeletal named
    national neighbourhood neighbourhoods neonatal nephrology neuro neurodiversity neurology
    neurorehabilitation new newborn nhs night non nonclinical nonexecutive north northwich
    nuclear nurseries nursery nursing nutrition obesity obstetrics occupational of offending on
    oncall oncology online open operating operational operations ophthalmology optical optometry
    oral order organisation organisational organisations orthopaedic orthopaedics ot our outcome
    outcomes outpatient outreach outside overall overnight oversight oxygen paediatric
    paediatrics pain palliative pals pandemic parent parental parents parking parliamentary part
    participation path pathology pathways patient patientled patients pay payroll pcn pcns peer
    people performance perinatal permanent person personal personalised pharmaceutical
    pharmacies pharmacy phlebotomy physical physiotherapy pilot place places plan planned
    planning plans pmo podiatry police policy politics population portfolio post postnatal
    poverty practices pre pregnancy preparedness prescribing prescription prescriptions press
    pressure preventative prevention primary prison prisons privacy private process procurement
    product production productivity professional professions project projects property
    protection provision psychiatric psychiatry psychological psychology public publication
    publications publishing purchasing quality radiology rapid readiness reception recording
    records recovery recruitment recycling reduction referral referrals reform refugee refugees
    regional registered registration regulation regulatory rehabilitation relations relationship
    relationships release releases renal repair report reporting reports request requests
    research residential resilience resources resourcing respiratory respite response
    responsible retention review reviews rheumatology rights risk road roads rota route runcorn
    rural safe safeguarding safety salaried satisfaction school schools science screening
    scrutiny second secondary sector security sedation seeker seekers self selfcare send senior
    sensory sepsis sessional settings sexual share shared shift sickle sight simulation site
    skills skin sleep smokefree smoking social software south southport speaking specialised
    speciality specialties speech spinal spiritual sport sports stakeholder stakeholders
    standards start statistics statutory step sterile stoma stop storage store stores strategic
    strategies strategy stroke studies study sub subcommittee substance suicide supplies supply
    support surgical surveillance survey surveys sustainability swallowing switchboard symptom
    systems talking targeted tb teaching technical technology telecare telephone telephony
    temporary tenancy tertiary test testing the theatre theatres therapies therapy thoracic
    thrombosis time tissue to tobacco tooth town toxicology trading traffic training transfer
    transformation transformational transition translation transparency transplant transport
    trauma travel traveller treatment triage trial trials tuberculosis twilight undergraduate
    university unpaid unplanned unscheduled up upkeep upper urgent urology use user users
    vaccination vaccinations vaccine vascular vcfse vcse veteran veterans viability vice victim
    victims vigilance violence virtual vision visiting visual voice voices voluntary
    volunteering vulnerable waiting walk ward wards warm waste water web website weekend weight
    welfare wellbeing west wheelchair wheelchairs whistleblowing whiston whole wide wider widnes
    winsford with women womens work workforce workplace works wound yard year years young
    youngest youth
    """
)
# What divides a role: green before a plan is a colour, and before a comma it may be somebody.
PARTS = re.compile(r"[^\w\s'’-]+|\s[-–]\s")
OF_TASKS = re.compile(r"\w{4,}(?:tion|sion|ology|ities|ability|isation|ics)")
TITLES = _set("mr mrs ms miss mx dr prof rev revd sir dame lord lady mister madam")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
POSSESSIVE = re.compile(r"[’']s?$")
# Neither a number nor an address is part of a role; a band or a ward may be one figure or two.
NO_ROLE = re.compile(r"[@/\\<>#]|\d{3}|(?:\d\D*){5}|\bwww\b")

NO_WORD = "it has no word for a role, such as lead, manager or team"
A_PERSON = (
    "it may name a person, as a word in it is none of roles or services here:"
    " give the role alone, such as Head of general practice"
)


def role_fault(text: str) -> str:
    """Why words cannot stand as a role; '' where they can. Never repeats a word of them."""
    words = WORD.findall(text)
    plain = [POSSESSIVE.sub("", word.lower()) for word in words]
    if NO_ROLE.search(text) or TITLES & set(plain):
        return A_PERSON
    if not ROLES & set(plain):
        return NO_WORD
    known = ROLES | SERVICES | words_of_catalogue()
    if any(len(word) == 1 and word != "a" for word in plain):
        return A_PERSON
    ends = {part[-1] for each in PARTS.split(text.lower()) if (part := WORD.findall(each))}
    ends = {POSSESSIVE.sub("", word) for word in ends}
    return A_PERSON if any(_may_be_a_name(each, ends) for each in set(plain) - known) else ""


def _may_be_a_name(word: str, ends: set[str]) -> bool:
    """Whether a word that is on no list may be somebody's name. ends: last words of parts."""
    tables = (vocabulary.first_names(), vocabulary.family_names(), word_lists.NAMES_AND_WORDS)
    if any(word in names for names in tables):
        return True
    if OF_TASKS.fullmatch(word):
        return vocabulary.frequency(word) < vocabulary.ORDINARY
    return word in ends or vocabulary.frequency(word) < vocabulary.OFTEN


@lru_cache(maxsize=1)
def words_of_catalogue() -> frozenset[str]:
    """Words of the catalogue: they too may stand in a role."""
    catalogue = project_catalogue()
    texts = [
        *(area.area_name for area in catalogue.places()),
        *(theme.plain_name for theme in catalogue.themes.values()),
        *(subject.subject_name for subject in catalogue.subjects.values()),
        *(group.group_name for group in catalogue.heard_groups.values()),
        *(f"{each.plain_name} {each.topic}" for each in catalogue.indicators.values()),
    ]
    return frozenset(word.lower() for text in texts for word in WORD.findall(text))
