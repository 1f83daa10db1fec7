"""Gaps and gradients between groups, worked out once for every reader.

From observations to three tables: what each group's figure is (`group_figure`), how far apart
the groups are and how steep the gradient is (`inequality`), and whether the gap has changed
(`gap_change`). None of it depends on a reader's choices, so none of it is left to a page.
"""

from __future__ import annotations

import pandas as pd

from etl.inequality.change import gap_changes
from etl.inequality.gaps import WHOLE, gaps
from etl.inequality.membership import members
from etl.inequality.pooled import pooled_figures
from etl.inequality.published import published_figures
from etl.inequality.shape import COLUMNS, GROUP_FIGURE_KEY, in_shape
from etl.inequality.slopes import slopes
from insight.reference.catalogue import Catalogue

DECIMALS = 6


def inequality_tables(
    tables: dict[str, pd.DataFrame], catalogue: Catalogue
) -> dict[str, pd.DataFrame]:
    """The tables group_figure, inequality and gap_change, with the schema's columns.

    tables: needs `observation` and `area`; uses `deprivation`, `area_change` and
    `practice_deprivation` where they are there. Empty tables give empty tables.
    """
    pooled = pooled_figures(tables, members(tables, catalogue), catalogue)
    published = published_figures(tables, catalogue)
    figures = pd.concat([pooled, published], ignore_index=True)
    if figures.empty:
        return {name: pd.DataFrame(columns=columns) for name, columns in COLUMNS.items()}
    figures = figures.drop_duplicates(GROUP_FIGURE_KEY, keep="first")
    figures = in_shape("group_figure", figures).round(DECIMALS)
    found = gaps(figures, catalogue).merge(slopes(figures, catalogue), on=WHOLE)
    inequality = in_shape("inequality", found).round(DECIMALS)
    changes = gap_changes(figures, inequality, catalogue)
    return {
        "group_figure": figures,
        "inequality": inequality,
        "gap_change": in_shape("gap_change", changes),
    }
