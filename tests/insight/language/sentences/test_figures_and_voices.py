"""Figures and voices in words: no claim without its test, nothing hidden, nothing as a cause."""

from __future__ import annotations

import pytest

from insight.analysis.voices import silence, subjects
from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.silence import KINDS, Next, NotStated, SilenceCell
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import WORDS, Subject, SubjectInArea
from insight.analysis.voices.voice_side import VoiceSide
from insight.language.sentences import figures_and_voices as words
from insight.store import Store
from insight.visual import style
from tests.insight.analysis.voices.sides import CLEAR, UNCLEAR, cell, figure, gap
from tests.insight.language.sentences.claims import CAUSE, check_manners, claims, without

FAIR = Strength("fair", ("only 12 comments",))
TEETH = Subject("teeth", "Teeth", "", ("decay",), ("dentistry",), (), ())


def subject_in_area(word: str, **more: object) -> SubjectInArea:
    lead = figure("worse")
    parts = {
        "subject": TEETH,
        "area_code": "E06000006",
        "area_name": "Halton",
        "area_type": "place",
        "figure": FigureSide("worse", (lead,), lead, gap(*CLEAR), FAIR),
        "voice": VoiceSide("shown", "mostly negative", (cell(count=12),), FAIR),
        "barriers": (cell("transport", group="carers", count=14),),
        "word": word,
        **more,
    }
    return SubjectInArea(**parts)  # type: ignore[arg-type]


def test_every_word_of_the_rules_has_its_mark_and_its_sentence() -> None:
    assert set(style.AGREEMENTS) == set(WORDS)
    assert set(style.SILENCES) == set(KINDS)
    for word in WORDS:
        check_manners(words.together_words(subject_in_area(word)))


def test_the_whole_sentence_by_hand() -> None:
    assert words.subject_sentence(subject_in_area("confirm")) == (
        "Teeth, Halton. Children with tooth decay, Halton, 2025: 30.0% (27.0% to 33.0%). This is"
        " worse than England (20.0%). Children with tooth decay, Halton, 2025. The figure is 38.0%"
        " for people in Core20 neighbourhoods and 30.0% for people in other neighbourhoods. The"
        " first is clearly higher (worse), by 8.0 percentage points (5.0 to 11.0). As a ratio it"
        " is 1.27. Deprivation edition 2025; people are compared. What people say is mostly"
        " negative: 'Dentistry' (12 comments through 4 organisations, mostly negative). The"
        " figures and what people say point the same way."
    )


def test_a_barrier_is_named_with_its_base_and_whose_it_is() -> None:
    assert words.together_words(subject_in_area("explain")) == (
        "People name something that may bear on it: 'Transport' (14 comments from carers, mostly"
        " negative)."
    )
    everyone = words.barrier_words([cell("transport", group="", count=14)])
    assert everyone == ["'Transport' (14 comments, mostly negative)"]


def test_what_is_not_shown_is_said_without_a_number() -> None:
    for state in ("too few", "protected"):
        said = words.voice_words(VoiceSide(state, "", (), FAIR))
        check_manners(said)
        assert not any(letter.isdigit() for letter in said)


def test_a_figure_that_was_not_tested_claims_nothing() -> None:
    lead = figure("not tested")
    side = FigureSide("untested", (lead,), lead, None, FAIR)
    assert claims(words.figures_words(side)) == set()
    unclear = FigureSide("similar", (lead,), lead, gap(*UNCLEAR), FAIR)
    assert "no clear gap" in words.figures_words(unclear).lower()


def test_every_sentence_of_a_store_keeps_its_manners(small_store: Store) -> None:
    rows = subjects.subjects_by_area(small_store)
    for row in rows:
        text = words.subject_sentence(row)
        names = [each["plain_name"] for each in row.figure.figures]
        check_manners(without(text, [*names, row.subject.subject_name]))
        earned = {each["verdict"] for each in row.figure.figures} | {"higher", "lower"}
        gap_words = {"better", "worse"} if row.figure.gap else set()
        assert claims(without(text, names)) <= earned | gap_words
        assert CAUSE.search(text) is None
        for hidden in (row.voice,):
            if not hidden.is_shown:
                assert "comments" not in words.voice_words(hidden)
    check_manners(words.subjects_summary(rows, "Everywhere"))


def test_the_finding_counts_where_both_sides_say_the_same_and_where_they_differ() -> None:
    rows = [subject_in_area(word) for word in ("confirm", "confirm", "contradict", "silent")]
    assert words.subjects_title(rows, "Halton") == (
        "Halton: figures and people say the same on 2 and differ on 1 of 4 subjects"
    )
    assert words.subjects_title(rows[3:], "Halton") == (
        "Halton: figures and people say the same on none of 1 subject"
    )
    assert words.subjects_summary(rows, "Halton") == (
        "Halton has 4 subjects here. On 2, the figures and people say the same. On 1, the figures"
        " and people differ. On 1, there are figures, and no voice to show."
    )
    assert set(words.SUMMED) == set(WORDS)


def test_the_silence_map_in_words(small_store: Store) -> None:
    evidence = subjects.evidence(small_store)
    codes = list(evidence.areas["area_code"])
    cells = silence.silence_cells(evidence, codes, {"everyone": "Everyone", "carers": "Carers"})
    check_manners(words.silence_summary(cells, "Everyone"))
    assert words.silence_summary([], "Nobody") == "Nobody: there is nothing to show."
    assert words.silence_title([]) == "no need can be shown"
    for each in cells:
        check_manners(without(words.need_words(each), ["Adults who smoke"]))
    for found in silence.not_stated(evidence.cells, evidence.areas):
        check_manners(words.not_stated_sentence(found))


def silent(kind: str, need: str = "need") -> SilenceCell:
    nobody = VoiceSide("too few", "", (), FAIR)
    about = ("E06000006", "Halton", "everyone", "Everyone")
    return SilenceCell(TEETH, *about, need, figure("worse"), False, nobody, kind)


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (
            [silent("need, few or none heard"), silent("need and heard")],
            "on 1 of 2 needs shown, too few were heard, or nobody",
        ),
        (
            [silent("need, few or none heard"), silent("no clear need", "no clear need")],
            "on 1 of 1 need shown, too few were heard, or nobody",
        ),
        (
            [silent("need, voice hidden")],
            "on none of 1 need shown, too few were heard, or nobody",
        ),
        ([silent("neither", "no figure")], "no need can be shown"),
    ],
)
def test_the_title_counts_needs_and_silences(cells: list[SilenceCell], title: str) -> None:
    assert words.silence_title(cells) == title


def test_the_summary_counts_the_same_needs_as_the_title() -> None:
    cells = [
        silent("need, few or none heard"),
        silent("need, few or none heard"),
        silent("need, few or none heard"),
        silent("need, voice hidden"),
        silent("need and heard"),
        silent("about others"),
    ]
    assert words.silence_title(cells).startswith("on 3 of 5 needs")
    assert words.silence_summary(cells, "Halton") == (
        "The figures show 5 needs: on 3, too few have been heard to show what they said, or nobody;"
        " on 1, what was heard is hidden; on 1, people have been heard."
    )
    unknown = [silent("neither", "no figure")]
    none = words.silence_summary(unknown, "Halton")
    assert none.startswith("No figure shows a clear need") and "not the same as no need" in none
    both = words.silence_summary(cells + unknown, "Halton")
    assert "The figures show 5 needs" in both and both.endswith("not the same as no need.")


def test_order_is_claimed_only_where_the_test_allowed_it() -> None:
    two = (silent("need, few or none heard"),) * 2
    assert "differ by more than chance" in words.next_words(Next(TEETH, two, True))
    assert "too close to put in order" in words.next_words(Next(TEETH, two, False))
    assert words.next_words(Next(TEETH, two[:1], False)) == ""


def test_the_share_not_stated_by_hand() -> None:
    shown = NotStated("E06000006", "Halton", "shown", 166, 58, 100 * 58 / 166)
    assert words.not_stated_sentence(shown) == (
        "Halton: 58 of 166 comments (35%) do not say which group the person belongs to."
    )
    hidden = NotStated("E06000006", "Halton", "protected", 0, 0, float("nan"))
    assert "the number is hidden" in words.not_stated_sentence(hidden)
