"""The tables of a store that come from the catalogue."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from insight.reference.catalogue import Catalogue
from insight.reference.vocabulary import SYNTHETIC_SOURCE

# A sentence of a caveat that says there is no range, and what to say where some figures have one.
NO_RANGE = r"[^.]*\b(?:(?:gives|carries|has) no range|leaves out the range)\b(?! and)[^.]*\.\s*"
SOME_RANGES = "Only some of the figures come with a range; the others are not tested."


def catalogue_tables(
    catalogue: Catalogue,
    observation: pd.DataFrame | None = None,
    synthetic: Collection[str] = (),
) -> dict[str, pd.DataFrame]:
    """The tables that come from the catalogue, priorities and their indicators among them.

    observation: the figures, where it matters that some come with a range the catalogue does not
    expect. synthetic: indicators with figures from made-up records: their source is that.
    """
    indicator = pd.DataFrame([vars(i) for i in catalogue.indicators.values()])
    if observation is not None:
        indicator = _with_published_ranges(indicator, observation)
    if synthetic:
        made_up = indicator["indicator_id"].isin(list(synthetic))
        indicator["source_id"] = indicator["source_id"].mask(made_up, SYNTHETIC_SOURCE)
    priorities = catalogue.priorities.values()
    return {
        "place_priority": pd.DataFrame(
            [{**vars(p), "place_code": p.area_code} for p in priorities],
        ),
        "priority_indicator": pd.DataFrame(
            [
                {**vars(link), "priority_id": p.priority_id}
                for p in priorities
                for link in p.indicators
            ]
        ),
        "indicator": indicator,
        "population_group": pd.DataFrame([vars(g) for g in catalogue.groups.values()]),
        "source": pd.DataFrame([vars(s) for s in catalogue.sources.values()]),
        **_voice_catalogue(catalogue),
    }


def synthetic_indicators(tables: dict[str, pd.DataFrame]) -> set[str]:
    """Indicators of which any figure is from made-up records: tables observation, source_file."""
    files = tables["source_file"]
    made_up = files.loc[files["source_id"] == SYNTHETIC_SOURCE, "source_file_id"]
    rows = tables["observation"]
    return set(rows.loc[rows["source_file_id"].isin(made_up), "indicator_id"])


def _with_published_ranges(indicator: pd.DataFrame, observation: pd.DataFrame) -> pd.DataFrame:
    """Indicators without a range in the files we had: published, where a newer file brings one."""
    is_given = observation["value"].notna()
    if "is_computed" in observation:  # a range worked out here is none of the publisher's
        is_given &= observation["is_computed"].ne(True)
    figures = observation.loc[is_given, ["indicator_id", "lower_ci"]]
    ranged = figures["lower_ci"].notna().groupby(figures["indicator_id"]).mean()
    gained = indicator["indicator_id"].map(ranged).fillna(0)
    gained = gained.where(indicator["ci_method"] == "none", 0)
    caveat = indicator["caveat"].str.replace(NO_RANGE, "", regex=True).str.strip()
    caveat = caveat.str.replace("gives no range and no", "gives no", regex=False)
    caveat = caveat.mask((gained > 0) & (gained < 1), caveat + " " + SOME_RANGES)
    return indicator.assign(
        ci_method=indicator["ci_method"].mask(gained > 0, "published"),
        caveat=indicator["caveat"].mask(gained > 0, caveat),
    )


def _voice_catalogue(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    subjects = catalogue.subjects.values()
    links = [
        (subject.subject_id, kind, linked_id, order)
        for subject in subjects
        for kind, ids in (
            ("indicator", subject.indicator_ids),
            ("theme", subject.theme_ids),
            ("group", subject.group_ids),
        )
        for order, linked_id in enumerate(ids, start=1)
    ]
    themes = [
        {**vars(theme), "parent_id": theme.parent_id or None, "sort_order": order}
        for order, theme in enumerate(catalogue.themes.values(), start=1)
    ]
    return {
        "theme": pd.DataFrame(themes),
        "heard_group": pd.DataFrame([vars(group) for group in catalogue.heard_groups.values()]),
        "subject": pd.DataFrame([vars(subject) for subject in subjects]),
        "subject_link": pd.DataFrame(
            links, columns=["subject_id", "kind", "linked_id", "sort_order"]
        ),
    }
