"""GP practices as areas: which NHS area each belongs to, and which Place.

A practice is in no Place by law. An NHS area that is one Place decides for its practices. Where
an NHS area is of several Places the postcode of the surgery decides, and where that is not known
the Place in which most practices of its primary care network lie.
"""

from __future__ import annotations

from string import capwords

import pandas as pd

from etl.geography import Parts, Tables, stack
from etl.nhs_areas import areas_by_nhs_code
from etl.row_checks import RowChecks, area_rows
from insight.reference.catalogue import Catalogue

PRACTICE_SHAPE = r"[A-Z]\d{5}"


def practice_parts(
    checks: RowChecks, catalogue: Catalogue, nhs_column: str, pcn: str = "", postcode: str = ""
) -> dict[str, pd.DataFrame]:
    """Parts of the tables `area` and `practice` from rows with PRACTICE_CODE and PRACTICE_NAME.

    Rows of NHS areas (in nhs_column) that are not ours are set aside. pcn, postcode: the columns
    of the practice's network and of its surgery's postcode, where the layout has them.
    """
    nhs_areas = areas_by_nhs_code(catalogue)
    checks.rows = checks.rows.assign(nhs_code=checks.rows[nhs_column].str.strip())
    checks.keep_areas("nhs_code", nhs_areas)
    practices = checks.rows.drop_duplicates("PRACTICE_CODE")
    parent = practices["nhs_code"].map(nhs_areas)
    types = parent.map({code: area.area_type for code, area in catalogue.areas.items()})
    area = area_rows(
        "practice",
        practices["PRACTICE_CODE"],
        practices["PRACTICE_NAME"].str.strip().map(_not_shouted),
        place=parent.where(types == "place", ""),
        parent=parent,
    )
    about = {"area_code": practices["PRACTICE_CODE"]}
    for name, column in (("pcn_code", pcn), ("postcode", postcode)):
        blank = pd.Series("", index=practices.index, dtype=str)
        about[name] = practices[column].str.strip() if column in practices else blank
    return {"area": area, "practice": pd.DataFrame(about)}


def _most(place: pd.Series, network: pd.Series) -> pd.Series:
    """Network → the Place in which more than half of its placed practices lie."""
    rows = pd.DataFrame({"network": network.replace("", None), "place": place}).dropna()
    share = rows.groupby("network")["place"].value_counts(normalize=True)
    return share[share > 0.5].reset_index("place")["place"]


def _not_shouted(name: str) -> str:
    return capwords(name) if name.isupper() else name


def with_places(tables: Tables, parts: Parts) -> pd.DataFrame:
    """The table `area` with a Place for practices of an NHS area of several Places.

    parts: `practice` (see practice_parts). tables: uses `postcode` (postcode without spaces, and
    the middle-layer area it lies in) where it is there.
    """
    area = tables["area"]
    known = stack(parts, "practice", ["area_code", "pcn_code", "postcode"])
    postcodes = tables.get("postcode")
    if known.empty or postcodes is None or postcodes.empty:
        return area
    known = known.groupby("area_code")[["pcn_code", "postcode"]].first()
    places = area.set_index("area_code")["place_code"]
    place_of_postcode = postcodes.set_index("postcode")["area_code"].map(places)
    plain = known["postcode"].str.upper().str.replace(r"\s", "", regex=True)
    place = plain.map(place_of_postcode)
    of_network = known["pcn_code"].map(_most(place, known["pcn_code"]))
    place = place.astype(object).fillna(of_network.astype(object))
    is_open = (area["area_type"] == "practice") & area["place_code"].isna()
    return area.assign(place_code=area["place_code"].where(~is_open, area["area_code"].map(place)))
