from __future__ import annotations

from collections import defaultdict

from insight.store import queries
from insight.store.connection import Store
from tests.insight.store.queries.slow import EVERYONE, Slow, assert_same, named

COUNTS = ("read_count", "loaded_count", "outside_count", "rejected_count")


def test_build(store: Store, table: Slow) -> None:
    figure_count = len(table.tables["observation"])
    rows = [{**row, "figure_count": figure_count} for row in table.tables["build"]]
    assert_same(queries.build(store), rows)
    assert queries.build(store)["build_id"].iloc[0] == store.build_id


def test_sources(store: Store, table: Slow) -> None:
    rows = []
    for source_id, source in table.source.items():
        files = [row for row in table.tables["source_file"] if row["source_id"] == source_id]
        indicators = [row for row in table.indicator.values() if row["source_id"] == source_id]
        rows.append(
            {
                **source,
                "file_count": len(files),
                **{name: sum(row[name] for row in files) for name in COUNTS},
                "indicator_count": len(indicators),
            }
        )
    rows.sort(key=lambda row: (row["publisher"], row["publication"], row["source_id"]))
    assert_same(queries.sources(store), rows)


def test_source_files(store: Store, table: Slow) -> None:
    nobody = {"publisher": "", "publication": ""}
    rows = [
        {
            **named(row, "source_file_id", "path"),
            **named(table.source.get(row["source_id"], nobody), "publisher", "publication"),
            "layout": row["layout"] or "",
            **named(row, "state", "note", *COUNTS, "byte_count", "sha256"),
        }
        for row in table.tables["source_file"]
    ]
    rows.sort(key=lambda row: (row["path"], row["source_file_id"]))
    assert_same(queries.source_files(store), rows)


def test_rejected_rows(store: Store, table: Slow) -> None:
    files = {row["source_file_id"]: row for row in table.tables["source_file"]}
    rows = [
        {
            "path": files[row["source_file_id"]]["path"],
            **named(row, "row_number", "column_name", "reason", "raw_text"),
            "layout": files[row["source_file_id"]]["layout"] or "",
        }
        for row in table.tables["rejected_row"]
    ]
    rows.sort(key=lambda row: (row["path"], row["row_number"], row["column_name"]))
    assert_same(queries.rejected_rows(store), rows)


def test_missing_figures(store: Store, table: Slow) -> None:
    places = table.members("place")
    gaps: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for indicator_id in {name for name, _ in table.figures}:
        periods = table.periods(indicator_id, places)
        is_about_places = any(
            key[0] in places
            for (name, _), figures in table.figures.items()
            if name == indicator_id
            for key in figures
        )
        for place in places:
            if periods:
                now = table.figure(indicator_id, place, periods[0])
                label = table.label(indicator_id, places, periods[0], EVERYONE)
                if now["value"] is None:
                    gaps[indicator_id, label, now["value_note"]].append(place)
            elif not is_about_places:
                gaps[indicator_id, "", "published only for other kinds of area"].append(place)
    rows = [
        {
            **named(table.indicator[indicator_id], "indicator_id", "plain_name"),
            "period_label": label,
            "reason": reason,
            "place_count": len(codes),
            "place_names": ", ".join(sorted(table.area[code]["area_name"] for code in codes)),
        }
        for (indicator_id, label, reason), codes in gaps.items()
    ]
    rows.sort(key=lambda row: (row["plain_name"], row["indicator_id"], row["reason"]))
    assert rows
    assert_same(queries.missing_figures(store), rows)
