"""Draft entries of the catalogue for the measures of a file that it does not list yet.

A draft says what the file itself tells: the official name, the unit, whether there are intervals,
which rows it is. What a person must add, such as which way is better and what it means, is left
plain to see. The next build loads what has been adopted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from etl.adopt.draft import Draft
from etl.adopt.guess import draft_of
from etl.adopt.shape import SHAPES, Shape
from etl.opening.content import Table
from etl.opening.open_file import read_file
from etl.sources import layouts
from etl.stop import Stop
from etl.values.spelling import tidy_code, without_blank_words
from insight.reference.catalogue import Catalogue, CatalogueError, load
from insight.reference.spelling import letters

NAME = "adopted.toml"  # in the folder of indicators
HEAD = """\
# Measures adopted from files by `python -m etl adopt FILE`. Of each, write a plain name and a
# definition in your own words, say which way is better (polarity) and look at topic, unit and
# year_kind; then move it to the file of its topic.
"""


class NothingToAdopt(Stop):
    """A file that cannot be adopted. The message says why, and what can be."""


def adopt(path: Path, folder: Path, into: Path | None = None) -> list[Draft]:
    """Write drafts for the measures in the file `path` that the catalogue in `folder` lacks.

    into: the file they are added to, by default adopted.toml among the indicators. Returns them;
    none when every measure is in the catalogue. Raises NothingToAdopt, CatalogueError, and
    etl.opening.content.UnreadableFile.
    """
    catalogue = load(folder)
    found = drafts(path, catalogue)
    into = into or folder / "indicators" / NAME
    if not found:
        return []
    before = into.read_text(encoding="utf-8") if into.exists() else ""
    text = "\n".join([before or HEAD, *(draft.toml() for draft in found)])
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(text, encoding="utf-8")
    try:
        load(folder)
    except CatalogueError:  # never leave behind a catalogue that does not load
        if before:
            into.write_text(before, encoding="utf-8")
        else:
            into.unlink()
        raise
    return found


def drafts(path: Path, catalogue: Catalogue) -> list[Draft]:
    """A draft of each measure in the file that the catalogue does not list. As `adopt`."""
    if not path.is_file():
        raise NothingToAdopt(f"There is no file {path}.")
    known = layouts(catalogue)

    def is_header(cells: Iterable[str]) -> bool:
        return any(layout.fits(cells) for layout in known)

    found: list[Draft] = []
    is_recognised = False
    taken = {*catalogue.indicators, *catalogue.retired}
    for content in read_file(path, path.name, is_header):
        if not isinstance(content, Table):
            continue
        rows = content.rows.loc[:, ~content.rows.columns.duplicated()]
        rows = rows.set_axis([letters(str(column)) for column in rows], axis=1)
        for shape in SHAPES:
            if shape.is_of(rows):
                is_recognised = True
                for draft in _of_table(rows, shape, catalogue, path.name, taken):
                    taken.add(draft.indicator_id)
                    found.append(draft)
                break
    if not is_recognised:
        raise NothingToAdopt(
            f"{path.name} is not of a kind that can be adopted: a file of Fingertips, of Explore"
            " Local Statistics (ONS) or of the Local Authority Interactive Tool can."
        )
    return found


def _of_table(
    rows: pd.DataFrame, shape: Shape, catalogue: Catalogue, file_name: str, taken: set[str]
) -> Iterator[Draft]:
    listed = {
        value
        for indicator in catalogue.indicators_from(shape.source_layout)
        for value in indicator.match.get(shape.measure, ())
    }
    measures = tidy_code(rows[shape.heading])
    used = set(taken)
    for measure, part in rows.groupby(measures, sort=False):
        if not measure or measure in listed:
            continue
        for match, own in _people(part, shape, str(measure)):
            draft = draft_of(own, shape, catalogue, file_name, match, used)
            used.add(draft.indicator_id)
            yield draft


def _people(
    rows: pd.DataFrame, shape: Shape, measure: str
) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    """The measure for everyone, or for each sex where it is given for no more than that."""
    match = {shape.measure: measure}
    if not shape.by_sex_and_age:
        yield match, rows
        return
    whole = rows[without_blank_words(rows["category"]) == ""] if "category" in rows else rows
    whole = whole if len(whole) else rows
    if "age" in whole and whole["age"].nunique() > 1:
        match["Age"] = str(whole["age"].mode().iloc[0])
        whole = whole[whole["age"] == match["Age"]]
    sexes = list(whole["sex"].unique()) if "sex" in whole else []
    for sex in ["Persons"] if "Persons" in sexes else sexes or [""]:
        yield (
            match | ({"Sex": str(sex)} if sex else {}),
            whole[whole["sex"] == sex] if sex else whole,
        )
