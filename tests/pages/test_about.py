"""About the data: the page asks for what its edition may show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Run, markup


@pytest.mark.parametrize(("edition", "is_shown"), [("team", True), ("public", False)])
def test_how_many_comments_came_in_is_for_staff(
    open_page: Run,
    real_store_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    is_shown: bool,
) -> None:
    """Less those counted elsewhere, it would say how many suggest a risk of harm."""
    monkeypatch.setenv("INSIGHT_EDITION", edition)
    app = open_page("about", folder=real_store_folder)
    text = re.sub(r"<[^>]+>", " ", markup(app))
    row = text[text.index("data/demonstration/feedback.csv") :][:300]
    assert ("1,510" in row) is is_shown
    assert ("not shown" in row) is not is_shown
