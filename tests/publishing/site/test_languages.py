"""Words of public pages as data: what a translation may leave out, and which way it is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from insight import settings
from insight.store import Store
from publishing.__main__ import main
from publishing.site import census, figures, languages
from publishing.site.languages import WrongLanguage
from publishing.site.outline import place_codes

ENGLISH = (settings.LANGUAGES / "en-GB.toml").read_text(encoding="utf-8")
# No language at all, read from right to left: every sentence is marked, so that none is missed.
MARKED = (
    ENGLISH.replace('"en-GB"', '"ar"')
    .replace('"English"', '"Test"')
    .replace('"ltr"', '"rtl"')
    .replace('sentence = "', 'sentence = "¶ ')
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of languages with English in it."""
    shutil.copy(settings.LANGUAGES / "en-GB.toml", tmp_path)
    monkeypatch.setattr(settings, "LANGUAGES", tmp_path)
    monkeypatch.setattr(languages, "language", languages.language.__wrapped__)
    return tmp_path


def test_what_comes_with_the_project_is_english(folder: Path) -> None:
    [english] = languages.languages()
    assert (english.code, english.direction, english.ending) == ("en-GB", "ltr", "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('skip = "Skip to the content"', "", "'skip' is not there"),
        ("skip = ", 'jump = "x"\nskip = ', "'jump' is unknown"),
        ("in {tenths} in 10", "", ""),
        ("about {tenths} in 10", "about some in 10", "'about' does not fill in"),
        ("about {tenths} in 10", "about {tenths!r} in 10", "'about' does not fill in"),
        ("about {tenths} in 10", "about {tenths} in 10 {}", "'about' does not fill in"),
        ('skip = "Skip to the content"', 'skip = " "', "'skip' is empty"),
        ("This page is about {place}.", "This page.", "pair 1 is about something else"),
        ('picture = "map"', 'picture = "heart"', "pair 1 is about something else"),
        ('direction = "rtl"', 'direction = "up"', "its direction is 'up'"),
        ('direction = "rtl"', 'direction = "ltr"', "its direction is 'ltr', and ar is read rtl"),
        ('language = "ar"', 'language = "arabic"', "its language is 'arabic'"),
        ("[words]", "[word]", "cannot be used"),
        ("\nsentence = ", "\nsentense = ", "cannot be filled in"),
        ("about {tenths} in 10", "about {tenths in 10", "cannot be filled in"),
    ],
)
def test_a_translation_has_everything_english_has(
    folder: Path, old: str, new: str, fault: str
) -> None:
    (folder / "ar.toml").write_text(MARKED.replace(old, new, 1), encoding="utf-8")
    if not fault:
        assert languages.languages()[1].ending == "-ar"
        return
    with pytest.raises(WrongLanguage, match=fault):
        languages.languages()


@pytest.mark.parametrize(("code", "way"), [("pa-Arab", "rtl"), ("zh-Hant", "ltr"), ("he", "rtl")])
def test_a_script_says_which_way_it_is_read(folder: Path, code: str, way: str) -> None:
    text = MARKED.replace('"ar"', f'"{code}"').replace('"rtl"', f'"{way}"')
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    assert languages.language(code).direction == way


@pytest.mark.slow
def test_a_translated_page_says_its_language_and_direction(folder: Path, real_store: Store) -> None:
    (folder / "ar.toml").write_text(MARKED, encoding="utf-8")
    made = figures.render(real_store, "report", "halton-easy-read-ar")
    page = made.files["index.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page and "¶ This page is about Halton" in page
    assert page.count('<div lang="en-GB" dir="ltr">') == 3
    assert (made.readers, made.retells) == ("native readers of Test", "E06000006")


def test_the_census_decides_which_language_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = (
        "Lower tier local authorities Code,Lower tier local authorities,"
        "Main language (detailed) (95 categories) Code,"
        "Main language (detailed) (95 categories),Observation"
    )
    first, second = place_codes()[:2]
    rows = [
        (first, 1, "English (English or Welsh in Wales)", 90_000),
        (first, 2, "Polish", 700),
        (second, 2, "Polish", 900),
        (second, 3, "Arabic", 2_000),
        (first, 4, "Cornish", 20),
        ("E09000001", 3, "Arabic", 50_000),
    ]
    file = tmp_path / "ts024.csv"
    lines = [f"{code},Somewhere,{number},{name},{count}" for code, number, name, count in rows]
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    assert main(["languages", "--census", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.index("2,000 people: Arabic") < said.index("1,600 people: Polish")
    assert "Cornish" not in said and "50,000" not in said
    eu = "Main language: Other European language (EU)"
    file.write_text(
        "date,geography,geography code,Main language: Total: All usual residents,"
        f"Main language: English (English or Welsh in Wales),{eu},{eu}: Polish,"
        "Main language: Arabic"
        f"\n2021,A,{first},93700,90000,700,700,3000\n2021,B,{second},900,0,900,900,0\n"
    )
    assert main(["languages", "--census", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.index("3,000 people: Arabic") < said.index("1,600 people: Other European language")
    assert said.count("people:") == 2
    file.write_text("a,b\n1,2\n")
    assert main(["languages", "--census", str(file)]) == 2
    assert "is not the table TS024" in capsys.readouterr().err


def test_without_that_table_our_figures_say_where_and_not_which(real_store: Store) -> None:
    [english, *where, last] = census.report(None, real_store)
    assert english.startswith("en-GB") and last == census.NO_TABLE
    counts = [int(each.split()[0].replace(",", "")) for each in where]
    assert len(where) == len(place_codes()) and counts == sorted(counts, reverse=True)
    assert where[0].endswith("Liverpool, 2021")
