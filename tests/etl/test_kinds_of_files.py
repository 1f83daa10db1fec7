"""Official figures as people have them, kind by kind: each loads right, or says what is wrong.

Every input is written here, and stands for a kind of file seen in the wild:

| kind | what it is |
|---|---|
| clean | a download as the publisher gives it: no fault, nothing refused |
| commas | numbers with a decimal comma, or commas between thousands |
| markers | signs in place of a figure, or beside one |
| repeats | one figure said more than once, fuller or rounder |
| programs | written by R, pandas or a copy of the publisher's table under other headings |
| codes | codes of areas with an n before them, in small letters, of areas of others |
| text | other separators and encodings |
| tails | sources, notes and totals below the table |
| limits | limits that are swapped, or do not hold the value |
| periods | months, quarters, spans and years as they are written |
| headers | two and three rows of headings, and titles above them |
| errors | cells of a spreadsheet's formula that failed, or was never worked out |
| packed | a workbook in a zip, what a Mac leaves in one, a zip of text |
| no table | a web page, an error of an interface, or a damaged file under a table's name |
| names | files whose name alone says what, or when, they are about |

Other kinds have their own tests: parts of files and lookups of 2011 in test_merge_embedded and
test_partial_practices, two downloads of one series in test_pipeline, the tables of QOF, Nomis and
the Indices in sources/test_qof, test_census_tables and test_deprivation, shapes in
opening/test_shapes, and what people say in sources/test_voice_exports and voice/test_kinds.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.checks import check_claims
from etl.files import file_tables, open_all, read
from etl.sources import layouts
from tests.etl.opening.made_files import ods, xls
from tests.etl.sources.figures import SHIPPED, reference_of

Rows = list[list[str]]
LIVERPOOL, KNOWSLEY, WIRRAL, HALTON, SYSTEM = (
    "E08000012",
    "E08000011",
    "E08000015",
    "E06000006",
    "E54000008",
)
HEADER = [
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name",
    "Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value",
    "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit",
    "Count", "Denominator", "Value note", "Recent Trend",
    "Compared to England value or percentiles", "Compared to ICBs value or percentiles",
    "Time period Sortable", "New data", "Compared to goal", "Time period range",
]  # fmt: skip
USUAL = {
    "Indicator ID": "848",
    "Indicator Name": "Depression: QOF prevalence",
    "Area Code": LIVERPOOL,
    "Area Name": "Liverpool",
    "Sex": "Persons",
    "Age": "18+ yrs",
    "Time period": "2022/23",
    "Time period range": "1y",
}
SHORT = {
    "code": "Area Code",
    "period": "Time period",
    "value": "Value",
    "lower": "Lower CI 95.0 limit",
    "upper": "Upper CI 95.0 limit",
    "count": "Count",
    "of": "Denominator",
    "note": "Value note",
    "kind": "Category Type",
    "category": "Category",
    "area_type": "Area Type",
    "indicator": "Indicator ID",
}


def row(value: str, code: str = LIVERPOOL, blank: str = "", **others: str) -> list[str]:
    """A row of Fingertips' 27 columns."""
    given = {SHORT[name]: cell for name, cell in {**others, "value": value, "code": code}.items()}
    return [{**USUAL, **given}.get(column, blank) for column in HEADER]


def text(*rows: list[str], header: list[str] = HEADER, sep: str = ",", quoting: int = 0) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=sep, quoting=quoting).writerows([header, *rows])  # type: ignore[arg-type]
    return made.getvalue()


def book(*rows: Sequence[object], sheet: str = "Data") -> bytes:
    made, packed = openpyxl.Workbook(), io.BytesIO()
    made.active.title = sheet
    for each in rows:
        made.active.append(list(each))
    made.save(packed)
    return packed.getvalue()


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def frame(*rows: list[str]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=HEADER).replace("", None)
    numeric = ["Indicator ID", "Value", "Count", "Denominator"]
    return made.assign(**{name: made[name].astype(float) for name in numeric})


def parquet(made: pd.DataFrame) -> bytes:
    packed = io.BytesIO()
    made.to_parquet(packed)
    return packed.getvalue()


ONE = row("13.7", lower="13.5", upper="13.9", count="59000", of="430657")
TWO = row("9.1", KNOWSLEY, lower="8.9", upper="9.3", count="12740", of="140000")
BOTH = {LIVERPOOL: 13.7, KNOWSLEY: 9.1}
R_NAMES = [name.replace(" ", "") for name in HEADER]
SNAKE = [name.lower().replace(" ", "_").replace(".", "_") for name in HEADER]


def months_book(*rows: list[str]) -> bytes:
    """A workbook whose periods are days, shown as their months."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for cells in (HEADER, *rows):
        sheet.append(cells)
    column = HEADER.index("Time period") + 1
    for number in range(2, len(rows) + 2):
        cell = sheet.cell(number, column)
        cell.value = date.fromisoformat(str(cell.value))
        cell.number_format = "mmm-yy" if number % 2 else "mmmm yyyy"
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


NEXT = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,age_to_years_inclusive,"
    "deprivation_decile,deprivation_category,count,value,denominator,lower_ci_95,upper_ci_95,"
    "lower_ci_99_8,upper_ci_99_8\n"
    "E08000012,2022-04-01,2023-03-31,financial_year,persons,18,,,,59000,13.7,430657,13.5,13.9,,\n"
)
ELS = ["areacd", "areanm", "geography", "indicator", "period", "observation", "measure", "unit",
       "lci_95", "uci_95", "status", "notes"]  # fmt: skip
INCOME = "Gross disposable household income per head"


def els(code: str, value: str, period: str = "2023-01-01/P1Y") -> list[str]:
    return [code, "A name", "A type", INCOME, period, value, "GDHI", "£", "", "", "", ""]


def els_text(*rows: list[str], sep: str = ",") -> str:
    return text(*rows, header=ELS, sep=sep)


# kind → what is tried → (the file's name, what is in it, code → figure or why there is none, or
# the figures of one area by period; words that a refusal, or the file's note, must say).
Expected = Mapping[str, float | str]
INPUTS: dict[str, Mapping[str, tuple[str, bytes | str, Expected, str]]] = {
    "clean": {
        "two rows": ("a.csv", text(ONE, TWO), BOTH, ""),
        "every cell quoted": ("a.csv", text(ONE, TWO, quoting=csv.QUOTE_ALL), BOTH, ""),
        "ends of lines of a Mac": ("a.csv", text(ONE, TWO).replace("\r\n", "\r"), BOTH, ""),
        "another publisher": ("a.csv", els_text(els(LIVERPOOL, "18250")), {LIVERPOOL: 18250}, ""),
    },
    "commas": {
        "decimals": ("a.csv", text(row("13,7"), row("9,1", KNOWSLEY)), BOTH, ""),
        "decimals and semicolons": (
            "a.csv",
            text(row("13,7", lower="13,5", upper="13,9"), row("9,1", KNOWSLEY), sep=";"),
            BOTH,
            "",
        ),
        "decimals and tabs": (
            "a.tsv",
            text(row("13,70"), row("9,1", KNOWSLEY), sep="\t"),
            BOTH,
            "",
        ),
        "decimals in a workbook": (
            "a.xlsx",
            book(HEADER, row("13,7"), row("9,1", KNOWSLEY)),
            BOTH,
            "",
        ),
        "thousands": (
            "a.csv",
            els_text(els(LIVERPOOL, "18,250"), els(WIRRAL, "19,100")),
            {LIVERPOOL: 18250, WIRRAL: 19100},
            "",
        ),
        "thousands of a count": (
            "a.csv",
            text(row("13.7", count="59,000", of="430,657")),
            {LIVERPOOL: 13.7},
            "",
        ),
        "spaces between thousands": (
            "a.csv",
            els_text(els(LIVERPOOL, "18\u00a0250")),
            {LIVERPOOL: 18250},
            "",
        ),
        "of a figure, and thousands of its counts": (
            "a.csv",
            text(row("13,7", count="1,234", of="9,007.0")),
            {LIVERPOOL: 13.7},
            "",
        ),
        "of a figure, and short counts": (
            "a.csv",
            text(row("13,7", count="1,234", of="9,007")),
            {LIVERPOOL: 13.7},
            "",
        ),
    },
    "markers": {
        "in brackets": (
            "a.csv",
            text(row("[c]"), row("[x]", KNOWSLEY), row("[low]", WIRRAL), row("[z]", HALTON)),
            {
                LIVERPOOL: "too few to show",
                KNOWSLEY: "not available",
                WIRRAL: "rounds to zero",
                HALTON: "does not apply",
            },
            "",
        ),
        "in capitals and with blanks": (
            "a.csv",
            text(row(" [C] "), row("LOW", KNOWSLEY), row("Suppressed", WIRRAL), row("* ", HALTON)),
            {
                LIVERPOOL: "too few to show",
                KNOWSLEY: "rounds to zero",
                WIRRAL: "too few to show",
                HALTON: "too few to show",
            },
            "",
        ),
        "beside a number": (
            "a.csv",
            text(
                row("13.7 (p)"), row("9.1r", KNOWSLEY), row("[e] 7.5", WIRRAL), row("8.8*", HALTON)
            ),
            {**BOTH, WIRRAL: 7.5, HALTON: 8.8},
            "",
        ),
        "bounds": (
            "a.csv",
            text(
                row("<10"), row("fewer than 5", KNOWSLEY), row("≤ 7", WIRRAL), row("1 to 4", HALTON)
            ),
            dict.fromkeys([LIVERPOOL, KNOWSLEY, WIRRAL, HALTON], "too few to show"),
            "",
        ),
        "signs and words": (
            "a.csv",
            text(row(":"), row("-", KNOWSLEY), row("n/a", WIRRAL), row("…", HALTON)),
            {
                LIVERPOOL: "not available",
                KNOWSLEY: "not published",
                WIRRAL: "not available",
                HALTON: "not available",
            },
            "",
        ),
        "words of a sentence": (
            "a.csv",
            text(
                row("Data suppressed for small numbers"),
                row("Value not published.", KNOWSLEY),
                row("Supp", WIRRAL),
                row("Not known", HALTON),
            ),
            {
                LIVERPOOL: "too few to show",
                KNOWSLEY: "not published",
                WIRRAL: "too few to show",
                HALTON: "not available",
            },
            "",
        ),
    },
    "repeats": {
        "one without counts": (
            "a.csv",
            text(ONE, row("13.7", area_type="Districts"), TWO),
            BOTH,
            "",
        ),
        "one rounded": (
            "a.csv",
            text(ONE, row("13.7004", area_type="Districts")),
            {LIVERPOOL: 13.7},
            "",
        ),
        "three of them": ("a.csv", text(ONE, ONE, row("13.7"), TWO, TWO), BOTH, ""),
        "a mark for one": ("a.csv", text(ONE, row("[c]")), {}, "say different things"),
        "a blank one": ("a.csv", text(ONE, row("", area_type="Districts")), {LIVERPOOL: 13.7}, ""),
        "two that differ": ("a.csv", text(ONE, row("12.1")), {}, "say different things"),
    },
    "programs": {
        "R's write.csv": (
            "a.csv",
            text(
                ["1", *row("13.7", blank="NA")], header=["", *R_NAMES], quoting=csv.QUOTE_NONNUMERIC
            ),
            {LIVERPOOL: 13.7},
            "",
        ),
        "R's write.csv2": (
            "a.csv",
            text(["1", *row("13,7", blank="NA")], header=["", *R_NAMES], sep=";"),
            {LIVERPOOL: 13.7},
            "",
        ),
        "without its values": (  # nor is it the census's file of ages, whose few columns it has
            "a.csv",
            frame(ONE, TWO).drop(columns="Value").to_csv(index=False),
            {},
            "looks like the layout 'fingertips', but has no column 'Value'",
        ),
        "janitor's clean_names": ("a.csv", text(ONE, TWO, header=SNAKE), BOTH, ""),
        "R's dots": (
            "a.csv",
            text(ONE, TWO, header=[name.replace(" ", ".") for name in HEADER]),
            BOTH,
            "",
        ),
        "NaN for blanks": ("a.csv", text(row("13.7", blank="NaN")), {LIVERPOOL: 13.7}, ""),
        "NULL for blanks": ("a.csv", text(row("13.7", blank="NULL")), {LIVERPOOL: 13.7}, ""),
        "<NA> for blanks": ("a.csv", text(row("13.7", blank="<NA>")), {LIVERPOOL: 13.7}, ""),
        "pandas to_csv": ("a.csv", frame(ONE, TWO).to_csv(), BOTH, ""),
        "pandas to_parquet": ("a.parquet", parquet(frame(ONE, TWO)), BOTH, ""),
        "pandas to_csv with NA": ("a.csv", frame(ONE, TWO).to_csv(na_rep="NA", sep="\t"), BOTH, ""),
    },
    "codes": {
        "n before the system's": ("a.csv", text(row("12.9", "nE54000008")), {SYSTEM: 12.9}, ""),
        "N before a part's": ("a.csv", text(row("12.9", "NE38000233")), {"E38000233": 12.9}, ""),
        "small letters and a blank": (
            "a.csv",
            text(row("12.9", " e08000012 ")),
            {LIVERPOOL: 12.9},
            "",
        ),
        "areas of others": (
            "a.csv",
            els_text(
                els(LIVERPOOL, "18250"),
                els("TLD72", "17000"),
                els("K02000001", "21000"),
                els("W92000004", "19000"),
                els("E47000004", "18500"),
                els("UKD7", "18000"),
            ),
            {LIVERPOOL: 18250},
            "",
        ),
    },
    "text": {
        "semicolons": ("a.csv", text(ONE, TWO, sep=";"), BOTH, ""),
        "semicolons with a mark of order": (
            "a.csv",
            text(ONE, TWO, sep=";").encode("utf-8-sig"),
            BOTH,
            "",
        ),
        "bars": ("a.csv", text(ONE, TWO, sep="|"), BOTH, ""),
        "carets, named": ("a.csv", "sep=^\n" + text(ONE, TWO, sep="^"), BOTH, ""),
        "tabs in UTF-16": ("a.txt", text(ONE, TWO, sep="\t").encode("utf-16"), BOTH, ""),
        "big-endian UTF-16": (
            "a.tsv",
            b"\xfe\xff" + text(ONE, TWO, sep="\t").encode("utf-16-be"),
            BOTH,
            "",
        ),
        "Windows letters": (
            "a.csv",
            text(row("13.7", note="– a “note” of £5")).encode("cp1252"),
            {LIVERPOOL: 13.7},
            "",
        ),
        "no ending": ("a", text(ONE, TWO, sep="\t"), BOTH, ""),
    },
    "tails": {
        "a source and a total": (
            "a.csv",
            text(ONE, TWO, ["Source: an office"], row("99", "Total")[:13]),
            BOTH,
            "",
        ),
        "a grand total": (
            "a.csv",
            text(ONE, TWO, ["Grand total", *[""] * 16, "71740", *[""] * 9]),
            BOTH,
            "total below the table",
        ),
        "several notes with commas": (
            "a.csv",
            text(ONE, TWO) + "\nNotes:\n1. Rounded, and revised.\n2. People of 18, or over.\n",
            BOTH,
            "below the table",
        ),
        "copyright": (
            "a.csv",
            text(ONE, TWO) + "\n© Crown copyright 2025\n",
            BOTH,
            "below the table",
        ),
        "end of the file": ("a.csv", text(ONE, TWO) + "\nEnd of data\n", BOTH, ""),
        "separators alone": ("a.csv", text(ONE, TWO) + ("," * 26 + "\n") * 3, BOTH, ""),
    },
    "limits": {
        "swapped": ("a.csv", text(row("13.7", lower="13.9", upper="13.5")), {}, "lies above"),
        "both above": (
            "a.csv",
            text(row("13.7", lower="14.5", upper="14.9")),
            {},
            "lies above the figure",
        ),
        "both below": (
            "a.csv",
            text(row("13.7", lower="3.5", upper="3.9")),
            {},
            "lies below the figure",
        ),
        "of the whole": ("a.csv", text(row("13.7", count="90000", of="430657")), {}, "count"),
    },
    "periods": {
        "months": (
            "a.csv",
            text(*[row("13.7", period=each) for each in ("2023-11", "2024-03", "2024-12")]),
            {"November 2023": 13.7, "March 2024": 13.7, "December 2024": 13.7},
            "",
        ),
        "months in words": (
            "a.csv",
            text(
                *[
                    row("13.7", period=each)
                    for each in (
                        "Jan-24",
                        "Feb 2024",
                        "2024 Mar",
                        "April 2024",
                        "May-2024",
                        "06/2024",
                    )
                ]
            ),
            {
                f"{each} 2024": 13.7
                for each in ("January", "February", "March", "April", "May", "June")
            },
            "",
        ),
        "days of a spreadsheet, day first": (
            "a.csv",
            text(row("13.7", period="30/04/2024"), row("13.7", period="05/04/2023")),
            {"30 April 2024": 13.7, "5 April 2023": 13.7},
            "",
        ),
        "days of a spreadsheet, month first": (
            "a.csv",
            text(row("13.7", period="4/30/2024"), row("13.7", period="4/5/2023")),
            {"30 April 2024": 13.7, "5 April 2023": 13.7},
            "",
        ),
        "days that may be either": (
            "a.csv",
            text(row("13.7", period="30/04/2024"), row("13.7", period="04/30/2023")),
            {},
            "may be 4 May or 5 April",
        ),
        "months of a workbook": (
            "a.xlsx",
            months_book(row("13.7", period="2024-03-01"), row("13.7", period="2024-04-01")),
            {"March 2024": 13.7, "April 2024": 13.7},
            "",
        ),
        "months of a workbook for any office": (
            "a.ods",
            ods(
                [
                    list(HEADER),
                    [
                        ('office:value-type="date" office:date-value="2024-03-01"', "Mar-24", "")
                        if cell == "2024-03-01"
                        else cell
                        for cell in row("13.7", period="2024-03-01")
                    ],
                ]
            ),
            {"March 2024": 13.7},
            "",
        ),
        "quarters": (
            "a.csv",
            text(
                *[
                    row("13.7", period=each)
                    for each in (
                        "2023/24 Q2",
                        "Q3 2023/24",
                        "2024 Q1",
                        "2024-Q2",
                        "2024Q3",
                        "Q4 2024",
                    )
                ]
            ),
            {
                "2023/24 Q2": 13.7,
                "2023/24 Q3": 13.7,
                "Jan 2024 to Mar 2024": 13.7,
                "Apr 2024 to Jun 2024": 13.7,
                "Jul 2024 to Sep 2024": 13.7,
                "Oct 2024 to Dec 2024": 13.7,
            },
            "",
        ),
        "spans of months": (
            "a.csv",
            text(
                *[
                    row("13.7", period=each)
                    for each in (
                        "Jan-Mar 2024",
                        "April to June 2024",
                        "Jul 2024 - Sep 2024",
                        "October-December 2024",
                    )
                ]
            ),
            {
                "Jan 2024 to Mar 2024": 13.7,
                "Apr 2024 to Jun 2024": 13.7,
                "Jul 2024 to Sep 2024": 13.7,
                "Oct 2024 to Dec 2024": 13.7,
            },
            "",
        ),
        "financial years": (
            "a.csv",
            text(
                *[
                    row("13.7", period=each)
                    for each in (
                        "2016-17",
                        "2017/2018",
                        "FY 2018/19",
                        "Financial year 2019/20",
                        "Apr 2020 - Mar 2021",
                        "Year ending March 2022",
                        "12 months to Mar 2023",
                        "01/04/2023 - 31/03/2024",
                        "FYE 2025",
                    )
                ]
            ),
            {f"{year}/{year % 100 + 1}": 13.7 for year in range(2016, 2025)},
            "",
        ),
        "what stands behind them": (
            "a.csv",
            text(
                *[
                    row("13.7", period=each)
                    for each in ("2021/22 [r]", "2022/23 (provisional)", "2023/24p")
                ]
            ),
            {"2021/22": 13.7, "2022/23": 13.7, "2023/24": 13.7},
            "",
        ),
        "as ONS writes them": (
            "a.csv",
            els_text(
                *[
                    els(LIVERPOOL, "18250", each)
                    for each in ("2019-01-01/P1Y", "2020", "2021-01-01T00:00:00/P1Y")
                ]
            ),
            {"2019": 18250, "2020": 18250, "2021": 18250},
            "",
        ),
        "none": ("a.csv", text(row("13.7", period="latest")), {}, "not a period"),
    },
    "headers": {
        "a band above": (
            "a.xlsx",
            book([*[""] * 12, "Value and range"], HEADER, ONE, TWO),
            BOTH,
            "",
        ),
        "two bands above": (
            "a.xlsx",
            book(
                ["Area", *[""] * 11, "Figures"],
                [*[""] * 12, "95%", "", "", "99.8%"],
                HEADER,
                ONE,
                TWO,
            ),
            BOTH,
            "",
        ),
        "names merged downwards": (
            "a.xlsx",
            book(
                [*HEADER[:13], "", "", *HEADER[15:]],
                [*[""] * 13, *HEADER[13:15], *[""] * 12],
                ONE,
                TWO,
            ),
            BOTH,
            "",
        ),
        "titles, a blank line and a row of units": (
            "a.csv",
            "Depression\nPublished 2024, in May\n\n"
            + text([*[""] * 12, "%", "%", "%", *[""] * 12], ONE, TWO),
            BOTH,
            "",
        ),
        "names repeated in the middle": ("a.csv", text(ONE, HEADER, TWO), BOTH, ""),
    },
    "errors": {
        "two signs": (
            "a.csv",
            text(row("#N/A"), row("#DIV/0!", KNOWSLEY)),
            {LIVERPOOL: "not available"},
            "formula failed",
        ),
        "other signs": (
            "a.csv",
            text(row("#REF!"), row("#NAME?", KNOWSLEY), row("#VALUE!", WIRRAL)),
            {},
            "formula failed",
        ),
        "beside a good row": (
            "a.csv",
            text(ONE, row("#NUM!", KNOWSLEY)),
            {LIVERPOOL: 13.7},
            "formula failed",
        ),
        "no result": ("a.xlsx", book(HEADER, row("=6+8")), {}, "open the workbook in Excel"),
        "no result of a count": (
            "a.xlsx",
            book(HEADER, row("13.7", count="=1*2", of="430657")),
            {},
            "open the workbook in Excel",
        ),
    },
    "packed": {
        "a workbook": ("a.zip", zipped({"b.xlsx": book(HEADER, ONE, TWO)}), BOTH, ""),
        "an old workbook": (
            "a.zip",
            zipped({"b.xls": xls([[*each] for each in (HEADER, ONE, TWO)])}),
            BOTH,
            "",
        ),
        "an open workbook": (
            "a.zip",
            zipped({"f/b.ods": ods([[*each] for each in (HEADER, ONE, TWO)])}),
            BOTH,
            "",
        ),
        "a table of pyarrow": (
            "a.zip",
            zipped({"b.parquet": parquet(frame(ONE, TWO))}),
            BOTH,
            "",
        ),
        "a packed text": (
            "a.zip",
            zipped({"b.csv.gz": gzip.compress(text(ONE, TWO).encode())}),
            BOTH,
            "",
        ),
        "a text packed three times": (
            "a.zip",
            zipped({"b.csv.gz": gzip.compress(gzip.compress(text(ONE, TWO).encode()))}),
            {},
            "packed twice",
        ),
        "leftovers of a Mac": (
            "a.zip",
            zipped(
                {
                    "b.csv": text(ONE, TWO),
                    "__MACOSX/._b.csv": b"\x00\x05\x16\x07",
                    ".DS_Store": b"\x00\x00\x00\x01Bud1",
                }
            ),
            BOTH,
            "",
        ),
        "leftovers of Windows": (
            "a.zip",
            zipped(
                {
                    "b.csv": text(ONE, TWO),
                    "Thumbs.db": b"\xd0\xcf\x11\xe0",
                    "~$b.xlsx": b"\x05me",
                    "desktop.ini": "[.ShellClassInfo]",
                }
            ),
            BOTH,
            "",
        ),
    },
    "no table": {
        "a page": (
            "a.csv",
            "<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
            {},
            "web page",
        ),
        "a page without a head": (
            "a.csv",
            "\n  <div class='error'>Not found</div><script>go()</script>",
            {},
            "web page",
        ),
        "a page as a workbook": (
            "a.xlsx",
            "<html xmlns='x'><body><table><tr><td>1</td></tr></table></body></html>",
            {},
            "web page",
        ),
        "an error of an interface": (
            "a.csv",
            '{"error": {"code": 400, "message": "Invalid query"}}',
            {},
            "error message",
        ),
        "an answer of an interface": (
            "a.json",
            '[{"AreaCode": "E08000012", "Value": 13.7}]',
            {},
            "JSON",
        ),
        "an error in XML": (
            "a.csv",
            "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
            {},
            "XML",
        ),
        "a damaged workbook": ("a.xlsx", b"PK\x03\x04 damaged", {}, "damaged"),
        "a damaged old workbook": (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged",
            {},
            "save",
        ),
        "a damaged table of pyarrow": ("a.parquet", b"PAR1 damaged", {}, "damaged"),
        "a file of R": ("a.rds", b"\x1f\x8b\x08\x00damaged", {}, "damaged"),
        "a file of SPSS": ("a.sav", b"$FL2@(#) SPSS", {}, "SPSS"),
    },
    "names": {
        "FingertipsNext": (
            "848_data.csv",
            NEXT,
            {LIVERPOOL: 13.7},
            "",
        ),
        "FingertipsNext, downloaded twice": (
            "indicator_848 (1).csv",
            NEXT,
            {LIVERPOOL: 13.7},
            "",
        ),
        "FingertipsNext without a number": (
            "download.csv",
            NEXT,
            {},
            "does not say which indicator",
        ),
    },
}
CASES = [(kind, what) for kind, inputs in INPUTS.items() for what in inputs]


def read_alone(folder: Path, name: str, content: bytes | str) -> tuple[pd.DataFrame, str]:
    """The figures of a file, and all that is said of it."""
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    files = open_all(folder, layouts(SHIPPED), lambda what, done, total: None)
    found = [pd.DataFrame(columns=["area_code"])]
    reference = reference_of()
    for file in files:
        if file.layout is not None:
            reading = read(file, reference)
            if reading.claims is None:  # nothing of it was left
                continue
            figures, refused, _ = check_claims(reading, reference, date(2026, 11, 27))
            file.rejections.append(refused)
            found.append(figures)
    tables = file_tables(files)
    return pd.concat(found), " ".join([*tables[0]["note"], *tables[1]["reason"]])


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "what"), CASES)
def test_a_file_as_people_have_it(kind: str, what: str, tmp_path: Path) -> None:
    name, content, expected, words = INPUTS[kind][what]
    found, said = read_alone(tmp_path, name, content)
    by = "period_label" if kind == "periods" else "area_code"
    figures = {
        getattr(each, by): each.value if pd.notna(each.value) else each.value_note
        for each in found.itertuples()
    }
    assert figures == expected, said
    assert words in said
    if not words and kind != "tails":
        assert "refused" not in said
