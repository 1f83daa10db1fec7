"""The chapter on deprivation: a map, the neighbourhoods by tenth, and who lives in Core20."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight import settings
from insight.export.board_pack.area import EDITION, Area
from insight.export.board_pack.parts import Part, Section
from insight.export.document import Table
from insight.language import number_format, sentences
from insight.language.number_format import NO_FIGURE, figure, number
from insight.store import Store, queries
from insight.visual import chart_data, charts, maps

SOURCES = ("deprivation-2025", "census-age")
# Real borders where they have been loaded; hexagons show every neighbourhood alike.
SHAPES = ("boundary", "hexagon", "approximate")
CAVEAT = (
    "A deprived neighbourhood is not a place where everyone is poor, and poor people live in "
    "every neighbourhood."
)


def deprivation(area: Area) -> Section:
    """Neighbourhoods by national tenth, as a map and as bars; people in Core20 by Place."""
    place = None if area.is_system else area.code
    frame = queries.neighbourhood_deprivation(area.store, EDITION, place_code=place)
    people = queries.core20_people(area.store, EDITION)
    if frame.empty:
        nothing = Part("No figures on deprivation have been loaded yet")
        return Section("Deprivation", (nothing,))
    share = (
        sentences.core20_sentence(people, EDITION)
        if area.is_system
        else sentences.core20_place_sentence(people, area.code, EDITION)
    )
    subtitle = f"Index of Multiple Deprivation {EDITION}, neighbourhoods of {area.where}"
    title = sentences.map_title(frame)
    where = Part(
        title=title,
        subtitle=subtitle,
        sentences=(share,),
        shown=_payload(area),
        alt=sentences.map_alt(frame, area.where, EDITION),
        source_ids=SOURCES,
        caveat=CAVEAT,
    )
    first, every = int((frame["decile"] == 1).sum()), len(frame)
    tenths = Part(
        title=f"{number(first)} of {number(every)} are in the most deprived tenth",
        subtitle=f"{subtitle}, by national tenth",
        sentences=(sentences.map_sentence(frame, area.where, EDITION),),
        shown=charts.decile_bars(frame),
        alt=f"{sentences.map_sentence(frame, area.where, EDITION)} Bars, one for each tenth.",
        data=chart_data.deciles(frame),
        source_ids=SOURCES,
    )
    return Section("Deprivation", (where, tenths, _core20(people)))


def _core20(people: pd.DataFrame) -> Part:
    ordered = people.assign(is_system=people["area_type"] == "system").sort_values(
        ["is_system", "core20_pct"], ascending=[True, False]
    )
    rows = tuple(
        (
            row.area_name,
            figure(row.core20_pct, "%"),
            number_format.people(row.core20_count),
            number(row.core20_neighbourhood_count),
            number(row.neighbourhood_count),
        )
        for row in ordered.itertuples()
    )
    heads = ("Area", "In Core20", "People", "Core20 neighbourhoods", "All neighbourhoods")
    return Part(
        title=sentences.core20_title(people),
        subtitle=f"Share of people in Core20 neighbourhoods, nine Places, {EDITION} edition",
        sentences=(sentences.core20_sentence(people, EDITION),),
        shown=charts.core20_bars(people),
        alt=sentences.core20_alt(people, EDITION),
        data=chart_data.core20(ordered),
        table=Table("People in Core20 neighbourhoods", heads, rows, frozenset({1, 2, 3, 4})),
        source_ids=SOURCES,
    )


def _payload(area: Area) -> dict[str, Any] | None:
    """The map of the whole system, or zoomed to a Place; None when no shapes have been built."""
    layer_file = _layer_file(area.store)
    if layer_file is None:
        return None
    layer = maps.read_layer(settings.MAPS / layer_file)
    frame = queries.neighbourhood_deprivation(area.store, EDITION).set_index("area_code")
    texts = {
        row.Index: f"decile {row.decile:.0f}, rank {row.rank:,.0f} in England"
        for row in frame.itertuples()
    }
    rows = frame.reindex(layer.area_codes)
    return maps.map_payload(
        layer,
        layer_file,
        maps.class_deciles(rows["decile"].to_numpy(float)),
        maps.in_order(layer, texts, NO_FIGURE),
        title=f"Deprivation of neighbourhoods in {area.where}, {EDITION} edition",
        description=sentences.map_alt(frame, area.where, EDITION),
        marked=list(rows["is_core20"].eq(True)),
        mark_label="Core20: most deprived fifth of England",
        zoom="" if area.is_system else area.code,
    )


def _layer_file(store: Store) -> str | None:
    layers = queries.map_layers(store)
    files = layers[layers["area_type"] == "lsoa21"].set_index("shape")["file_name"]
    for shape in SHAPES:
        if shape in files.index and (settings.MAPS / files[shape]).is_file():
            return str(files[shape])
    return None
