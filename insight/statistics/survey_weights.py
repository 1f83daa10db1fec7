"""Weights that make a panel look like the people it should speak for, and how much they cost.

A panel of volunteers is not a random sample. Weights mend its shape on what was measured, and
nothing else, so no margin of error can be given: only an indicative interval, which says how far
figures would move if the panel had been drawn by chance.

Sources: Deming and Stephan (1940), Annals of Mathematical Statistics 11: 427-444, for raking;
Battaglia, Izrael, Hoaglin and Frankel (2009), Survey Practice 2(5), for trimming while raking;
Kish (1965), Survey Sampling, section 11.7, for the effective base; Baker and others (2013),
Journal of Survey Statistics and Methodology 1: 90-143 (the AAPOR task force), for why a panel of
volunteers has no margin of error.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from insight.statistics.benchmark import Words, compare
from insight.statistics.intervals import Floats, Numbers, as_floats, refuse_where, wilson_interval

# What each member is, and how many people or what share there should be, by margin.
Sample: TypeAlias = Mapping[str, Sequence[Hashable]]
Targets: TypeAlias = Mapping[str, Mapping[Hashable, float]]
# Each member's category as a number, and the share of each category.
Margin: TypeAlias = tuple[NDArray[np.intp], Floats]

TRIMMED_AT = 5.0  # times the median weight
FEW, TOO_FEW = 100, 50  # effective base: below the first say so, below the second show nothing
_TOLERANCE = 1e-9  # share of everyone
_ROUNDING = 1e-6  # of a weight
_MOST_ROUNDS = 1_000
_MOST_TRIMS = 50


class CannotRake(ValueError):
    """The members cannot be weighted to the targets; the message says why."""


@dataclass(frozen=True, eq=False)
class Representativeness:
    """Panel share minus census share in percentage points, its indicative range, and a word.

    word: 'fewer', 'more' or 'no clear difference'.
    """

    difference: Floats
    lower: Floats
    upper: Floats
    word: Words


def rake(sample: Sample, targets: Targets, start: Numbers | None = None) -> Floats:
    """Weights, mean 1, under which every margin of the sample has the shares of its target.

    sample: for each margin one category per member. targets: for each of the same margins people
    or shares by category, in any unit. start: weights to begin from, all 1 when left out. Each
    margin is scaled to its target in turn until all fit (iterative proportional fitting), which
    moves the weights as little as possible. CannotRake: no members, a category without a target,
    a target no member can stand for, or no convergence.
    """
    margins = _margins(sample, targets)
    weight = np.ones(len(margins[0][0])) if start is None else np.array(start, dtype=float)
    refuse_where(~(weight > 0), "starting weight", weight, "is not above zero")
    return _raked(margins, weight)


def _raked(margins: Sequence[Margin], weight: Floats) -> Floats:
    for _ in range(_MOST_ROUNDS):
        weight = weight / weight.sum()
        if all(
            np.abs(_shares(codes, weight) - share).max() < _TOLERANCE for codes, share in margins
        ):
            return weight * len(weight)
        for codes, share in margins:
            weight = weight * (share / _shares(codes, weight))[codes]
    raise CannotRake(
        f"the weights did not settle in {_MOST_ROUNDS:,} rounds: the targets ask for combinations"
        " that the sample does not have"
    )


def rake_and_trim(sample: Sample, targets: Targets, at: float = TRIMMED_AT) -> Floats:
    """`rake`, with no weight above `at` times the median: nobody speaks for too many others.

    What is cut off is given to the others by raking again, as often as it helps. Where a group
    has too few members for its target the limit wins, and the group's share stays below target.
    """
    if at < 2:
        raise ValueError(f"at is {at}; it must be 2 or more, so that cutting leaves the median")
    margins = _margins(sample, targets)
    weight = _raked(margins, np.ones(len(margins[0][0])))
    for _ in range(_MOST_TRIMS):
        cut = _cut(weight, at)
        if np.array_equal(cut, weight):
            break
        weight = _raked(margins, cut)
    weight = _cut(weight, at)
    return weight / weight.mean()


def at_limit(weights: Numbers, at: float = TRIMMED_AT) -> NDArray[np.bool_]:
    """Which weights are held at `at` times the median: these members stand for too many."""
    (weight,) = as_floats(weights)
    if not weight.size:
        return np.zeros(0, dtype=bool)
    return np.asarray(weight >= at * np.median(weight) * (1 - _ROUNDING))


def effective_base(weights: Numbers) -> float:
    """How many equally weighted people tell as much: (Σw)² / Σw² (Kish).

    Between 1 and the number of members; 0 for no members. ValueError: a weight not above zero.
    """
    (weight,) = as_floats(weights)
    refuse_where(~(weight > 0), "weight", weight, "is not above zero")
    return float(weight.sum() ** 2 / np.square(weight).sum()) if weight.size else 0.0


def base_state(effective: Numbers) -> Words:
    """'shown', 'few' (below 100: say so) or 'too few' (below 50, or NaN: show no figure)."""
    (base,) = as_floats(effective)
    words = np.where(base >= FEW, "shown", np.where(base >= TOO_FEW, "few", "too few"))
    return words[()]


def indicative_interval(
    share: Numbers, effective: Numbers, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Lower and upper limits of a panel's share, as proportions between 0 and 1.

    Wilson's interval on the effective base. It is indicative: it would hold for a random sample
    of that size, which a panel is not, so it is no margin of error and promises no coverage.
    share: a proportion. NaN in gives NaN out; a share outside 0 to 1 or a base of zero or less
    is a ValueError.
    """
    proportion, base = as_floats(share, effective)
    refuse_where((proportion < 0) | (proportion > 1), "share", proportion, "is not from 0 to 1")
    return wilson_interval(proportion * base, base, confidence)


def representativeness(
    members: Numbers, base: Numbers, census_share: Numbers, confidence: float = 0.95
) -> Representativeness:
    """How far a panel's shares, unweighted, lie from the census's, which count as exact.

    members: in each category; base: all members who gave one. census_share: a proportion. A word
    other than 'no clear difference' is used only when the whole Wilson interval of the panel's
    share lies on one side of the census's.
    """
    count, everyone, census = as_floats(members, base, census_share)
    lower, upper = wilson_interval(count, everyone, confidence)
    share = count / everyone
    said = compare(share, lower, upper, census, "no_judgement")
    word = np.select([said == "lower", said == "higher"], ["fewer", "more"], "no clear difference")
    points = [100 * (each - census) for each in (share, lower, upper)]
    return Representativeness(points[0][()], points[1][()], points[2][()], word[()])


def _margins(sample: Sample, targets: Targets) -> list[Margin]:
    """Every margin, each with a category of every member."""
    margins = [_margin(name, sample[name], target) for name, target in targets.items()]
    members = {len(codes) for codes, _ in margins}
    if len(members) != 1 or members == {0}:
        raise CannotRake("there are no members, or not one category for each of them")
    return margins


def _margin(name: str, categories: Sequence[Hashable], target: Mapping[Hashable, float]) -> Margin:
    """Each member's category as a number, and the share of each category."""
    wanted = {category: float(people) for category, people in target.items()}
    wrong = next((each for each, people in wanted.items() if not 0 <= people < np.inf), None)
    if wrong is not None:
        raise CannotRake(f"the target of '{wrong}' of {name} is not a number of people")
    if not any(wanted.values()):
        raise CannotRake(f"{name} has no target above zero")
    known = {category: code for code, category in enumerate(c for c, p in wanted.items() if p > 0)}
    strange = next((each for each in categories if each not in known), None)
    if strange is not None:
        raise CannotRake(f"{name} has a member who is '{strange}', for which there is no target")
    given = set(categories)
    absent = next((each for each in known if each not in given), None)
    if absent is not None and len(categories):
        raise CannotRake(f"no member is '{absent}' of {name}, so nobody can stand for its target")
    people = np.array([wanted[category] for category in known])
    return np.array([known[each] for each in categories], dtype=np.intp), people / people.sum()


def _cut(weight: Floats, at: float) -> Floats:
    # From twice the median on, cutting leaves the median where it is.
    return np.minimum(weight, at * np.median(weight))


def _shares(codes: NDArray[np.intp], weight: Floats) -> Floats:
    return np.bincount(codes, weight) / weight.sum()
