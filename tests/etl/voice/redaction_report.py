"""How well personal details are found, on cases written to be hard.

    python -m tests.etl.voice.redaction_report [--missed]
    python -m tests.etl.voice.redaction_report --comments FILE --column NAME [--seed N]

prints precision (of what was taken out, the share that was personal) and recall (of what was
personal, the share that was taken out) for each kind, on eleven sets: redaction_cases.csv, which
the rules were written on; redaction_fresh.csv, which was written before them; and
redaction_second.csv to redaction_tenth.csv, which were written without sight of them. All but the
first were blind at their first run, whose figures DECISIONS.md keeps; kinds that they missed were
mended since. Each also with the second layer, where requirements-redaction.txt is installed.
--missed prints what went wrong in the first set. A set marks what is personal: "ring {phone:07700
900123}" is the text "ring 07700 900123". A detail counts as found only when every letter and digit
of it went, under its own kind.

With --comments, the share of real comments that anything is taken out of, and what was taken out of
those among a random 300: a person judges which were touched wrongly.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from insight.redaction.plain_text import plain
from insight.redaction.recogniser import second_layer
from insight.redaction.redact import redact

CASES = Path(__file__).with_name("redaction_cases.csv")
FRESH = Path(__file__).with_name("redaction_fresh.csv")
SECOND = Path(__file__).with_name("redaction_second.csv")
THIRD = Path(__file__).with_name("redaction_third.csv")
FOURTH = Path(__file__).with_name("redaction_fourth.csv")
FIFTH = Path(__file__).with_name("redaction_fifth.csv")
SIXTH = Path(__file__).with_name("redaction_sixth.csv")
SEVENTH = Path(__file__).with_name("redaction_seventh.csv")
EIGHTH = Path(__file__).with_name("redaction_eighth.csv")
NINTH = Path(__file__).with_name("redaction_ninth.csv")
TENTH = Path(__file__).with_name("redaction_tenth.csv")
SETS = {
    "written on": CASES,
    "fresh": FRESH,
    "second fresh": SECOND,
    "third fresh": THIRD,
    "fourth fresh": FOURTH,
    "fifth fresh": FIFTH,
    "sixth fresh": SIXTH,
    "seventh fresh": SEVENTH,
    "eighth fresh": EIGHTH,
    "ninth fresh": NINTH,
    "tenth fresh": TENTH,
}
SAMPLE = 300
KINDS = {
    "nhs": "nhs number",
    "phone": "phone number",
    "email": "email",
    "web": "web address",
    "postcode": "postcode",
    "birth": "date of birth",
    "name": "name",
    "handle": "handle",
    "address": "address",
    "ward": "ward and bed",
    "ni": "ni number",
    "number": "reference number",
    "registration": "registration",
    "bank": "bank number",
    "passport": "passport number",
    "condition": "rare condition",
}
MARK = re.compile(rf"\{{({'|'.join(KINDS)}):([^}}]*)\}}")
TOKEN = re.compile(rf"\[({'|'.join(KINDS.values())})\]", re.I)
# Tokens with only a space or a comma between: what each of them stands for cannot be told apart.
ANY = TOKEN.pattern.replace("(", "(?:")
BLOCK = re.compile(rf"({ANY}(?:\W{{0,3}}{ANY})*)", re.I)

Spans = set[tuple[str, int, int]]
Blocks = list[tuple[list[str], int, int]]


@dataclass
class Score:
    """Counts of one kind, and the cases that went wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    notes: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        """Of what was taken out, the share that was personal."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Of what was personal, the share that was taken out."""
        return self.found / max(1, self.found + self.missed)


Redact = Callable[[str], tuple[str, Counter[str]]]


def cases(path: Path = CASES) -> list[str]:
    """The marked texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def read(marked: str) -> tuple[str, Spans]:
    """The text of a case, plain, and where its personal details are."""
    text, spans, at = "", set(), 0
    for mark in MARK.finditer(marked):
        text += plain(marked[at : mark.start()])
        detail = plain(mark[2])
        spans.add((KINDS[mark[1]], len(text), len(text) + len(detail)))
        text, at = text + detail, mark.end()
    return text + plain(marked[at:]), spans


def taken_out(text: str, by: Redact = redact) -> Blocks:
    """Where redaction took something out of a plain text."""
    clean, _ = by(text)
    pieces = BLOCK.split(clean)
    kept = [re.escape(piece) for piece in pieces[::2]]
    match = re.fullmatch("(.+?)".join(kept), text, re.DOTALL)
    assert match is not None, f"what was kept of {text!r} is not in it: {clean!r}"
    return [
        ([kind.lower() for kind in TOKEN.findall(block)], *match.span(at + 1))
        for at, block in enumerate(pieces[1::2])
    ]


def scores(path: Path = CASES, by: Redact = redact) -> dict[str, Score]:
    """The score of each kind over all cases of a set."""
    by_kind = {kind: Score() for kind in KINDS.values()}
    for marked in cases(path):
        text, personal = read(marked)
        out = taken_out(text, by)
        for kind, start, end in personal:
            gone = {at for of, left, right in out if kind in of for at in range(left, right)}
            whole = all(at in gone for at in range(start, end) if text[at].isalnum())
            score = by_kind[kind]
            score.found += whole
            score.missed += not whole
            if not whole:
                score.notes.append(f"missed: {text[start:end]!r} in {by(text)[0]!r}")
        for kinds, start, end in out:
            meant = any(left < end and start < right for _, left, right in personal)
            for kind in () if meant else kinds:
                by_kind[kind].wrong += 1
                by_kind[kind].notes.append(f"wrong: {text[start:end]!r} in {text!r}")
    return by_kind


def table(by_kind: dict[str, Score]) -> str:
    """Precision and recall by kind, as lines of text."""
    lines = [f"{'kind':16} {'found':>5} {'missed':>6} {'wrong':>5} {'precision':>9} {'recall':>6}"]
    for kind, score in by_kind.items():
        if score.found + score.missed + score.wrong:
            lines.append(
                f"{kind:16} {score.found:5} {score.missed:6} {score.wrong:5} "
                f"{score.precision:9.2f} {score.recall:6.2f}"
            )
    return "\n".join(lines)


def touched(path: Path, column: str, seed: int, by: Redact = redact) -> None:
    """Print the share of the comments of a file that are touched, and those of a random 300."""
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row[column] for row in csv.DictReader(file) if row[column]]
    share = sum(bool(by(text)[1]) for text in texts) / len(texts)
    print(f"{len(texts)} comments, something taken out of {share:.1%}")
    sample = random.Random(seed).sample(texts, min(SAMPLE, len(texts)))
    of_sample = [text for text in sample if by(text)[1]]
    print(f"of {len(sample)} drawn with seed {seed}, {len(of_sample)}:")
    for text in of_sample:
        out = sorted(taken_out(plain(text), by), key=lambda span: span[1])
        print(
            "  "
            + "; ".join(f"{', '.join(kinds)}: {_around(plain(text), *at)}" for kinds, *at in out)
        )


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}<{text[start:end]}>{text[end : end + 30]}".replace(
        "\n", " "
    )


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description="How well personal details are found.")
    parser.add_argument("--missed", action="store_true", help="what went wrong in the first set")
    parser.add_argument("--comments", type=Path, help="a table of real comments, as CSV")
    parser.add_argument("--column", default="feedback", help="its column of words")
    parser.add_argument("--seed", type=int, default=1, help="of the 300 drawn")
    asked = parser.parse_args()
    layer = second_layer()
    ways: dict[str, Redact] = {"rules": partial(redact, layer=None)}
    if layer is None:
        print("The second layer is not installed (requirements-redaction.txt): rules alone.\n")
    else:
        ways["rules and the second layer"] = partial(redact, layer=layer)
    for way, by in ways.items():
        if asked.comments:
            print(f"{way}: ", end="")
            touched(asked.comments, asked.column, asked.seed, by)
            continue
        for name, path in SETS.items():
            found = scores(path, by)
            print(f"{way}, the set {name}, {len(cases(path))} cases\n{table(found)}\n")
            if asked.missed and path == CASES:
                print(*(note for score in found.values() for note in score.notes), sep="\n")


if __name__ == "__main__":
    main()
