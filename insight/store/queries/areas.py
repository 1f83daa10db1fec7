"""Questions about Places and neighbourhoods: who lives where, and how deprived it is."""

from __future__ import annotations

import pandas as pd

from insight.reference.areas import ENGLAND
from insight.reference.postcodes import Postcode
from insight.store.connection import Store

EDITIONS = ("2025", "2019")
DOMAINS = (
    "imd",
    "income",
    "employment",
    "education",
    "health",
    "crime",
    "housing",
    "environment",
    "idaci",
    "idaopi",
    "children_skills",
    "adult_skills",
    "geographical_barriers",
    "wider_barriers",
    "indoors",
    "outdoors",
)


def places(store: Store) -> pd.DataFrame:
    """The Places: place_code, place_name, population_count."""
    return store.query("places")


def core20_people(store: Store, edition: str) -> pd.DataFrame:
    """People in the most deprived fifth of England's neighbourhoods: Places, then the system.

    area_code, area_name, area_type, people_count, core20_count, core20_pct (0 to 100),
    neighbourhood_count, core20_neighbourhood_count. Edition '2025' counts Census 2021 residents
    on neighbourhoods of 2021, '2019' mid-2020 estimates on those of 2011: never a trend.
    """
    return store.query("core20_people", edition=_known(edition, EDITIONS, "edition"))


def neighbourhood_deprivation(
    store: Store, edition: str, domain: str = "imd", place_code: str | None = None
) -> pd.DataFrame:
    """Every neighbourhood, or those of one Place, in one edition and domain of deprivation.

    area_code, area_name, msoa_name, ward_name, place_code, place_name, rank (1 is the most
    deprived in England), decile (1 is the most deprived), score (NaN where not published),
    population_count, is_core20 (overall decile 1 or 2, whichever domain is asked for).
    """
    return store.query(
        "neighbourhood_deprivation",
        edition=_known(edition, EDITIONS, "edition"),
        domain=_known(domain, DOMAINS, "domain"),
        place_code=place_code,
    )


def neighbourhoods(store: Store, place_code: str) -> pd.DataFrame:
    """The neighbourhoods (LSOA 2021) of a Place.

    area_code, area_name, msoa_name, ward_name, rural_urban, population_count, is_core20,
    is_core20_2019, imd_decile_2025, imd_rank_2025, imd_decile_2019 (of the 2011 neighbourhoods
    it was made from; NA where they disagree).
    """
    return store.query("neighbourhoods", place_code=place_code)


def residents(store: Store, area_code: str) -> pd.DataFrame:
    """Who lives in an area, by kind: age, ethnic_group and plus (disability).

    kind, group_id, group_name, sort_order, period_label, value (percent of residents),
    numerator_count (people), system_value (the same percentage in the system), value_note.
    """
    return store.query("residents", area_code=area_code)


def resident_ages(store: Store, area_code: str) -> pd.DataFrame:
    """Residents of an area by sex and five-year age band, in the middle of one year.

    area_code: a Place's, England's or the system's, which is its Places. year, sex, first_age
    (90 is 90 and over), numerator_count (people), value (percent of all residents),
    benchmark_value (the same of England). No rows where a band or a Place is missing.
    """
    return store.query("resident_ages", area_code=area_code, england_code=ENGLAND)


def rural_urban(store: Store, area_code: str) -> pd.DataFrame:
    """People of a Place, or of the system, by the rural-urban class of their neighbourhood.

    rural_urban, neighbourhood_count, people_count, people_pct (0 to 100); most people first.
    """
    return store.query("rural_urban", area_code=area_code)


def map_layers(store: Store) -> pd.DataFrame:
    """Maps that can be drawn.

    layer_id, area_type, shape, file_name, area_count, is_approximate, attribution.
    """
    return store.query("map_layers")


def postcode_areas(store: Store, postcode: Postcode) -> pd.DataFrame:
    """The middle-layer areas of a postcode, or of all that begin like it.

    area_code, area_name, place_code, place_name, postcode_count; most postcodes first.
    """
    return store.query(
        "postcode_areas",
        outward=postcode.outward,
        inward=postcode.inward,
        is_whole=postcode.is_district,
    )


def middle_layer_areas(store: Store) -> pd.DataFrame:
    """Every middle-layer area (MSOA 2021) of our Places, by Place and name.

    area_code, area_name, place_code, place_name, population_count, neighbourhood_count,
    former_codes: the area of 2011 it was cut from (a list, empty for most).
    """
    return store.query("middle_layer_areas")


def middle_layer_deprivation(store: Store, area_code: str) -> pd.DataFrame:
    """The neighbourhoods of a middle-layer area in each domain of the 2025 edition.

    area_code, area_name, population_count, ward_name, domain, decile, rank (1 is the most
    deprived in England); by name, then domain.
    """
    return store.query("middle_layer_deprivation", area_code=area_code)


def authorities(store: Store) -> pd.DataFrame:
    """The English authorities that are none of our Places, by name: area_code, area_name."""
    return store.query("authorities")


def middle_layer_wards(store: Store) -> pd.DataFrame:
    """The wards that middle-layer areas lie in, by name; the most people of a ward first.

    area_code (MSOA 2021), place_code, ward_name, population_count (people of both).
    """
    return store.query("middle_layer_wards")


def middle_layer_area_of(store: Store, text: str) -> pd.DataFrame:
    """area_code of the middle-layer areas (MSOA 2021) that a neighbourhood lies in.

    text: the code or the name of a neighbourhood of 2021 or 2011, or the code or the official name
    of a middle-layer area, whatever its case. Two rows or more where one of 2011 was cut or a name
    is that of two.
    """
    return store.query("middle_layer_area_of", text=text)


def postcode_districts(store: Store) -> pd.DataFrame:
    """Every postcode district and the middle-layer areas in it.

    district ('CH41'), area_code, area_name, place_code, place_name, inward_codes ('1AA 1AB').
    """
    return store.query("postcode_districts")


def _known(word: str, words: tuple[str, ...], what: str) -> str:
    if word not in words:
        raise ValueError(f"{what} is '{word}'; it must be one of {', '.join(words)}")
    return word
