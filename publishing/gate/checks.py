"""The gate: every check there is, in one table, asked of a version in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from insight.store import NoStore, Store, queries
from publishing.gate import (
    agreement,
    browser,
    colours,
    counts,
    figures,
    outside,
    people,
    ranks,
    shares,
    structure,
    words,
    years,
)
from publishing.gate.contents import Unreadable
from publishing.gate.version import Version, block
from publishing.newest_store import newest_store
from publishing.releases.content import Packet
from publishing.releases.gate import Check, Other


@dataclass(frozen=True)
class Rule:
    """One check. why: what it keeps from readers."""

    find: Callable[[Version], Iterable[Check]]
    why: str


CHECKS: tuple[Rule, ...] = (
    Rule(people.personal_details, "names, numbers and addresses of people"),
    Rule(people.example_contacts, "contacts that reach nobody"),
    Rule(people.unread_words, "words that somebody wrote and nobody approved"),
    Rule(people.mixed_letters, "words that only look like words"),
    Rule(people.demonstrations, "anything made up"),
    Rule(counts.small_counts, "counts of people below the smallest base"),
    Rule(counts.worked_out_counts, "hidden counts that others give away"),
    Rule(figures.figures_as_stored, "figures that are not the store's"),
    Rule(figures.comparisons_retested, "comparisons that the test does not give"),
    Rule(figures.claims, "sentences whose test fails"),
    Rule(figures.doubts, "doubts that the page does not tell"),
    Rule(agreement.sources_named, "figures without source or licence"),
    Rule(agreement.tables_agree, "a table, a CSV and a workbook that differ"),
    Rule(agreement.tables_whole, "a table that leaves something out"),
    Rule(shares.shares_agree, "shares that no figure gives, in digits or in words"),
    Rule(years.years_agree, "years that no figure is of"),
    Rule(ranks.ranks_agree, "an area told as the highest or lowest that is not"),
    Rule(agreement.alt_agrees, "an alt text that says other figures"),
    Rule(agreement.pictures_agree, "words among dots, which nobody can read"),
    Rule(agreement.fingerprints_agree, "a fingerprint that no file has"),
    Rule(words.title_length, "a title that is cut off"),
    Rule(words.reading_ages, "words that an eleven-year-old cannot read"),
    Rule(words.languages, "words in another language that no native reader has read"),
    Rule(structure.structures, "pages that not everybody can use"),
    Rule(structure.drawings, "drawings without words"),
    Rule(structure.self_contained, "pages that need a script or another server"),
    Rule(colours.contrasts, "colours that are too alike"),
    Rule(colours.forced_colours, "charts that vanish in forced colours"),
    Rule(outside.csv_on_the_web, "CSV files that programs misread"),
    Rule(words.real_days, "days that there are not"),
    Rule(words.old_figures, "old figures shown as new"),
    Rule(words.newer_figures, "figures that newer ones have replaced"),
    Rule(words.next_date, "no date to look again"),
    Rule(words.easy_read, "no Easy Read version"),
)

# Other programs that try the pages; each takes seconds to start.
PROGRAMS: tuple[Callable[[Mapping[str, bytes]], Iterable[Check]], ...] = (
    browser.axe,
    outside.markup,
)


def gate(packet: Packet, others: Sequence[Other]) -> Sequence[Check]:
    """What all checks find of a version, against the store that the team has."""
    try:
        store = _store()
    except NoStore as fault:
        return (block("store", f"There is nothing to check it against. {fault}"),)
    tried = (check for program in PROGRAMS for check in program(packet.files))
    every = (*found(packet, others, store), *tried)
    return tuple(sorted(every, key=lambda check: not check.is_blocking))


def found(
    packet: Packet, others: Sequence[Other], store: Store, today: date | None = None
) -> tuple[Check, ...]:
    """What all checks of ours find, against a store; what blocks comes first."""
    version = Version(packet, tuple(others), store, today or date.today())
    try:
        version.contents.read()  # everything, before anything is judged
    except Unreadable as fault:
        return (block("unreadable", str(fault)),)
    every = list(dict.fromkeys(check for rule in CHECKS for check in rule.find(version)))
    return tuple(sorted(every, key=lambda check: not check.is_blocking))


def _store() -> Store:
    store = newest_store()
    if queries.build(store)["is_public"].iloc[0]:
        raise NoStore("This is the public store: a version is checked beside the team's")
    return store
