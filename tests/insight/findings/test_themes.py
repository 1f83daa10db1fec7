"""Themes: a count, or the reason in words why there is none; and how they move."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from insight.findings import themes
from insight.findings.finding import Finding
from insight.findings.themes_over_time import themes_over_time
from insight.store import Store, open_cached, queries
from tests.insight.small_store import (
    HALTON,
    KNOWSLEY,
    LIVERPOOL,
    SYSTEM,
    build_row,
    make_store,
    small_tables,
)
from tests.insight.small_voices import GROUPS, HOSTILE

LENGTHS = ("month", "quarter")
REASONS = {"too few": "Fewer than 10, or none", "protected": "Not shown"}


def said(finding: Finding) -> str:
    """Every word of a finding."""
    rows = " ".join(text for row in finding.table.texts for text in row)
    return " ".join((finding.title, finding.subtitle, finding.sentence, finding.alt, rows))


@pytest.mark.parametrize("area", [SYSTEM, HALTON, LIVERPOOL])
@pytest.mark.parametrize("group", ["everyone", "not-stated", *GROUPS])
def test_each_theme_has_its_count_or_the_reason_in_words(
    small_store: Store, area: str, group: str
) -> None:
    listed = queries.voice_themes(small_store, area, group)
    every = listed[listed["theme_id"] == "any"].iloc[0]
    comments = themes.comments(small_store, area, group)
    found = themes.themes(small_store, area, group)
    assert comments is not None
    if every["state"] != "shown":
        assert found is None and themes.themes_in_detail(small_store, area, group) is None
        name = str(comments.about["group_name"])  # 'core20' is no count
        assert not re.search(r"\d", said(comments).replace("10", "").replace(name, ""))
        return
    assert f"{int(every['comment_count']):,} comment" in comments.title
    assert comments.table.rows[0][1].text == f"{int(every['comment_count']):,}"
    assert found is not None
    rows = {row[0].main[0].text: row for row in found.table.rows}  # type: ignore[union-attr]
    main = listed[(listed["parent_id"] == "") & (listed["theme_id"] != "any")]
    assert set(rows) == set(main["plain_name"])
    for theme in main.itertuples():
        _, count, mood, heard, labelled = (each.text for each in rows[theme.plain_name])
        if theme.state == "shown":
            assert count == f"{theme.comment_count:,}" and theme.mood in mood
            assert "by a person" in labelled or "by machine" in labelled
            assert heard.startswith(f"{int(theme.organisation_count)} organisation")
            assert ("More than half by" in heard) is isinstance(theme.dominant_organisation, str)
        else:
            assert REASONS[theme.state] in count and rows[theme.plain_name][1].drawing == ""
            assert not re.search(r"\d", f"{count} {mood} {heard} {labelled}".replace("10", ""))


@pytest.mark.slow
def test_every_place_group_and_theme_of_the_demonstration_can_be_built(real_store: Store) -> None:
    """Nothing of them breaks, and none that may not be shown has a number."""
    store = open_cached(real_store.path)
    areas = [SYSTEM, *queries.places(store)["place_code"]]
    groups = ["everyone", "not-stated", *queries.heard_groups(store)["group_id"]]
    main = queries.voice_themes(store, SYSTEM, "everyone").query("parent_id == ''")
    main = main[main["theme_id"] != "any"]
    drawn = hidden = 0
    for area in areas:
        for group in groups:
            found = themes.themes(store, area, group)
            finer = themes.themes_in_detail(store, area, group)
            assert (found is None) is (finer is None)
            for each in filter(None, (found, finer)):
                counts = [row[-4].text for row in each.table.rows]
                hidden += sum(not text[0].isdigit() for text in counts)
                for row, text in zip(each.table.rows, counts, strict=True):
                    assert text[0].isdigit() or {cell.text for cell in row[-3:]} == {"–"}
            assert found is None or len(found.table.rows) == len(main)
        for theme in ("", *main["theme_id"]):
            moving = [themes_over_time(store, each, area, theme) for each in LENGTHS]
            drawn += sum(each is not None for each in moving)
    store.connection.close()
    assert drawn and hidden


def test_a_main_theme_leads_to_those_below_it(small_store: Store) -> None:
    found = themes.themes(small_store)
    assert found is not None and found.title == "Themes"
    assert found.subtitle.startswith("Cheshire and Merseyside: all comments so far")
    links = [row[0].main[0].link for row in found.table.rows]  # type: ignore[union-attr]
    assert {link.address for link in links if link} == {
        f"voices?place={SYSTEM}&group=everyone&theme={each}" for each in ("access", "daily-life")
    }
    below = themes.themes(small_store, theme_id="access")
    assert below is not None and below.title == "Access"
    assert {row[0].text.split(";")[0] for row in below.table.rows} == {
        "Gp appointments",
        "Dentistry",
    }
    assert all(row[0].main[0].link is None for row in below.table.rows)  # type: ignore[union-attr]


def test_every_theme_below_stands_with_its_main_theme(small_store: Store) -> None:
    found = themes.themes_in_detail(small_store)
    assert found is not None
    listed = queries.voice_themes(small_store, SYSTEM, "everyone")
    names = dict(zip(listed["theme_id"], listed["plain_name"], strict=True))
    parents = {row.plain_name: names[row.parent_id] for row in listed.itertuples() if row.parent_id}
    assert {row[0]: row[1] for row in found.table.texts} == parents


@pytest.mark.slow
def test_the_smallest_base_is_that_of_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_SMALLEST_BASE", "20")  # what a next build would take
    build = build_row().assign(build_id="fifteen", smallest_base=15)
    store = make_store(tmp_path / "fifteen.duckdb", {**small_tables(), "build": build})
    found = [themes.themes(store, SYSTEM, each) for each in ("everyone", "not-stated", *GROUPS)]
    text = " ".join(said(each) for each in found if each).lower()
    assert "fewer than 15" in text
    assert "fewer than 10" not in text and "fewer than 20" not in text


def test_nobody_heard_anywhere_is_nothing(empty_store: Store) -> None:
    assert themes.comments(empty_store) is None
    assert themes.themes(empty_store) is None
    assert themes.themes_in_detail(empty_store) is None
    assert all(themes_over_time(empty_store, each) is None for each in LENGTHS)


def test_a_place_nobody_was_heard_in_says_too_few_or_none(small_store: Store) -> None:
    found = themes.comments(small_store, KNOWSLEY)
    assert found is not None
    assert found.title == "Knowsley: too few comments to show, or none"
    assert found.table.rows[0][1].text == "Fewer than 10, or none"
    assert themes.themes(small_store, KNOWSLEY) is None


def test_files_have_every_theme_and_say_whose_voice_it_is(small_store: Store) -> None:
    found = themes.themes(small_store)
    assert found is not None
    assert found.about == {
        "area_code": SYSTEM,
        "area_name": "Cheshire and Merseyside",
        "group_name": "Everyone",
    }
    listed = queries.voice_themes(small_store, SYSTEM, "everyone")
    values = found.table.values
    assert set(values["theme_id"]) == set(listed["theme_id"]) - {"any"}
    assert values.loc[values["state"] != "shown", "comment_count"].fillna(0).eq(0).all()
    assert HOSTILE not in found.caveat


def test_themes_with_enough_months_are_by_month_and_the_others_by_quarter(
    small_store: Store,
) -> None:
    moving = {each: themes_over_time(small_store, each) for each in LENGTHS}
    month, quarter = moving["month"], moving["quarter"]
    assert month is not None and quarter is not None
    assert "Falling: Access." in month.sentence
    for length, other in (LENGTHS, LENGTHS[::-1]):
        found = moving[length]
        assert found is not None and found.finding_id == f"themes-by-{length}"
        assert all(length in text for text in (found.title, found.subtitle, found.caveat))
        assert other not in f"{said(found)} {found.caveat} {found.table.caption}"
    drawn = [set(each.table.values["theme_id"]) for each in (month, quarter)]
    assert drawn[0] == {"access"} and not drawn[0] & drawn[1]
    assert "Mar 2026" in month.table.columns
    assert themes_over_time(small_store, "month", theme_id="daily-life") is None
    assert themes_over_time(small_store, "quarter", theme_id="daily-life") is not None
    assert themes_over_time(small_store, "month", HALTON) is None


def test_the_table_over_time_has_each_share_with_its_base_or_a_reason(small_store: Store) -> None:
    found = themes_over_time(small_store, "quarter")
    assert found is not None
    values = found.table.values.set_index(["plain_name", "period_label"])
    for name, *shares in found.table.texts:
        for label, text in zip(found.table.columns[1:], shares, strict=True):
            row = values.loc[(name, label)]
            if row["share_pct"] == row["share_pct"]:
                counts = f"({row['comment_count']:,.0f} of {row['base_count']:,.0f})"
                assert text == f"{row['share_pct']:.0f}% {counts}"
            else:
                assert text in ("Not shown", "Fewer than 10, or none")
