"""What a heading of the Indices of Deprivation says: which edition, domain and figure.

Files, editions and extracts spell one heading in many ways. Here each is brought to the spelling of
File 7.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from etl.sources.headings import plain

# Our word for a domain, and the publisher's.
DOMAINS = {
    "imd": "Index of Multiple Deprivation (IMD)",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, Skills and Training",
    "health": "Health Deprivation and Disability",
    "crime": "Crime",
    "housing": "Barriers to Housing and Services",
    "environment": "Living Environment",
}
PARTS = {
    "idaci": "Income Deprivation Affecting Children Index (IDACI)",
    "idaopi": "Income Deprivation Affecting Older People (IDAOPI)",
    "children_skills": "Children and Young People Sub-domain",
    "adult_skills": "Adult Skills Sub-domain",
    "geographical_barriers": "Geographical Barriers Sub-domain",
    "wider_barriers": "Wider Barriers Sub-domain",
    "indoors": "Indoors Sub-domain",
    "outdoors": "Outdoors Sub-domain",
}
TITLES = DOMAINS | PARTS
# Words of a title that some editions of a file leave out.
OPTIONAL_WORDS = re.compile(r"\b(?:imd|idaci|idaopi|index|sub domain|subdomain|domain)\b")
FIGURE = re.compile(r"(?P<title>.+?) (?P<what>score|rank|decile)\b(?P<rest>.*)")


@dataclass(frozen=True)
class Edition:
    """One edition of the indices. total, our_total: neighbourhoods in England and in our Places."""

    year: str
    area_type: str
    lsoa_year: str
    authority_year: str
    total: int
    our_total: int

    @property
    def code(self) -> str:
        return f"LSOA code ({self.lsoa_year})"

    @property
    def name(self) -> str:
        return f"LSOA name ({self.lsoa_year})"

    @property
    def authority(self) -> str:
        return f"Local Authority District code ({self.authority_year})"

    @property
    def authority_name(self) -> str:
        return f"Local Authority District name ({self.authority_year})"

    @property
    def source_id(self) -> str:
        return f"deprivation-{self.year}"


EDITIONS = (
    Edition("2025", "lsoa21", "2021", "2024", total=33_755, our_total=1_601),
    Edition("2019", "lsoa11", "2011", "2019", total=32_844, our_total=1_562),
)


def rank(title: str) -> str:
    """The heading of a domain's ranks, by the publisher's title of the domain."""
    return f"{title} Rank (where 1 is most deprived)"


def decile(title: str) -> str:
    """The heading of its tenths."""
    return f"{title} Decile (where 1 is most deprived 10% of LSOAs)"


def score(title: str) -> str:
    """The heading of its scores."""
    return f"{title} Score"


HEADINGS: dict[str, Callable[[str], str]] = {"rank": rank, "decile": decile, "score": score}


def _bare(title: str) -> str:
    words = plain(title)
    return " ".join(OPTIONAL_WORDS.sub(" ", words).split()) or words


BARE_TITLES = {_bare(title): title for title in TITLES.values()} | {
    name: TITLES[name] for name in ("imd", "idaci", "idaopi")
}


@lru_cache(maxsize=64)
def spelling(header: tuple[str, ...], edition: Edition) -> dict[str, str]:
    """Headings as File 7 writes them → as this file does, for all that it has of them."""
    found: dict[str, str] = {}
    for heading in header:
        words = plain(heading)
        known = ""
        if area := re.fullmatch(r"lsoa ?(\d{4}|\d\d)? ?(code|cd|name|nm) ?(\d{4})?", words):
            if (area[1] or area[3] or "")[-2:] == edition.lsoa_year[-2:]:
                known = edition.code if area[2].startswith("c") else edition.name
        elif area := re.fullmatch(
            r"(?:local authority district|lad|ltla) ?\d* ?(code|cd|name|nm) ?\d*", words
        ):
            known = edition.authority if area[1].startswith("c") else edition.authority_name
        elif (figure := FIGURE.fullmatch(words)) and _bare(figure["title"]) in BARE_TITLES:
            known = HEADINGS[figure["what"]](BARE_TITLES[_bare(figure["title"])])
        if known:
            found.setdefault(known, heading)
    return found
