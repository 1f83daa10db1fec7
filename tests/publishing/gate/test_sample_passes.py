"""What the site renders of the embedded figures passes the gate, but for example contacts."""

from __future__ import annotations

from datetime import date

import pytest

from insight.store import Store
from publishing.gate import checks
from publishing.releases.content import MadeFrom, Words, packet
from publishing.releases.gate import Check
from publishing.site import figures

pytestmark = pytest.mark.slow

# Each the hardest of its kind: figures of doubt and of one day, names in brackets, a long list of
# sources.
HARDEST = [
    ("place", "liverpool", ""),
    ("report", "sefton-easy-read", ""),
    ("care-area", "asthma", ""),
    ("care-area", "hypertension", ""),
    ("care-area", "cyp-mental-health", ""),
    ("care-area", "maternity", ""),
    ("chart", "smi", "smi-checks-all-six-over-time"),
    ("chart", "screening", "cancer-screening-areas"),
    ("chart", "early-deaths", "preventable-mortality-areas"),
]


def found(store: Store, kind: str, slug: str, figure: str) -> list[Check]:
    """What blocks a version as its author would submit it."""
    made = figures.render(store, kind, slug, figure)
    submitted = packet(
        slug,
        1,
        "new",
        Words(made.title, made.summary),
        made.files,
        sources=made.sources,
        build_id=made.build_id,
        made_from=MadeFrom(made.retells, 1) if made.retells else None,
        readers=made.readers,
    )
    every = checks.found(submitted, (), store, date(2026, 11, 27))
    return [each for each in every if each.is_blocking]


@pytest.mark.parametrize(("kind", "slug", "figure"), HARDEST)
def test_pages_and_charts_pass(real_store: Store, kind: str, slug: str, figure: str) -> None:
    blocking = found(real_store, kind, slug, figure)
    assert {each.check_id for each in blocking} == {"contact"}, blocking
