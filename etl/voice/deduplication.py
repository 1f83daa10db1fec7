"""Loading the same export again, or a corrected one: nothing counts twice, corrections win.

Two rows are of one thing when their key is the same: organisation and response id for a comment,
the id of an idea, and so on. Of several files that hold it, the one whose rows reach the latest
date wins, then the last by path; a real file always wins over the demonstration.
"""

from __future__ import annotations

import hashlib

import pandas as pd

from etl.files import File

OF_THE_FILE = ["source_file_id", "row_number", "is_demonstration"]


def short_hashes(parts: pd.Series) -> pd.Series:
    """Short ids made from texts: the same text gives the same id, and no id tells its text."""
    return parts.map(lambda text: hashlib.sha256(text.encode()).hexdigest()[:16]).astype(str)


def newest_rows(
    rows: pd.DataFrame, key: list[str], dated: str | None, files: dict[str, File]
) -> pd.DataFrame:
    """The rows of one file for each key; the notes of the files say what became of the others.

    rows: rows of all files of one layout, with OF_THE_FILE; no file says a thing twice. dated:
    the column that says how far a file reaches.
    """
    if rows["source_file_id"].nunique() < 2:
        return rows
    rank = pd.DataFrame(
        {
            "reach": _reach(rows, dated).astype(str),
            "path": rows["source_file_id"].map(lambda file_id: files[file_id].path),
            "row_number": rows["row_number"],
        }
    )
    rows = rows.loc[rank.sort_values(list(rank.columns)).index]
    identity = pd.Series(list(rows[key].astype(str).itertuples(index=False)), index=rows.index)
    winner = rows["source_file_id"].groupby(identity).transform("last")
    is_older = rows["source_file_id"] != winner
    content = [column for column in rows if column not in OF_THE_FILE]
    said = pd.util.hash_pandas_object(rows[content].astype(str), index=False).to_numpy()
    versions = pd.MultiIndex.from_arrays([identity, said])
    is_known = versions.isin(versions[is_older])
    is_corrected = ~is_older & identity.isin(identity[is_older]) & ~is_known
    _tell(rows, is_older, rows[is_corrected], files)
    return rows[~is_older].sort_index()


def _reach(rows: pd.DataFrame, dated: str | None) -> pd.Series:
    if dated is None:
        return pd.Series("", index=rows.index)
    return rows.groupby("source_file_id")[dated].transform("max")


def _tell(
    rows: pd.DataFrame, is_older: pd.Series, corrected: pd.DataFrame, files: dict[str, File]
) -> None:
    for file_id, count in rows.loc[is_older, "source_file_id"].value_counts().items():
        file = files[str(file_id)]
        file.outside_count += int(count)
        file.remark(f"{_rows(int(count))} in another file too, which counts instead.")
        if count == (rows["source_file_id"] == file_id).sum():
            file.state = "superseded"
    for file_id, count in corrected["source_file_id"].value_counts().items():
        word = "corrects" if count == 1 else "correct"
        files[str(file_id)].remark(
            f"{count} {'row' if count == 1 else 'rows'} {word} another file."
        )


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
