"""Making a version ready to be handed over, for commands and pages alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publishing.releases import ledger, transitions
from publishing.releases.content import MadeFrom, Packet, Rendering, Words, packet
from publishing.releases.gate import Gate, Other
from publishing.releases.ledger import Transaction, existing, transaction
from publishing.releases.lifecycle import MOVES, OUT, Kind, ReleaseRefused, State
from publishing.releases.record import FrozenFilesDiffer, others, public

RETOLD = OUT | {State.IN_REVIEW, State.APPROVED, State.HELD, State.PUBLISHING, State.FAILED}
# Kind, slug of its address, what it shows, number of the version, and when readers may expect newer
# figures.
Render = Callable[[str, str, str, int, str], Rendering]
# Kind and slug of a first address, and what that shows; '' where it says nothing.
Shown = Callable[[str, str], str]


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
    """Freeze the newest version of a release, for `transitions.submit`. Raises ReleaseRefused,
    Blocked, OSError."""
    made, compared = packet_of(slug, render, wish, given)
    try:
        return transitions.freeze(made, gate, compared)
    except (ReleaseRefused, FrozenFilesDiffer, OSError):
        raise
    except Exception as fault:  # a check that breaks has judged nothing
        raise ReleaseRefused(f"The gate could not judge it: {type(fault).__name__}") from fault


def packet_of(
    slug: str, render: Render, wish: Wish, given: Rendering | None = None
) -> tuple[Packet, Sequence[Other]]:
    """The newest version of a release as it would be handed over, and what the gate compares it
    with. Nothing is written.

    given: files made elsewhere, in place of those rendered from its figure. Raises ReleaseRefused.
    """
    with transaction(is_writing=False) as t:
        release = existing(t, slug)
        version = release.versions[-1]
        if version.state not in MOVES[Kind.SUBMIT][0]:  # rendering takes long
            raise ReleaseRefused(
                f"{slug} version {version.number} is {version.state}: it cannot submit"
            )
        compared = others(public(t), (slug, version.number))
    if given is None:
        given = render(release.kind, release.slug, release.shows, version.number, wish.next_update)
    made_from = wish.made_from
    if given.retells and made_from is None:
        with transaction(is_writing=False) as t:
            made_from = _newest(t, given.retells)
    made = packet(
        slug,
        version.number,
        version.change_kind,
        Words(wish.title or given.title, wish.summary or given.summary, wish.change_note),
        given.files,
        sources=given.sources,
        scheduled_for=wish.scheduled_for,
        build_id=wish.build_id or given.build_id,
        code_version=given.code_version,
        made_from=made_from,
        readers=given.readers,
    )
    return made, compared


def _newest(t: Transaction, shows: str) -> MadeFrom:
    """The newest version of what a twin retells, out or handed over. Raises ReleaseRefused."""
    for release in ledger.releases(t).values():
        ready = [each.number for each in release.versions if each.state in RETOLD]
        if release.shows == shows and ready:
            return MadeFrom(release.release_id, ready[-1])
    raise ReleaseRefused(f"It retells the page of {shows}, of which no version was submitted yet")
