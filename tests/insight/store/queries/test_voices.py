"""Questions about voices, answers and ideas, worked out again row by row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.store import Store, queries
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM
from tests.insight.store.queries.slow import Slow, assert_same, named

ABOUT_THEME = ("theme_id", "plain_name", "parent_id", "hint", "sort_order")
HEARD = ("mood", "organisation_count", "dominant_organisation", "machine_pct")
FEW = {"comment_count": None, "state": "too few", **dict.fromkeys(HEARD), "is_demonstration": False}


def cells(table: Slow, area: str, group: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What may be shown of a group in an area, by theme and period."""
    return {
        (row["theme_id"], row["period_label"]): row
        for row in table.tables["voice_cell"]
        if row["area_code"] == area and row["group_id"] == group
    }


def themes(table: Slow) -> list[dict[str, Any]]:
    rows = [{**row, "parent_id": row["parent_id"] or ""} for row in table.tables["theme"]]
    return sorted(rows, key=lambda row: (row["sort_order"], row["theme_id"]))


def theme_names(table: Slow) -> dict[str, dict[str, Any]]:
    return {row["theme_id"]: row for row in themes(table)}


def group_name(table: Slow, group_id: str) -> str:
    names = {row["group_id"]: row["group_name"] for row in table.tables["heard_group"]}
    return names.get(group_id, "Everyone")


@pytest.mark.parametrize("group", ["everyone", "not-stated", "carers", "nobody"])
@pytest.mark.parametrize("area", [SYSTEM, HALTON, "nowhere"])
def test_voice_themes(area: str, group: str, store: Store, table: Slow) -> None:
    found = cells(table, area, group)
    every = {"theme_id": "any", "plain_name": "All comments", "parent_id": "", "hint": ""}
    rows = []
    for theme in [{**every, "sort_order": 0}, *themes(table)]:
        cell = found.get((theme["theme_id"], "all time"), FEW)
        rows.append({**named(theme, *ABOUT_THEME), **named(cell, *FEW)})
    rows.sort(key=lambda row: (row["sort_order"], row["theme_id"]))
    assert_same(queries.voice_themes(store, area, group), rows)


@pytest.mark.parametrize("length", ["month", "quarter"])
@pytest.mark.parametrize("area", [SYSTEM, HALTON, "nowhere"])
def test_voice_periods(area: str, length: str, store: Store, table: Slow) -> None:
    found = cells(table, area, "everyone")
    labels = {row["period_label"] for row in table.tables["voice_cell"]} - {"all time"}
    labels = {label for label in labels if ("Q" in label) == (length == "quarter")}
    if length == "month":
        assert (labels <= {label for _, label in found}) is (area == SYSTEM)
        labels = labels if area == SYSTEM else set()
    rows = []
    for theme in themes(table):
        if length == "month" and theme["parent_id"]:
            continue
        for label in sorted(labels):
            cell = period(found, theme["theme_id"], label)
            base = period(found, "any", label)
            rows.append(
                {
                    **named(theme, "theme_id", "plain_name", "parent_id", "sort_order"),
                    "period_label": label,
                    **named(cell, "comment_count", "state"),
                    "base_count": base["comment_count"],
                    "base_state": base["state"],
                }
            )
    assert_same(queries.voice_periods(store, area, length), rows)
    assert len(labels) > 4 or (length, area) != ("quarter", SYSTEM)


def period(found: dict[tuple[str, str], dict[str, Any]], theme: str, label: str) -> dict[str, Any]:
    """A period's cell; where there is none, too few, unless the theme may not be shown at all."""
    if (theme, label) in found:
        return found[theme, label]
    whole = found.get((theme, "all time"), FEW)
    return {**FEW, **whole} if whole["state"] in ("too few", "protected") else FEW


@pytest.mark.parametrize("area", [SYSTEM, HALTON])
def test_voice_sources(area: str, store: Store, table: Slow) -> None:
    columns = ("organisation_type", "method", "comment_count", "state", "is_demonstration")
    found = [row for row in table.tables["voice_source"] if row["area_code"] == area]
    rows = [named(row, *columns) for row in found]
    rows.sort(key=lambda row: (row["organisation_type"], row["method"]))
    assert_same(queries.voice_sources(store, area), rows)
    assert rows


@pytest.mark.parametrize("area", [None, SYSTEM, HALTON, LIVERPOOL])
def test_quotes(area: str | None, store: Store, table: Slow) -> None:
    rows = [
        {
            **named(row, "comment_id", "area_code"),
            "area_name": table.area[row["area_code"]]["area_name"],
            **named(row, "organisation_type", "quote_text", "theme_ids", "mood"),
            **named(row, "approved_by_role", "approved_date", "is_demonstration"),
        }
        for row in table.tables["quote"]
        if area in (None, row["area_code"])
    ]
    rows.sort(key=lambda row: (-row["approved_date"].toordinal(), row["comment_id"]))
    assert_same(queries.quotes(store, area), rows)


def test_promotions(store: Store, table: Slow) -> None:
    rows = []
    for row in table.tables["promotion"]:
        theme = theme_names(table)[row["theme_id"]]
        found = cells(table, row["area_code"], row["group_id"])
        cell = found.get((row["theme_id"], "all time"), {"comment_count": None, "state": "too few"})
        rows.append(
            {
                **named(theme, "theme_id", "plain_name", "parent_id"),
                "area_code": row["area_code"],
                "area_name": table.area[row["area_code"]]["area_name"],
                "group_id": row["group_id"],
                "group_name": group_name(table, row["group_id"]),
                **named(row, "reason", "promoted_by_role", "promoted_date"),
                **named(cell, "comment_count", "state"),
                "is_demonstration": row["is_demonstration"],
                "order": (-row["promoted_date"].toordinal(), theme["sort_order"]),
            }
        )
    rows.sort(key=lambda row: (*row["order"], row["area_code"], row["group_id"]))
    expected = [{name: row[name] for name in row if name != "order"} for row in rows]
    assert_same(queries.promotions(store), expected)
    assert expected


def test_theme_models(store: Store, table: Slow) -> None:
    names = theme_names(table)
    after_all = {"plain_name": "How it sounds", "sort_order": 10_000}
    rows = []
    for row in table.tables["theme_model"]:
        theme = names.get(row["theme_id"], after_all)
        measured = ("example_count", "precision", "recall", "share_ratio", "opposite_share")
        measured += ("threshold", "is_in_use", "is_public")
        plain = {"theme_id": row["theme_id"], "plain_name": theme["plain_name"]}
        rows.append((theme["sort_order"], {**plain, **named(row, *measured)}))
    rows.sort(key=lambda pair: (pair[0], pair[1]["theme_id"]))
    assert_same(queries.theme_models(store), [row for _, row in rows])
    assert rows[-1][1]["theme_id"] == "sentiment"


def test_redactions(store: Store, table: Slow) -> None:
    counts: dict[str, int] = {}
    for row in table.tables["redaction"]:
        counts[row["kind"]] = counts.get(row["kind"], 0) + row["redaction_count"]
    rows = [{"kind": kind, "redaction_count": count} for kind, count in counts.items()]
    rows.sort(key=lambda row: (-row["redaction_count"], row["kind"]))
    assert_same(queries.redactions(store), rows)


def test_responses(store: Store, table: Slow) -> None:
    rows = []
    for row in table.tables["response"]:
        theme = theme_names(table)[row["theme_id"]]
        decided = ("said", "said_date", "decision", "decision_date", "action", "owner_role")
        done = ("due_date", "status", "status_reason", "indicator_id", "told_back_date")
        rows.append(
            {
                **named(row, "response_id", "area_code"),
                "area_name": table.area[row["area_code"]]["area_name"],
                "theme_id": row["theme_id"],
                "theme_name": theme["plain_name"],
                "parent_id": theme["parent_id"],
                "group_id": row["group_id"],
                "group_name": group_name(table, row["group_id"]),
                **named(row, *decided, *done, "is_demonstration"),
            }
        )
    rows.sort(key=lambda row: (-row["said_date"].toordinal(), row["response_id"]))
    assert_same(queries.responses(store), rows)
    assert rows


def test_answers_and_what_was_done_about_them(store: Store, table: Slow) -> None:
    """All answers first, then themes by how many; and only of the one release."""
    names = theme_names(table)
    rows = []
    for row in table.tables["release_answer"]:
        theme = names.get(row["theme_id"], {"plain_name": "All answers", "parent_id": ""})
        rows.append(
            {
                "theme_id": row["theme_id"],
                **named(theme, "plain_name", "parent_id"),
                **named(row, "at_least_count", "is_demonstration"),
            }
        )
    rows.sort(key=lambda row: (row["theme_id"] != "any", -row["at_least_count"]))
    assert_same(queries.release_answers(store, "smoking"), rows)
    done = [row for row in table.tables["response"] if row["release_id"] == "smoking"]
    done.sort(key=lambda row: (-row["said_date"].toordinal(), row["response_id"]))
    about = ("said", "said_date", "decision", "action", "status", "status_reason")
    rows = [named(row, *about, "is_demonstration") for row in done]
    assert_same(queries.release_responses(store, "smoking"), rows)
    assert queries.release_answers(store, "cancer").empty
    assert queries.release_responses(store, "cancer").empty


def test_response_figures(store: Store, table: Slow) -> None:
    rows = []
    for row in table.tables["response"]:
        if row["indicator_id"] is None:
            continue
        figures = [
            {**figure, "period": (end, start)}
            for (area, start, end), figure in table.of(row["indicator_id"]).items()
            if area == row["area_code"] and figure["value"] is not None
        ]
        figures.sort(key=lambda figure: figure["period"])
        decided = row["decision_date"]
        before = [each for each in figures if decided and each["period"][0] < decided]
        about = table.indicator[row["indicator_id"]]
        rows.append(
            {
                **named(row, "response_id", "indicator_id"),
                **named(about, "plain_name", "unit", "polarity", "decimal_places"),
                **named(row, "area_code", "decision_date"),
                **ends("before", before),
                **ends("now", figures),
            }
        )
    rows.sort(key=lambda row: row["response_id"])
    assert_same(queries.response_figures(store), rows)
    assert any(row["before_value"] is not None for row in rows)


def ends(when: str, figures: list[dict[str, Any]]) -> dict[str, Any]:
    names = {
        "start_date": "period_start_date",
        "end_date": "period_end_date",
        "label": "period_label",
        "value": "value",
        "lower": "lower_ci",
        "upper": "upper_ci",
    }
    newest = figures[-1] if figures else dict.fromkeys(names.values())
    return {f"{when}_{short}": newest[name] for short, name in names.items()}


def test_ideas(store: Store, table: Slow) -> None:
    rows = [
        {
            **named(row, "idea_id", "challenge", "idea_text", "area_code"),
            "area_name": table.area[row["area_code"]]["area_name"],
            **named(row, "support_count", "stage", "stage_date", "stage_reason"),
            "is_demonstration": row["is_demonstration"],
        }
        for row in table.tables["idea"]
    ]
    rows.sort(key=lambda row: (row["challenge"], -row["stage_date"].toordinal(), row["idea_id"]))
    assert_same(queries.ideas(store), rows)
    assert rows


def test_heard_groups(store: Store, table: Slow) -> None:
    columns = ("group_id", "group_name", "heard_kind", "sort_order", "note")
    rows = [named(row, *columns) for row in table.tables["heard_group"]]
    rows.sort(key=lambda row: (row["sort_order"], row["group_id"]))
    assert_same(queries.heard_groups(store), rows)


def test_a_hidden_count_is_never_in_an_answer(store: Store) -> None:
    for area in (SYSTEM, HALTON, LIVERPOOL):
        found = queries.voice_themes(store, area, "everyone")
        hidden = found[found["state"] != "shown"]
        assert hidden[["comment_count", *HEARD]].isna().all(axis=None)
        for length in ("month", "quarter"):
            periods = queries.voice_periods(store, area, length)
            unsaid = periods[periods["state"] != "shown"]
            assert unsaid["comment_count"].isna().all()
    assert pd.notna(queries.voice_themes(store, SYSTEM, "everyone")["comment_count"]).any()
