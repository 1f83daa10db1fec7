"""Where the figures come from: sources, files, refused rows and missing figures, none left out."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings import provenance
from insight.store import Store, queries

FEEDBACK_FILE = "data/demonstration/feedback.csv"


@pytest.mark.data
@pytest.mark.parametrize("is_for_staff", [True, False])
def test_files_of_peoples_voice_are_told_of_to_staff_alone(
    is_for_staff: bool, real_store: Store
) -> None:
    """Less those counted elsewhere, rows would say how many suggest a risk of harm; and a name, a
    note or a refused row may be somebody's."""
    listing = provenance.source_files(real_store, is_for_staff)
    listed = queries.source_files(real_store)
    is_voice = listed["layout"].str.startswith("voice_")
    assert FEEDBACK_FILE in set(listed.loc[is_voice, "path"]) and not is_voice.all()
    if is_for_staff:
        assert list(listing.table.values["path"]) == list(listed["path"])
        assert listing.table.values[provenance.COUNTS].notna().all(axis=None)
    else:
        shown = listing.table.values
        of_voice = shown["layout"].str.startswith("voice_")
        assert of_voice.sum() == is_voice.sum()
        assert shown.loc[of_voice, provenance.COUNTS].isna().all(axis=None)
        text = shown.to_csv() + str(listing.table.texts)
        told = listed.loc[is_voice, ["path", "sha256", "source_file_id"]].to_numpy().ravel()
        assert not [each for each in told if each in text]
        figures = listed[~is_voice & (listed["layout"] != "")]
        assert list(shown.loc[~of_voice, "path"]) == list(figures["path"])
    loaded = listed.loc[is_for_staff | ~is_voice, "loaded_count"].sum()
    said = provenance.build_sentence(real_store, is_for_staff)
    assert f" {loaded:,} rows loaded" in said


def test_without_being_asked_for_staff_nothing_is_told_of_people(small_store: Store) -> None:
    hidden = provenance.source_files(small_store).table.values
    is_voice = hidden["layout"].str.startswith("voice_")
    assert is_voice.any()
    assert hidden.loc[is_voice, provenance.COUNTS].isna().all(axis=None)
    assert not hidden.loc[is_voice, "note"].any() and (hidden["layout"] != "").all()
    listed = queries.rejected_rows(small_store)
    refused = provenance.rejected_rows(small_store).table.values
    is_figures = (listed["layout"] != "") & ~listed["layout"].str.startswith("voice_")
    assert list(refused["path"]) == list(listed.loc[is_figures, "path"])
    everything = provenance.rejected_rows(small_store, is_for_staff=True).table.values
    assert len(everything) == len(listed)


@pytest.mark.data
def test_every_source_is_listed_with_its_terms_and_a_link(real_store: Store) -> None:
    listed = queries.sources(real_store)
    found = provenance.sources(real_store)
    assert [cells[0] for cells in found.table.texts] == list(listed["publisher"])
    for cells, row in zip(found.table.rows, listed.itertuples(), strict=True):
        assert [cells[3].text, cells[4].text] == [row.licence, row.attribution]
        (name,) = cells[1].main
        assert name.text == row.publication  # type: ignore[union-attr]
        link = name.link  # type: ignore[union-attr]
        assert (link.address if link else None) == (row.address or None)
    some = tuple(listed["source_id"].head(2))
    assert len(provenance.sources(real_store, some).table.rows) == 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", ""])
def test_only_an_address_on_the_web_becomes_a_link(address: str) -> None:
    row = pd.DataFrame({"address": [address], "publication": ["Figures"]}).iloc[0]
    (name,) = provenance._publication(row).main
    assert name.text == "Figures" and name.link is None  # type: ignore[union-attr]


@pytest.mark.data
def test_every_missing_figure_and_refused_row_says_why(real_store: Store) -> None:
    missing, refused = (
        provenance.missing_figures(real_store),
        provenance.rejected_rows(real_store, is_for_staff=True),
    )
    assert len(missing.table.rows) == len(queries.missing_figures(real_store)) > 0
    assert len(refused.table.rows) == len(queries.rejected_rows(real_store)) > 0
    assert all(cells[-1] for cells in missing.table.texts)
    assert all(cells[3] for cells in refused.table.texts)


@pytest.mark.data
def test_what_is_missing_of_a_place_is_its_own(real_store: Store) -> None:
    every = queries.missing_figures(real_store)
    for code, name in (("E06000006", "Halton"), ("E06000050", "Cheshire West and Chester")):
        found = provenance.missing_figures(real_store, code)
        has_it = [name in names.split(", ") for names in every["place_names"]]
        assert list(found.table.values["indicator_id"]) == list(every["indicator_id"][has_it])
        count = every["indicator_id"][has_it].nunique()
        assert 0 < count < every["indicator_id"].nunique()
        assert found.subtitle == f"{count} measures without a figure for {name}"


def test_a_long_list_is_cut_on_the_page_and_whole_in_its_files() -> None:
    rows = pd.DataFrame({"plain_name": [f"Measure {number}" for number in range(250)]})
    found = provenance._listing("missing-figures", "Missing", [], rows, "")
    assert (len(found.table.rows), len(found.table.values)) == (200, 250)


def test_an_empty_list_says_so(empty_store: Store) -> None:
    for builder in (
        provenance.sources,
        provenance.source_files,
        provenance.rejected_rows,
        provenance.missing_figures,
    ):
        found = builder(empty_store)
        assert found.table.rows == () and found.sentence.endswith(".")


def test_the_build_says_what_it_rests_on(empty_store: Store) -> None:
    said = provenance.build_sentence(empty_store)
    build = queries.build(empty_store).iloc[0]
    assert "0 published sources, 0 files, 0 rows loaded and 0 refused" in said
    assert f"as build {build['build_id']}, by version {build['code_version']} of the code." in said
