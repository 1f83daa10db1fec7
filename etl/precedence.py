"""Of several files that give one figure, which counts; and what is said of the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.checks import KEY_COLUMNS, OBSERVATION_COLUMNS
from etl.files import File

# What says which of two files of one figure is newer: its folder, how far it reaches, its size.
WORTH = ["layer", "reach", "size"]
SAME = 1e-9  # figures that lie no further apart are one


def newest(checked: list[pd.DataFrame], files: dict[str, File]) -> pd.DataFrame:
    """Where two files give the same figure, keep the one from the later folder.

    Of files in one folder, keep that which reaches further, or holds more figures. Where nothing
    but their names tells two apart, the last by name is kept, and both are named when they differ.
    """
    if not checked:
        return pd.DataFrame(columns=[*OBSERVATION_COLUMNS, "source_file_id", "has_interval"])
    frame = pd.concat(checked, ignore_index=True)
    path = frame["source_file_id"].map(lambda file_id: files[file_id].path)
    layer = frame["source_file_id"].map(lambda file_id: files[file_id].layer)
    groups = frame.groupby(["indicator_id", "source_file_id"])["period_end_date"]
    reach, size = groups.transform("max"), groups.transform("size")
    frame = frame.assign(layer=layer, reach=reach, size=size, path=path)
    frame = frame.sort_values([*WORTH, "path"])
    older = frame.duplicated(KEY_COLUMNS, keep="last")
    if older.any():
        _say_which_won(frame, older, files)
    frame = frame[~older].drop(columns=["row_number", *WORTH, "path"])
    return frame.sort_values(KEY_COLUMNS, ignore_index=True)


def _say_which_won(frame: pd.DataFrame, older: pd.Series, files: dict[str, File]) -> None:
    winners = frame[~older].set_index(KEY_COLUMNS)
    for file_id, replaced in frame[older].groupby("source_file_id"):
        file = files[str(file_id)]
        kept = frame.loc[~older & (frame["source_file_id"] == file_id), "row_number"]
        gone = replaced.loc[~replaced["row_number"].isin(kept), "row_number"]
        file.outside_count += len(set(gone) - file.refused_rows())
        won = winners.loc[pd.MultiIndex.from_frame(replaced[KEY_COLUMNS])]
        names = ", ".join(sorted(won["path"].unique()))
        file.remark(f"{_figures(len(replaced))} replaced by those of {names}.")
        if kept.empty:
            file.state = "superseded"
        differ = np.abs(won["value"].to_numpy(float) - replaced["value"].to_numpy(float)) > SAME
        differ &= (won[WORTH].to_numpy() == replaced[WORTH].to_numpy()).all(axis=1)
        for winner, figures in won[differ].groupby("source_file_id"):
            files[str(winner)].remark(
                f"{_figures(len(figures))} not what {file.path} says, and nothing in the two files"
                " tells which is newer: these are used, as the last by name."
            )


def _figures(count: int) -> str:
    return "1 figure is" if count == 1 else f"{count:,} figures are"
