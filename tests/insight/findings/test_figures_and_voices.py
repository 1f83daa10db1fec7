"""Figures and voices side by side: every subject once, with its word, and nothing mute."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis.voices import subjects
from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import Subject, SubjectInArea
from insight.analysis.voices.voice_side import VoiceSide
from insight.export.files import self_naming
from insight.findings import figures_and_voices, subject_cells
from insight.findings.finding import Finding
from insight.language.sentences import figures_and_voices as words
from insight.store import Store, queries
from insight.visual import style
from tests.insight.analysis.voices.sides import CLEAR, UNCLEAR, cell, figure, gap
from tests.insight.small_store import HALTON, SYSTEM
from tests.insight.small_subjects import SUBJECTS

FAIR = Strength("fair", ("only 12 comments",))
TEETH = Subject("teeth", "Teeth", "", ("decay",), ("dentistry",), ("carers",), ("Carers",))


def rows(store: Store, area: str) -> list[SubjectInArea]:
    return [row for row in subjects.subjects_by_area(store) if row.area_code == area]


def side_by_side(store: Store, area: str) -> Finding:
    found = figures_and_voices.subjects_side_by_side(store, area)
    assert found is not None
    return found


def subject_in_area(gap_ends: tuple[float, float, float] = CLEAR, **more: object) -> SubjectInArea:
    lead = {**figure("worse"), "caveat": "Count with care."}
    parts = {
        "subject": TEETH,
        "area_code": HALTON,
        "area_name": "Halton",
        "area_type": "place",
        "figure": FigureSide("worse", (lead,), lead, gap(*gap_ends), FAIR),
        "voice": VoiceSide("shown", "mostly negative", (cell(count=12),), FAIR),
        "barriers": (cell("transport", group="carers", count=14),),
        "word": "confirm",
        **more,
    }
    return SubjectInArea(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("area", [HALTON, SYSTEM])
def test_every_subject_has_its_word_and_both_strengths(small_store: Store, area: str) -> None:
    found, known = side_by_side(small_store, area), rows(small_store, area)
    assert found.title == words.subjects_title(known, known[0].area_name)
    assert found.sentence == words.subjects_summary(known, known[0].area_name)
    assert len(found.table.rows) == len(known) == len(SUBJECTS)
    for row, (subject, number, voice, together, strong) in zip(
        known, found.table.texts, strict=True
    ):
        assert subject.startswith(row.subject.subject_name)
        assert number and voice and "nan" not in f"{number} {voice}".split()
        assert together.startswith(style.AGREEMENTS[row.word].glyph)
        sides = (("Figure", row.figure.strength), ("Voice", row.voice_strength))
        for side, of in sides:
            mark = style.STRENGTHS[of.word]
            assert f"{side} {mark.glyph} {mark.word}; {'; '.join(of.reasons)}" in strong


def test_it_says_how_many_comparisons_it_rests_on(small_store: Store) -> None:
    found, known = side_by_side(small_store, HALTON), rows(small_store, HALTON)
    tested = {
        each["indicator_id"]
        for row in known
        for each in row.figure.figures
        if each["verdict"] in ("better", "worse", "similar", "higher", "lower")
    }
    count = f"{len(tested)} comparison"
    assert (count in found.caveat) is bool(tested) and words.NOT_CAUSE in found.caveat


def test_its_file_has_every_subject_under_the_names_of_queries(small_store: Store) -> None:
    found, known = side_by_side(small_store, HALTON), rows(small_store, HALTON)
    values = self_naming(found.table.values, found.about)
    assert list(values["subject_name"]) == [row.subject.subject_name for row in known]
    assert set(values["area_code"]) == {HALTON} and set(values["confidence"]) == {95}
    for row, of in zip(known, values.to_dict("records"), strict=True):
        lead = row.figure.lead
        if lead is None:
            assert pd.isna(of["indicator_id"]) and pd.isna(of["value"])
        else:
            assert of["indicator_id"] == lead["indicator_id"]
            assert of["value"] == pytest.approx(lead["value"], nan_ok=True)
        assert of["sentence"] == words.subject_sentence(row)
    assert values["value"].notna().any() and found.source_ids


def test_a_row_of_a_file_names_its_own_source(small_store: Store) -> None:
    values = side_by_side(small_store, HALTON).table.values
    of_indicator = queries.indicators(small_store).set_index("indicator_id")["source_id"]
    sources = queries.sources(small_store).set_index("source_id")
    for row in values.to_dict("records"):
        if pd.isna(row["indicator_id"]):
            assert (row["source"], row["vintage"]) == ("", "")
        else:
            source = sources.loc[of_indicator[row["indicator_id"]]]
            assert row["source"] == f"{source['publisher']}, {source['publication']}"
            assert row["vintage"] == source["vintage"]


def test_the_cells_of_a_subject_by_hand() -> None:
    row = subject_in_area()
    assert subject_cells.subject(row).text == "Teeth; Heard from: Carers"
    assert subject_cells.figure_in_short(row).text == (
        "Children with tooth decay; 30.0% ▼ worse; 27.0% to 33.0%, 2025; England 20.0%; Gap: ▼"
        " worse: clear gap. 8.0 percentage points (5.0 to 11.0), people in Core20 neighbourhoods"
        " beside people in other neighbourhoods."
    )
    assert subject_cells.figure(row).below[0].caution == "Count with care."
    assert "Count with care." not in subject_cells.figure(row).text
    assert subject_cells.voice(row).text == (
        "− mostly negative; 'Dentistry' (12 comments through 4 organisations, mostly negative);"
        " Voices"
    )
    assert subject_cells.voice_in_short(row).text == (
        "− mostly negative; 12 comments through 4 organisations"
    )
    assert subject_cells.together(row).text == (
        "= they say the same; Named: 'Transport' (14 comments from carers, mostly negative)"
    )


def test_a_gap_that_chance_explains_says_so_and_names_its_own_measure() -> None:
    lead = figure("worse")
    other = {**gap(*UNCLEAR), "indicator_id": "fillings", "plain_name": "Fillings"}
    row = subject_in_area(figure=FigureSide("worse", (lead,), lead, other, FAIR))
    said = subject_cells.figure_in_short(row).text
    assert "Gap in Fillings, 2025: ● no clear gap (could be chance). " in said


def test_a_figure_among_several_says_how_all_compare() -> None:
    lead, missing = figure("worse"), {**figure("not tested"), "value": float("nan")}
    several = (lead, figure("similar"), missing)
    row = subject_in_area(figure=FigureSide("worse", several, lead, None, FAIR))
    said = subject_cells.figure(row).text
    assert said.endswith("Of 2 figures: ▼ worse in 1, ● similar in 1")
    alone = subject_in_area(figure=FigureSide("worse", (lead, missing), lead, None, FAIR))
    assert "Of " not in subject_cells.figure(alone).text


def test_no_figure_and_no_voice_are_said_in_words() -> None:
    none = FigureSide("untested", (), None, None, Strength("none", ("nothing measures this yet",)))
    row = subject_in_area(figure=none, voice=VoiceSide("too few", "", (), FAIR), barriers=())
    for cells in (subject_cells.figure, subject_cells.figure_in_short):
        assert cells(row).text == "Nothing measures this yet"
    for cells in (subject_cells.voice, subject_cells.voice_in_short):
        assert cells(row).text == words.NOT_SHOWN["too few"]


@pytest.mark.parametrize("area", [HALTON, SYSTEM])
def test_both_orders_have_the_same_rows(small_store: Store, area: str) -> None:
    whole = {row[0].text: row for row in side_by_side(small_store, area).table.rows}
    parts = figures_and_voices.subjects_by_care(small_store, area)
    assert [each.title for each in parts] == ["Areas of care in CORE20PLUS5", "Other subjects"]
    listed = [row for each in parts for row in each.table.rows]
    assert sorted(row[0].text for row in listed) == sorted(whole)
    assert all(row == whole[row[0].text] for row in listed)
    stated = queries.priorities(small_store)
    stated = stated[stated["place_code"] == area]
    by_priority = figures_and_voices.subjects_by_priority(small_store, area)
    assert [(each.title, each.sentence) for each in by_priority] == list(
        stated[["priority_name", "summary"]].itertuples(index=False, name=None)
    )
    assert all(row == whole[row[0].text] for each in by_priority for row in each.table.rows)
    ids = [each.finding_id for each in (*parts, *by_priority)]
    assert len(ids) == len(set(ids))


def test_a_priority_leads_to_the_subjects_of_its_indicators(small_store: Store) -> None:
    links = queries.priority_links(small_store).groupby("priority_id")["indicator_id"].agg(set)
    for each in figures_and_voices.subjects_by_priority(small_store, SYSTEM):
        ids = links.get(each.finding_id.removeprefix("subjects-"), set())
        expected = {name.capitalize() for name, (_, own, *_) in SUBJECTS.items() if ids & set(own)}
        assert {row[0].main[0].text for row in each.table.rows} == expected  # type: ignore[union-attr]
    assert any(
        not each.table.rows for each in figures_and_voices.subjects_by_priority(small_store, SYSTEM)
    )


@pytest.mark.slow
def test_in_short_an_area_shows_where_a_voice_may_be_shown_and_names_the_rest(
    small_store: Store,
) -> None:
    for area in dict.fromkeys(row.area_code for row in subjects.subjects_by_area(small_store)):
        found, known = (
            figures_and_voices.subjects_in_short(small_store, area),
            rows(small_store, area),
        )
        assert found is not None
        shown = [row for row in known if row.word not in ("silent", "neither")]
        assert [row[0] for row in found.table.texts] == [r.subject.subject_name for r in shown]
        assert all(row.subject.subject_name in found.sentence for row in known if row not in shown)
        assert found.title == words.subjects_title(known, known[0].area_name)
        assert found.link is not None and found.link.address.endswith(f"?place={area}")
    none = figures_and_voices.subjects_in_short(small_store, "E06000049")
    assert none is not None and not none.table.rows
    assert "Figures, but no voice: " in none.sentence


def test_in_short_clinical_areas_count_the_nine_places(small_store: Store) -> None:
    found = figures_and_voices.subjects_in_short(small_store, clinical_areas=("respiratory",))
    assert found is not None and found.sentence == ""
    ((subject, *_, places),) = found.table.texts
    assert subject == "Breathing"
    known = [
        r for r in subjects.subjects_by_area(small_store) if r.subject.subject_id == "breathing"
    ]
    for word, mark in style.AGREEMENTS.items():
        count = sum(row.word == word and row.area_code != SYSTEM for row in known)
        assert (f"{mark.glyph} {mark.word}: {count}" in places) is (count > 0)
    assert set(found.table.values["area_code"]) == {row.area_code for row in known}


def test_in_short_an_indicator_names_areas_or_areas_and_subjects(small_store: Store) -> None:
    found = figures_and_voices.subjects_in_short(small_store, indicator_id="smoking")
    assert found is not None and found.title == figures_and_voices.HEADING
    names = {row.area_name for row in subjects.subjects_by_area(small_store)}
    assert {row[0] for row in found.table.texts} <= names
    assert len(found.table.values) == len(names) == 10
    assert figures_and_voices.subjects_in_short(small_store, indicator_id="gp") is None


def test_an_empty_store_has_nothing_side_by_side(empty_store: Store) -> None:
    assert figures_and_voices.subjects_side_by_side(empty_store, HALTON) is None
    assert figures_and_voices.subjects_by_care(empty_store, HALTON) == ()
    assert figures_and_voices.subjects_by_priority(empty_store, HALTON) == ()
    assert figures_and_voices.subjects_in_short(empty_store, HALTON) is None
