"""What a search for where somebody lives found, in words. What was typed is not repeated."""

from __future__ import annotations

from insight.analysis.place_search import Match, PlaceSearch
from insight.language.number_format import counted, listed
from insight.reference.areas import HOW_MANY, SYSTEM_NAME, project_catalogue

LABEL = "Postcode, town or ward"
NOT_KEPT = "Find your neighbourhood. We do not keep what you type."
TOO_SHORT = "Type a little more: all of your postcode or half of it, or a town or a ward."
NOTHING = (
    f"We found no place of that name in {SYSTEM_NAME}. It may lie outside. Check the spelling, try"
    " a bigger town near you, or type your postcode. You can also choose one of our"
    f" {HOW_MANY} Places:"
)
OUTSIDE = f"{{}} is outside {SYSTEM_NAME}, the area this dashboard is about."
NO_POSTCODE = f"No postcode in {SYSTEM_NAME} begins with {{}}."
TRY = f"Try a postcode, town or ward inside it, or choose one of our {HOW_MANY} Places:"
HOLDS_IT = "These places here have that word in their name. Choose one if it is yours."
PART = (
    f"We found no place in {SYSTEM_NAME} by all of these words, but some of them name {{}}. If you"
    " live there, choose your area. If not, your place may lie outside."
)
CHOOSE = "Type where you live into the box. You can give all of your postcode or part of it."
UNKNOWN_AREA = "The link asked for an area that is not here. You can look for yours in the box."
CUT_IN_TWO = "This area was cut in two in 2021. Choose yours:"
NO_VOICES = "Too few people have been heard here, or nobody. Yours could be the next voice."
NO_RESPONSES = "When something is done about what people say, it is told here."
KINDS = {"town": "town", "ward": "ward", "area": "area", "postcode": "postcodes", "place": "Place"}


def example() -> str:
    """What somebody may type: 'Warrington or a postcode', the town of the most areas."""
    towns = sorted(project_catalogue().towns.values(), key=lambda town: -len(town.areas))
    names = [town.town_name for town in towns] or [
        area.area_name for area in project_catalogue().places()
    ]
    return f"{names[0]} or a postcode"


def search_sentence(found: PlaceSearch) -> str:
    """What was found, and what to do next."""
    if found.how == "too short":
        return TOO_SHORT
    if found.how == "nothing":
        return NOTHING
    if found.how in ("outside", "outside spelling"):
        return _outside(found)
    if found.how == "part":
        return PART.format(_names(found))
    if found.postcode is not None:
        return _postcode(found)
    if found.how == "spelling":
        return f"Did you mean {_names(found)}? {_next(found)}"
    also = f" {OUTSIDE.format(f'The authority {found.outside}')}" if found.outside else ""
    return f"We found {_names(found)}. {_next(found)}{also}"


def _outside(found: PlaceSearch) -> str:
    """Why it is known to be outside, and what to try."""
    if found.postcode is not None:
        begins = NO_POSTCODE.format(found.postcode.outward)
        return f"{OUTSIDE.format(found.postcode)} {begins} {TRY}"
    asked = "Did you mean {0}? {0}" if found.how == "outside spelling" else "{0}"
    return f"{OUTSIDE.format(asked.format(found.outside))} {HOLDS_IT if found.matches else TRY}"


def match_words(match: Match) -> str:
    """What a match is, after its name: 'ward in Wirral', 'a Place'."""
    if match.kind == "place":
        return "the whole Place"
    return f"{KINDS[match.kind]} in {match.place_name}"


def _postcode(found: PlaceSearch) -> str:
    areas = sum(len(match.area_codes) for match in found.matches)
    begins = f"Postcodes that begin with {found.matches[0].name} are in {counted(areas, 'area')}."
    if found.how == "not listed":
        return (
            f"We do not know the postcode {found.postcode}. It may be new, wrong, or just outside"
            f" our {HOW_MANY} Places. {begins}"
        )
    if found.postcode is not None and found.postcode.is_whole:
        return f"{found.postcode} is in one of these areas. They were one area until 2021."
    return f"{begins} Choose yours, or type the whole postcode."


def _names(found: PlaceSearch) -> str:
    """The first few names, each once."""
    names = list(dict.fromkeys(match.name for match in found.matches))
    if len(names) == 1:
        wheres = list(dict.fromkeys(match.place_name for match in found.matches))
        if len(wheres) > 1:
            return f"{names[0]} in {counted(len(wheres), 'Place')}"
        return names[0] if names[0] == wheres[0] else f"{names[0]} in {wheres[0]}"
    return listed(names) if len(names) <= 3 else counted(len(names), "name")


def _next(found: PlaceSearch) -> str:
    areas = {code for match in found.matches for code in match.area_codes}
    if not areas:
        return "For your own part of it, type your postcode, town or ward."
    return "Choose your area." if len(areas) > 1 else ""
