"""What the project can do is written where a newcomer looks for it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from etl.__main__ import _parser

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def verbs() -> list[str]:
    return re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_explains_itself_and_is_in_the_readme(verb: str) -> None:
    assert re.search(rf"^{verb}:.*## \w", MAKEFILE, flags=re.MULTILINE)
    assert f"make {verb}" in README


def commands() -> dict[str, argparse.ArgumentParser]:
    (choices,) = [
        action.choices
        for action in _parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(choices)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme_and_every_option_has_help(name: str) -> None:
    assert f"`{name}" in README
    for action in commands()[name]._actions:
        assert action.help, f"{name} {action.option_strings}"


def test_paths_named_in_the_readme_exist() -> None:
    for path in re.findall(r"\]\(((?:docs|data|deploy|insight|etl|pages)[^)]*)\)", README):
        assert (PROJECT / path).exists(), path


@pytest.mark.parametrize("name", ["README.md", "GLOSSARY.md", "DECISIONS.md"])
def test_no_path_of_any_machine_is_written_down(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert not re.search(r"(?:^|[\s`(])/(?:home|work|root|tmp|Users)/", text)


def test_every_fault_has_its_test() -> None:
    text = (PROJECT / "docs" / "faults.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*", text, flags=re.MULTILINE)
    assert [int(number) for number in rows] == list(range(1, 25))
    for line in text.splitlines():
        named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", line)
        assert named or not re.match(r"\| \d", line), line
        for path, name in named:
            assert f"\ndef {name}(" in (PROJECT / path).read_text(encoding="utf-8"), name
