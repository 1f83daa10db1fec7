"""Questions about where the figures come from, and what is missing."""

from __future__ import annotations

import pandas as pd

from insight.store.connection import Store


def build(store: Store) -> pd.DataFrame:
    """The store itself, one row: build_id, built_at (UTC), code_version, is_embedded_default,
    smallest_base, schema_id, carries_on_from, is_public, system_id, figure_count."""
    return store.query("build")


def sources(store: Store) -> pd.DataFrame:
    """Each publisher's dataset, by publisher.

    source_id, publisher, publication, licence, attribution, address, vintage, file_count,
    read_count, loaded_count, outside_count, rejected_count (rows), indicator_count.
    """
    return store.query("sources")


def source_files(store: Store) -> pd.DataFrame:
    """Each file as it was read, by path.

    source_file_id, path, publisher, publication, layout ('' where nobody recognised it), state,
    note, read_count, loaded_count, outside_count, rejected_count, byte_count, sha256.
    """
    return store.query("source_files")


def rejected_rows(store: Store) -> pd.DataFrame:
    """Each refused row, by file: path, row_number, column_name, reason, raw_text, layout ('' where
    nobody recognised the file)."""
    return store.query("rejected_rows")


def figure_flags(store: Store) -> pd.DataFrame:
    """Each sign of doubt with its figure and its series; doubts about latest figures first.

    The columns of the table `figure_flag`, plain_name, indicator_name, topic, unit,
    decimal_places, source_id, area_name, period_label, value, is_latest (the figure is the
    newest of its series), and the series, oldest first, as arrays of equal length as in
    `place_profile`: period_start_dates, period_end_dates, values, lowers, uppers.
    """
    return store.query("figure_flags")


def missing_figures(store: Store) -> pd.DataFrame:
    """Indicators without a figure for some Place in the Places' latest period, by name.

    indicator_id, plain_name, period_label ('' where no Place has any figure), reason,
    place_count, place_names (with commas). One row per indicator and reason.
    """
    return store.query("missing_figures")
