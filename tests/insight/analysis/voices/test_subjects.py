"""One word for figures and voices: by hand, and over every Place and subject of a store."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from insight.analysis.voices import subjects
from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import Subject, SubjectInArea, same_people, word
from insight.analysis.voices.voice_side import VoiceSide
from insight.store import Store
from tests.insight.analysis.voices.sides import CLEAR, cell, gap
from tests.insight.language.sentences.claims import naive_verdict

ANY_STRENGTH = Strength("fair", ())
BARRIER = (cell("transport", count=12),)
BARRIERS = ("transport", "cost-of-living", "language-and-interpreting", "digital-exclusion")
DEPRIVATION = (
    "core20",
    "deprivation_quintile",
    "practice_quintile",
    "local_quintile",
    "deprivation_decile",
)


def figures(direction: str, with_gap: bool = False) -> FigureSide:
    return FigureSide(direction, (), None, gap(*CLEAR) if with_gap else None, ANY_STRENGTH)


def voices(mood: str) -> VoiceSide:
    if mood in ("too few", "protected"):
        return VoiceSide(mood, "", (), ANY_STRENGTH)
    return VoiceSide("shown", mood, (cell(mood=mood),), ANY_STRENGTH)


@pytest.mark.parametrize(
    ("direction", "mood", "barriers", "expected"),
    [
        ("worse", "mostly negative", (), "confirm"),
        ("gap", "mostly negative", (), "confirm"),
        ("better", "mostly positive", (), "confirm"),
        ("worse", "mostly negative", BARRIER, "confirm"),
        ("worse", "mostly positive", (), "contradict"),
        ("better", "mostly negative", (), "contradict"),
        ("gap", "mostly positive", (), "unclear"),
        ("gap", "mostly positive", BARRIER, "explain"),
        ("worse", "mixed", BARRIER, "explain"),
        ("worse", "too few", BARRIER, "explain"),
        ("worse", "mixed", (), "unclear"),
        ("better", "mixed", BARRIER, "unclear"),
        ("similar", "mostly negative", BARRIER, "unclear"),
        ("mixed", "mostly negative", BARRIER, "unclear"),
        ("worse", "too few", (), "silent"),
        ("similar", "protected", (), "silent"),
        ("better", "too few", BARRIER, "silent"),
        ("untested", "mostly negative", BARRIER, "no figure"),
        ("untested", "too few", (), "neither"),
        ("untested", "too few", BARRIER, "neither"),
    ],
)
def test_the_word_for_two_sides(
    direction: str, mood: str, barriers: tuple[Any, ...], expected: str
) -> None:
    assert word(figures(direction), voices(mood), barriers) == expected


@pytest.mark.parametrize(
    ("groups", "direction", "with_gap", "who"),
    [
        (("carers",), "worse", True, ("carers",)),
        ((), "worse", False, ("everyone",)),
        ((), "worse", True, ("core20", "everyone")),
        ((), "gap", True, ("core20",)),
        ((), "similar", False, ("everyone",)),
    ],
)
def test_whose_barriers_stand_beside_a_figure(
    groups: tuple[str, ...], direction: str, with_gap: bool, who: tuple[str, ...]
) -> None:
    subject = Subject("teeth", "Teeth", "", (), ("dentistry",), groups, groups)
    assert same_people(subject, figures(direction, with_gap)) == who


def test_subjects_keep_their_order_and_a_group_alone_means_all_it_says() -> None:
    listed = pd.DataFrame(
        [("b", "Birth", "maternity", 1), ("a", "Teeth", "", 2)],
        columns=["subject_id", "subject_name", "clinical_area", "sort_order"],
    )
    links = pd.DataFrame(
        [
            ("a", "theme", "dentistry", 1, "Dentist"),
            ("a", "indicator", "decay", 1, "Decay"),
            ("a", "indicator", "extractions", 2, "Teeth out"),
            ("b", "group", "mothers", 1, "Mothers"),
        ],
        columns=["subject_id", "kind", "linked_id", "sort_order", "linked_name"],
    )
    birth, teeth = subjects.subjects(listed, links)
    assert (birth.theme_ids, birth.heard_from, birth.group_names) == (
        ("any",),
        ("mothers",),
        ("Mothers",),
    )
    assert (teeth.theme_ids, teeth.heard_from) == (("dentistry",), ("everyone",))
    assert teeth.indicator_ids == ("decay", "extractions")


class Tables:
    """A store's tables, to make every test again without the code under test."""

    def __init__(self, store: Store) -> None:
        read = store.connection.execute
        self.links = read("SELECT * FROM subject_link").df()
        self.observation = read("SELECT * FROM observation WHERE group_id = 'everyone'").df()
        self.polarity = dict(read("SELECT indicator_id, polarity FROM indicator").fetchall())
        self.built_in = {
            name for (name,) in read(
                "SELECT indicator_id FROM indicator WHERE rests_on_deprivation"
            ).fetchall()
        }  # fmt: skip
        self.inequality = read("SELECT * FROM inequality").df()
        cells = read("SELECT * FROM voice_cell WHERE period_label = 'all time'").df()
        self.cells = cells.set_index(["area_code", "group_id", "theme_id"]).to_dict("index")

    def ids(self, subject_id: str, kind: str) -> list[str]:
        rows = self.links[(self.links["subject_id"] == subject_id) & (self.links["kind"] == kind)]
        return list(rows["linked_id"])

    def verdicts(self, subject_id: str, area: str) -> set[str]:
        return {self.verdict(indicator, area) for indicator in self.ids(subject_id, "indicator")}

    def verdict(self, indicator: str, area: str) -> str:
        rows = self.observation[self.observation["indicator_id"] == indicator]
        own = rows[rows["area_code"] == area].sort_values(["period_end_date", "period_start_date"])
        if own.empty:
            return "not tested"
        row = own.iloc[-1]
        # Where England never has a figure, Places are set beside the system, or else the region.
        valued = set(rows.loc[rows["value"].notna(), "area_code"])
        codes = ("E92000001", "E54000008", "E12000002") if area != "E54000008" else ()
        beside = next((code for code in codes if code in valued), "E92000001")
        england = rows[
            (rows["area_code"] == beside)
            & (rows["period_start_date"] == row["period_start_date"])
            & (rows["period_end_date"] == row["period_end_date"])
        ]["value"]
        reference = float(england.iloc[0]) if len(england) else float("nan")
        ends = (float(row["value"]), float(row["lower_ci"]), float(row["upper_ci"]))
        return naive_verdict(*ends, reference, self.polarity[indicator])

    def has_clear_gap(self, subject_id: str, area: str) -> bool:
        """Whether any gap by deprivation of the subject is clear and the deprived worse off."""
        return any(
            self.is_worse_off(indicator, area)
            for indicator in self.ids(subject_id, "indicator")
            if indicator not in self.built_in and self.polarity[indicator] != "no_judgement"
        )

    def is_worse_off(self, indicator: str, area: str) -> bool:
        rows = self.inequality[
            (self.inequality["indicator_id"] == indicator)
            & (self.inequality["area_code"] == area)
            & self.inequality["group_kind"].isin(DEPRIVATION)
            & self.inequality["absolute_lower"].notna()
            & self.inequality["is_clear"].eq(True)
        ]
        is_bad_high = self.polarity[indicator] == "low_is_good"
        low, high = rows["absolute_lower"], rows["absolute_upper"]
        return bool(((low > 0) if is_bad_high else (high < 0)).any())

    def shown(self, subject_id: str, area: str) -> list[dict[str, Any]]:
        """The cells of the subject that may be shown."""
        groups = self.ids(subject_id, "group") or ["everyone"]
        themes = self.ids(subject_id, "theme") or ["any"]
        keys = [(area, group, theme) for group in groups for theme in themes]
        found = [self.cells[key] for key in keys if key in self.cells]
        return [cell for cell in found if cell["state"] == "shown"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small_store", "real_store"])
def test_no_word_without_the_tests_of_both_sides(name: str, request: pytest.FixtureRequest) -> None:
    """Over all areas and subjects: made again from the tables, one test after the other."""
    store: Store = request.getfixturevalue(name)
    rows, tables = subjects.subjects_by_area(store), Tables(store)
    count = store.connection.execute("SELECT count(*) FROM subject").fetchone()
    assert count is not None and len(rows) == 10 * count[0] > 0
    for row in rows:
        check(row, tables)
    # The loop was not idle. Nobody has checked the moods of the demonstration, so that none of
    # its voices confirms or contradicts a figure.
    judged = {"confirm", "contradict"} if name == "small_store" else {"unclear"}
    assert judged & {row.word for row in rows}


def check(row: SubjectInArea, tables: Tables) -> None:
    subject, area = row.subject.subject_id, row.area_code
    verdicts = tables.verdicts(subject, area)
    clear = tables.has_clear_gap(subject, area)
    shown = tables.shown(subject, area)
    moods = {cell["mood"] for cell in shown}
    is_worse = "worse" in verdicts and "better" not in verdicts
    is_better = "better" in verdicts and "worse" not in verdicts and not clear
    is_gap = clear and not verdicts & {"better", "worse"}
    if row.word in ("confirm", "contradict"):
        assert len(moods) == 1, "every cell shown says the same"
    if row.word == "confirm":
        assert (moods == {"mostly negative"} and (is_worse or is_gap)) or (
            moods == {"mostly positive"} and is_better
        )
    if row.word == "contradict":
        assert (moods, is_worse, is_better) in (
            ({"mostly positive"}, True, False),
            ({"mostly negative"}, False, True),
        )
    if row.word == "explain":
        assert (is_worse or is_gap) and row.barriers
    assert row.voice.is_shown is bool(shown)
    assert (row.word in ("silent", "neither")) <= (not shown)
    check_nothing_hidden(row, tables)


def check_nothing_hidden(row: SubjectInArea, tables: Tables) -> None:
    for each in (*row.voice.cells, *row.barriers):
        found = tables.cells[row.area_code, each["group_id"], each["theme_id"]]
        assert found["state"] == "shown" == each["state"]
        assert found["comment_count"] == each["comment_count"]
    assert all(each["theme_id"] in BARRIERS for each in row.barriers)


def test_the_small_store_has_words_of_many_kinds(small_store: Store) -> None:
    found = {row.word for row in subjects.subjects_by_area(small_store)}
    assert len(found) >= 4


def test_an_empty_store_has_nothing_beside_nothing(empty_store: Store) -> None:
    assert subjects.subjects_by_area(empty_store) == []


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("carers", Strength("fair", ("only 12 comments",))),
        (
            "everyone",
            Strength("weak", ("only 12 comments", "said of the area, not of this subject")),
        ),
    ],
)
def test_a_barrier_alone_is_as_strong_as_those_who_name_it(group: str, expected: Strength) -> None:
    subject = Subject("teeth", "Teeth", "", (), ("dentistry",), (), ())
    named = (cell("transport", group=group, count=12),)
    about = (subject, "E06000006", "Halton", "place", figures("worse"))
    assert SubjectInArea(*about, voices("too few"), named, "explain").voice_strength == expected
    assert SubjectInArea(*about, voices("mixed"), named, "explain").voice_strength == ANY_STRENGTH
    assert SubjectInArea(*about, voices("too few"), named, "silent").voice_strength == ANY_STRENGTH
