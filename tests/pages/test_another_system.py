"""The same product for other systems, each by its folder in the catalogue alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.pipeline import NothingToRead, gather_figures
from insight import settings
from insight.reference.areas import project_catalogue
from insight.settings import PROJECT

SYSTEM = "greater-manchester"
# What --area is given, the name of the system, a Place, and files from most publishers; the second
# system is a list of two authorities (a district, and one by its code), and has fewer files.
OTHERS = (
    (
        "Greater Manchester",
        "Greater Manchester",
        "E08000003",
        (
            *("whole/census2021", "whole/deprivation", "whole/geography", "whole/population"),
            *("whole/wider_determinants", "newer/explore_local_statistics"),
            *("newer/fingertips_next", "newer/nhs_activity"),
        ),
    ),
    (
        "Preston, E06000009",
        "Blackpool and Preston",
        "E07000123",
        ("whole/census2021", "whole/deprivation", "whole/geography"),
    ),
)
# Authorities elsewhere in England, which its Places may be set beside.
ELSEWHERE = re.compile(r"Cheshire (?:East|West and Chester)")
OURS = re.compile(r"Cheshire|Merseyside|\bnine (?:Places|together|council)", re.I)


def run(command: list[str], **chosen: Path | str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "INSIGHT_SYSTEM"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        env={**inherited, **{name: str(value) for name, value in chosen.items()}},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("area", "name", "place", "folders"), OTHERS)
def test_every_page_is_about_the_system_that_was_built(
    area: str,
    name: str,
    place: str,
    folders: tuple[str, ...],
    common_folder: Path,
    open_data: Path,
    refresh_data: Path,
) -> None:
    """From the same national files as ours. No setting but where the store is: what it is about
    stands in the store and its pointer."""
    given = {"whole": open_data, "newer": refresh_data}
    roots = [(given[each.partition("/")[0]], each.partition("/")[2]) for each in folders]
    raws = [word for root, inside in roots for word in ("--raw", str(root / inside))]
    folder = common_folder / name.replace(" ", "-")
    where = {"INSIGHT_STORES": str(folder), "INSIGHT_MAPS": str(folder / "maps")}
    done = run(["etl", "build", "--area", area, *raws], **where)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(["tests.pages.every_page", place], **where)
    assert done.returncode == 0, done.stderr
    for address, text in json.loads(done.stdout).items():
        assert f"{name} insight" in text, address
        plain = ELSEWHERE.sub("", text)
        assert not OURS.search(plain), (address, around(plain))


def around(text: str) -> list[str]:
    return [text[max(0, m.start() - 80) : m.end() + 80] for m in OURS.finditer(text)][:5]


def test_figures_come_embedded_for_our_system_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "is_default_system", lambda: False)
    with pytest.raises(NothingToRead, match=r"cheshire-and-merseyside alone: .* with --raw"):
        gather_figures([tmp_path], project_catalogue(), lambda what, done, total: None)


def test_an_area_the_catalogue_lacks_is_refused_with_those_it_has(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["build", "--area", "Atlantis"]) == 2
    words = " ".join(capsys.readouterr().err.split())
    assert "There is no area called 'Atlantis': choose" in words
    assert SYSTEM in words  # more of what is refused, and how: tests/insight/reference/test_systems


def test_no_code_says_which_system_it_is_about() -> None:
    """Names and codes stand in the catalogue, and in the examples of comments."""
    ours = re.compile(r"Cheshire and Merseyside|E54000008|E12000002|\bnine Places\b(?![,'])", re.I)
    kinds = {".py", ".sql", ".js", ".css", ".md", ".html"}
    found = [
        f"{path.relative_to(PROJECT)}: {line.strip()}"
        for folder in ("insight", "etl", "pages", "publishing")
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.suffix in kinds
        for line in path.read_text(encoding="utf-8").splitlines()
        if ours.search(line)
    ]
    assert found == []
