"""Tables of the Census 2021 as Nomis and ONS give them, by the mapping in the catalogue.

data/catalogue/census.toml says which categories of a table make which indicator; a table nobody
knew yet needs an entry there and no code. One table comes in many shapes: bulk files with the
variable before each category, queries with titles above and categories alone, extracts in the
spelling of programmers, and long files with a row for each category. They are all made wide, one
row for each area and one column for each category, and then read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import area_codes, indicator_claims
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, RowChecks
from etl.sources.census import LAYOUTS as EXTRACTS
from etl.sources.headings import plain
from etl.values.numbers import numbers
from etl.values.spelling import tidy_code
from insight.reference.areas import ENGLAND
from insight.reference.catalogue import Catalogue, CensusMeasure, CensusTable

SOURCE_ID = "census-2021"
CENSUS_YEAR = "2021"
AREA = "geography code"  # our name for the column of codes, whatever the file calls it
TOTAL = "total"
# How many areas make up England exactly, by the letters their codes begin with.
ENGLAND_WHOLE = {("E01",): 33_755, ("E02",): 6_856, ("E06", "E07", "E08", "E09"): 309}
CODE_HEADING = re.compile(
    r"geography code|mnemonic|area code"
    r"|(?:oa|lsoa|msoa|ltla|utla|lad|wd|ward|rgn|ctry)\s?\d{0,2}\s?(?:code|cd)"
    r"|(?:lower layer super output areas|middle layer super output areas|output areas"
    r"|(?:lower|upper) tier local authorities|regions|countries|electoral wards.*) code"
)
# Queries on Nomis may leave the codes out, or put them before the name: 'E01006515 : Liverpool …'.
NAMED_HEADING = re.compile(
    r".*(?:super output area|local authorit|output area|region|countr).*|area"
)
# A query of several kinds of area says of which kind each is: 'lsoa2021:E01006515 : Liverpool …'.
KIND_OF_AREA = re.compile(r"^[a-z]+\d*:\s*(?=\S)", re.IGNORECASE)
CODE = r"^([EKNSW]\d{8})\b"
BELOW_HEADINGS = {"", "number", "value", "percent"}  # a second row of them
AUTHORITIES = re.compile(r"local authorit|region|countr")
NO_WHOLE = "the file has neither a total nor every category, so the whole is not known"
TABLE_CODE = re.compile(r"(?<![a-z0-9])(?:TS|RM)\d{3}[A-Z]?(?![a-z0-9])", re.IGNORECASE)
BULK_HEADING = re.compile(r"([^:;]+): .*; measures: value", re.IGNORECASE)
CENSUS_WORDS = re.compile(r"census|mnemonic|geography code|\bTS\d{3}[A-Z]? - ", re.IGNORECASE)
API_HEADING = re.compile(r"C2021_.+_NAME")
BY_THE_API = (
    "this is a table of the Census 2021 as the API of Nomis writes it, whose headings do not say"
    " what is counted: download it as a query or as bulk data"
)
UNLISTED = (
    "which the catalogue does not list: add it to data/catalogue/census.toml with the categories"
    " that make a measure (the head of that file says how), then build again"
)
COUNT_HEADINGS = ("observation", "obs value", "n", "count", "value", "usual residents")


@dataclass(frozen=True)
class CensusLayout(Layout):
    """A table of the catalogue, recognised by its categories. entry: the table."""

    entry: CensusTable = field(kw_only=True)

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        """Headings this table needs and the file has not; for a long file, none."""
        header = tuple(header)
        if not area_heading(header) or any(each.fits(header) for each in EXTRACTS):
            return (*self.columns, AREA)
        if self.long_columns(header):
            return ()
        found = self.categories(header)
        absent = [name for name in self.columns if plain(name) not in found]
        if TOTAL not in found and not self.entry.not_used_reason:
            absent.append("Total")
        return tuple(absent)

    def distance(self, header: Iterable[str]) -> float:
        """1 for a file with no category of this table: a total and a code are in many files."""
        absent = self.missing(tuple(header))
        none_found = set(self.columns) <= set(absent)
        return 1.0 if none_found else len(absent) / (len(self.columns) + 2)

    def hint(self, path: str, header: Sequence[str]) -> str:
        """How to have a table of the Census read that the catalogue does not list."""
        if any(map(API_HEADING.fullmatch, header)):
            return BY_THE_API
        code = TABLE_CODE.search(" ".join((path, *header[:1])))
        bulk = next((m for h in header if (m := BULK_HEADING.fullmatch(h.strip()))), None)
        is_query = "mnemonic" in map(plain, header)
        if bulk or (code and CENSUS_WORDS.search(" ".join((path, *header)))):
            name = " ".join(filter(None, (code and code[0].upper(), bulk and f"({bulk[1]})")))
            return f"this is table {name} of the Census 2021, {UNLISTED}"
        if not is_query:
            return ""
        return f"this is a table of Nomis with '{header[-1]}', {UNLISTED}, if it is of the Census"

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        """None: a query may give shares in per cent under the same heading, right of the counts."""
        return ()

    def categories(self, header: Sequence[str]) -> dict[str, str]:
        """Category in plain words, or TOTAL → the file's heading, the first of several."""
        variable = plain(self.entry.variable) + " "
        found: dict[str, str] = {}
        for heading in header:
            found.setdefault(self.category(plain(heading).removeprefix(variable)), heading)
        return found

    def category(self, words: str) -> str:
        """The catalogue's name of a category in plain words; TOTAL for the whole."""
        if words == TOTAL or words.startswith(f"{TOTAL} ") or words == plain(self.entry.total):
            return TOTAL
        for name, others in self.entry.spellings.items():
            if words in map(plain, others):
                return plain(name)
        return words

    def long_columns(self, header: Sequence[str]) -> tuple[str, str] | None:
        """The columns of categories and of counts, in a file with a row for each category."""
        variable = re.escape(plain(self.entry.variable))
        names = [h for h in header if re.fullmatch(rf"{variable}(?: \d+ categories)?", plain(h))]
        counts = [h for h in header if plain(h) in COUNT_HEADINGS]
        return (names[0], counts[0]) if names and counts else None


@lru_cache(maxsize=64)
def area_heading(header: tuple[str, ...]) -> str | None:
    """The column that says which area a row is about: of codes if there is one."""
    codes = [heading for heading in header if CODE_HEADING.fullmatch(plain(heading))]
    named = [heading for heading in header if NAMED_HEADING.fullmatch(plain(heading))]
    return next(iter([*codes, *named]), None)


def census_layouts(catalogue: Catalogue) -> tuple[Layout, ...]:
    """A layout for each Census table of the catalogue, and one for our sums of many tables."""
    return (*map(_layout, catalogue.census_tables.values()), TOTALS)


def _layout(entry: CensusTable) -> CensusLayout:
    used = [name for m in entry.measures for name in (*m.counted, *m.all_but, *m.among)]
    columns = tuple(dict.fromkeys([*used, *entry.categories]))
    layout = CensusLayout(
        f"census_{entry.census_table_id}", columns, source_id=SOURCE_ID, entry=entry
    )
    if entry.not_used_reason:
        return replace(layout, is_reference=True, note=entry.not_used_reason)
    return replace(layout, read=partial(_read, layout=layout))


def _read(table: Table, reference: Reference, layout: CensusLayout) -> Reading:
    checks = RowChecks(table.rows)
    heading = area_heading(table.columns)
    assert heading is not None
    below = checks.rows.loc[: table.header_row + 1].map(plain).isin(BELOW_HEADINGS).all(axis=1)
    checks.set_aside(below.reindex(checks.rows.index, fill_value=False))
    areas = checks.rows[heading].str.replace(KIND_OF_AREA, "", regex=True)
    codes = tidy_code(areas).str.upper().str.extract(CODE)[0]
    if AUTHORITIES.search(plain(heading)):  # a query may leave the codes out
        named = area_codes(areas, reference.catalogue, ("place", "region", "country"))
        codes = codes.fillna(named.mask(named == ""))
    checks.rows = checks.rows.assign(**{AREA: codes})
    long = layout.long_columns(table.columns)
    names = {"area_code": heading}
    if long:
        wide = _wide(checks, layout, *long)
        names |= {"numerator_count": long[1], "denominator_count": long[1]}
    else:
        headings = layout.categories(table.columns)
        wanted = [plain(name) for name in layout.columns] + [TOTAL]
        wide = _counts(checks, {name: headings[name] for name in wanted})
        names |= {"numerator_count": headings[wanted[0]], "denominator_count": headings[TOTAL]}
    return checks.reading(_claims(wide, reference, layout.entry), names)


def _counts(checks: RowChecks, headings: dict[str, str]) -> pd.DataFrame:
    """AREA and a column of whole numbers for each category, from a file that is wide already."""
    rows = checks.rows
    empty = (rows[list(headings.values())].apply(lambda cells: cells.str.strip()) == "").all(axis=1)
    checks.set_aside(empty)  # notes below the table and the blank row above it
    checks.refuse(checks.rows[AREA].isna(), AREA, "this is not an area code")
    if "date" in checks.rows:
        other = tidy_code(checks.rows["date"]) != CENSUS_YEAR
        checks.refuse(other, "date", "these tables are read for the Census of 2021 alone")
    checks.refuse_repeats([AREA])
    counts = {name: checks.counts(heading) for name, heading in headings.items()}
    kept = checks.rows.index
    wide = {name: values[kept] for name, values in counts.items()}
    return pd.DataFrame({AREA: checks.rows[AREA], **wide})


def _wide(checks: RowChecks, layout: CensusLayout, names: str, counts: str) -> pd.DataFrame:
    """The same from a file with a row for each category. Numbered by the first row of each area."""
    checks.refuse(checks.rows[AREA].isna(), AREA, "this is not an area code")
    category = checks.rows[names].map(lambda text: layout.category(plain(text)))
    checks.rows = checks.rows.assign(**{names: category})
    all_here = str(category.nunique()) in re.findall(r"\d+", names)
    totals = layout.categories(tuple(checks.rows.columns)).get(TOTAL)
    unknown = not all_here and totals is None and TOTAL not in set(category)
    checks.refuse(pd.Series(unknown, checks.rows.index), names, NO_WHOLE)
    checks.set_aside(checks.rows[names] == plain("Does not apply"))
    checks.refuse_repeats([AREA, names])
    values = checks.counts(counts)
    rows = checks.rows
    spread = pd.DataFrame({AREA: rows[AREA], "category": rows[names], "count": values[rows.index]})
    wide = spread.pivot(index=AREA, columns="category", values="count")
    wide = wide.reindex(columns=list({*wide, *map(plain, layout.columns)}))
    if totals is not None:
        wide[TOTAL] = numbers(rows[totals])[0].groupby(rows[AREA]).first()
    elif TOTAL not in wide:  # the whole is every category together, and an area may lack none
        wide[TOTAL] = wide.sum(axis=1, skipna=False)
    lacking = wide.isna().any(axis=1)
    short = rows[AREA].isin(wide.index[lacking])
    checks.refuse(short, AREA, "another category of this area is missing or was refused")
    wide = wide[~lacking].astype("int64")
    first = checks.rows.reset_index(names="row_number").groupby(AREA)["row_number"].first()
    return wide.reset_index().set_index(wide.index.map(first))


def _claims(wide: pd.DataFrame, reference: Reference, entry: CensusTable) -> pd.DataFrame | None:
    """Claims of every measure of a table, about every area here, and about England if all are."""
    wide = pd.concat([wide, *_england(wide)])
    # Other rows are about areas elsewhere. They claim too, and the checks count them as outside.
    made = [_measure(wide, reference, measure) for measure in entry.measures]
    return pd.concat(made) if made and len(wide) else None


def _england(wide: pd.DataFrame) -> list[pd.DataFrame]:
    """England as the sum of all its areas of one kind, unless the file says it itself."""
    if wide.empty or (wide[AREA] == ENGLAND).any():
        return []
    kind = wide[AREA].str.slice(0, 3)
    for letters, whole in ENGLAND_WHOLE.items():
        parts = wide[kind.isin(letters)]
        if parts[AREA].nunique() == whole:
            sums = parts.drop(columns=AREA).sum().to_frame().T.astype("int64")
            return [sums.assign(**{AREA: ENGLAND}).set_index(parts.index[:1])]
    return []


def _measure(wide: pd.DataFrame, reference: Reference, measure: CensusMeasure) -> pd.DataFrame:
    def total(names: Sequence[str]) -> pd.Series:
        return wide[[plain(name) for name in names]].sum(axis=1)

    among = total(measure.among) if measure.among else wide[TOTAL]
    counted = total(measure.counted) if measure.counted else among - total(measure.all_but)
    shares = (100 * counted / among.where(among > 0)).map("{:.12g}".format)
    return indicator_claims(
        reference.catalogue.indicators[measure.indicator_id],
        area_code=wide[AREA],
        group_id=measure.group_id,
        period=CENSUS_YEAR,
        value=shares.where(among > 0, ""),
        numerator_count=counted.astype(str),
        denominator_count=among.astype(str),
    )


def _read_totals(table: Table, reference: Reference) -> Reading:
    """Sums of many tables in one file: a row for each table, area and category."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("area_code", GSS_SHAPE)
    table_ids = checks.rows["table"].str.strip().str.lower()
    entries = {name: e for name, e in reference.catalogue.census_tables.items() if e.measures}
    checks.rows = checks.rows.assign(table=table_ids)
    checks.set_aside(~checks.rows["table"].isin(list(entries)))
    checks.refuse_repeats(["table", "area_code", "column"])
    values, _, _ = numbers(checks.rows["value"])
    faulty = values.isna() | (values < 0) | (values % 1 != 0)
    checks.refuse(faulty, "value", "this is not a whole number")
    claims = []
    for name, rows in checks.rows.groupby("table"):
        layout = _layout(entries[str(name)])
        headings = layout.categories(tuple(rows["column"].unique()))
        wanted = [plain(category) for category in layout.columns] + [TOTAL]
        counts = rows.assign(count=values[rows.index])
        wide = counts.pivot(index="area_code", columns="column", values="count")
        wide = wide.rename(columns={heading: name for name, heading in headings.items()})
        wide = wide.reindex(columns=wanted)
        lacking = wide.index[wide.isna().any(axis=1)]
        short = checks.rows["area_code"].isin(lacking) & (checks.rows["table"] == name)
        checks.refuse(short, "column", "another category of this area is missing or was refused")
        wide = wide.dropna().astype("int64").rename_axis(AREA).reset_index()
        first = rows.reset_index(names="row").groupby("area_code")["row"].first()
        claims.append(_claims(wide.set_index(wide[AREA].map(first)), reference, layout.entry))
    found = [each for each in claims if each is not None]
    names = {"area_code": "area_code", "numerator_count": "value", "denominator_count": "value"}
    return checks.reading(pd.concat(found) if found else None, names)


TOTALS = Layout(
    "census_totals",
    ("table", "area_code", "column", "value", "lsoas_summed"),
    _read_totals,
    source_id=SOURCE_ID,
)
