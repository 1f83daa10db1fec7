"""The examples are many, varied, labelled with real ids, and not the demonstration's."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pandas as pd
import pytest

from etl.voice.themes.evidence import plain_words, read_families
from etl.voice.themes.examples import EXAMPLES, FAMILIES, project_examples
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.vocabulary import MOODS

THEMES = [t.theme_id for t in project_catalogue().themes.values() if t.parent_id]
SHARED_RUN = 8  # words in a row that two texts may not share by chance


@pytest.fixture(scope="module")
def examples() -> pd.DataFrame:
    return project_examples()


def test_there_are_enough_examples_of_every_theme(examples: pd.DataFrame) -> None:
    assert len(examples) >= 700
    counts = Counter(theme for themes in examples["themes"] for theme in themes)
    assert set(counts) == set(THEMES)
    assert min(counts.values()) >= 25


def test_moods_are_known_and_all_there(examples: pd.DataFrame) -> None:
    counts = examples["sentiment"].value_counts()
    assert set(counts.index) == set(MOODS)
    assert counts.min() >= 75


def test_comments_have_several_themes_and_some_have_none(examples: pd.DataFrame) -> None:
    sizes = examples["themes"].map(len)
    assert (sizes > 1).mean() > 0.5
    assert sizes.max() <= 5
    assert (sizes == 0).sum() >= 25


def test_no_comment_and_no_label_is_there_twice(examples: pd.DataFrame) -> None:
    alike = examples["comment"].map(lambda text: " ".join(plain_words(text)))
    assert alike.is_unique
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ids = [theme for theme in row["themes"].split(";") if theme]
            assert len(ids) == len(set(ids)), row["comment"]


def test_comments_are_short_and_name_nobody_to_be_found(examples: pd.DataFrame) -> None:
    for text in examples["comment"]:
        assert 2 <= len(text) <= 500
        assert not re.search(r"@|https?:|www\.|\b\d{7,}\b", text), text
        assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text), text


def test_the_demonstration_is_other_texts(examples: pd.DataFrame) -> None:
    """So that its labels are a fair trial of the machine: no long run of words is shared."""
    shown = pd.read_csv(
        settings.DEMONSTRATION / "feedback.csv", dtype="str", keep_default_na=False
    )["comment"]
    assert len(shown) > 1000
    ours = {run for text in examples["comment"] for run in runs(text)}
    shared = [text for text in shown if ours & set(runs(text))]
    assert shared == []
    whole = {" ".join(plain_words(text)) for text in examples["comment"]}
    same = {" ".join(plain_words(text)) for text in shown} & whole
    assert not {text for text in same if len(text.split()) > 3}


def runs(text: str) -> list[str]:
    words = plain_words(text)
    return [" ".join(words[i : i + SHARED_RUN]) for i in range(len(words) - SHARED_RUN + 1)]


def test_every_entry_of_a_family_can_be_found() -> None:
    families = read_families(FAMILIES)
    for family, entries in families.entries.items():
        for entry in entries:
            assert entry == entry.lower()
            assert "*" not in entry[:-1], f"{family}: {entry} has a * that is not at its end"
            found = {name for name, _ in families.found(entry.rstrip("*"))}
            assert f"={family}" in found, f"{family}: {entry} is never found"
        repeated = [entry for entry, count in Counter(entries).items() if count > 1]
        assert repeated == [], f"{family} has {repeated} twice"
