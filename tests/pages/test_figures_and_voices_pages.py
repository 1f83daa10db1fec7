"""Voice beside figures, the silence map and the insight report, full and empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from insight.analysis.voices import subjects
from insight.store import Store
from tests.insight.small_store import HALTON
from tests.insight.small_subjects import SUBJECTS
from tests.pages.conftest import PAGES, Run, markup

HOSTILE = "<script>alert(1)</script>"
BLANK = re.compile(r"<td[^>]*>\s*</td>")
NEW = {
    "beside": "pages/figures_and_voices/page.py",
    "silence": "pages/silence_map/page.py",
    "report": "pages/insight_report/page.py",
}
DEMONSTRATION = "Nobody said this"


@pytest.fixture(autouse=True)
def with_new_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, path in NEW.items():
        monkeypatch.setitem(PAGES, name, path)
    yield


@pytest.mark.parametrize("page", NEW)
def test_an_empty_store_is_said_calmly(open_page: Run, page: str, empty_folder: Path) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert "Nothing to show yet" in text
    assert DEMONSTRATION not in text


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        ("beside", {}),
        ("beside", {"place": HALTON, "show": "priority"}),
        ("silence", {"group": "carers"}),
        ("silence", {"by": "place", "place": HALTON, "kind": "seldom-heard"}),
        ("report", {"place": HALTON}),
    ],
)
def test_nothing_is_blank_and_a_demonstration_says_so(
    open_page: Run, page: str, choices: dict[str, str]
) -> None:
    text = markup(open_page(page, **choices))
    assert "<td" in text
    assert BLANK.search(text) is None
    assert DEMONSTRATION in text
    assert "<script>" not in text


@pytest.mark.parametrize("page", NEW)
def test_hostile_choices_never_reach_the_page(open_page: Run, page: str) -> None:
    names = ("place", "group", "by", "kind", "show")
    assert HOSTILE not in markup(open_page(page, **dict.fromkeys(names, HOSTILE)))


def test_every_subject_has_its_word(open_page: Run, small_store: Store) -> None:
    text = markup(open_page("beside", place=HALTON))
    for row in subjects.subjects_by_area(small_store):
        if row.area_code == HALTON:
            assert f"<b>{row.topic.subject_name}</b>" in text
    for side in ("Figure", "Voice"):
        assert text.count(f'<div class="strength">{side} ') == len(SUBJECTS)


def test_the_silence_map_has_a_word_in_every_cell(open_page: Run) -> None:
    text = markup(open_page("silence", group="everyone"))
    table = text[text.index('class="figures stacked silence"') :].partition("</table>")[0]
    assert table.count("<td") == 9 * len(SUBJECTS)
    assert table.count('class="glyph"') == 9 * len(SUBJECTS)
    assert "do not say which group" in text


def test_a_phone_leaves_out_only_cells_that_say_nothing_and_says_so(open_page: Run) -> None:
    text = markup(open_page("silence", by="place", place=HALTON, kind="protected"))
    left_out = re.findall(r'<div class="unknown">.*?</span> (.*?)</div>', text)
    assert left_out and set(left_out) <= {"neither", "about others"}
    assert text.count("> neither</div>") + text.count("> about others</div>") == len(left_out)
    assert "this screen leaves out" in text
    carers = markup(open_page("silence", group="carers"))
    known = re.findall(r'<div(?: class="silent")?><span aria-hidden="true" class="glyph">', carers)
    assert ("Nothing to draw" in carers) is (not known)


def test_pages_of_figures_carry_the_short_form(open_page: Run) -> None:
    heading = "What people say beside the figures"
    text = markup(open_page("place", place=HALTON))
    assert heading in text and "Halton: figures and people say the same on" in text
    assert heading in markup(open_page("indicator", indicator="smoking"))
    assert heading not in markup(open_page("indicator", indicator="gp"))
    assert heading in markup(open_page("core20plus5"))


def test_the_report_can_be_saved(open_page: Run) -> None:
    app = open_page("report", place=HALTON)
    assert "Halton: insight report" in markup(app)
    assert [each for each in app.get("popover") if "Save this report" in str(each.proto)]


def test_a_place_where_no_voice_may_be_shown_says_so_in_a_line(open_page: Run) -> None:
    text = markup(open_page("place", place="E06000049"))
    assert "What people say beside the figures" in text
    assert "Figures, but no voice" in text
    assert 'class="figures stacked beside-short"' not in text
