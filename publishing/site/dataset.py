"""What programs are told of a chart: CSV on the Web (W3C) and a Dataset of schema.org."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from insight.export.caption import Caption
from insight.findings import Finding
from insight.reference.areas import areas
from insight.reference.identity import identity
from insight.store import Store, queries
from insight.store.disk import digest

LICENCES = {
    "Open Government Licence v3.0": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YES_OR_NO = re.compile("True|False")
# What all given cells of a column must look like, and what such a column is called.
KINDS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (NUMBER, "number"),
    (DAY, "date"),
    (YES_OR_NO, {"base": "boolean", "format": "True|False"}),
)


def csv_metadata(file_name: str, data: bytes, words: Caption) -> bytes:
    """Metadata of a CSV file as CSV on the Web: its columns, worked out from its own cells."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    columns = [
        {
            "titles": title,
            "name": _name(title, number),
            "datatype": _kind(row[number] for row in rows),
        }
        for number, title in enumerate(header)
    ]
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file_name,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"], "header": True},
        "dc:title": words.title,
        "dc:description": words.subtitle,
        "dc:source": words.source,
        "dc:license": words.licence,
        "tableSchema": {"columns": columns},
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def dataset(
    store: Store,
    finding: Finding,
    words: Caption,
    address: str,
    version: int,
    files: dict[str, bytes],
) -> str:
    """The chart as a Dataset of schema.org, as JSON that may stand inside HTML.

    address: of this version. files: those that hold its figures.
    """
    known = queries.sources(store).set_index("source_id")
    sources = known.loc[[each for each in finding.source_ids if each in known.index]]
    licences = [LICENCES[each] for each in sources["licence"].unique() if each in LICENCES]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.title,
        "description": f"{words.subtitle}. {finding.sentence}".strip(),
        "url": address,
        "version": str(version),
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": identity().owner},
        "license": licences[0] if len(licences) == 1 else licences,
        "isBasedOn": [
            {
                "@type": "Dataset",
                "name": row.publication,
                "creator": {"@type": "Organization", "name": row.publisher},
                "url": row.address,
            }
            for row in sources.itertuples()
        ],
        "temporalCoverage": _span(finding.table.values),
        "spatialCoverage": [areas()[code].area_name for code in area_codes(finding)],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{address}{name}",
                "encodingFormat": "text/csv",
                "sha256": digest(data),
            }
            for name, data in files.items()
        ],
    }
    kept = {name: value for name, value in said.items() if value not in ("", [])}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def area_codes(finding: Finding) -> list[str]:
    """The areas of the catalogue that a finding gives figures of, in the catalogue's order."""
    values = finding.table.values
    found = set(values["area_code"].dropna()) if "area_code" in values else set()
    found |= {str(finding.about["area_code"])} if "area_code" in finding.about else set()
    return [code for code in areas() if code in found]


def indicator_ids(finding: Finding) -> list[str]:
    """The indicators that a finding gives figures of, each once."""
    values = finding.table.values
    listed = list(values["indicator_id"].dropna()) if "indicator_id" in values else []
    own = finding.about.get("indicator_id", "")
    return list(dict.fromkeys([*([own] if own else []), *listed]))


def _span(values: pd.DataFrame) -> str:
    """'2013-04-01/2023-03-31', '' where rows have no dates."""
    names = ("period_start_date", "period_end_date")
    if values.empty or not set(names) <= set(values):
        return ""
    first, last = values[names[0]].dropna(), values[names[1]].dropna()
    if first.empty or last.empty:
        return ""
    return f"{pd.Timestamp(first.min()):%Y-%m-%d}/{pd.Timestamp(last.max()):%Y-%m-%d}"


def _kind(cells: Iterable[str]) -> Any:
    given = [each for each in cells if each]
    for pattern, name in KINDS:
        if given and all(map(pattern.fullmatch, given)):
            return name
    return "string"


def _name(title: str, number: int) -> str:
    """A name that a program can use: letters, digits and lines."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    return f"{plain or 'column'}_{number + 1}"
