"""Gaps and gradients between groups, worked out once for every reader.

From observations to three tables: what each group's figure is (`group_figure`), how far apart
the groups are and how steep the gradient is (`inequality`), and whether the gap has changed
(`gap_change`). None of it depends on a reader's choices, so none of it is left to a page.
"""

from __future__ import annotations

import pandas as pd

from etl.inequality.change import gap_changes
from etl.inequality.columns import COLUMNS, GROUP_FIGURE_KEY, fit_columns
from etl.inequality.gaps import WHOLE, gaps
from etl.inequality.membership import members
from etl.inequality.pooling import pool_figures
from etl.inequality.publisher_figures import publisher_figures
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
    pooled = pool_figures(tables, members(tables, catalogue), catalogue)
    published = publisher_figures(tables, catalogue)
    figures = pd.concat([pooled, published], ignore_index=True)
    if figures.empty:
        return {name: pd.DataFrame(columns=columns) for name, columns in COLUMNS.items()}
    figures = figures.drop_duplicates(GROUP_FIGURE_KEY, keep="first")
    figures = fit_columns("group_figure", figures).round(DECIMALS)
    found = gaps(figures, catalogue).merge(slopes(figures, catalogue), on=WHOLE)
    inequality = fit_columns("inequality", found).round(DECIMALS)
    changes = gap_changes(figures, inequality, catalogue)
    return {
        "group_figure": figures,
        "inequality": inequality,
        "gap_change": fit_columns("gap_change", changes),
    }
