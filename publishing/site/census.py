"""Which languages come first: by how many people of our Places speak each at home.

The table is the Census 2021 dataset TS024, main language (detailed), of lower tier local
authorities: as ons.gov.uk gives it, a row for each authority and language with its count, or as
Nomis does, a row for each authority with a column for each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from insight.reference.areas import areas
from insight.store import Store, queries
from publishing.site.languages import ENGLISH, Language, WrongLanguage, languages
from publishing.site.outline import place_codes

# How many categories there are stands in its heading, and differs from release to release.
COLUMNS = {
    "area_code": re.compile(r".*authorities Code"),
    "language": re.compile(r"Main language \(detailed\)( \(\d+ categories\))?"),
    "people_count": re.compile(r"Observation"),
}
NOMIS_CODE = "geography code"
NOMIS = re.compile(r"Main language(?: \(detailed\))?: (.+?)(?:; measures: Value)?")
NO_LANGUAGE = ("Does not apply", "English (English or Welsh in Wales)")
LITTLE_ENGLISH = "limited-english"  # the indicator of people who do not speak English well
NO_TABLE = (
    "Which languages they speak our figures do not say: --census FILE, the table TS024 of"
    " ons.gov.uk, puts them in order"
)
FEWEST = 500  # people, in all Places together, for whom a page is worth translating


def speakers(file: Path) -> pd.DataFrame:
    """How many speak each language: language, people_count, place_name (where most of them live)
    and place_count, the most spoken first. Raises WrongLanguage where it is another table."""
    rows = _table(file)
    rows = rows[rows["area_code"].isin(place_codes()) & ~rows["language"].isin(NO_LANGUAGE)]
    rows = rows.sort_values("people_count", ascending=False, kind="stable")
    most = rows.drop_duplicates("language").set_index("language")
    total = rows.groupby("language")["people_count"].sum()
    found = total.sort_values(ascending=False, kind="stable").reset_index()
    where = most.loc[found["language"]]
    found["place_name"] = [areas()[code].area_name for code in where["area_code"]]
    found["place_count"] = where["people_count"].to_numpy()
    return found


def _table(file: Path) -> pd.DataFrame:
    try:
        rows = pd.read_csv(file)
    except (OSError, ValueError) as fault:
        raise WrongLanguage(f"{file.name} cannot be read: {fault}") from fault
    languages_of = {column: found[1] for column in rows if (found := NOMIS.fullmatch(column))}
    if languages_of and NOMIS_CODE in rows:
        return _long(rows, languages_of)
    named = {
        column: name
        for column in rows
        for name, pattern in COLUMNS.items()
        if pattern.fullmatch(str(column))
    }
    if sorted(named.values()) != sorted(COLUMNS):
        raise WrongLanguage(f"{file.name} is not the table TS024 of local authorities")
    return rows.rename(columns=named)[list(COLUMNS)]


def _long(rows: pd.DataFrame, languages_of: dict[str, str]) -> pd.DataFrame:
    """The table of Nomis as the other is: without the total, and without sums of languages."""
    names = set(languages_of.values())
    sums = {each for each in names if any(other.startswith(f"{each}: ") for other in names)}
    kept = {c: n for c, n in languages_of.items() if n not in sums and not n.startswith("Total")}
    long = rows[[NOMIS_CODE, *kept]].rename(columns={NOMIS_CODE: "area_code", **kept})
    return long.melt("area_code", var_name="language", value_name="people_count")


def report(file: Path | None, store: Store | None = None) -> list[str]:
    """What there is a file of, and what should come next, a line each.

    file: the table TS024; without it a store says where translations are needed most, and not into
    which language. Raises WrongLanguage.
    """
    lines = [
        f"{each.code:8} {each.direction}  {each.name}: {len(each.pairs)} pairs{_state(each)}"
        for each in languages()
    ]
    if file is None:
        return [*lines, *(_where(store) if store is not None else ()), NO_TABLE]
    found = speakers(file)
    for row in found[found["people_count"] >= FEWEST].itertuples():
        lines.append(
            f"{row.people_count:8,} people: {row.language}; most in {row.place_name},"
            f" {row.place_count:,}"
        )
    return lines


def _state(made: Language) -> str:
    is_english = made.code == ENGLISH
    return "" if is_english else "; no page is approved before native readers have read it"


def _where(store: Store) -> Iterator[str]:
    """How many do not speak English well, by Place, the most first; nothing where no figure says.

    Source: Census 2021 (ONS), the figures of the store.
    """
    if LITTLE_ENGLISH not in set(queries.indicators(store)["indicator_id"]):
        return
    rows = queries.series(store, LITTLE_ENGLISH, place_codes()).dropna(subset=["numerator_count"])
    newest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    for row in newest.sort_values("numerator_count", ascending=False).itertuples():
        yield (
            f"{row.numerator_count:8,.0f} people who do not speak English well: {row.area_name},"
            f" {row.period_label}"
        )
