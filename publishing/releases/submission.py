"""Making a version ready to be handed over, for commands and pages alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publishing.releases import ledger, transitions
from publishing.releases.content import MadeFrom, Rendering, Words, packet
from publishing.releases.gate import Gate
from publishing.releases.ledger import Transaction, existing, transaction
from publishing.releases.lifecycle import Version
from publishing.releases.record import others, public

# Kind, slug, figure, number of the version, and when readers may expect newer figures.
Render = Callable[[str, str, str, int, str], Rendering]


@dataclass(frozen=True)
class Wish:
    """What an author says of a version beside its figure; '' for what rendering says.

    change_note: for readers, from the second version on. scheduled_for: London wall time, '' for
    whenever somebody publishes it. next_update: for readers.
    """

    title: str = ""
    summary: str = ""
    change_note: str = ""
    scheduled_for: str = ""
    next_update: str = ""
    build_id: str = ""
    made_from: MadeFrom | None = None


def prepare(
    slug: str, gate: Gate, render: Render, wish: Wish, given: Rendering | None = None
) -> transitions.Frozen:
    """Freeze the newest version of a release, for `transitions.submit`.

    given: files made elsewhere, in place of those rendered from its figure. Raises ReleaseRefused,
    Blocked, OSError.
    """
    with transaction(is_writing=False) as t:
        release = existing(t, slug)
        version = release.versions[-1]
        figure = _figure(t, slug, version)
        compared = others(public(t), (slug, version.number))
    if given is None:
        given = render(release.kind, release.slug, figure, version.number, wish.next_update)
    made = packet(
        slug,
        version.number,
        version.change_kind,
        Words(wish.title or given.title, wish.summary or given.summary, wish.change_note),
        given.files,
        sources=given.sources,
        scheduled_for=wish.scheduled_for,
        build_id=wish.build_id or given.build_id,
        made_from=wish.made_from,
    )
    return transitions.freeze(made, gate, compared)


def _figure(t: Transaction, slug: str, version: Version) -> str:
    """What a version shows, as its draft or else an earlier one says; '' where none said."""
    said = [
        str(event.details.get("figure", ""))
        for event in ledger.events(t, slug)
        if event.version <= version.number
    ]
    return next((each for each in reversed(said) if each), "")
