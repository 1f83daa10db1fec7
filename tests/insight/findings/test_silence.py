"""The silence map and what stands under it, recounted from the cells they are made of."""

from __future__ import annotations

from collections import Counter

import pytest

from insight.analysis.voices import silence as cells_of
from insight.analysis.voices import subjects
from insight.export.files import self_naming
from insight.findings import silence
from insight.findings.comments_without_group import comments_without_group
from insight.language.sentences import figures_and_voices as words
from insight.store import Store, queries
from insight.visual import style
from tests.insight.small_store import HALTON, PLACES, SYSTEM
from tests.insight.small_subjects import SUBJECTS
from tests.insight.small_voices import GROUPS

pytestmark = pytest.mark.slow

CHOICES = [
    {"group_id": "everyone"},
    {"group_id": "carers"},
    {"area_code": HALTON, "kind": "seldom-heard"},
    {"area_code": HALTON},
]


def groups_of(store: Store, kind: str = "") -> dict[str, str]:
    """Everyone and the heard groups of a kind, or all."""
    listed = queries.heard_groups(store)
    if kind:
        listed = listed[listed["heard_kind"].isin(silence.KINDS[kind])]
    return {"everyone": "Everyone"} | dict(
        zip(listed["group_id"], listed["group_name"], strict=True)
    )


def cells(store: Store, group_id: str = "", area_code: str = "", kind: str = "") -> list:
    """The cells of the map of these choices, made here."""
    evidence = subjects.evidence(store)
    if group_id:
        return cells_of.silence_cells(evidence, PLACES, {group_id: groups_of(store)[group_id]})
    return cells_of.silence_cells(evidence, [area_code], groups_of(store, kind))


@pytest.mark.parametrize("choices", CHOICES)
def test_the_map_has_its_word_in_every_cell(small_store: Store, choices: dict[str, str]) -> None:
    found, made = silence.silence_map(small_store, **choices), cells(small_store, **choices)
    assert found is not None
    whose = "Halton" if "area_code" in choices else groups_of(small_store)[choices["group_id"]]
    assert found.title == f"{whose}: {words.silence_title(made)}"
    assert found.sentence == words.silence_summary(made, whose)
    columns = (
        list(PLACES.values())
        if "group_id" in choices
        else groups_of(small_store, choices.get("kind", "")).values()
    )
    assert found.table.columns == ("Subject", *columns)
    assert [row[0] for row in found.table.texts] == [each.capitalize() for each in SUBJECTS]
    by_place = {(each.subject.subject_name, each.area_name, each.group_name): each for each in made}
    for name, *said in found.table.texts:
        for column, text in zip(columns, said, strict=True):
            who = (column, whose) if "group_id" in choices else (whose, column)
            mark = style.SILENCES[by_place[name, *who].kind]
            assert text == f"{mark.glyph} {mark.word}"


@pytest.mark.parametrize("choices", CHOICES)
def test_where_to_go_next_lists_every_need_that_was_not_heard(
    small_store: Store, choices: dict[str, str]
) -> None:
    found = silence.where_next(small_store, **choices)
    groups = cells_of.where_next(cells(small_store, **choices))
    expected = [(of, each) for of in groups for each in of.cells]
    assert len(found.table.rows) == len(expected) == len(found.table.values)
    for (of, each), (subject, who, need) in zip(expected, found.table.rows, strict=True):
        assert subject.text.startswith(each.subject.subject_name)
        assert words.next_words(of) in subject.text
        mark = style.SILENCES[each.kind]
        assert who.text == f"{each.area_name}, {each.group_name.lower()}: {mark.glyph} {mark.word}"
        assert need.text == f"{words.need_words(each)} See what has been asked."
        link = need.main[2].link  # type: ignore[union-attr]
        assert link is not None and link.page == "asked_before"
        assert dict(link.choices) == {"find": each.area_name}


def test_some_choice_has_needs_that_were_not_heard(small_store: Store) -> None:
    """So that the loop above is not idle."""
    assert any(silence.where_next(small_store, **each).table.rows for each in CHOICES)


def test_a_map_of_one_kind_of_group_leaves_the_others_out(small_store: Store) -> None:
    for kind, heard_kinds in silence.KINDS.items():
        found = silence.silence_map(small_store, area_code=HALTON, kind=kind)
        assert found is not None
        names = [f"People who are {each}" for each, of in GROUPS.items() if of in heard_kinds]
        assert found.table.columns == ("Subject", "Everyone", *names)


def test_needs_of_each_place_are_counted_like_the_title(small_store: Store) -> None:
    found = silence.unheard_needs_by_place(small_store)
    made = cells(small_store, group_id="everyone")
    assert found is not None
    assert found.title == f"Cheshire and Merseyside: {words.silence_title(made)}"
    needs = Counter(each.area_name for each in made if each.need == "need")
    silent = Counter(each.area_name for each in made if each.kind == cells_of.FEW_HEARD)
    assert [row[0] for row in found.table.texts] == list(PLACES.values())
    for name, shown, unheard, on_what in found.table.texts:
        assert (shown, unheard) == (str(needs[name]), str(silent[name]))
        assert (on_what == "none") is (silent[name] == 0)
    assert sum(needs.values()) and sum(silent.values())


def test_files_have_every_cell_and_the_figure_behind_it(small_store: Store) -> None:
    found, made = silence.silence_map(small_store, "carers"), cells(small_store, group_id="carers")
    assert found is not None
    values = self_naming(found.table.values, found.about)
    assert list(values["word"]) == [each.kind for each in made]
    assert list(values["area_code"]) == [each.area_code for each in made]
    for each, of in zip(made, values.to_dict("records"), strict=True):
        known = each.interval or dict.fromkeys(cells_of.INTERVAL, float("nan"))
        for name, number in known.items():
            assert of[name] == pytest.approx(number, nan_ok=True)
        if each.is_gap and each.figure["unit"] == "%":
            assert of["unit"] == "percentage points"


def test_comments_without_a_group_by_area(small_store: Store) -> None:
    found = comments_without_group(small_store)
    evidence = subjects.evidence(small_store)
    made = cells_of.not_stated(evidence.cells, evidence.areas)
    assert found is not None
    assert found.sentence == words.not_stated_sentence(made[0])
    for each, (area, *numbers) in zip(made, found.table.texts, strict=True):
        assert area == each.area_name
        if each.state == "shown":
            assert numbers == [f"{each.base:,}", f"{each.count:,}", f"{each.share:.0f}%"]
        else:
            assert set(numbers) == {"not shown"}
    assert {each.state == "shown" for each in made} == {True, False}
    halton = comments_without_group(small_store, HALTON)
    assert halton is not None and halton.sentence.startswith("Halton: ")
    hidden = found.table.values["state"] != "shown"
    numbers = found.table.values[["comment_count", "not_stated_count", "not_stated_pct"]]
    assert numbers[hidden].isna().all(axis=None)


def test_an_empty_store_has_no_map(empty_store: Store) -> None:
    assert silence.silence_map(empty_store, "everyone") is None
    assert silence.unheard_needs_by_place(empty_store) is None
    assert comments_without_group(empty_store, SYSTEM) is None
    assert silence.where_next(empty_store, "everyone").table.rows == ()
