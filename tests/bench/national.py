"""All of England in one store: made up, and asked the questions that pages ask most.

    python -m tests.bench.national --rows 5000000

The figures are drawn at random; their number, their areas and the order they lie in are those of a
national store. It is made indicator by indicator: sorted all at once, fifty million rows take more
memory than most machines have. Prints the hot questions beside the budgets of a national store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import duckdb

from etl.build import BLOCK_SIZE
from etl.derived_tables import DERIVED
from etl.store_keys import reading_order
from insight import settings
from insight.reference.areas import ENGLAND, areas, project_catalogue
from insight.store import Store, open_store, queries
from insight.store.connection import SCHEMA, schema_id
from tests.bench.figures import Figure, table

MAP_MS, AREA_MS, LIST_MS = 200, 30, 50
NEIGHBOURHOODS, MIDDLE_LAYER, AUTHORITIES = 33_755, 6_856, 296  # in England
# Of an indicator: how many groups and periods have figures, for Places and all that is wider, for
# authorities elsewhere, and for neighbourhoods.
OURS, ELSEWHERE, SMALL = (4, 10), (1, 5), (1, 3)
REPEATS = 7
TOLD_EVERY = 50  # indicators, while they are written
MEMORY = "2GB"  # what DuckDB may take while it writes; the rest of the machine is others'


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.national", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000_000, help="figures, about")
    parser.add_argument("--keep", type=Path, help="write the store here, and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="insight-national-") as folder:
        path = options.keep or Path(folder) / "national.duckdb"
        if not path.is_file():
            started = time.perf_counter()
            make(path, options.rows)
            print(f"Made in {time.perf_counter() - started:,.0f} s", file=sys.stderr)
        store = open_store(path)
        rows = store.connection.execute("SELECT count(*) FROM observation").fetchall()[0][0]
        size = path.stat().st_size / 1e6
        print(f"{rows:,} figures in {size:,.0f} MB\n")
        print(table(list(figures(store))))
    return 0


def make(path: Path, rows: int) -> None:
    """Write a store of about so many figures, as a build would: wide areas, then small ones."""
    each = NEIGHBOURHOODS * SMALL[1]
    known = list(project_catalogue().indicators)
    count = max(len(known), rows // each)
    with_small = rows // each
    connection = duckdb.connect(
        path, config={"default_block_size": BLOCK_SIZE, "memory_limit": MEMORY, "threads": 2}
    )
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    _areas(connection)
    connection.execute("CREATE TEMP TABLE measure (number INTEGER, indicator_id VARCHAR)")
    connection.executemany(
        "INSERT INTO measure VALUES (?, ?)", [(n, f"measure-{n:04d}") for n in range(count)]
    )
    _indicators(connection)
    wide = f"{_rows('place', *OURS)} UNION ALL {_rows('authority', *ELSEWHERE)}"
    connection.execute(_insert(wide))
    for number in range(with_small):
        connection.execute(_insert(_rows("lsoa21", *SMALL, number)))
        if number % TOLD_EVERY == 0:
            print(f"{number:,} of {with_small:,} indicators", file=sys.stderr, flush=True)
    for question in DERIVED.values():
        connection.execute(question)
    connection.execute(
        "INSERT INTO build"
        " VALUES ('national', now()::TIMESTAMP, 'bench', false, 10, ?, '', false, ?)",
        [schema_id(), settings.system()],
    )
    connection.execute("CHECKPOINT")
    connection.close()


def _areas(connection: duckdb.DuckDBPyConnection) -> None:
    """Our own areas by their codes, and as many others as England has."""
    connection.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?, ?, 300000)",
        [
            (a.area_code, a.area_name, a.area_type, a.area_code * (a.area_type == "place"), None)
            for a in areas().values()
        ],
    )
    connection.execute(f"""
        INSERT INTO area SELECT 'E0700' || lpad(i::VARCHAR, 4, '0'), 'Authority ' || i, 'authority',
            NULL, NULL, 200000 FROM range({AUTHORITIES}) AS each(i);
        INSERT INTO area SELECT 'E02' || lpad(i::VARCHAR, 6, '0'), 'Middle ' || i, 'msoa', NULL,
            NULL, 8000 FROM range({MIDDLE_LAYER}) AS each(i);
        INSERT INTO area SELECT 'E01' || lpad(i::VARCHAR, 6, '0'), 'Area ' || i, 'lsoa21',
            (SELECT list(area_code ORDER BY area_code) FROM area WHERE area_type = 'place')
                [1 + (i % 9)::INTEGER],
            NULL, 1600 FROM range({NEIGHBOURHOODS}) AS each(i);
        INSERT INTO neighbourhood BY NAME SELECT area_code, place_code, 'Middle' AS msoa_name,
            'Ward' AS ward_name, population_count, false AS is_core20, false AS is_core20_2019
        FROM area WHERE area_type = 'lsoa21' ORDER BY place_code, area_code
    """)


def _indicators(connection: duckdb.DuckDBPyConnection) -> None:
    """As many indicators as measures, each described as one of the catalogue's is."""
    described = connection.execute("DESCRIBE indicator").fetchall()
    some = vars(next(iter(project_catalogue().indicators.values())))
    values = []
    for name, kind, *_ in described:
        if name in ("indicator_id", "indicator_name", "plain_name"):
            values.append(f"indicator_id AS {name}")
        else:
            word = some[name]
            text = str(word).lower() if isinstance(word, bool) else f"'{word}'"
            values.append(f"({text})::{kind} AS {name}".replace("('')::", "''::"))
    quoted = ", ".join(values)
    connection.execute(f"INSERT INTO indicator SELECT {quoted} FROM measure ORDER BY 1")
    groups = project_catalogue().groups.values()
    connection.executemany(
        "INSERT INTO population_group VALUES (?, ?, ?, ?)",
        [(g.group_id, g.group_name, g.kind, g.sort_order) for g in groups],
    )


def _rows(area_type: str, groups: int, periods: int, number: int | None = None) -> str:
    """Figures of every area of a type, or as wide as a Place and wider; of one measure, or all."""
    types = ("place", "system", "region", "country") if area_type == "place" else (area_type, "")
    return f"""
        SELECT indicator_id, area_code, group_id, 2024 - period AS year,
            round(hash(indicator_id, area_code, group_id, period) % 10000 / 100, 2) AS figure
        FROM measure, area, unnest({list(project_catalogue().groups)[:groups]}) AS each(group_id),
            range({periods}) AS span(period)
        WHERE area_type IN {types} AND {"true" if number is None else f"number = {number}"}
    """


def _insert(rows: str) -> str:
    return f"""
        INSERT INTO observation
        SELECT indicator_id, area_code, group_id, 'persons' AS sex, 'all ages' AS age,
            make_date(year, 1, 1) AS period_start_date, make_date(year, 12, 31) AS period_end_date,
            year::VARCHAR AS period_label, figure AS value, figure - 2 AS lower_ci,
            figure + 2 AS upper_ci, round(figure * 16) AS numerator_count,
            1600 AS denominator_count, NULL AS value_note, 'file' AS source_file_id
        FROM ({rows})
        ORDER BY {", ".join(reading_order("observation"))}
    """


def figures(store: Store) -> Iterator[Figure]:
    """What the hot questions take, each beside its budget."""
    first = "measure-0000"
    place = next(a.area_code for a in areas().values() if a.area_type == "place")
    row = queries.latest_values(store, first, "lsoa21").iloc[0]
    when = {name: row[name].date() for name in ("period_start_date", "period_end_date")}

    def latest() -> object:
        return queries.latest_values(store, first, "lsoa21")

    def of_a_period() -> object:
        return queries.latest_values(store, first, "lsoa21", **when)

    def one_series() -> object:
        return store.query("series", indicator_id=first, area_codes=[place])

    questions: list[tuple[str, int | None, Callable[[], object]]] = [
        ("map: every neighbourhood, latest", MAP_MS, latest),
        ("map: every neighbourhood of a period", MAP_MS, of_a_period),
        ("one area: an indicator over time", AREA_MS, one_series),
        ("one area: every indicator", AREA_MS, lambda: queries.place_profile(store, place)),
        ("one area: groups of an indicator", AREA_MS, lambda: queries.groups(store, first, place)),
        ("list: indicators", LIST_MS, lambda: queries.indicators(store)),
        ("list: newest", LIST_MS, lambda: queries.newest(store)),
        ("list: periods", LIST_MS, lambda: queries.periods(store, first)),
        ("list: areas with groups", LIST_MS, lambda: queries.grouped_areas(store, first)),
        ("list: missing figures", LIST_MS, lambda: queries.missing_figures(store)),
        ("every Place, every indicator", None, lambda: queries.place_comparisons(store, ENGLAND)),
        ("spread of authorities, every indicator", None, lambda: queries.authority_spread(store)),
    ]
    for what, budget, ask in questions:
        ask()
        times, before = [], time.process_time()
        for _ in range(REPEATS):
            started = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - started))
        processor = 1000 * (time.process_time() - before) / REPEATS
        yield Figure(what, median(times), "ms", budget, f"{processor:.0f} ms of processor")


if __name__ == "__main__":
    sys.exit(main())
