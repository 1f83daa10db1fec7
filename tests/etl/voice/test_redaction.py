"""Personal details are taken out of what people write, and little else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.redaction.numbers import is_nhs_number
from insight.redaction.redact import STEPS, redact, redact_all
from insight.reference.areas import project_catalogue
from tests.etl.voice import redaction_report
from tests.etl.voice.redaction_report import Score

# Kind: lowest precision, lowest recall, on the set the rules were written on.
FLOORS = {
    "nhs number": (0.95, 1.0),
    "phone number": (0.95, 0.95),
    "email": (0.95, 1.0),
    "web address": (0.95, 0.95),
    "postcode": (0.95, 0.95),
    "date of birth": (0.95, 0.95),
    "name": (0.95, 0.95),
    **dict.fromkeys(
        (
            "handle",
            "address",
            "ward and bed",
            "ni number",
            "reference number",
            "registration",
            "bank number",
            "passport number",
            "rare condition",
        ),
        (0.9, 0.9),
    ),
}
# On the sets no rule was written on at their first run: what issue and review asked for.
FRESH_FLOORS = {
    "name": (0.90, 0.85),
    **dict.fromkeys(
        ("nhs number", "phone number", "postcode", "email", "date of birth"), (0.9, 0.97)
    ),
    "address": (0.9, 0.80),
}
FRESH_SETS = (redaction_report.FRESH, redaction_report.SECOND)
# What the third set reached at its one blind run, and no more: below 0.97 but for NHS numbers.
THIRD_FLOORS = {
    "nhs number": (1.0, 30 / 30),
    "phone number": (38 / 39, 38 / 40),
    "email": (1.0, 65 / 68),
    "postcode": (62 / 65, 62 / 64),
    "date of birth": (1.0, 74 / 80),
}
MANY_CASES, SOME_CASES = 15, 5
MAIN_KINDS = ("nhs number", "phone number", "email", "web address", "postcode", "name")


@pytest.fixture(scope="module")
def scores() -> dict[Path, dict[str, Score]]:
    """Precision and recall of every kind on each set with floors, by the rules alone."""
    paths = (redaction_report.CASES, *FRESH_SETS, redaction_report.THIRD)
    return {path: redaction_report.scores(path) for path in paths}


def test_there_are_enough_hard_cases_of_every_kind() -> None:
    cases = redaction_report.cases()
    marked = [kind for text in cases for kind, _, _ in redaction_report.read(text)[1]]
    assert len(cases) >= 150
    assert len(set(cases)) == len(cases)
    assert min(marked.count(kind) for kind in MAIN_KINDS) >= MANY_CASES
    assert min(marked.count(kind) for kind in STEPS) >= SOME_CASES
    nothing_personal = [text for text in cases if not redaction_report.read(text)[1]]
    assert len(nothing_personal) >= 100
    for path in (*FRESH_SETS, redaction_report.THIRD):
        assert not set(cases) & set(redaction_report.cases(path))


@pytest.mark.parametrize("kind", FLOORS)
def test_details_are_found_and_little_else_is_taken(
    kind: str, scores: dict[Path, dict[str, Score]]
) -> None:
    precision, recall = FLOORS[kind]
    score = scores[redaction_report.CASES][kind]
    assert score.precision >= precision, score.notes
    assert score.recall >= recall, score.notes


@pytest.mark.parametrize("path", FRESH_SETS, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", FRESH_FLOORS)
def test_details_are_found_in_words_no_rule_was_written_on(
    kind: str, path: Path, scores: dict[Path, dict[str, Score]]
) -> None:
    """Says how well, not where: who reads the cases would write rules for them."""
    precision, recall = FRESH_FLOORS[kind]
    score = scores[path][kind]
    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("kind", THIRD_FLOORS)
def test_no_more_is_missed_than_at_the_blind_run_of_the_third_set(
    kind: str, scores: dict[Path, dict[str, Score]]
) -> None:
    precision, recall = THIRD_FLOORS[kind]
    score = scores[redaction_report.THIRD][kind]
    assert score.precision >= precision
    assert score.recall >= recall


def digits_with_check(nine: int) -> str | None:
    """Ten digits that are an NHS number, worked out here another way; None if there is none."""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(f"{nine:09}", range(10, 1, -1), strict=True)
    )
    for check in range(10):
        if (weighted + check) % 11 == 0:
            return f"{nine:09}{check}"
    return None


@given(st.integers(400_000_000, 999_999_999))
def test_the_check_digit(nine: int) -> None:
    number = digits_with_check(nine)
    passing = [check for check in "0123456789" if is_nhs_number(f"{nine:09}{check}")]
    assert passing == ([number[-1]] if number and len(set(number)) > 1 else [])


@given(
    st.integers(400_000_000, 999_999_998),
    st.lists(
        st.sampled_from(["", " ", "-", "  ", "\u00a0", "\u2011", "\n", "_"]), min_size=9, max_size=9
    ),
    st.sampled_from(
        ["it was {} on the card", "{}", "Ref ({}).", "nhs{}", "no.{}, they said", "is:{}!"]
    ),
)
def test_no_nhs_number_stays_whatever_its_spacing(nine: int, gaps: list[str], around: str) -> None:
    number = digits_with_check(nine)
    if number is None:
        return
    spaced = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
    text, counts = redact(around.format(spaced))
    assert text == around.format("[NHS number]")
    assert counts == {"nhs number": 1}


LOCAL = st.from_regex(r"[a-z0-9]([a-z0-9._+-]{0,12}[a-z0-9])?", fullmatch=True)
DOMAIN = st.from_regex(
    r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?\.(com|co\.uk|org|nhs\.uk|xyz)", fullmatch=True
)


@given(LOCAL, DOMAIN, st.sampled_from(["mail {} now", "{}", "<{}>", "to:{},thanks", "({})."]))
def test_no_email_address_stays(local: str, domain: str, around: str) -> None:
    text, counts = redact(around.format(f"{local}@{domain}"))
    assert text == around.format("[email]")
    assert counts == {"email": 1}


TYPED = "The GP’s “callback” cost £5 – café too far…"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (TYPED, TYPED),
        ("Dr Hexelby’s nurse rang – 07700‑900123 – and it’s done", None),
        ("it’s what it's", "it's what it's"),  # written in two ways: as it was sought
        ("ward\u202e round\u200b", "ward round"),  # nothing invisible comes back
        ("mіnd the gap", "mind the gap"),  # nor a letter that looks like another
    ],
)
def test_what_stays_is_as_it_was_written(given: str, kept: str | None) -> None:
    text, counts = redact(given)
    assert text == (kept or "Dr [name]'s nurse rang – [phone number] – and it’s done")
    assert bool(counts) is (kept is None)
    assert redact(text)[0] == text


@given(st.text(max_size=200))
def test_what_is_redacted_once_is_redacted_for_good(text: str) -> None:
    once, _ = redact(text)
    twice, counts = redact(once)
    assert twice == once
    assert not counts


def test_counts_have_the_index_of_their_text() -> None:
    texts = pd.Series(
        ["ring 07700 900123 or 07700 900456", "nothing here", "Dr Hexelby, jo@example.org"],
        index=["a", "b", "c"],
        name="comment_text",
    )
    clean, counts = redact_all(texts)
    assert clean.to_dict() == {
        "a": "ring [phone number] or [phone number]",
        "b": "nothing here",
        "c": "Dr [name], [email]",
    }
    assert set(counts.itertuples(name=None)) == {
        ("a", "phone number", 2),
        ("c", "name", 1),
        ("c", "email", 1),
    }
    assert list(counts.columns) == ["kind", "redaction_count"]


def test_no_texts_are_no_trouble() -> None:
    clean, counts = redact_all(pd.Series([], dtype="str"))
    assert clean.empty
    assert counts.empty


def test_places_hospitals_and_months_stay() -> None:
    places = [place.area_name for place in project_catalogue().places()]
    months = pd.date_range("2026-01-01", periods=12, freq="MS").strftime("%B")
    frames = ["I live in {}.", "From {} on it was worse.", "My mum, {} born, waits.", "I'm in {}"]
    for word in [*places, *months, "Arrowe Park", "Alder Hey", "Leighton Hospital"]:
        for frame in frames:
            assert redact(frame.format(word)) == (frame.format(word), {})


def test_other_long_numbers_go_only_by_chance() -> None:
    """One number in eleven has the check digit of an NHS number without being one."""
    draw = np.random.default_rng(0).integers(4_000_000_000, 9_999_999_999, 2000)
    taken = sum(bool(redact(f"order {number} came")[1]["nhs number"]) for number in draw)
    assert taken / len(draw) == pytest.approx(1 / 11, abs=0.02)
