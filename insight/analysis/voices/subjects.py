"""Figures and voices of each subject and area side by side, and one word for the two.

The word, by the first rule that holds:

- no figure was judged: 'no figure' where voices are shown, 'neither' where they are not;
- 'confirm' (they say the same): figures worse or a clear gap, and people mostly negative; or
  figures better, and people mostly positive;
- 'contradict' (they differ): figures worse and people mostly positive; or figures better and
  people mostly negative;
- 'explain' (people name something that may bear on it): figures worse or a clear gap, and the
  same people name a barrier such as transport, cost, language or getting online;
- 'silent': a figure was judged, and no voice on the subject may be shown;
- 'unclear': both are there, and none of these holds.

A word lays two things side by side. It never says that one is the cause of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from insight.analysis.ages import with_ages
from insight.analysis.benchmarks import with_barred, without_barred
from insight.analysis.comparisons import AGAINST_ENGLAND, all_comparisons
from insight.analysis.positions import with_estimates, with_positions
from insight.analysis.voices.figure_side import (
    BETTER,
    UNTESTED,
    WORSE,
    FigureSide,
    Row,
    figure_sides,
    gaps_by_key,
    latest_gaps,
)
from insight.analysis.voices.strength import NONE, STRONG, WEAK, Strength
from insight.analysis.voices.voice_side import (
    ANY,
    BARRIERS,
    NEGATIVE,
    POSITIVE,
    Cell,
    Cells,
    VoiceSide,
    cell_strength,
    cells_by_key,
    voice_side,
)
from insight.analysis.voices.voice_side import barriers as barriers_named
from insight.reference import areas as reference
from insight.reference.areas import ENGLAND, SYSTEM
from insight.reference.groups import DEPRIVATION_KINDS, EVERYONE
from insight.statistics import verdicts
from insight.store import Store, cached, queries

CONFIRM, CONTRADICT, EXPLAIN, SILENT, NO_FIGURE, NEITHER, UNCLEAR = (
    "confirm",
    "contradict",
    "explain",
    "silent",
    "no figure",
    "neither",
    "unclear",
)
WORDS = (CONFIRM, CONTRADICT, EXPLAIN, SILENT, UNCLEAR, NO_FIGURE, NEITHER)
CORE20 = "core20"
DEPRIVATION, ETHNIC_GROUPS, SEXES = "deprivation", "ethnic groups", "women and men"
GAP_KINDS = {
    DEPRIVATION: DEPRIVATION_KINDS,
    ETHNIC_GROUPS: ("ethnic_group",),
    SEXES: ("sex",),
}
NO_MEASURE = FigureSide(UNTESTED, (), None, None, Strength(NONE, ("nothing measures this yet",)))


@dataclass(frozen=True)
class Subject:
    """A subject with what belongs to it. theme_ids is ('any',) where the groups alone decide."""

    subject_id: str
    subject_name: str
    clinical_area: str
    indicator_ids: tuple[str, ...]
    theme_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    group_names: tuple[str, ...]

    @property
    def heard_from(self) -> tuple[str, ...]:
        """The groups whose comments count for it."""
        return self.group_ids or (EVERYONE,)


@dataclass(frozen=True, eq=False)
class Evidence:
    """What figures and voices say, before they are laid side by side.

    areas: area_code, area_name, area_type, in their order. figures: as `figure_sides` gives
    them. gaps: by what they are between ('deprivation', 'ethnic groups', 'women and men'), then
    by (indicator_id, area_code). cells: `cells_by_key`.
    """

    subjects: tuple[Subject, ...]
    areas: pd.DataFrame
    figures: dict[tuple[str, str], FigureSide]
    gaps: dict[str, dict[tuple[str, str], Row]]
    cells: Cells


@dataclass(frozen=True)
class SubjectInArea:
    """One subject in one area: both sides, the barriers the same people name, and the word."""

    subject: Subject
    area_code: str
    area_name: str
    area_type: str
    figure: FigureSide
    voice: VoiceSide
    barriers: tuple[Cell, ...]
    word: str

    @property
    def voice_strength(self) -> Strength:
        """How strong the voice is; where only a barrier is named, how strong that is.

        A barrier that everyone in the area names was not named on this subject: that is weak.
        """
        if self.word != EXPLAIN or self.voice.is_shown:
            return self.voice.strength
        named = self.barriers[0]
        of_cell = cell_strength(named)
        if named["group_id"] != EVERYONE:
            return of_cell
        against = of_cell.reasons if of_cell.word != STRONG else ()
        return Strength(WEAK, (*against, "said of the area, not of this subject"))

    @property
    def is_demonstration(self) -> bool:
        """Whether anything shown here was written as a demonstration."""
        return self.voice.is_demonstration or any(c["is_demonstration"] for c in self.barriers)


def word(figure: FigureSide, voice: VoiceSide, barriers: tuple[Cell, ...]) -> str:
    """The word for a figure side and a voice side, by the rules above."""
    if not figure.is_tested:
        return NO_FIGURE if voice.is_shown else NEITHER
    said = voice.mood if voice.is_shown else ""
    if (figure.is_need and said == NEGATIVE) or (figure.direction == BETTER and said == POSITIVE):
        return CONFIRM
    if (figure.direction, said) in ((WORSE, POSITIVE), (BETTER, NEGATIVE)):
        return CONTRADICT
    if figure.is_need and barriers:
        return EXPLAIN
    return UNCLEAR if voice.is_shown else SILENT


def subjects(subjects: pd.DataFrame, links: pd.DataFrame) -> list[Subject]:
    """Subjects in their order; both frames from the questions of those names."""
    linked: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in links.itertuples():
        linked.setdefault((row.subject_id, row.kind), []).append((row.linked_id, row.linked_name))

    def ids(subject_id: str, kind: str, place: int = 0) -> tuple[str, ...]:
        return tuple(pair[place] for pair in linked.get((subject_id, kind), []))

    return [
        Subject(
            row.subject_id,
            row.subject_name,
            row.clinical_area,
            ids(row.subject_id, "indicator"),
            ids(row.subject_id, "theme") or (ANY,),
            ids(row.subject_id, "group"),
            ids(row.subject_id, "group", place=1),
        )
        for row in subjects.itertuples()
    ]


def side_by_side(known: Evidence) -> list[SubjectInArea]:
    """Every subject in every area, areas in their order and subjects in theirs."""
    rows = []
    for area in known.areas.itertuples():
        for subject in known.subjects:
            figure = known.figures.get((subject.subject_id, area.area_code), NO_MEASURE)
            voice = voice_side(known.cells, area.area_code, subject.heard_from, subject.theme_ids)
            who = same_people(subject, figure)
            named = barriers_named(known.cells, area.area_code, who, subject.theme_ids)
            rows.append(
                SubjectInArea(
                    subject,
                    area.area_code,
                    area.area_name,
                    area.area_type,
                    figure,
                    voice,
                    named,
                    word(figure, voice, named),
                )
            )
    return rows


def same_people(subject: Subject, figure: FigureSide) -> tuple[str, ...]:
    """Whose barriers may stand beside a figure: the subject's own people where it has some, the
    most deprived where the figure is a gap by deprivation, or else everyone in the area."""
    if subject.group_ids:
        return subject.group_ids
    by_gap = (CORE20,) if figure.has_clear_gap else ()
    return by_gap if by_gap and figure.direction != WORSE else (*by_gap, EVERYONE)


def subjects_by_area(store: Store) -> list[SubjectInArea]:
    """Every subject in the system and in each Place: the system first, Places by name."""
    return side_by_side(cached(store, evidence))


def evidence(store: Store) -> Evidence:
    """All that a store holds of subjects, worked out once for a build."""
    known = with_ages(store, with_estimates(store, queries.subject_figures(store), ENGLAND))
    known = _with_own_benchmarks(store, known)
    judged = verdicts.with_row_verdicts(without_barred(store, known))
    figures = with_positions(store, with_barred(store, judged))
    inequalities = with_ages(store, queries.strongest_inequalities(store))
    gaps = {name: latest_gaps(inequalities, kinds) for name, kinds in GAP_KINDS.items()}
    found = subjects(queries.subjects(store), queries.subject_links(store))
    themes = sorted({theme for subject in found for theme in subject.theme_ids} | {ANY, *BARRIERS})
    return Evidence(
        tuple(found),
        areas(store),
        figure_sides(figures, gaps[DEPRIVATION], build_date(store)),
        {name: gaps_by_key(rows) for name, rows in gaps.items()},
        cells_by_key(queries.theme_voices(store, themes)),
    )


def _with_own_benchmarks(store: Store, known: pd.DataFrame) -> pd.DataFrame:
    """The figures with benchmark_name: Places beside what they are set beside everywhere else."""
    key = ["indicator_id", "area_code"]
    every = all_comparisons(store, AGAINST_ENGLAND).rename(columns={"place_code": "area_code"})
    own = known[key].merge(every[[*key, "benchmark_name", "benchmark_value"]], on=key, how="left")
    is_place = (known["area_type"] == "place").to_numpy()
    return known.assign(
        benchmark_name=own["benchmark_name"].fillna(AGAINST_ENGLAND.name).array,
        benchmark_value=known["benchmark_value"].where(~is_place, own["benchmark_value"].array),
    )


def areas(store: Store) -> pd.DataFrame:
    """The system and the Places by name: area_code, area_name, area_type. Empty when the
    store has no Places."""
    places = queries.places(store)
    rows = [(code, name, "place") for code, name in places[["place_code", "place_name"]].to_numpy()]
    if rows:
        rows.insert(0, (SYSTEM, reference.areas()[SYSTEM].area_name, "system"))
    return pd.DataFrame(rows, columns=["area_code", "area_name", "area_type"])


def build_date(store: Store) -> date:
    """The day figures are old or new by: the day of the build."""
    day: date = queries.build(store)["built_at"].iloc[0].date()
    return day
