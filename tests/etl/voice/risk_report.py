"""How well the order in which staff read comments finds harm told in a roundabout way.

    python -m tests.etl.voice.risk_report [FILE of real comments]

The roundabout cases were written before the ranking, and it did not learn from them. They are put
among comments that tell of no harm: those of the demonstration, and, with a file of people's
labelled comments, those. What counts is how many of them come within the first 3 %.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from etl.voice.risk_ranking import risk_scores
from etl.voice.safeguarding import risks
from insight import settings

FIRST = 0.03
CASES = Path(__file__).with_name("roundabout_cases.csv")
FEWEST_WORDS = 5


def found_first(background: pd.Series) -> pd.DataFrame:
    """The roundabout cases, with is_first: each among these comments within the first 3 %."""
    cases = pd.read_csv(CASES)
    others = risk_scores(background[background.str.split().str.len() >= FEWEST_WORDS])
    return cases.assign(is_first=risk_scores(cases["text"]) > others.quantile(1 - FIRST))


def demonstration() -> pd.Series:
    """Comments of the demonstration that no phrase of safeguarding picks."""
    texts = pd.read_csv(settings.DEMONSTRATION / "feedback.csv", keep_default_na=False)["comment"]
    return texts[risks(texts).isna()]


def main() -> None:
    """Print the share found, over all and by kind of harm."""
    grounds = {"the demonstration": demonstration()}
    if len(sys.argv) > 1:
        real = pd.read_csv(sys.argv[1], dtype="str", keep_default_na=False)["feedback"]
        grounds["real comments"] = real
    for name, background in grounds.items():
        cases = found_first(background)
        print(
            f"Among {len(background):,} of {name}: {cases['is_first'].mean():.0%} of {len(cases)}"
        )
        for reason, share in cases.groupby("reason")["is_first"].mean().items():
            print(f"  {reason}: {share:.0%}")
    by_phrase = risks(pd.read_csv(CASES)["text"]).notna().mean()
    print(f"Phrases alone find {by_phrase:.0%} of them.")


if __name__ == "__main__":
    main()
