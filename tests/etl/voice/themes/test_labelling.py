"""Labelling without scikit-learn gives what scikit-learn gives, and can be explained."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.voice.themes import (
    UnreadableModel,
    label_learned_themes,
    label_moods,
    label_themes,
    model_in_use,
)
from etl.voice.themes.evidence import read_families
from etl.voice.themes.examples import FAMILIES, project_examples
from etl.voice.themes.label_model import ASKED, MOOD, label_model
from etl.voice.themes.labelling import MOST_WORDS
from etl.voice.themes.learners import Vectors, learn_theme
from etl.voice.themes.model import (
    FILE_NAME,
    TABLE_COLUMNS,
    ThemeModel,
    load,
    save,
    theme_model_table,
)
from insight import settings
from tests.etl.voice.themes.probabilities import probabilities

pytestmark = pytest.mark.slow

NOTHING_TO_GO_ON = [
    "",
    "   ",
    "!!! ??? ...",
    "07700 900123",
    "[name] [phone number]",
    "🙂🙂🙂",
    "asdf qwer zxcv hjkl",
    "the of and to a in that it",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
    "Nie mogę znaleźć dentysty i czekam już rok",
    "La comida estaba fría y nadie me escuchó",
    "Le médecin ne m'a pas écouté du tout",
    "ننتظر طبيب الأسنان منذ أشهر",
    "我等了很久才看到医生",
]


@pytest.fixture(scope="module")
def texts() -> pd.Series:
    """Comments the model was not learned from, the demonstration's."""
    path = settings.DEMONSTRATION / "feedback.csv"
    shown = pd.read_csv(path, dtype="str", keep_default_na=False)["comment"].head(400)
    return shown.set_axis([f"c{number}" for number in range(len(shown))])


@pytest.fixture(scope="module")
def model() -> ThemeModel:
    return load(settings.FIGURES / FILE_NAME)


def test_probabilities_are_those_of_scikit_learn(learned: ThemeModel, texts: pd.Series) -> None:
    examples = project_examples()
    vectors = Vectors(read_families(FAMILIES), examples["comment"])
    assert vectors.features == learned.features
    seen, unseen = vectors.of(examples["comment"]), vectors.of(texts)
    ours = probabilities(texts, learned)
    judged = (ours > 0).any(axis=1).to_numpy()
    assert judged.mean() > 0.9
    for theme in learned.themes.labels:
        learner = learn_theme(seen, [theme in themes for themes in examples["themes"]])
        theirs = learner.predict_proba(unseen)[:, 1]
        np.testing.assert_allclose(ours.loc[judged, theme], theirs[judged], atol=1e-9)


def test_a_model_read_back_labels_alike(
    learned: ThemeModel, texts: pd.Series, tmp_path: Path
) -> None:
    again = load(save(learned, tmp_path))
    pd.testing.assert_frame_equal(label_themes(texts, again), label_themes(texts, learned))


def test_labels_are_exactly_the_probabilities_over_the_threshold(
    model: ThemeModel, texts: pd.Series
) -> None:
    labels = label_themes(texts, model)
    probability = probabilities(texts, model)
    expected = {
        (comment_id, row.theme_id)
        for row in model.scores.itertuples()
        if row.is_in_use and row.theme_id in probability
        for comment_id in probability.index[probability[row.theme_id] >= row.threshold]
    }
    assert set(zip(labels["comment_id"], labels["theme_id"], strict=True)) == expected
    assert len(labels) == len(expected) > 100


@pytest.mark.parametrize("text", NOTHING_TO_GO_ON)
def test_the_machine_is_silent_when_there_is_nothing_to_go_on(model: ThemeModel, text: str) -> None:
    texts = pd.Series([text], index=["c1"])
    assert label_themes(texts, model).empty
    for asked in ("", *ASKED):
        assert label_moods(texts, pd.Series([asked], index=["c1"]), label_model()).isna().all()
    assert label_learned_themes(texts, label_model()).empty


@pytest.mark.parametrize(
    ("text", "theme", "word"),
    [
        ("No NHS dentist will take the children on", "dentistry", "dentist"),
        ("The interpreter never came so we could not understand", "language-and-interpreting", ""),
        ("Cannot get on the internet and the app will not work", "digital-exclusion", "app"),
        ("There is no bus to the hospital and parking is dear", "transport", "bus"),
        ("The flat is damp and the landlord does nothing about the mould", "housing", "landlord"),
    ],
)
def test_plain_cases_are_found_and_explained(
    model: ThemeModel, text: str, theme: str, word: str
) -> None:
    labels = label_themes(pd.Series([text], index=["c1"]), model).set_index("theme_id")
    assert theme in labels.index
    reason = labels.loc[theme, "carried_by"].split(", ")
    assert any(word in words for words in reason)


def test_the_reason_is_words_of_the_comment_that_speak_for_the_theme(
    model: ThemeModel, texts: pd.Series
) -> None:
    """Leaving the named words out must make the label less likely."""
    for label in label_themes(texts, model).head(150).itertuples():
        text = texts[label.comment_id]
        reason = label.carried_by.split(", ")
        assert 1 <= len(reason) <= MOST_WORDS
        without = f" {text.lower()} "
        for words in " ".join(reason).split():
            without = without.replace(words, " ")
        before, after = probabilities(pd.Series([text, without]), model)[label.theme_id]
        assert after < before


def test_no_comments_give_no_labels(model: ThemeModel) -> None:
    none = pd.Series([], dtype="str")
    assert list(label_themes(none, model).columns) == [
        "comment_id",
        "theme_id",
        "probability",
        "carried_by",
    ]
    assert label_themes(none, model).empty
    assert label_moods(none, none, label_model()).empty
    assert label_learned_themes(none, label_model()).empty


def test_the_table_for_the_store_has_the_schemas_columns(model: ThemeModel) -> None:
    table = theme_model_table(model, label_model())
    assert list(table.columns) == TABLE_COLUMNS
    assert table["theme_id"].is_unique and table["theme_id"].iloc[-1] == MOOD
    assert not table.loc[table["recall"].isna(), "is_public"].any()


def test_how_many_comments_staff_corrected_is_in_no_table(model: ThemeModel) -> None:
    """The table is public, and a theme may have been corrected once."""
    more = model.scores.assign(example_count=model.scores["example_count"] + 1)
    new = more.tail(1).assign(theme_id="brand-new")
    trained = replace(model, scores=pd.concat([more, new], ignore_index=True))
    told, before = (theme_model_table(each, label_model()) for each in (trained, model))
    count = told.set_index("theme_id")["example_count"]
    assert count.pop("brand-new") == 0
    assert count.to_dict() == before.set_index("theme_id")["example_count"].to_dict()


def test_labelling_does_without_scikit_learn() -> None:
    code = (
        "import sys, pandas as pd, etl.__main__\n"
        "from etl.voice.themes import label_themes, model_in_use\n"
        "texts = pd.Series(['no nhs dentist anywhere'], index=['c1'])\n"
        "assert list(label_themes(texts, model_in_use())['theme_id']) == ['dentistry']\n"
        "assert 'sklearn' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=settings.PROJECT, check=True)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 0}', '{"format": 1}'])
def test_a_broken_model_is_refused_with_what_to_do(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'd.sqlite'}")
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableModel, match=r"remove it, or run .*etl train"):
        model_in_use()
