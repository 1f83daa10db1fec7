"""The command line of learning from comments: `python -m etl train --help`."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl.console import print_scores, print_trials, progress
from etl.voice import risk_meaning, risk_ranking
from etl.voice.themes import label_model
from etl.voice.themes.label_model import MOOD
from insight.reference.areas import project_catalogue
from insight.store import decisions


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `train` to the commands of `python -m etl`."""
    command = commands.add_parser("train", help="learn to label comments, from examples")
    command.add_argument(
        "--into",
        type=Path,
        help="folder to write to (default: beside people's decisions, where a build looks first);"
        " data/figures makes the embedded model afresh, without people's corrections",
    )
    command.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help="real comments with labels people gave (see data/training): learns moods and"
        " themes from it, measured on organisations not learned from, and does nothing else",
    )
    command.add_argument(
        "--risk",
        action="store_true",
        help="learns in what order staff read comments (data/training), and does nothing else",
    )
    command.set_defaults(run=_train)


def _train(options: argparse.Namespace) -> int:
    from etl.voice.themes import training  # scikit-learn: slow to load, and only needed here

    themes = project_catalogue().themes.values()
    names = {theme.theme_id: theme.plain_name for theme in themes if theme.parent_id}
    if options.risk:
        return _learn_risk(options.into)
    if options.labels is not None:
        return _learn_labels(options.labels, options.into, {**names, MOOD: "Mood"})
    with progress() as report:
        lesson = training.learn(options.into or decisions.folder(), names, report)
    print_scores(lesson.model.scores, names)
    print(
        f"Learned from {lesson.written_count:,} written examples and"
        f" {lesson.corrected_count:,} corrected comments: {lesson.path}"
    )
    return 0


def _learn_risk(into: Path | None) -> int:
    from etl.voice import risk_learning

    folder = into or risk_ranking.FILE.parent
    path = risk_learning.save(folder / risk_ranking.FILE.name)
    print(f"Learned in what order to read comments: {path}")
    if risk_meaning.model_folder() is None:
        print("No sentence model is installed (requirements-reading.txt): its weights stay.")
    else:
        print(f"And by meaning: {risk_learning.save_meaning(folder / risk_meaning.FILE.name)}")
    return 0


def _learn_labels(labels: Path, into: Path | None, names: dict[str, str]) -> int:
    from etl.voice.themes import peoples_labels

    rows = peoples_labels.read_labels(labels)
    model, results = peoples_labels.learn(rows)
    print_trials(results, names)
    path = label_model.save(model, (into or label_model.FILE.parent) / label_model.FILE.name)
    print(f"Learned from {len(rows):,} real comments that people labelled: {path}")
    return 0
