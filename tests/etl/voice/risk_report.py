"""How well the order in which staff read comments finds harm told in a roundabout way.

    python -m tests.etl.voice.risk_report [FILE of real comments]

Three sets of roundabout cases, and the ranking learned from none. What it weighs was chosen with
the first set seen, which therefore flatters a little; the fresh one was written before its second
layer (etl.voice.risk_meaning), the third after all else, and they are no more than reported on.
They are put among comments that tell of no harm: those of the demonstration, and, with a file of
people's labelled comments, those. What counts is how many of them come within the first 3 %.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pandas as pd

from etl.voice.risk_meaning import second_layer
from etl.voice.risk_ranking import Meaning, risk_scores
from etl.voice.safeguarding import risks
from insight import settings
from tests.etl.voice.reading import quietly

FIRST = 0.03
CASES = Path(__file__).with_name("roundabout_cases.csv")
FRESH = Path(__file__).with_name("roundabout_fresh.csv")
THIRD = Path(__file__).with_name("roundabout_third.csv")
FEWEST_WORDS = 5


def found_first(
    background: pd.Series, path: Path = CASES, meaning: Meaning | None = None
) -> pd.DataFrame:
    """The roundabout cases, with is_first: each among these comments within the first 3 %."""
    others = background[background.str.split().str.len() >= FEWEST_WORDS]
    return is_first(pd.read_csv(path), risk_scores(others, meaning), meaning)


def is_first(cases: pd.DataFrame, others: pd.Series, meaning: Meaning | None) -> pd.DataFrame:
    """Cases with is_first. others: the scores of the comments they are among."""
    last = others.quantile(1 - FIRST)
    return cases.assign(is_first=risk_scores(cases["text"], meaning) > last)


def demonstration() -> pd.Series:
    """Comments of the demonstration that no phrase of safeguarding picks."""
    texts = pd.read_csv(settings.DEMONSTRATION / "feedback.csv", keep_default_na=False)["comment"]
    return texts[risks(texts).isna()]


def main() -> None:
    """Print the share found, over all and by kind of harm, and how long it took."""
    grounds = {"the demonstration": demonstration()}
    if len(sys.argv) > 1:
        real = pd.read_csv(sys.argv[1], dtype="str", keep_default_na=False)["feedback"]
        grounds["real comments"] = real
    ways = {"words": None, "words and meaning": second_layer(None, quietly)}
    if ways["words and meaning"] is None:
        print("No sentence model is installed (requirements-reading.txt): words alone.\n")
        del ways["words and meaning"]
    for way, meaning in ways.items():
        for name, background in grounds.items():
            others = background[background.str.split().str.len() >= FEWEST_WORDS]
            began = time.perf_counter()
            scores = risk_scores(others, meaning)
            cost = (time.perf_counter() - began) / others.nunique() * 1000
            print(f"{way}, among {len(others):,} of {name}, {cost:.2f} s for a thousand:")
            for path in (CASES, FRESH, THIRD):
                cases = is_first(pd.read_csv(path), scores, meaning)
                shares = cases.groupby("reason")["is_first"].mean()
                kinds = ", ".join(f"{reason} {share:.0%}" for reason, share in shares.items())
                print(
                    f"  {cases['is_first'].mean():.0%} of the {len(cases)} of {path.stem}: {kinds}"
                )
    for path in (CASES, FRESH, THIRD):
        found = risks(pd.read_csv(path)["text"]).notna().mean()
        print(f"Phrases alone find {found:.0%} of {path.stem}.")


if __name__ == "__main__":
    main()
