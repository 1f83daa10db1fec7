"""The fonts of pictures have every letter and every mark that the pages use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import ImageFont

from insight.export import raster
from insight.export.fonts import NoFonts, fonts
from insight.visual import style


def marks() -> set[str]:
    """Every glyph of insight/style.py, in whatever table it stands."""
    tables = [each for each in vars(style).values() if isinstance(each, dict)]
    found = [mark for each in tables for mark in each.values() if isinstance(mark, style.Mark)]
    return set("".join([*style.SYMBOL_GLYPHS, *(mark.glyph for mark in found)]))


def test_every_mark_has_a_glyph() -> None:
    assert {"▲", "▼", "●", "↗", "■"} <= marks()
    found = fonts()
    for letter in marks() | set("£°²–—…’“”≤≥×→↑↓éñłŁ"):
        in_text = ord(letter) in found.plain and ord(letter) in found.bold
        assert in_text != (ord(letter) in found.marks), letter


def test_letters_are_as_wide_as_those_of_arial() -> None:
    """As Adobe's published metrics of Helvetica, whose widths Arial has."""
    found = fonts()
    for letter, plain, bold in (("a", 556, 556), ("i", 222, 278), ("M", 833, 833), ("0", 556, 556)):
        assert found.plain[ord(letter)] * 1000 == pytest.approx(plain, abs=1)
        assert found.bold[ord(letter)] * 1000 == pytest.approx(bold, abs=1)


@pytest.fixture
def with_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """This machine with none of its fonts but those named."""

    def leave(*names: str) -> None:
        (tmp_path / "fonts").mkdir()
        for name in names:
            shutil.copy(ImageFont.truetype(name).path, tmp_path / "fonts")
        for setting in ("XDG_DATA_HOME", "XDG_DATA_DIRS"):
            monkeypatch.setenv(setting, str(tmp_path))
        fonts.cache_clear()

    yield leave
    fonts.cache_clear()


PLAIN, BOLD = "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"


@pytest.mark.parametrize("names", [(), (PLAIN, BOLD), (PLAIN, "DejaVuSans.ttf")])
def test_without_fonts_it_says_what_to_install(
    names: tuple[str, ...], with_only: Callable[..., None]
) -> None:
    with_only(*names)
    with pytest.raises(NoFonts, match="apt install fonts-liberation fonts-dejavu-core"):
        raster.png('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>')


def test_a_font_of_other_widths_will_do_where_there_is_no_better(
    with_only: Callable[..., None],
) -> None:
    with_only("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    assert fonts().family == "DejaVu Sans"
    assert all(ord(mark) in fonts().bold for mark in marks())
    assert not fonts().marks
