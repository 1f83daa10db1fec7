"""The catalogue that ships is complete, and a wrong one is refused with every mistake named."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.fetch import downloads
from insight.reference import vocabulary
from insight.reference.catalogue import Catalogue, CatalogueError, load
from insight.settings import CATALOGUE
from tests.insight import reading

FOLDERS = Path(__file__).resolve().parents[2] / "catalogue"
WRONG = sorted(path.parent for path in (FOLDERS / "wrong").glob("*/expected.txt"))

# Keys of texts that pages show as they are written.
FOR_READERS = {
    *("definition", "caveat", "disclosure_rule", "summary", "rationale", "wording", "what", "why"),
    *("reason", "not_used_reason", "no_indicator_reason", "unmeasured_reason", "status_reason"),
}

# What must be covered, and the indicators that cover it.
REQUIRED = {
    "life expectancy": {"life-expectancy-female", "life-expectancy-male"},
    "healthy life expectancy": {"healthy-life-expectancy-female", "healthy-life-expectancy-male"},
    "inequality in life expectancy": {
        "inequality-in-life-expectancy-female",
        "inequality-in-life-expectancy-male",
    },
    "small areas": {"life-expectancy-msoa-female", "life-expectancy-msoa-male"},
    "preventable mortality": {
        "preventable-mortality",
        "preventable-mortality-cardiovascular",
        "early-deaths-cancer",
    },
    "alcohol": {"alcohol-related-mortality", "alcohol-related-admissions"},
    "self-harm": {"self-harm-admissions", "self-harm-admissions-10-24"},
    "early cancer diagnosis": {"early-cancer-diagnosis"},
    "smoking": {
        "smoking-adults",
        "smoking-adults-five-year",
        "smoking-routine-manual",
        "smoking-gp-recorded",
    },
    "weight": {"adult-obesity", "adult-overweight", "reception-overweight", "year-6-overweight"},
    "activity": {"adults-active", "adults-inactive", "children-active"},
    "depression": {"depression-recorded"},
    "dental decay": {"dental-decay-five"},
    "maternity and babies": {
        "low-birth-weight",
        "infant-mortality",
        "breastfeeding",
        "under-18-conceptions",
    },
    "childhood": {"child-poverty", "good-level-of-development", "persistent-absence", "neet"},
    "early years": {"early-literacy", "early-communication"},
    "children's mental health": {"childrens-mental-health-admissions"},
    "severe mental illness": {"smi-register", "smi-checks-all-six"},
    "QOF registers": {
        f"{condition}-register"
        for condition in (
            "hypertension",
            "copd",
            "asthma",
            "diabetes",
            "epilepsy",
            "coronary-heart-disease",
            "stroke",
            "learning-disability",
            "obesity",
        )
    },
    "Talking Therapies": {
        "talking-therapies-recovery",
        "talking-therapies-reliable-recovery",
        "talking-therapies-reliable-improvement",
    },
    "GP experience": {"gp-overall-experience", "gp-access", "gp-continuity", "gp-trust"},
    "wellbeing": {"life-satisfaction", "life-worthwhile", "happiness", "anxiety"},
    "work and income": {"employment-rate", "unemployment-estimate", "income-per-head"},
    "home and connection": {
        "fuel-poverty",
        "digital-exclusion",
        "loneliness-estimate",
        "social-contact-care-users",
        "social-contact-carers",
    },
    "estimates of unfound illness": {"hypertension-undiagnosed-estimate", "copd-estimate"},
    "who lives here": {
        "residents-by-age",
        "residents-by-ethnic-group",
        "residents-by-disability",
        "disabled-residents",
        "ethnic-minority-residents",
        "households-deprived",
        "limited-english",
        "core20-share",
    },
}

# Readers whose files tell us about areas rather than give figures.
AREA_LAYOUTS = {
    "deprivation",
    "boundaries",
    "lookup_lsoa11_lsoa21",
    "lookup_lsoa11_msoa11",
    "lookup_lsoa11_sub_icb",
    "lookup_lsoa21_ward",
    "lookup_msoa",
    "msoa_names",
    "rural_urban",
    "population_estimates",
    "practice_deprivation",
    "practice_map",
    "postcodes",
}


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(CATALOGUE)


def test_it_holds_england_the_region_the_system_and_nine_places(shipped: Catalogue) -> None:
    kinds = Counter(area.area_type for area in shipped.areas.values())
    assert kinds == {"country": 1, "region": 1, "system": 1, "place": 9, "sub_icb": 1}
    assert [place.area_code for place in shipped.places()] == [
        "E06000049",
        "E06000050",
        "E06000006",
        "E08000011",
        "E08000012",
        "E08000014",
        "E08000013",
        "E06000007",
        "E08000015",
    ]
    assert {place.parent_code for place in shipped.places()} == {"E54000008"}
    assert all(re.fullmatch(r"\d{3}", place.dfe_number) for place in shipped.places())


def test_an_nhs_area_belongs_to_one_area_only(shipped: Catalogue) -> None:
    codes = Counter(code for area in shipped.areas.values() for code in area.nhs_codes)
    assert set(codes.values()) == {1}
    assert shipped.areas["E08000014"].nhs_codes == ("01T", "01V")
    assert shipped.areas["E06000049"].nhs_codes == ()  # 27D covers both Cheshire Places


def test_no_two_areas_share_a_name_or_spelling(shipped: Catalogue) -> None:
    names = Counter(
        name.lower()
        for area in shipped.areas.values()
        for name in {area.area_name, area.short_name, *area.spellings}
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_groups_are_in_order_and_of_every_kind(shipped: Catalogue) -> None:
    orders = [group.sort_order for group in shipped.groups.values()]
    assert orders == sorted(set(orders))
    assert {group.kind for group in shipped.groups.values()} == set(vocabulary.GROUP_KINDS)


def test_there_are_enough_indicators(shipped: Catalogue) -> None:
    """With figures, or with a source that has them: the rest are awaited and do not count."""
    assert sum(not each.awaits for each in shipped.indicators.values()) >= 150


@pytest.mark.parametrize("subject", REQUIRED)
def test_every_required_subject_is_covered(shipped: Catalogue, subject: str) -> None:
    assert REQUIRED[subject] - shipped.indicators.keys() == set()


def test_every_clinical_area_has_an_indicator(shipped: Catalogue) -> None:
    informed = {indicator.clinical_area for indicator in shipped.indicators.values()}
    assert set(vocabulary.CLINICAL_AREAS) - informed == set()


def test_a_file_named_after_a_topic_holds_that_topic_alone(shipped: Catalogue) -> None:
    """Files named after a download, such as a year's figures of GP practices, may hold several."""
    topics = {topic.lower().replace(" ", "-"): topic for topic in vocabulary.TOPICS}
    for file in (CATALOGUE / "indicators").glob("*.toml"):
        listed = re.findall(r'^indicator_id = "(.+)"$', file.read_text("utf-8"), flags=re.M)
        found = {shipped.indicators[each].topic for each in listed}
        assert found == {topics[file.stem]} if file.stem in topics else found
    assert {i.topic for i in shipped.indicators.values()} == set(vocabulary.TOPICS)


@pytest.mark.parametrize("key", ["indicator_name", "plain_name", "definition"])
def test_no_two_indicators_say_the_same(shipped: Catalogue, key: str) -> None:
    texts = Counter(getattr(indicator, key) for indicator in shipped.indicators.values())
    assert [text for text, times in texts.items() if times > 1] == []


def test_definitions_and_caveats_are_sentences(shipped: Catalogue) -> None:
    for indicator in shipped.indicators.values():
        for text in (indicator.definition, indicator.caveat, indicator.disclosure_rule):
            assert re.match(r"[A-Z0-9]", text) and text.endswith("."), (
                indicator.indicator_id,
                text,
            )
        assert len(indicator.definition.split()) >= 8, indicator.indicator_id


def test_what_is_written_for_readers_is_for_those_of_eleven(shipped: Catalogue) -> None:
    """Named by file, entry and words: what reads above eleven, or runs past 30 words."""
    said = [
        (f"{path.relative_to(CATALOGUE)}, {entry}, {key}", text)
        for path in sorted(CATALOGUE.rglob("*.toml"))
        for entry, key, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))
        if key in FOR_READERS
    ]
    assert len(said) > 1000
    assert [str(each) for each in reading.faults(said, reading.names_of(shipped))] == []


def _texts(part: Any, entry: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """Each text under `part`, with its key and the id of the nearest entry that has one."""
    if isinstance(part, str):
        yield entry, key, part
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each, entry, key)
    elif isinstance(part, dict):
        ids = (text for name, text in part.items() if name.endswith("_id"))
        entry = next(ids, entry)
        for name, each in part.items():
            yield from _texts(each, entry, name)


def test_figures_without_a_range_say_so(shipped: Catalogue) -> None:
    """Fingertips series, LAIT and the Health Index carry no interval: nobody may miss that."""
    for indicator in shipped.indicators.values():
        layout = shipped.sources[indicator.source_id].layout
        if layout in ("fingertips", "lait", "health_index", "heec") and (
            indicator.ci_method == "none"
        ):
            assert "range" in indicator.caveat, indicator.indicator_id


def test_every_source_is_used_or_is_about_areas(shipped: Catalogue) -> None:
    used = {indicator.source_id for indicator in shipped.indicators.values()}
    used |= {priority.source_id for priority in shipped.priorities.values()}
    used |= {group.source_id for group in shipped.plus_groups.values()}
    for area in shipped.clinical_areas.values():
        used |= {area.source_id, *(ambition.source_id for ambition in area.ambitions)}
    used |= {"synthetic-records"}  # in place of linked records, where a build is given made-up ones
    idle = [s for s in shipped.sources.values() if s.source_id not in used]
    assert [s.source_id for s in idle if s.layout not in AREA_LAYOUTS] == []


def test_every_reader_has_a_source(shipped: Catalogue) -> None:
    assert {s.layout for s in shipped.sources.values()} == set(vocabulary.LAYOUTS)


def test_sources_under_the_open_government_licence_carry_its_words(shipped: Catalogue) -> None:
    for source in shipped.sources.values():
        if source.licence == "Open Government Licence v3.0":
            assert "Open Government Licence v3.0" in source.attribution, source.source_id
        assert source.address.startswith("https://"), source.source_id


def test_computed_intervals_fit_the_kind_of_figure(shipped: Catalogue) -> None:
    for indicator in shipped.indicators.values():
        if indicator.ci_method == "wilson":
            assert indicator.value_type == "percentage", indicator.indicator_id
        if indicator.ci_method == "byar":
            assert indicator.value_type == "rate", indicator.indicator_id


def test_gaps_are_told_in_people_only_where_people_are_counted(shipped: Catalogue) -> None:
    """Not of households, of answers to a survey, nor of who people are (see the caveats)."""
    for indicator in shipped.indicators.values():
        if indicator.counts_people:
            assert indicator.value_type == "percentage", indicator.indicator_id
            assert indicator.ci_method in ("wilson", "published"), indicator.indicator_id
            assert indicator.topic != "who lives here", indicator.indicator_id
            assert "household" not in indicator.definition.lower(), indicator.indicator_id


def test_a_break_in_a_series_is_explained_by_its_caveat(shipped: Catalogue) -> None:
    broken = [indicator for indicator in shipped.indicators.values() if indicator.breaks]
    assert broken
    for indicator in broken:
        assert all(str(day.year) in indicator.caveat for day in indicator.breaks)


def test_indicators_are_found_by_reader(shipped: Catalogue) -> None:
    found = shipped.indicators_from("smi_checks")
    assert [i.indicator_id for i in found if i.match["Question"] == ("All6PHC",)] == [
        "smi-checks-all-six"
    ]
    assert len(found) == 7
    assert shipped.indicators_from("boundaries") == []


def test_no_definition_is_copied_from_a_publisher(shipped: Catalogue, open_data: Path) -> None:
    """No run of nine words is shared with the publishers' own descriptions."""
    published = set().union(*(_runs(text) for text in _publishers_texts(open_data)))
    assert len(published) > 10_000
    copied = {
        indicator.indicator_id: shared
        for indicator in shipped.indicators.values()
        if (shared := (_runs(indicator.definition) | _runs(indicator.caveat)) & published)
    }
    assert copied == {}


def _runs(text: str, length: int = 9) -> set[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def _publishers_texts(open_data: Path) -> list[str]:
    indicators = open_data / "indicators"
    metadata = indicators / "fingertips" / "metadata" / "fingertipsnext_indicators_metadata.json"
    texts = [
        str(text)
        for entry in json.loads(metadata.read_text(encoding="utf-8"))
        for text in entry.values()
    ]
    for path in (indicators / "ons_explore_local_statistics" / "meta").glob("*.json"):
        texts.append(path.read_text(encoding="utf-8").replace("\\n", " "))
    dictionary = indicators / "dfe_lait" / "dfe_lait_data_dictionary.csv"
    lait = pd.read_csv(dictionary, dtype=str, encoding_errors="replace").fillna("")
    return [*texts, *lait["Description"], *lait["Methodology"]]


# --- Loading ---------------------------------------------------------------------------------


def test_a_small_catalogue_loads() -> None:
    small = load(FOLDERS / "small")
    alcohol = small.indicators["alcohol-mortality"]
    assert alcohol.match == {
        "Indicator ID": ("91382",),
        "Sex": ("Persons", "Not applicable"),
    }
    assert alcohol.skip == {"Area Type": ("Districts & UAs",)}
    assert (alcohol.multiply, alcohol.combine, alcohol.period_years) == (100, True, 0)
    assert (alcohol.clinical_area, alcohol.year_kind) == ("", "calendar")
    assert (alcohol.breaks, alcohol.counts_people) == ((date(2013, 4, 1),), False)
    assert [place.nhs_codes for place in small.places()] == [("01F",)]
    assert small.areas["E92000001"].spellings == ()


def test_what_is_awaited_stands_apart_and_can_be_fetched(shipped: Catalogue) -> None:
    awaited = [each for each in shipped.indicators.values() if each.awaits == "figures"]
    listed = re.findall(
        r'^indicator_id = "(.+)"$',
        (CATALOGUE / "indicators" / "awaited.toml").read_text("utf-8"),
        flags=re.M,
    )
    assert [each.indicator_id for each in awaited] == listed != []
    fetched = {each.download_id for each in downloads(CATALOGUE)}
    for each in awaited:
        assert f"fingertips-{each.match['Indicator ID'][0]}" in fetched, each.indicator_id


def test_what_replaces_a_retired_indicator_is_another_measure(shipped: Catalogue) -> None:
    assert len(shipped.retired) >= 5
    for each in shipped.retired.values():
        assert each.indicator_id not in shipped.indicators
        assert each.replaced_by in shipped.indicators


def test_an_indicator_of_two_sources_is_found_by_both_readers(shipped: Catalogue) -> None:
    for layout, column in (
        ("fingertips", "Indicator ID"),
        ("explore_local_statistics", "indicator"),
    ):
        [found] = [
            each
            for each in shipped.indicators_from(layout)
            if each.indicator_id == "reception-obesity"
        ]
        assert next(iter(found.match)) == column
        assert found.year_kind == "school"


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
def test_a_wrong_catalogue_is_refused_with_every_mistake(case: Path, tmp_path: Path) -> None:
    """Each case replaces or adds files of the small catalogue; expected.txt lists the mistakes."""
    shutil.copytree(FOLDERS / "small", tmp_path, dirs_exist_ok=True)
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path)
    text = (case / "expected.txt").read_text(encoding="utf-8")
    expected = text.replace("{layouts}", ", ".join(vocabulary.LAYOUTS)).splitlines()
    assert list(caught.value.problems) == expected
    assert str(caught.value) == "\n".join(expected)


def test_there_are_wrong_catalogues_to_refuse() -> None:
    assert len(WRONG) == 31


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path)
    assert caught.value.problems == (
        "areas.toml: the file is missing",
        "groups.toml: the file is missing",
        "sources.toml: the file is missing",
        "indicators: the folder holds no .toml file",
        "retired.toml: the file is missing",
        "intervals.toml: the file is missing",
        "census.toml: the file is missing",
        "core20plus5.toml: the file is missing",
        "flags.toml: the file is missing",
        "voice/themes.toml: the file is missing",
        "voice/heard_groups.toml: the file is missing",
        "voice/subjects.toml: the file is missing",
        "voice/columns.toml: the file is missing",
    )


def test_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    shutil.copytree(FOLDERS / "small", tmp_path, dirs_exist_ok=True)
    (tmp_path / "groups.toml").write_bytes(b'[[group]]\ngroup_name = "caf\xe9"\n')
    with pytest.raises(CatalogueError, match=r"^groups\.toml: this is not valid TOML"):
        load(tmp_path)
