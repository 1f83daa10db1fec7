"""How well personal details are found, on cases written to be hard.

    python -m tests.etl.voice.redaction_report

prints precision (of what was taken out, the share that was personal) and recall (of what was
personal, the share that was taken out) for each kind. redaction_cases.csv marks what is personal:
"ring {phone:07700 900123}" is the text "ring 07700 900123". A detail counts as found only when
all of it went, under its own kind.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from etl.voice.redaction import redact
from etl.voice.redaction.plain_text import plain

CASES = Path(__file__).with_name("redaction_cases.csv")
KINDS = {
    "nhs": "nhs number",
    "phone": "phone number",
    "email": "email",
    "web": "web address",
    "postcode": "postcode",
    "birth": "date of birth",
    "name": "name",
}
MARK = re.compile(rf"\{{({'|'.join(KINDS)}):([^}}]*)\}}")
TOKEN = re.compile(
    r"\[(nhs number|phone number|email|web address|postcode|date of birth|name)\]", re.I
)

Spans = set[tuple[str, int, int]]


@dataclass
class Score:
    """Counts of one kind, and the cases that went wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was taken out, the share that was personal."""
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Of what was personal, the share that was taken out."""
        return self.found / (self.found + self.missed)


def cases() -> list[str]:
    """The marked texts."""
    with CASES.open(encoding="utf-8", newline="") as file:
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


def taken_out(text: str) -> Spans:
    """Where redaction took something out of a plain text."""
    clean, _ = redact(text)
    kinds = [token.lower() for token in TOKEN.findall(clean)]
    kept = [re.escape(piece) for piece in TOKEN.split(clean)[::2]]
    match = re.fullmatch("(.+?)".join(kept), text, re.DOTALL)
    assert match is not None, f"what was kept of {text!r} is not in it: {clean!r}"
    return {(kind, *match.span(at + 1)) for at, kind in enumerate(kinds)}


def scores() -> dict[str, Score]:
    """The score of each kind over all cases."""
    by_kind = {kind: Score() for kind in KINDS.values()}
    for marked in cases():
        text, personal = read(marked)
        out = taken_out(text)
        for kind, start, end in personal:
            whole = any(kind == of and left <= start and end <= right for of, left, right in out)
            score = by_kind[kind]
            score.found += whole
            score.missed += not whole
            if not whole:
                score.notes.append(f"missed: {text[start:end]!r} in {redact(text)[0]!r}")
        for kind, start, end in out:
            meant = any(kind == of and left < end and start < right for of, left, right in personal)
            by_kind[kind].wrong += not meant
            if not meant:
                by_kind[kind].notes.append(f"wrong: {text[start:end]!r} in {text!r}")
    return by_kind


def table(by_kind: dict[str, Score]) -> str:
    """Precision and recall by kind, as lines of text."""
    lines = [f"{'kind':14} {'found':>5} {'missed':>6} {'wrong':>5} {'precision':>9} {'recall':>6}"]
    for kind, score in by_kind.items():
        lines.append(
            f"{kind:14} {score.found:5} {score.missed:6} {score.wrong:5} "
            f"{score.precision:9.2f} {score.recall:6.2f}"
        )
    return "\n".join([*lines, f"{len(cases())} cases"])


if __name__ == "__main__":
    results = scores()
    print(table(results))
    for result in results.values():
        print(*result.notes, sep="\n")
