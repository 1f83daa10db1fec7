"""Figures of groups worked out again in plain loops, from the rule and not from the code."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import fmean, median
from typing import Any

import pandas as pd
from scipy import stats

from insight.reference.catalogue import Catalogue

SYSTEM = "E54000008"
CHESHIRES = ("E06000049", "E06000050")
BOTH_CHESHIRES_AREA = "E38000233"
Z = 1.959963984540054
OWN_EDITION = {"lsoa21": "2025", "lsoa11": "2019"}
TENTH_KINDS = {
    "core20": lambda tenth: "core20" if tenth in (1, 2) else "not-core20",
    "deprivation_quintile": lambda tenth: f"imd-quintile-{math.ceil(tenth / 2)}",
    "deprivation_decile": lambda tenth: f"imd-decile-{tenth}",
}
ALL_GROUPS = {
    "core20": ["core20", "not-core20"],
    "deprivation_quintile": [f"imd-quintile-{n}" for n in range(1, 6)],
    "deprivation_decile": [f"imd-decile-{n}" for n in range(1, 11)],
    "practice_quintile": [f"practice-quintile-{n}" for n in range(1, 6)],
    "local_quintile": [f"local-quintile-{n}" for n in range(1, 6)],
}
FEWEST = {"neighbourhoods": 5, "practices": 3, "areas": 3}
Row = dict[str, Any]


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Rows as dicts, every kind of missing as None."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def wilson(count: float, among: float) -> tuple[float, float]:
    """Wilson's interval as percentages."""
    share, square = count / among, Z * Z
    middle = (share + square / (2 * among)) / (1 + square / among)
    half = (
        Z * math.sqrt(share * (1 - share) / among + square / (4 * among**2)) / (1 + square / among)
    )
    return 100 * (middle - half), 100 * (middle + half)


class Naive:
    """The tables as plain rows, and what each neighbourhood is."""

    def __init__(self, tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.area = {row["area_code"]: row for row in rows_of(tables["area"])}
        self.observations = rows_of(tables["observation"])
        self.told = {
            (row["indicator_id"], row["area_code"])
            for row in self.observations
            if row["group_id"] == "everyone"
        }
        self.years: dict[str, dict[date, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
        for row in self.observations:
            if row["group_id"] == "everyone":
                year = self.years[row["indicator_id"]][row["period_end_date"]]
                year.setdefault(row["area_code"], row)
        self.changes = [
            (r["lsoa11_code"], r["lsoa21_code"]) for r in rows_of(tables["area_change"])
        ]
        self.linked: dict[tuple[str, str], list[str]] = defaultdict(list)
        for old, new in self.changes:
            self.linked["lsoa11", old].append(new)
            self.linked["lsoa21", new].append(old)
        self.imd: dict[str, dict[str, Row]] = {"2019": {}, "2025": {}}
        for row in rows_of(tables["deprivation"]):
            if row["domain"] == "imd":
                self.imd[row["edition"]][row["area_code"]] = row
        self.fifth = {
            row["area_code"]: (row["edition"], row["quintile"])
            for row in rows_of(tables["practice_deprivation"])
            if row["quintile"] is not None
        }

    def tenth(self, code: str, vintage: str, edition: str) -> int:
        """The national tenth of a neighbourhood, by best fit in the other vintage's edition."""
        if OWN_EDITION[vintage] == edition:
            return int(self.imd[edition][code]["decile"])
        linked = self.linked[vintage, code]
        people = {other: self.imd[edition][other]["population_count"] for other in linked}
        best = min(linked, key=lambda other: (-people[other], other))
        return int(self.imd[edition][best]["decile"])

    def group_figures(self) -> Iterator[Row]:
        """Every row that group_figure should have: its key, and figures or None."""
        by_indicator: dict[str, list[Row]] = defaultdict(list)
        for row in self.observations:
            if row["group_id"] == "everyone" and row["value"] is not None:
                by_indicator[row["indicator_id"]].append(row)
        old = {pair[0] for pair in self.changes}
        new = {pair[1] for pair in self.changes}
        for indicator_id, rows in by_indicator.items():
            # Figures of middle-layer areas beside those of neighbourhoods are sums of these.
            codes = {row["area_code"] for row in rows}
            if self._is_spread_out(rows):
                continue  # figures of Places, which tell nothing of the areas inside them
            if codes & (old | new):
                vintage = (
                    "lsoa21"
                    if len(codes & new) / len(new) >= len(codes & old) / len(old)
                    else "lsoa11"
                )
                yield from self._neighbourhoods(indicator_id, rows, vintage)
            elif any(self.area.get(code, {}).get("area_type") == "msoa" for code in codes):
                yield from self._middle_areas(indicator_id, rows)
            if codes & set(self.fifth) and self.catalogue.indicators[indicator_id].is_comparable:
                yield from self._practices(indicator_id, rows)
        yield from self._published()

    def _is_spread_out(self, rows: list[Row]) -> bool:
        """Whether the small areas of a Place mostly share one figure."""
        inside: dict[tuple[str, str], list[float]] = defaultdict(list)
        small = {pair[0] for pair in self.changes} | {pair[1] for pair in self.changes}
        small |= {code for code, area in self.area.items() if area["area_type"] == "msoa"}
        small |= set(self.fifth)
        for row in rows:
            place = self.area.get(row["area_code"], {}).get("place_code")
            if place and row["area_code"] in small:
                inside[place, row["period_label"]].append(row["value"])
        several = [len(set(values)) for values in inside.values() if len(values) > 1]
        return bool(several) and median(several) == 1

    def _is_told(self, indicator_id: str, units: list[str]) -> bool:
        """Whether half of an area's units have a row, with a figure or without."""
        return 2 * sum((indicator_id, unit) in self.told for unit in units) >= len(units)

    def _neighbourhoods(self, indicator_id: str, rows: list[Row], vintage: str) -> Iterator[Row]:
        known = {pair[0 if vintage == "lsoa11" else 1] for pair in self.changes}
        rows = [row for row in rows if row["area_code"] in known]
        people = self.imd[OWN_EDITION[vintage]]
        inside: dict[str, list[str]] = defaultdict(list)
        for code in known:
            for area in (self.area[code]["place_code"], SYSTEM):
                inside[area].append(code)
        told = {area for area, units in inside.items() if self._is_told(indicator_id, units)}
        for edition in ("2019", "2025"):
            tenth = {
                row["area_code"]: self.tenth(row["area_code"], vintage, edition) for row in rows
            }
            for kind, group_of in TENTH_KINDS.items():
                members: dict[tuple[str, str], list[Row]] = defaultdict(list)
                for row in rows:
                    code = row["area_code"]
                    weighed = {**row, "residents": people[code]["population_count"]}
                    for area in {self.area[code]["place_code"], SYSTEM} & told:
                        members[area, group_of(tenth[code])].append(weighed)
                yield from self._pooled(indicator_id, edition, kind, "neighbourhoods", members)

    def _middle_areas(self, indicator_id: str, rows: list[Row]) -> Iterator[Row]:
        parent = {code: row["parent_code"] for code, row in self.area.items()}
        moved = [(parent[old], parent[new]) for old, new in self.changes]
        redrawn = {code for pair in moved if pair[0] != pair[1] for code in pair}
        for edition in ("2019", "2025"):
            homes: dict[str, list[Row]] = defaultdict(list)
            for code, row in self.imd[edition].items():
                if parent[code] not in redrawn:
                    homes[parent[code]].append(row)
            score, residents = {}, {}
            for middle, inside in homes.items():
                residents[middle] = sum(row["population_count"] for row in inside)
                weighted = sum(row["score"] * row["population_count"] for row in inside)
                score[middle] = weighted / residents[middle]
            members: dict[tuple[str, str], list[Row]] = defaultdict(list)
            for area in {SYSTEM, *(self.area[middle]["place_code"] for middle in score)}:
                inside_area = [m for m in score if area in (SYSTEM, self.area[m]["place_code"])]
                if not self._is_told(indicator_id, inside_area):
                    continue
                inside_area.sort(key=lambda middle: -score[middle])
                places = {middle: place for place, middle in enumerate(inside_area)}
                for row in rows:
                    place = places.get(row["area_code"])
                    if place is not None:
                        group = f"local-quintile-{5 * place // len(inside_area) + 1}"
                        weighed = {**row, "residents": residents[row["area_code"]]}
                        members[area, group].append(weighed)
            yield from self._pooled(indicator_id, edition, "local_quintile", "areas", members)

    def _practices(self, indicator_id: str, rows: list[Row]) -> Iterator[Row]:
        members: dict[tuple[str, str], list[Row]] = defaultdict(list)
        editions = set()
        inside: dict[str, list[str]] = defaultdict(list)
        areas_of = {}
        for code in self.fifth:
            practice = self.area[code]
            areas_of[code] = {practice["parent_code"], practice["place_code"], SYSTEM} - {None}
            for area in areas_of[code]:
                inside[area].append(code)
        told = {area for area, units in inside.items() if self._is_told(indicator_id, units)}
        for row in rows:
            if row["area_code"] in self.fifth:
                edition, fifth = self.fifth[row["area_code"]]
                editions.add(edition)
                for area in areas_of[row["area_code"]] & told:
                    weighed = {**row, "residents": self.register(row)}
                    members[area, f"practice-quintile-{fifth}"].append(weighed)
        [edition] = editions
        for found in self._pooled(indicator_id, edition, "practice_quintile", "practices", members):
            yield found
            if found["area_code"] == BOTH_CHESHIRES_AREA:
                placed = {area for area, _ in members}
                for place in set(CHESHIRES) - placed:
                    yield {**found, "area_code": place, "value": None, "why": "both Cheshire"}

    def register(self, practice_figure: Row) -> float | None:
        """What weighs a practice's figure: its registers of the newest year no later, added up."""
        weights = []
        by = self.catalogue.indicators[practice_figure["indicator_id"]].weighted_by
        for indicator_id, columns in by.items():
            years = self.years[indicator_id]
            before = [day for day in years if day <= practice_figure["period_end_date"]]
            row = years[max(before) if before else min(years)].get(practice_figure["area_code"])
            weights += [row[column] if row else None for column in columns]
        return None if None in weights else sum(weights)

    def _pooled(
        self,
        indicator_id: str,
        edition: str,
        kind: str,
        unit: str,
        members: dict[tuple[str, str], list[Row]],
    ) -> Iterator[Row]:
        every = [row for inside in members.values() for row in inside]
        has_counts = all(row["denominator_count"] is not None for row in every)
        has_ranges = all(row["lower_ci"] is not None for row in every)
        indicator = self.catalogue.indicators[indicator_id]
        is_counted = has_counts and indicator.ci_method != "none"
        cells: dict[tuple[str, date], dict[str, list[Row]]] = defaultdict(dict)
        for (area, group), rows in members.items():
            for row in rows:
                cell = cells[area, row["period_start_date"]]
                cell.setdefault(group, []).append(row)
        for (area, start), cell in cells.items():
            for group in ALL_GROUPS[kind]:
                inside = cell.get(group, [])
                key = {
                    "indicator_id": indicator_id,
                    "area_code": area,
                    "edition": edition,
                    "group_kind": kind,
                    "group_id": group,
                    "period_start_date": start,
                }
                weights = [
                    row["denominator_count"] if has_counts else row["residents"] for row in inside
                ]
                if len(inside) < FEWEST[unit]:
                    yield {**key, "value": None, "why": f"{unit.removesuffix('s')}"}
                elif None in weights:
                    yield {**key, "value": None, "why": "it is not known how many people"}
                elif sum(weights) < 50:
                    yield {**key, "value": None, "why": "fewer than 50 people"}
                elif is_counted:
                    count = sum(row["numerator_count"] for row in inside)
                    of_counts = counted if indicator.value_type == "percentage" else compared
                    yield {**key, **of_counts(count, sum(weights)), "units": len(inside)}
                else:
                    yield {
                        **key,
                        **averaged(inside, weights, has_counts, has_ranges, indicator.weighted_by),
                        "units": len(inside),
                    }

    def _published(self) -> Iterator[Row]:
        tenths: dict[tuple[Any, ...], dict[int, Row]] = defaultdict(dict)
        of_practices = {
            row["indicator_id"] for row in self.observations if row["area_code"] in self.fifth
        }
        for row in self.observations:
            kind, edition = published_kind(row)
            indicator = self.catalogue.indicators[row["indicator_id"]]
            area_type = self.area[row["area_code"]]["area_type"]
            if not kind or indicator.topic == "who lives here":
                continue
            if area_type not in ("place", "system", "country", "sub_icb"):
                continue
            if kind == "practice_quintile" and row["indicator_id"] in of_practices:
                continue  # worked out from the practices themselves
            key = {
                "indicator_id": row["indicator_id"],
                "area_code": row["area_code"],
                "edition": edition,
                "group_kind": kind,
                "group_id": row["group_id"],
                "period_start_date": row["period_start_date"],
            }
            if kind == "deprivation_decile":
                number = int(row["group_id"].rsplit("-", 1)[1])
                tenths[tuple(list(key.values())[:3]) + (row["period_start_date"],)][number] = row
            among = row["denominator_count"]
            if row["value"] is None or (indicator.ci_method == "wilson" and among is None):
                yield {**key, "value": None, "why": row["value_note"] or "not published"}
            elif among is not None and among < 50:
                yield {**key, "value": None, "why": "fewer than 50 people"}
            else:
                lower, upper = row["lower_ci"], row["upper_ci"]
                error = None if lower in (None, upper) else (upper - lower) / (2 * Z)
                found = {"value": row["value"], "error": error, "lower": lower, "upper": upper}
                yield {**key, **found, "people": among}
        for (indicator_id, area, edition, start), rows in tenths.items():
            for kind in ("core20", "deprivation_quintile"):
                groups: dict[str, list[Row]] = defaultdict(list)
                for number, row in rows.items():
                    groups[TENTH_KINDS[kind](number)].append(row)
                for group, inside in groups.items():
                    key = {
                        "indicator_id": indicator_id,
                        "area_code": area,
                        "edition": edition,
                        "group_kind": kind,
                        "group_id": group,
                        "period_start_date": start,
                    }
                    if any(row["denominator_count"] is None for row in inside):
                        yield {**key, "value": None, "why": ""}
                        continue
                    among = sum(row["denominator_count"] for row in inside)
                    count = sum(row["numerator_count"] for row in inside)
                    yield {**key, **counted(count, among)}


def counted(count: float, among: float) -> Row:
    """A percentage of people counted, with Wilson's interval."""
    lower, upper = wilson(count, among)
    return {
        "value": 100 * count / among,
        "lower": lower,
        "upper": upper,
        "error": (upper - lower) / (2 * Z),
        "people": among,
    }


def compared(count: float, expected: float) -> Row:
    """What was counted as a percentage of what was expected, with Byar's interval."""
    ends = []
    for events, sign in ((count, -1), (count + 1, 1)):
        ends.append(events * (1 - 1 / (9 * events) + sign * Z / (3 * math.sqrt(events))) ** 3)
    lower, upper = (100 * end / expected for end in ends)
    error = (upper - lower) / (2 * Z)
    value = 100 * count / expected
    return {"value": value, "lower": lower, "upper": upper, "error": error, "people": expected}


def averaged(
    inside: list[Row],
    weights: list[float],
    has_counts: bool,
    has_ranges: bool,
    weighted_by: object = None,
) -> Row:
    """A weighted mean; its error from published ranges, or from how members differ.

    weighted_by: whether its weights are registers; then its interval is Student's.
    """
    total = sum(weights)
    value = sum(w * row["value"] for w, row in zip(weights, inside, strict=True)) / total
    if has_counts:
        value = 100 * sum(row["numerator_count"] for row in inside) / total
    if has_ranges and not has_counts:
        errors = [(row["upper_ci"] - row["lower_ci"]) / (2 * Z) for row in inside]
        variance = sum((w * e) ** 2 for w, e in zip(weights, errors, strict=True)) / total**2
    else:
        n = len(inside)
        squares = [
            (w * (row["value"] - value)) ** 2 for w, row in zip(weights, inside, strict=True)
        ]
        variance = n * fmean(squares) * n / (n - 1) / total**2
    is_alike = not has_ranges and len({row["value"] for row in inside}) == 1
    if is_alike or not variance:  # no difference at all is no knowledge of the error
        return {"value": value, "lower": None, "upper": None, "error": None, "people": total}
    error = math.sqrt(variance)
    times = stats.t.ppf(0.975, len(inside) - 1) if weighted_by else Z
    return {
        "value": value,
        "lower": value - times * error,
        "upper": value + times * error,
        "error": error,
        "people": total,
    }


def newest_edition(day: date) -> str:
    """The newest edition of the Indices of Deprivation that was out on a day."""
    if day >= date(2025, 10, 30):
        return "2025"
    return "2019" if day >= date(2019, 9, 26) else "2015"


def published_kind(row: Row) -> tuple[str, str]:
    """The kind and edition of a published group; '' for a group that is not compared."""
    group: str = row["group_id"]
    if group.startswith("imd-decile"):
        return "deprivation_decile", newest_edition(row["period_end_date"])
    if group.startswith(("imd-quintile", "local-quintile")):
        kind = "deprivation_quintile" if group.startswith("imd") else "local_quintile"
        return kind, newest_edition(row["period_end_date"])
    if group.startswith("practice-quintile"):
        return "practice_quintile", "2019"
    if group.startswith("ethnic"):
        return "ethnic_group", "none"
    if group.startswith("sex"):
        return "sex", "none"
    return "", ""


def by_key(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Rows by the key of group_figure; no key may come twice."""
    found: dict[tuple[Any, ...], Row] = {}
    names = ("indicator_id", "area_code", "edition", "group_kind", "group_id", "period_start_date")
    for row in rows:
        key = tuple(row[name] for name in names)
        assert key not in found, key
        found[key] = row
    return found
