"""Figures, claims and doubts, set against the store."""

from __future__ import annotations

import csv
import io

import pytest

from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings.indicator import area_comparison
from insight.statistics.verdicts import area_trends
from insight.store import Store, queries
from publishing.gate import figures
from tests.publishing.gate.conftest import INDICATOR, Chart

# An indicator whose latest figure of a Place has a sign of doubt.
FLAGGED = """
SELECT indicator_id FROM figure_flag JOIN area USING (area_code)
JOIN observation USING (indicator_id, area_code, period_start_date)
JOIN indicator_coverage AS covered USING (indicator_id)
WHERE area.area_type = 'place' AND covered.area_type = 'place' AND group_id = 'everyone'
    AND covered.group_kind = 'everyone' AND period_label = covered.latest_period
ORDER BY ALL LIMIT 1
"""


def with_cell(data: bytes, row: int, heading: str, value: str) -> bytes:
    """A CSV file with one cell changed."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    rows[row][header.index(heading)] = value
    file = io.StringIO()
    csv.writer(file).writerows([header, *rows])
    return file.getvalue().encode("utf-8-sig")


def verdicts(chart: Chart) -> dict[str, str]:
    """The comparison of each area in the chart."""
    values = chart.finding.table.values
    return dict(zip(values["area_name"], values["verdict"], strict=True))


def areas_of(chart: Chart) -> dict[str, str]:
    """An area clearly better than England, one that is similar, and one without a clear trend."""
    by_word = {word: area for area, word in verdicts(chart).items()}
    series = queries.series(chart.store, INDICATOR)
    trends = area_trends(series[series["area_type"] == "place"], "high_is_good")
    steady = trends.loc[trends["trend"] == "no clear change", "area_name"].iloc[0]
    return {"clear": by_word["better"], "similar": by_word["similar"], "steady": steady}


@pytest.mark.parametrize("heading", ["Figure", "Lower limit", "Upper limit"])
def test_a_figure_that_is_not_the_stores_is_found(chart: Chart, heading: str) -> None:
    changed = chart.but(data=with_cell(chart.data, 2, heading, "61.25"))
    assert changed.asked(figures.figures_as_stored) == {"figures"}


@pytest.mark.parametrize(
    ("heading", "value"), [("Period", "2031"), ("Area code", "E06999999"), ("Group", "Nobody")]
)
def test_a_figure_of_what_the_store_does_not_have_is_found(
    chart: Chart, heading: str, value: str
) -> None:
    changed = chart.but(data=with_cell(chart.data, 2, heading, value))
    assert changed.asked(figures.figures_as_stored) == {"figures"}


def test_a_row_that_names_no_group_is_of_everyone(chart: Chart) -> None:
    unnamed = chart.but(data=with_cell(chart.data, 2, "Group", ""))
    assert unnamed.asked(figures.figures_as_stored) == set()
    changed = unnamed.but(data=with_cell(unnamed.data, 2, "Figure", "61.25"))
    assert changed.asked(figures.figures_as_stored) == {"figures"}


def test_a_comparison_that_the_test_does_not_give_is_found(chart: Chart) -> None:
    area, said = next(iter(verdicts(chart).items()))
    wrong = "better" if said != "better" else "worse"
    changed = chart.but(data=with_cell(chart.data, 0, "Comparison", wrong))
    found = list(figures.comparisons_retested(changed.version()))
    assert len(found) == 1 and area in found[0].message


@pytest.mark.parametrize(
    "claim",
    [
        "{similar} was worse than England",
        "{clear} was worse than England",
        "{clear} and {similar} were better than England",
        "It is getting worse in {similar}",
        "Rising in {steady}",
        "The gap is widening in {similar}",
        "9 of 9 Places are better than England",
        "Of 9 Places, 9 worse than England",
        "Early diagnosis has improved in {steady}",
    ],
)
def test_a_sentence_whose_test_fails_is_found(chart: Chart, claim: str) -> None:
    said = claim.format(**areas_of(chart))
    assert chart.but(lead=said).asked(figures.claims) == {"claims"}, said


def test_titles_summaries_and_alt_texts_claim_no_more_than_sentences(chart: Chart) -> None:
    said = "{similar} was worse than England".format(**areas_of(chart))
    for where in ("title", "summary", "alt"):
        assert chart.but(**{where: said}).asked(figures.claims) == {"claims"}, where


@pytest.mark.parametrize(
    "claim",
    [
        "{clear} was better than England",
        "{similar} is not worse than England",
        "{similar} was similar to England; {clear} was better than England",
        "No Place is getting worse",
        "We cannot say whether {similar} is better",
    ],
)
def test_a_sentence_whose_test_passes_is_let_through(chart: Chart, claim: str) -> None:
    said = claim.format(**areas_of(chart))
    assert chart.but(lead=said).asked(figures.claims) == set(), said


def test_a_doubt_has_to_be_told(chart: Chart, real_store: Store) -> None:
    row = real_store.connection.cursor().execute(FLAGGED).fetchone()
    assert row is not None
    finding = area_comparison(real_store, str(row[0]))
    assert finding is not None and finding.flags
    words = finding_caption(real_store, finding)
    data = csv_file(finding.table.values, words, None, finding.about)
    silent = chart.but(finding=finding, data=data, lead="Figures by Place.")
    assert silent.asked(figures.doubts) == {"doubt"}
    assert silent.but(lead=" ".join(finding.flags)).asked(figures.doubts) == set()
