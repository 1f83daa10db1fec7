"""Questions about gaps and gradients between groups.

Gap rows carry every column of the table `inequality` (see schema.sql), area_name, area_type,
group_name and reference_group_name. A row without a gap, or without a slope, says why in
gap_refusal and slope_refusal ('' where there is one). A gap without an interval was not tested:
is_clear is False and absolute_lower NaN. A change between deprivation editions is never compared:
each row belongs to one edition ('none' where groups are not by deprivation).
"""

from __future__ import annotations

import pandas as pd

from insight.reference.areas import SYSTEM
from insight.store.connection import Store
from insight.store.parts import part


def inequality_measures(store: Store) -> pd.DataFrame:
    """What can be compared between groups: a row per indicator, group_kind and edition, by name.

    indicator_id, plain_name, topic, clinical_area, unit, value_type, polarity, decimal_places,
    group_kind, edition, unit_of_analysis, area_count (areas with a gap in any period),
    latest_period_label (the latest with a gap, or the latest of all where there is none).
    """
    return store.query("inequality_measures")


def group_figures(
    store: Store, indicator_id: str, area_code: str | None, group_kind: str, edition: str
) -> pd.DataFrame:
    """Each group's figure in one area, every period, oldest first, groups in their order.

    Without an area: in every one, area by area.

    The columns of the table `group_figure`, group_name, kind and sort_order. `refusal` is ''
    where there is a figure.
    """
    return store.query(
        "group_figures",
        indicator_id=indicator_id,
        area_code=area_code,
        group_kind=group_kind,
        edition=edition,
    )


def inequalities(store: Store, indicator_id: str, group_kind: str, edition: str) -> pd.DataFrame:
    """Gap rows of every area and period, by area name and then oldest first."""
    return store.query(
        "inequalities", indicator_id=indicator_id, group_kind=group_kind, edition=edition
    )


def gap_changes(store: Store, indicator_id: str, group_kind: str, edition: str) -> pd.DataFrame:
    """Whether the gap has widened or narrowed, a row per area.

    The columns of the table `gap_change`, area_name and area_type. `reason` is '' where there is
    a word.
    """
    by = ("indicator_id", "group_kind", "edition")
    return part(store, "gap_changes", by, (indicator_id, group_kind, edition))


def gap_history(store: Store) -> pd.DataFrame:
    """In which areas each measure's gap can be followed over time, by name of measure and area.

    A row for each indicator, group_kind, edition and area with a gap: plain_name, topic,
    area_name, area_type (Places, the system, sub-ICB areas and England), period_count (periods
    with a gap), first_period and latest_period (their labels), and from_period_label,
    absolute_word, relative_word and reason of `gap_changes`.
    """
    return store.query("gap_history")


def clinical_area_gaps(store: Store, clinical_area: str, area_code: str = SYSTEM) -> pd.DataFrame:
    """One area's gap rows of the latest period, for every indicator and kind of a clinical area.

    One row for each edition that has that period. Gap rows with plain_name, indicator_name,
    topic, clinical_area, unit, value_type, polarity and decimal_places.
    """
    by, key = ("clinical_area",), (clinical_area,)
    return part(store, "clinical_area_gaps", by, key, area_code=area_code)


def strongest_inequalities(store: Store, limit: int | None = None) -> pd.DataFrame:
    """The latest gap of the system and of each Place that was tested, clear and large ones first.

    One row for each edition that has the latest period. Gap rows with the indicator's columns
    as in `clinical_area_gaps`; relative_size (how many times as high the higher figure is, 1 or
    more) and absolute_size (the difference as a share of the reference's figure). Every row is a
    test made, so their number is what chance is reckoned by. doubt: why the headline figure of
    the same area and period is to be checked first, or ''. Without a limit, all of them.
    """
    return store.query("strongest_inequalities", limit=limit)
