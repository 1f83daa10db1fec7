"""Maps as findings: what each shows of its areas, beside the table of the same values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from insight import settings
from insight.analysis import comparisons, digital_exclusion
from insight.findings.finding import Finding
from insight.findings.table import Column, Link, data_table
from insight.language import number_format, sentences
from insight.language.sentences import digital_inclusion as digital_words
from insight.reference.areas import HOW_MANY, SYSTEM_NAME, Benchmark
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import maps

LAYERS = {"2025": "lsoa21", "2019": "lsoa11"}  # whose neighbourhoods an edition ranks
# Real borders where they have been loaded; hexagons show every neighbourhood alike.
PREFERENCE = ("boundary", "hexagon", "approximate")
# Where a place is matters more than that every neighbourhood can be seen.
TRUE_TO_PLACE = ("boundary", "approximate", "hexagon")
CORE20 = "Core20: most deprived fifth of England"
SOURCES = {
    "2025": ("deprivation-2025", "census-age"),
    "2019": ("deprivation-2019", "ons-population-2020"),
}

NEIGHBOURHOOD_COLUMNS = (
    Column("Neighbourhood", lambda row: str(row.area_name)),
    Column("Place", lambda row: str(row.place_name)),
)


def shapes(store: Store, area_type: str) -> list[str]:
    """The shapes an area type can be drawn in, of those built.

    Where there are real boundaries, approximate areas have nothing to add.
    """
    layers = queries.map_layers(store)
    built = list(layers.loc[layers["area_type"] == area_type, "shape"])
    return [each for each in built if each != "approximate" or "boundary" not in built]


def deprivation_map(
    store: Store, edition: str, shape: str = "", place_code: str = ""
) -> Finding | None:
    """Deprivation decile of every neighbourhood, Core20 outlined; zoomed to a Place if named.

    shape: '' for the best there is. None where the layer has not been drawn.
    """
    frame = queries.neighbourhood_deprivation(store, edition)
    shown = frame[(frame["place_code"] == place_code) | (place_code == "")]
    where = shown["place_name"].iloc[0] if place_code and len(shown) else f"the {HOW_MANY} Places"
    title = f"Deprivation of neighbourhoods in {where}, {edition} edition"
    alt = sentences.map_alt(shown, where, edition)
    payload = _payload(
        store,
        (LAYERS[edition], shape),
        frame,
        _decile_classes,
        _decile_words,
        title=title,
        description=alt,
        marked="is_core20",
        mark_label=CORE20,
        zoom=place_code,
    )
    if payload is None:
        return None
    columns = [
        *NEIGHBOURHOOD_COLUMNS,
        Column("Decile", lambda row: number_format.number(row.decile), is_number=True),
        Column("Rank in England", lambda row: number_format.number(row.rank), is_number=True),
    ]
    return Finding(
        finding_id=f"deprivation-map-{edition}",
        title=sentences.map_title(shown),
        subtitle=title,
        sentence=sentences.map_sentence(shown, where, edition),
        picture=payload,
        alt=alt,
        table=data_table(title, columns, tuples(shown), shown),
        source_ids=SOURCES[edition],
        link=Link.to("place", place=place_code, edition=edition)
        if place_code
        else Link.to("", edition=edition),
        about={"indicator_id": f"imd-{edition}", "indicator_name": title},
    )


def middle_layer_map(store: Store, area_code: str) -> Finding | None:
    """Where a middle-layer area lies in its Place: its neighbourhoods outlined among the others.

    None where there is no such area, or the layer has not been drawn.
    """
    homes = queries.middle_layer_deprivation(store, area_code)["area_code"]
    frame = queries.neighbourhood_deprivation(store, "2025")
    frame = frame.assign(is_home=frame["area_code"].isin(homes))
    own = frame[frame["is_home"]].reset_index(drop=True)
    if own.empty:
        return None
    built = shapes(store, LAYERS["2025"])
    name, where = own["msoa_name"].iloc[0], own["place_name"].iloc[0]
    title = f"Where {name} is in {where}, and how deprived it is"
    alt = f"{title}. {sentences.map_in_words(own, name)}"
    payload = _payload(
        store,
        (LAYERS["2025"], next((each for each in TRUE_TO_PLACE if each in built), "")),
        frame,
        _decile_classes,
        _decile_words,
        title=title,
        description=alt,
        marked="is_home",
        mark_label=name,
        zoom=own["place_code"].iloc[0],
    )
    if payload is None:
        return None
    columns = [
        Column("Neighbourhood", lambda row: str(row.area_name)),
        Column("Decile", lambda row: number_format.number(row.decile), is_number=True),
    ]
    return Finding(
        finding_id="neighbourhood-map",
        title=title,
        picture=payload,
        alt=alt,
        table=data_table(title, columns, tuples(own), own),
        source_ids=SOURCES["2025"],
        link=Link.to("neighbourhood", area=area_code),
    )


def indicator_map(
    store: Store,
    indicator_id: str,
    area_type: str,
    shape: str = "",
    benchmark: Benchmark = comparisons.AGAINST_ENGLAND,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
) -> Finding | None:
    """An indicator by area: verdicts on Places where there are any, else figures in classes."""
    about = queries.indicator(store, indicator_id)
    frame = comparisons.latest_comparison(
        store, indicator_id, area_type, benchmark, period_start_date, period_end_date
    )
    if frame.empty:
        return None
    unit, places = about["unit"], about["decimal_places"]
    has_verdicts = area_type == "place" and (frame["verdict"] != NOT_TESTED).any()

    def classed(rows: pd.DataFrame) -> maps.Classes:
        if has_verdicts:
            return maps.class_verdicts(rows["verdict"].where(rows["value"].notna(), None))
        return maps.class_numbers(
            rows["value"].to_numpy(float), unit, places, polarity=str(about["polarity"])
        )

    def text(row: Any) -> str:
        if pd.isna(row.value):
            return str(row.value_note)
        return number_format.figure(row.value, unit, places)

    title = f"{about['plain_name']}, {frame['period_label'].iloc[0]}"
    said = sentences.spread_sentence(frame, about)
    payload = _payload(
        store, (area_type, shape), frame, classed, text, title=title, description=said
    )
    if payload is None:
        return None
    columns = [
        Column("Area", lambda row: str(row.area_name)),
        Column("Figure", text, is_number=True),
    ]
    return Finding(
        finding_id=f"{indicator_id}-map-{area_type}",
        title=title,
        sentence=said,
        picture=payload,
        alt=said,
        table=data_table(title, columns, tuples(frame), frame),
        source_ids=(str(about["source_id"]),),
        caveat=str(about["caveat"]),
    )


def digital_exclusion_map(
    store: Store,
    edition: str,
    shape: str = "",
    place_code: str = "",
    marked: str = "is_core20",
    mark_label: str = CORE20,
) -> Finding | None:
    """Risk of digital exclusion by neighbourhood of 2011, in classes, some outlined.

    marked: the column of `digital_exclusion.risk` that outlines; place_code: zoom to it, '' for
    none.
    """
    frame = digital_exclusion.risk(store, edition)
    shown = frame[(frame["place_code"] == place_code) | (place_code == "")]
    if shown.empty:
        return None
    where = shown["place_name"].iloc[0] if place_code else SYSTEM_NAME
    title = f"Risk of being left out online, neighbourhoods in {where}"
    alt = digital_words.digital_alt(shown, where)
    payload = _payload(
        store,
        ("lsoa11", shape),
        frame,
        lambda rows: maps.class_numbers(rows["score"].to_numpy(float), "score 0–10", 1),
        lambda row: number_format.figure(row.score, "score 0–10", 1),
        title=title,
        description=alt,
        marked=marked,
        mark_label=mark_label,
        zoom=place_code,
    )
    if payload is None:
        return None
    columns = [
        *NEIGHBOURHOOD_COLUMNS,
        Column("Score out of 10", lambda row: number_format.number(row.score, 1), is_number=True),
    ]
    return Finding(
        finding_id="digital-map",
        title=title,
        picture=payload,
        alt=alt,
        table=data_table(title, columns, tuples(shown), shown),
        source_ids=("digital-exclusion", "census-age", "ons-rural-urban"),
    )


def _decile_classes(rows: pd.DataFrame) -> maps.Classes:
    return maps.class_deciles(rows["decile"].to_numpy(float))


def _decile_words(row: Any) -> str:
    return f"decile {row.decile:.0f}, rank {row.rank:,.0f} in England"


def _payload(
    store: Store,
    layer_is: tuple[str, str],
    frame: pd.DataFrame,
    classed: Callable[[pd.DataFrame], maps.Classes],
    text: Callable[[Any], str],
    marked: str = "",
    **words: str,
) -> dict[str, Any] | None:
    """A frame by area_code as a payload of the layer; None when that layer is not there."""
    path = _layer_path(store, *layer_is)
    if path is None:
        return None
    layer = maps.read_layer(path)
    by_code = frame.set_index("area_code")
    texts = {row.Index: text(row) for row in by_code.itertuples()}
    rows = by_code.reindex(layer.area_codes)
    return maps.map_payload(
        layer,
        path.name,
        classed(rows),
        maps.in_order(layer, texts, number_format.NO_FIGURE),
        marked=list(rows[marked].eq(True)) if marked else (),
        **words,
    )


def _layer_path(store: Store, area_type: str, shape: str) -> Any:
    """The file of a layer; of the first shape of PREFERENCE that is there for ''."""
    layers = queries.map_layers(store)
    files = layers[layers["area_type"] == area_type].set_index("shape")["file_name"]
    for each in (shape,) if shape else PREFERENCE:
        if each in files.index and (settings.MAPS / files[each]).is_file():
            return settings.MAPS / files[each]
    return None
