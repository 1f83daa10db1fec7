"""About the data and the Citizens' Panel: a page asks for what its edition may show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from insight.reference.identity import identity
from insight.store import current_path
from insight.store.connection import POINTER
from publishing.__main__ import main
from tests.pages.conftest import Run, markup

FEEDBACK = "data/demonstration/feedback.csv"


def test_how_many_comments_came_in_and_who_is_on_the_panel_is_for_staff(
    open_page: Run, real_store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Less those counted elsewhere, it would say how many suggest a risk of harm."""
    for name in (current_path(real_store_folder).name, POINTER):
        shutil.copy(real_store_folder / name, tmp_path)
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    monkeypatch.setenv("INSIGHT_RELEASES", str(tmp_path / "releases"))
    assert main(["public-store"]) == 0
    shown = {}
    for edition in ("team", "public"):
        monkeypatch.setenv("INSIGHT_EDITION", edition)
        shown[edition] = re.sub(r"<[^>]+>", " ", markup(open_page("about", folder=tmp_path)))
    assert "1,510" in shown["team"][shown["team"].index(FEEDBACK) :][:300]
    assert FEEDBACK not in shown["public"] and "1,510" not in shown["public"]
    assert all("Sources" in text or "Publisher" in text for text in shown.values())
    panel = markup(open_page("citizens_panel", folder=tmp_path))
    assert "Who is on the panel is not shown here" in panel and "What people answered" in panel
    assert "No panel to show" not in panel and "Members by" not in panel


def test_the_public_edition_without_its_file_says_what_to_run(
    open_page: Run, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the team's store is, or is named as if it were public."""
    monkeypatch.setenv("INSIGHT_EDITION", "public")
    for named in ("", str(current_path(small_folder))):
        if named:
            monkeypatch.setenv("INSIGHT_PUBLIC_STORE", named)
        text = markup(open_page("overview"))
        assert "python -m publishing public-store" in text
        assert "Deprivation" not in text.split("No public figures yet")[1]


def test_who_needs_another_form_is_told_whom_to_ask(open_page: Run) -> None:
    """Fault 15: the statement named nobody."""
    text = markup(open_page("privacy"))
    assert "in another form" in text and f'href="mailto:{identity().email}"' in text
