"""Nothing of a person: personal details, words that nobody has approved, demonstrations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from insight import settings
from insight.export.files import BUILT
from insight.redaction.numbers import is_nhs_number
from insight.redaction.plain_text import plain
from insight.redaction.redact import redact
from insight.store import Store
from publishing.gate.contents import BLOCKS, Text, number
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

# What redaction finds and a public page may hold: addresses of the web, and our own contact.
PUBLIC_KINDS = {"web address", "handle"}
FEWEST_WORDS = 5  # in a row, that are taken for somebody's own
MOST_SHOWN = 5  # findings of one kind: an author mends the cause, not each
# Words of machines: fingerprints, days and moments, addresses and identities.
MACHINE = re.compile(
    r"\b(?=[0-9a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,64}\b|\b\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?\b|\bhttps?://\S+"
    r"|\btag:\S+|\burn:\S+|\bxl/\S+"
)
PLACEHOLDER = re.compile(r"\[[A-Za-z][A-Za-z -]*\]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TEN_DIGITS = re.compile(r"(?<![0-9A-Za-z.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![0-9A-Za-z])")
# 'baby is born, Halton, 2023/24: 11.6%' tells nobody's birthday.
PERIOD_AND_FIGURE = re.compile(r"(?:19|20)\d\d(?:/\d\d)?: \d")
DEMONSTRATION = re.compile(
    r"\bdemonstrations?\b|\bis_demonstration\b"
    r"|\b(?:synthetic|made[- ]up|demo|dummy|mock|fictional|fictitious|invented|placeholder"
    r"|illustrative) (?:records?|data|figures?|numbers?|people|comments?|words|text|values?)\b"
    r"|\b(?:these|they|it|all|this|figures|data|numbers|comments) (?:is|are) (?:all )?(?:made[- ]up"
    r"(?! of)|invented|fictional|synthetic)\b",
    re.I,
)
# A Latin letter beside one of another alphabet that may look like one ('μg' has none).
STRANGE = (
    r"\u0400-\u04ff\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4"
    r"\u03a5\u03a7\u03bf\u03bd\u03c1"
)
MIXED = re.compile(f"[A-Za-z][{STRANGE}]|[{STRANGE}][A-Za-z]")
# A name as it is written; what has no capital letter, or one in its middle, is a machine's word.
NAME = re.compile(r"(?:^|[\s(\"'“‘])[A-Z][a-zà-ÿ'’-]+\b(?![A-Z])|\b[A-Z]{2,}\b \b[A-Z]{2,}\b")
# Addresses and numbers that are set aside for examples (RFC 2606, Ofcom): nobody answers there.
EXAMPLE = re.compile(
    r"\bexample\.(?:com|org|net|nhs\.uk|gov\.uk)\b|\.(?:example|invalid|test)\b"
    r"|\b01632 ?96\d|\b07700 ?900|\b1 Example Street\b",
    re.I,
)


def personal_details(version: Version) -> Iterator[Check]:
    """Names, numbers and addresses of people in any byte that can be read."""
    ours = _public_words(version.store)
    contact = settings.SITE.read_text(encoding="utf-8") if settings.SITE.is_file() else ""
    seen: set[tuple[str, str]] = set()
    publishers = _column(version.store, _PUBLISHERS)
    # Days that are nobody's, though they stand alone: '21 March 2021', beside others of a row.
    days = {*_column(version.store, _VINTAGES), *_days_of_builds(version), *_periods(version)}
    for text in version.contents.texts:
        words = text.words
        words = "; ".join(part for part in words.split("; ") if part not in days)
        for publisher in publishers:
            words = words.replace(publisher, " ")
        for kind, span in _details(words):
            if kind == "name" and (_are_public(span, ours) or not NAME.search(span)):
                continue
            if kind == "date of birth" and _is_in_sentence(version, text, span):
                continue
            if kind == "date of birth" and PERIOD_AND_FIGURE.match(span):
                continue
            if span not in contact and (kind, span) not in seen:
                seen.add((kind, span))
                # The finding does not repeat it: it is kept and shown.
                what = "an" if kind[0] in "aeiou" or kind == "nhs number" else "a"
                kind_shown = kind.replace("nhs", "NHS")
                yield block(
                    "personal-details",
                    f"{text.place} seems to hold {what} {kind_shown} ({_masked(span)}): take it"
                    " out of what the page is made from",
                )
                if len(seen) >= MOST_SHOWN:
                    return


def example_contacts(version: Version) -> Iterator[Check]:
    """Contacts that are examples: whoever has something to say would reach nobody."""
    for text in version.contents.texts:
        if text.path.endswith(".html") and EXAMPLE.search(text.words):
            yield block(
                "contact",
                f"{text.place} gives an address or a number that is only an example: put your own"
                " into data/site.toml",
            )
            return


def unread_words(version: Version) -> Iterator[Check]:
    """Words that people wrote and nobody approved for the public."""
    said = _unread(version.store)
    for text in (*version.contents.texts, *version.contents.whole_pages):
        if said & _runs(text.words):
            yield block(
                "held-text",
                f"{text.place} repeats words that somebody wrote and nobody has approved: have"
                " them read under Words to read, or leave them out",
            )


def demonstrations(version: Version) -> Iterator[Check]:
    """Anything made up, by its mark or by its words."""
    made_up = _made_up(version.store)
    for text in (*version.contents.texts, *version.contents.whole_pages):
        if DEMONSTRATION.search(text.words) or made_up & _runs(text.words):
            yield block(
                "demonstration",
                f"{text.place} is of the demonstration, which nobody said: build without it"
                " (INSIGHT_DEMONSTRATION=off) and make the page again",
            )
            return


def mixed_letters(version: Version) -> Iterator[Check]:
    """Words of letters from two alphabets: they look like words that they are not."""
    for text in version.contents.texts:
        if MIXED.search(text.words):
            yield block(
                "unreadable",
                f"{text.place} has a word in letters of two alphabets: nobody can search for it",
            )


def _is_in_sentence(version: Version, text: Text, span: str) -> bool:
    """Whether a day in bold, or in a link, is judged with the sentence that it stands in."""
    return (
        text.where not in BLOCKS
        and text.words == span
        and any(
            each.path == text.path and each.where in BLOCKS and span in each.words != span
            for each in version.contents.texts
        )
    )


def _periods(version: Version) -> Iterator[str]:
    """The days that figures of the version are of, where a period is a day, as the store has it."""
    known = set(_column(version.store, _DAYS))
    for table in version.contents.csv_tables:
        yield from (row["Period"] for row in table.records() if row.get("Period") in known)


def _days_of_builds(version: Version) -> Iterator[str]:
    """The day that a workbook's notes give as that of its figures."""
    for table in version.contents.tables:
        yield from (row[1] for row in table.rows if len(row) > 1 and row[0] == BUILT)


@lru_cache(maxsize=20_000)
def _details(words: str) -> tuple[tuple[str, str], ...]:
    """Personal details in a passage: their kind, and the words themselves."""
    found = [("nhs number", each) for each in TEN_DIGITS.findall(words) if _is_nhs(each)]
    if number(words) is not None or not any(letter.isalpha() for letter in words):
        return tuple(found)
    before = plain(MACHINE.sub(" ", words))
    after, counts = redact(before)
    if not counts:
        return tuple(found)
    at = 0
    pieces = [part for part in re.split(r"(\[[^\[\]]+\])", after) if part]
    for place, piece in enumerate(pieces):
        is_mark = piece.startswith("[") and piece.strip("[]").lower() in _kinds(counts)
        if not is_mark:
            at = before.find(piece.strip(), at) + len(piece.strip()) if piece.strip() else at
            continue
        rest = next((each.strip() for each in pieces[place + 1 :] if each.strip()), "")
        end = before.find(rest, at) if rest and not rest.startswith("[") else len(before)
        kind, span = piece.strip("[]").lower(), before[at : max(at, end)].strip(" .,;:")
        if kind not in PUBLIC_KINDS and span:
            found.append((kind, span))
        at = max(at, end)
    return tuple(found)


def _are_public(span: str, ours: Collection[str]) -> bool:
    """Whether each word is of a public name; a long word may be cut off, as descriptions are."""
    return all(
        word in ours or (len(word) > FEWEST_WORDS and any(each.startswith(word) for each in ours))
        for word in _words(span)
    )


def _kinds(counts: object) -> set[str]:
    return {*map(str.lower, counts), "nhs number"}  # type: ignore[call-overload]


def _is_nhs(text: str) -> bool:
    return is_nhs_number(re.sub(r"\D", "", text))


def _masked(span: str) -> str:
    """As much of a detail as finds it again, and no more."""
    return " ".join(f"{word[0]}…" for word in span.split()[:4])


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'"))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of FEWEST_WORDS words; a shorter text is one run."""
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return {tuple(words)} if len(words) > 1 else set()
    return {tuple(words[at : at + FEWEST_WORDS]) for at in range(len(words) - FEWEST_WORDS + 1)}


_PRIVATE = """
SELECT comment_text AS words FROM comment UNION ALL SELECT original_text FROM comment_original
UNION ALL SELECT comment_text FROM safeguarding
UNION ALL SELECT text_to_read FROM free_text WHERE state NOT IN ('approved', 'corrected')
"""
_APPROVED = """
SELECT quote_text AS words FROM quote
UNION ALL SELECT text_to_show FROM free_text WHERE state IN ('approved', 'corrected')
"""
_MADE_UP = """
SELECT comment_text AS words FROM comment WHERE is_demonstration
UNION ALL SELECT text_to_read FROM free_text
    WHERE is_demonstration AND table_name NOT IN ('promotion', 'resource', 'engagement_activity')
UNION ALL SELECT quote_text FROM quote WHERE is_demonstration
"""
_PUBLISHERS = "SELECT DISTINCT publisher FROM source ORDER BY length(publisher) DESC"
_DAYS = r"""
SELECT DISTINCT period_label FROM observation
WHERE regexp_full_match(period_label, '\d{1,2} [A-Z][a-z]+ \d{4}')
"""
_VINTAGES = "SELECT DISTINCT vintage FROM source"
_PUBLIC_NAMES = """
SELECT area_name AS words FROM area UNION ALL SELECT publisher || ' ' || publication FROM source
UNION ALL SELECT attribution || ' ' || licence FROM source
UNION ALL SELECT indicator_name || ' ' || plain_name || ' ' || definition FROM indicator
UNION ALL SELECT theme_name FROM theme
UNION ALL SELECT priority_name FROM place_priority UNION ALL SELECT group_name FROM population_group
"""
# Methods that are called after people.
_OURS = ("wilson byar holm flesch kincaid core20plus5 oembed",)


def _column(store: Store, question: str) -> list[str]:
    cursor = store.connection.cursor()
    try:
        return [str(row[0]) for row in cursor.execute(question).fetchall() if row[0]]
    finally:
        cursor.close()


@lru_cache(maxsize=2)
def _public_words(store: Store) -> frozenset[str]:
    """Every word in names that the store holds for the public."""
    texts = (*_column(store, _PUBLIC_NAMES), *_OURS)
    return frozenset(word for text in texts for word in _words(text))


@lru_cache(maxsize=2)
def _unread(store: Store) -> frozenset[tuple[str, ...]]:
    private, approved = _all_runs(store, _PRIVATE), _all_runs(store, _APPROVED)
    return private - approved - _all_runs(store, _PUBLIC_NAMES)


@lru_cache(maxsize=2)
def _made_up(store: Store) -> frozenset[tuple[str, ...]]:
    return _all_runs(store, _MADE_UP) - _all_runs(store, _PUBLIC_NAMES)


def _all_runs(store: Store, question: str) -> frozenset[tuple[str, ...]]:
    """Runs of words of all these texts, but for runs that only placeholders make."""
    return frozenset(
        run
        for text in _column(store, question)
        for part in PLACEHOLDER.split(text)
        for run in _runs(part)
        if len(run) >= FEWEST_WORDS
    )
