"""A search for where somebody lives: on the small store what it says, on the real one the kind."""

from __future__ import annotations

import random
import string

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.place_search import gazetteer, place_search, plain_name
from insight.reference.areas import project_catalogue
from insight.store import CachedStore, Store, open_cached, queries

TOWNS = tuple(project_catalogue().towns.values())
# What somebody of each Place would type.
BY_PLACE = {
    "E06000049": "Macclesfield Crewe Congleton Wilmslow Knutsford Nantwich Sandbach Alsager "
    "Middlewich Poynton Bollington Handforth Disley Prestbury Shavington Audlem",
    "E06000050": "Chester Northwich Winsford Neston Frodsham Helsby Tarporley Malpas Weaverham "
    "Blacon Hoole Parkgate Farndon Kelsall Barnton",
    "E06000006": "Runcorn Widnes Norton Ditton Farnworth Daresbury",
    "E08000011": "Kirkby Huyton Prescot Whiston Halewood Roby Cronton Northwood",
    "E08000012": "Toxteth Wavertree Everton Anfield Speke Garston Woolton Allerton Childwall "
    "Kensington Fazakerley Walton Aigburth Kirkdale Dingle",
    "E08000014": "Southport Bootle Crosby Formby Maghull Litherland Netherton Ainsdale Birkdale "
    "Waterloo Seaforth Aintree Hightown Lydiate",
    "E08000013": "Haydock Rainhill Rainford Billinge Earlestown Newton-le-Willows Eccleston Parr",
    "E06000007": "Lymm Birchwood Culcheth Orford Latchford Penketh Woolston Grappenhall Padgate",
    "E08000015": "Birkenhead Wallasey Heswall Hoylake Bebington Bromborough Eastham Moreton "
    "Greasby Prenton Tranmere Liscard Seacombe Leasowe Pensby",
}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("", "too short"),
        ("L", "too short"),
        ("🙂", "too short"),
        ("WA8 1AA", "postcode"),
        ("WA8 9ZZ", "not listed"),
        ("ZE1 0AA", "outside"),
        ("Halton", "exact"),
        ("Haltn", "spelling"),
        ("Merseyside", "exact"),
        ("Atlantis", "nothing"),
        ("12 Atlantis Road, Halton", "part"),
        ("Halton-le-Atlantis", "part"),
        ("Hartlepool", "outside"),
        ("hartlepool, UK", "outside"),
        ("12 Atlantis Road, Hartlepool", "outside"),
        ("Hartlepole", "outside spelling"),
        ("Lancashire", "outside"),
        ("WA8 Halton", "part"),
        ("the Halton", "exact"),
        ("WA8 2A", "postcode"),  # the beginning of a whole one, not one with letters for digits
        ("WA82A", "postcode"),
        ("E01002003", "exact"),
        ("E06000006", "exact"),  # a Place
        ("E06000008", "nothing"),  # a digit away from it
        ("Halton Lancashire", "part"),
        ("Halton Road, Hartlepool", "outside"),  # a street may be called after any town
    ],
)
def test_it_says_what_it_made_of_the_text(text: str, how: str, small_store: Store) -> None:
    assert place_search(small_store, text).how == how


def test_one_area_is_meant_by_a_whole_postcode_and_not_by_its_beginning(
    small_store: Store,
) -> None:
    assert place_search(small_store, "wa8 2aa").area_code == "E02002001"
    assert place_search(small_store, "WA8").area_code == ""
    assert place_search(small_store, "Halton").area_code == ""  # a Place


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_nothing_typed_is_kept(small_store: Store, text: str) -> None:
    store = open_cached(small_store.path)
    place_search(store, text)
    place_search(store, f"WA8 1{text}")
    kept = [*store.frames._slots, *store.results._slots]
    store.connection.close()
    assert {key[0] if isinstance(key[0], str) else key[0].__name__ for key in kept} <= {
        "authorities",
        "gazetteer",
        "middle_layer_areas",
        "middle_layer_wards",
    }


@pytest.mark.parametrize("place_code", BY_PLACE)
def test_the_towns_of_every_place_are_found_in_it(real_store: CachedStore, place_code: str) -> None:
    for name in BY_PLACE[place_code].split():
        for typed in (name, f" {name.upper()} ", name.lower(), f"{name}, UK"):
            found = place_search(real_store, typed)
            assert found.how in ("exact", "words"), typed
            assert any(m.place_code == place_code and m.area_codes for m in found.matches), typed


def test_an_address_finds_the_town_or_ward_before_its_post_town_and_county(
    real_store: CachedStore,
) -> None:
    """A post town lies in another Place as often as not, and people write the county of old."""
    narrow = {match.name for match in gazetteer(real_store).matches if match.kind != "place"}
    named = {match.name for match in gazetteer(real_store).matches if match.kind != "area"}
    for name in sorted(narrow & named):
        for after in ("Liverpool", "Wallasey", "Birkenhead", "Kirkby", "Lancashire", "Merseyside"):
            if plain_name(after) in plain_name(name):
                continue
            for typed in (f"{name} {after}", f"12 Atlantis Street, {name}, {after.upper()}"):
                found = place_search(real_store, typed)
                assert found.how in ("exact", "words", "part"), typed
                firsts = [m.name for m in found.matches[:2]]
                assert any(plain_name(name) in plain_name(each) for each in firsts), typed
                assert found.matches[0].name != after, typed


def test_a_name_one_letter_away_stands_beside_names_with_the_words(
    real_store: CachedStore,
) -> None:
    for typed, wanted in {"West Kirkby": {"West Kirby"}, "Kirby": {"West Kirby", "Kirkby"}}.items():
        assert wanted <= {match.name for match in place_search(real_store, typed).matches}
    # The first name of two may be misspelt; a village that is spelt like the second is not it.
    assert place_search(real_store, "Tonbrige").how == "outside spelling"
    assert place_search(real_store, "Melling").how == "nothing"


def test_the_official_name_of_an_area_finds_it(real_store: CachedStore) -> None:
    names = real_store.connection.cursor().execute(
        "SELECT DISTINCT area_name[:-2], parent_code FROM area JOIN neighbourhood USING (area_code)"
        " WHERE area_type = 'lsoa21'"
    )
    listed = names.fetchall()
    assert listed
    for name, code in listed[::7]:
        assert place_search(real_store, name).area_code == code, name


def test_every_area_of_a_town_is_there_and_near_another_of_it(real_store: CachedStore) -> None:
    known = gazetteer(real_store)
    wards = queries.middle_layer_wards(real_store)
    districts = queries.postcode_districts(real_store)
    spots = {
        code: {*wards.loc[wards["area_code"] == code, "ward_name"]}
        | {*districts.loc[districts["area_code"] == code, "district"]}
        for code in known.area_names
    }
    for town in TOWNS:
        found = place_search(real_store, town.town_name)
        (match,) = [each for each in found.matches if each.kind == "town"]
        assert [known.area_names[code] for code in match.area_codes] == list(town.areas)
        for spelt in town.spellings:
            assert match in place_search(real_store, spelt).matches
        for code in match.area_codes if len(match.area_codes) > 1 else ():
            others = set().union(*(spots[each] for each in match.area_codes if each != code))
            assert spots[code] & others, (town.town_name, known.area_names[code])


def test_postcodes_of_every_district_lead_where_the_table_says_however_they_are_typed(
    real_store: CachedStore,
) -> None:
    cut_in_two = gazetteer(real_store).today
    chance = random.Random(5)
    frame = real_store.connection.cursor().execute("FROM postcode").df()
    frame["district"] = frame["postcode"].str[:-3]
    for district, rows in frame.groupby("district"):
        areas = {new for code in rows["area_code"] for new in cut_in_two.get(code, (code,))}
        found = place_search(real_store, str(district))
        assert found.how == "postcode", district
        assert {code for match in found.matches for code in match.area_codes} == areas
        for row in rows.sample(1, random_state=1).itertuples():
            found = place_search(real_store, _typed(row.postcode, chance))
            expected = cut_in_two.get(row.area_code, (row.area_code,))
            assert [*expected] == [code for m in found.matches for code in m.area_codes]
            assert found.area_code == (expected[0] if len(expected) == 1 else "")


def _typed(postcode: str, chance: random.Random) -> str:
    """With spaces anywhere, in mixed case."""
    letters = [chance.choice((each.lower(), each)) for each in postcode]
    spaced = [each + " " * (chance.random() < 0.3) for each in letters]
    return chance.choice(("", " ")) + "".join(spaced)


def test_every_name_is_found_and_most_with_a_letter_wrong_are_found_first(
    real_store: CachedStore,
) -> None:
    """Recounted from the names alone: which areas somebody who types one must be offered."""
    known = gazetteer(real_store)
    areas: dict[str, set[str]] = {}
    for match in known.matches:
        if match.kind != "place":
            areas.setdefault(plain_name(match.name), set()).update(match.area_codes)
    for name, codes in areas.items():
        found = place_search(real_store, name)
        assert codes <= {code for match in found.matches for code in match.area_codes}, name
    chance, right, first = random.Random(11), 0, 0
    tried = [_with_a_letter_wrong(name, chance) for name in areas if len(name) > 4]
    for name, typed in tried:
        found = place_search(real_store, typed)
        offered = {code for match in found.matches for code in match.area_codes}
        right += bool(areas[name] & offered)
        first += bool(found.matches and areas[name] & {*found.matches[0].area_codes})
    table = pd.Series({"names": len(tried), "offered": right, "first": first})
    print(table.to_string())
    assert right >= 0.98 * len(tried)
    assert first >= 0.95 * len(tried)


def _with_a_letter_wrong(name: str, chance: random.Random) -> tuple[str, str]:
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    typed = chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        ]
    )
    return name, typed
