"""Findings in plain English, with guardrails.

A claim word (better, worse, higher, lower, rising, falling, "more than chance") is written only
when the test behind it passes; otherwise the sentence says "similar" or "no clear change". The
period, the area and the benchmark are always named. Nothing is ranked among figures that chance
could have put in another order, nothing is said to cause anything, and a missing figure is
explained. Verdicts come from `insight.statistics.verdicts`, which charts use too.

`indicator` is always `questions.indicator(...)`, or anything with its columns.
"""

from insight.language.sentences.alt_text import (
    compare_areas_alt,
    core20_alt,
    lines_alt,
    map_alt,
    residents_alt,
    small_multiples_alt,
    sparkline_alt,
)
from insight.language.sentences.ambition import ambition_sentence
from insight.language.sentences.change import trend_sentence, trends_sentence, trends_title
from insight.language.sentences.comparison import (
    chance_sentence,
    comparison_sentence,
    comparison_title,
    missing_sentence,
    places_sentence,
    subtitle,
    wider_words,
)
from insight.language.sentences.deprivation import (
    core20_headline,
    core20_place_sentence,
    core20_sentence,
    core20_spread,
    core20_title,
    map_in_words,
    map_sentence,
    map_title,
)
from insight.language.sentences.gap_over_time import gap_change_sentence, gap_changes_sentence
from insight.language.sentences.gap_tests import (
    GapTests,
    gap_tests,
    gap_tests_sentence,
    gap_tests_title,
    gap_tests_words,
)
from insight.language.sentences.gradient import SLOPE_NOTE, gradient_sentence
from insight.language.sentences.groups import ecological_note, group_words, groups_words
from insight.language.sentences.inequality import (
    gap_sentence,
    gap_title,
    gaps_sentence,
    people_sentence,
)
from insight.language.sentences.inequality_alt import (
    gap_by_area_alt,
    gap_over_time_alt,
    gap_small_multiples_alt,
    gradient_alt,
    spine_alt,
)
from insight.language.sentences.next_update import next_update_sentence
from insight.language.sentences.plain_change import (
    NO_RANGE_IN_FILE,
    change_test,
    first_to_last,
    life_gap_sentence,
    life_gap_title,
    plain_gap_change,
    signed_change,
)
from insight.language.sentences.position import (
    about_words,
    age_words,
    benchmark_of,
    by_benchmark,
    dated,
    difference_words,
    estimate_words,
    instead_words,
    is_estimate,
    is_untested_worst,
    is_worked_out,
    known_words,
    position_words,
    standing,
    untested_sentences,
    untested_word,
    why_untested,
)
from insight.language.sentences.priorities import (
    apart_sentence,
    mismatch_sentence,
    mismatch_summary,
    priority_title,
    spine_sentence,
    stated_title,
)
from insight.language.sentences.spread import life_expectancy_sentence, spread_sentence

__all__ = [
    "NO_RANGE_IN_FILE",
    "SLOPE_NOTE",
    "GapTests",
    "about_words",
    "age_words",
    "ambition_sentence",
    "apart_sentence",
    "benchmark_of",
    "by_benchmark",
    "chance_sentence",
    "change_test",
    "compare_areas_alt",
    "comparison_sentence",
    "comparison_title",
    "core20_alt",
    "core20_headline",
    "core20_place_sentence",
    "core20_sentence",
    "core20_spread",
    "core20_title",
    "dated",
    "difference_words",
    "ecological_note",
    "estimate_words",
    "first_to_last",
    "gap_by_area_alt",
    "gap_change_sentence",
    "gap_changes_sentence",
    "gap_over_time_alt",
    "gap_sentence",
    "gap_small_multiples_alt",
    "gap_tests",
    "gap_tests_sentence",
    "gap_tests_title",
    "gap_tests_words",
    "gap_title",
    "gaps_sentence",
    "gradient_alt",
    "gradient_sentence",
    "group_words",
    "groups_words",
    "instead_words",
    "is_estimate",
    "is_untested_worst",
    "is_worked_out",
    "known_words",
    "life_expectancy_sentence",
    "life_gap_sentence",
    "life_gap_title",
    "lines_alt",
    "map_alt",
    "map_in_words",
    "map_sentence",
    "map_title",
    "mismatch_sentence",
    "mismatch_summary",
    "missing_sentence",
    "next_update_sentence",
    "people_sentence",
    "places_sentence",
    "plain_gap_change",
    "position_words",
    "priority_title",
    "residents_alt",
    "signed_change",
    "small_multiples_alt",
    "sparkline_alt",
    "spine_alt",
    "spine_sentence",
    "spread_sentence",
    "standing",
    "stated_title",
    "subtitle",
    "trend_sentence",
    "trends_sentence",
    "trends_title",
    "untested_sentences",
    "untested_word",
    "why_untested",
    "wider_words",
]
