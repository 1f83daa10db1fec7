"""Figures and voices side by side, and where too few have been heard, in words.

A comparison or a gap is told by the sentences that tell it everywhere else, so the same tests
stand behind it. The word for the two sides says that they point the same way, or not; it never
says that one brings the other about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.silence import (
    FEW_HEARD,
    HEARD,
    HIDDEN,
    NEED,
    OTHERS,
    Next,
    NotStated,
    SilenceCell,
    distinct,
)
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import (
    CONFIRM,
    CONTRADICT,
    EXPLAIN,
    NEITHER,
    NO_FIGURE,
    SILENT,
    UNCLEAR,
    SubjectInArea,
)
from insight.analysis.voices.voice_side import NOT_LABELLED, Cell, VoiceSide
from insight.language.number_format import (
    Row,
    counted,
    listed,
    number,
)
from insight.language.sentences.comparison import comparison_sentence
from insight.language.sentences.groups import groups_words
from insight.language.sentences.inequality import gap_sentence, is_clear
from insight.language.sentences.sizes import absolute_words
from insight.language.sentences.voices import mood_words
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW

ENGLAND = "England"
TOGETHER = {
    CONFIRM: "The figures and what people say point the same way.",
    CONTRADICT: "The figures and what people say differ.",
    SILENT: "There are figures here, and no voice on it that may be shown.",
    UNCLEAR: "Both are here, but they neither point the same way nor clearly differ.",
    NO_FIGURE: "People speak of it, and no figure here was tested.",
    NEITHER: "No figure here was tested, and no voice may be shown.",
}
# To follow 'on 4': what the figures and the voices of that many subjects come to.
SUMMED = {
    CONFIRM: "the figures and people say the same",
    CONTRADICT: "the figures and people differ",
    EXPLAIN: "people name something that may bear on the figure",
    SILENT: "there are figures, and no voice to show",
    UNCLEAR: "there are both, and nothing is clear",
    NO_FIGURE: "people speak, and no figure was tested",
    NEITHER: "neither can be shown",
}
# To follow 'on 4': how far people were heard on that many needs.
HEARD_ON = {
    FEW_HEARD: "too few have been heard to show what they said, or nobody",
    HIDDEN: "what was heard is hidden",
    HEARD: "people have been heard",
}
NOT_SHOWN = {
    TOO_FEW: "Too few people have been heard on it to show what they said, or nobody.",
    PROTECTED: "What people said of it is hidden, so that a smaller group cannot be worked out.",
}
NOT_CAUSE = (
    "Figures and voices stand side by side. Nothing here says that one brings the other about."
)


def subject_sentence(row: SubjectInArea) -> str:
    """One subject in one area: the figures, what people say, and the two together."""
    parts = (
        f"{row.subject.subject_name}, {row.area_name}.",
        figures_words(row.figure),
        voice_words(row.voice),
        together_words(row),
    )
    return " ".join(parts)


def figures_words(side: FigureSide) -> str:
    """The figure that leads with its comparison, how many others there are, and the gap."""
    if side.lead is None and side.gap is None:
        return "There is no figure for this area."
    said = []
    if side.lead is not None:
        row = side.lead
        said.append(comparison_sentence(row, row, ENGLAND, row["benchmark_value"]))
    if side.gap is not None:
        said.append(gap_sentence(side.gap, side.gap))
    return " ".join(said)


def voice_words(side: VoiceSide) -> str:
    """What may be shown of what people say: the mood and each theme with its base."""
    if not side.is_shown:
        return NOT_SHOWN[side.state]
    heard = listed([cell_words(cell) for cell in side.cells])
    if side.mood == NOT_LABELLED:
        return f"People spoke of it: {heard}."
    return f"What people say is {side.mood}: {heard}."


def cell_words(cell: Cell) -> str:
    """'Getting a GP appointment' (34 comments through 4 organisations, mostly negative)."""
    what = cell["theme_name"] or cell["group_name"] or "all comments"
    return (
        f"'{what}' ({counted(int(cell['comment_count']), 'comment')} through "
        f"{counted(int(cell['organisation_count']), 'organisation')}, {mood_words(cell['mood'])})"
    )


def together_words(row: SubjectInArea) -> str:
    """The word for the two sides as a sentence."""
    if row.word != EXPLAIN:
        return TOGETHER[row.word]
    return f"People name something that may bear on it: {listed(barrier_words(row.barriers))}."


def barrier_words(cells: Sequence[Cell]) -> list[str]:
    """Each barrier with its base and whose it is."""
    return [
        f"'{cell['theme_name']}' ({counted(int(cell['comment_count']), 'comment')}"
        f"{' from ' * bool(cell['group_name'])}{cell['group_name'].lower()}, {cell['mood']})"
        for cell in cells
    ]


def gap_in_short(gap: Row) -> str:
    """'Homes hard to heat, Halton, 2020: clear gap between Core20 and other neighbourhoods, 7.8
    percentage points (5.9 to 9.7).'"""
    clear = "clear gap" if is_clear(gap) else "no clear gap"
    return (
        f"{gap['plain_name']}, {gap['area_name']}, {gap['period_label']}: {clear} between"
        f" {groups_words(str(gap['group_kind']))}, {absolute_words(gap, gap)}."
    )


def strength_words(of: Strength) -> str:
    """'fair: only 12 comments'."""
    return f"{of.word}: {'; '.join(of.reasons)}"


def subjects_title(rows: Sequence[SubjectInArea], area: str) -> str:
    """The finding: on how many subjects the two sides say the same, and on how many they differ."""
    counts = Counter(row.word for row in rows)
    differ = f" and differ on {number(counts[CONTRADICT])}" if counts[CONTRADICT] else ""
    return (
        f"{area}: figures and people say the same on {counts[CONFIRM] or 'none'}{differ}"
        f" of {counted(len(rows), 'subject')}"
    )


def subjects_summary(rows: Sequence[SubjectInArea], area: str) -> str:
    """How many subjects came to which word, in one sentence."""
    counts = Counter(row.word for row in rows)
    said = [f"On {counts[word]}, {words}." for word, words in SUMMED.items() if counts[word]]
    return f"{area} has {counted(len(rows), 'subject')} here. {' '.join(said)}"


def silence_title(cells: Sequence[SilenceCell]) -> str:
    """The finding, to follow a name: on how many of the needs few or none were heard."""
    kinds = _needs(cells)
    silent, needs = sum(kind == FEW_HEARD for kind in kinds), len(kinds)
    if not needs:
        return "no need can be shown"
    said = "none" if not silent else number(silent)
    return f"on {said} of {counted(needs, 'need')} shown, too few were heard, or nobody"


def silence_summary(cells: Sequence[SilenceCell], of: str) -> str:
    """How far people were heard on the needs that the title counts, and what the rest is."""
    if not cells:
        return f"{of}: there is nothing to show."
    counts = Counter(_needs(cells))
    said = [f"on {counts[kind]}, {words}" for kind, words in HEARD_ON.items() if counts[kind]]
    needs = counted(counts.total(), "need")
    if not said:
        return (
            "No figure shows a clear need, or none was tested. That is not the same as no need:"
            " most groups have no figures of their own."
        )
    rest = (
        " Elsewhere a figure shows no clear need, or no figure was tested. That is not the same"
        " as no need."
    )
    is_all = all(cell.need == NEED for cell in cells)
    return f"The figures show {needs}: {'; '.join(said)}.{rest * (not is_all)}"


def _needs(cells: Sequence[SilenceCell]) -> list[str]:
    """The word of each need that the figures show, each need once."""
    return [cell.kind for cell in distinct(cells) if cell.need == NEED and cell.kind != OTHERS]


def need_words(cell: SilenceCell) -> str:
    """The figure that shows the need of a cell."""
    if cell.figure is None:
        return "No figure for this group was tested."
    if cell.is_gap:
        return gap_in_short(cell.figure)
    return comparison_sentence(cell.figure, cell.figure, ENGLAND, cell.figure["benchmark_value"])


def next_words(group: Next) -> str:
    """In which order the cells of one subject stand, and why."""
    if len(group.cells) == 1:
        return ""
    if group.is_ordered:
        return "In order of the figure: the first and the last differ by more than chance."
    return "By name: the figures are too close to put in order."


def not_stated_sentence(found: NotStated) -> str:
    """How many comments do not say which group the person belongs to."""
    if found.state != SHOWN:
        why = {
            TOO_FEW: "there are too few to show, or none",
            PROTECTED: "the number is hidden",
        }
        return f"{found.area_name}: comments without a group cannot be given; {why[found.state]}."
    return (
        f"{found.area_name}: {number(found.count)} of {counted(found.base, 'comment')} "
        f"({number(found.share)}%) do not say which group the person belongs to."
    )
