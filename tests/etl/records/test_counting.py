"""Made-up records, of which all is known that is true: what is counted in them must be that.

Planted are shares and rates by deprivation and ethnic group, and everything real records have wrong
with them: people twice, contradicted, without a neighbourhood, moved, dead; events repeated, late,
with codes nobody knows.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.__main__ import main
from etl.records import areas
from insight.reference.areas import SYSTEM, project_catalogue
from insight.statistics import standardised_rate
from insight.statistics.standardised_rate import EUROPEAN_STANDARD_POPULATION
from tests.etl.records.conftest import PEOPLE, YEAR, Counted

pytestmark = pytest.mark.slow
OF_VISITS = ("records-copd-admissions", "records-asthma-admissions-under-19")
PER_YEAR = (*OF_VISITS, "records-tooth-extractions-under-10")
STANDARDISED = {
    "records-copd-admissions": 35 // 5,
    "records-hypertension-found": 18 // 5,
    "records-several-conditions": 18 // 5,
}
# Grouping of the truth → the group's id.
GROUPINGS: dict[tuple[str, ...], Callable[[pd.DataFrame], pd.Series]] = {
    (): lambda rows: pd.Series("everyone", index=rows.index),
    ("place",): lambda rows: pd.Series("everyone", index=rows.index),
    ("fifth",): lambda rows: "imd-quintile-" + rows["fifth"].astype(str) + "-by-2025",
    ("place", "fifth"): lambda rows: "imd-quintile-" + rows["fifth"].astype(str) + "-by-2025",
    ("broad",): lambda rows: rows["broad"],
    ("is_female",): lambda rows: rows["is_female"].map({True: "sex-female", False: "sex-male"}),
}


def beside_truth(counted: Counted) -> pd.DataFrame:
    """Every figure that is shown and known by the truth: with people, drawn and expected."""
    truth = counted.truth
    truth = truth[truth["period"] == YEAR]
    figures = counted.counts.dropna(subset=["value"])
    found = []
    for keys, group in GROUPINGS.items():
        by = ["measure_id", "period", *keys]
        rows = truth.groupby(by, as_index=False)[["people", "expected", "drawn"]].sum()
        rows["area_code"] = rows["place"] if "place" in keys else SYSTEM
        rows["group_id"] = group(rows)
        found.append(figures.merge(rows, on=["measure_id", "period", "area_code", "group_id"]))
    return pd.concat(found, ignore_index=True)


def test_every_count_is_the_true_one(counted: Counted) -> None:
    rows = beside_truth(counted)
    assert len(rows) > 300 and rows["measure_id"].nunique() >= 12
    wrong = rows[rows["numerator_count"] != rows["drawn"]]
    assert wrong.empty, wrong.groupby("measure_id").size()
    years = rows["people"] / np.where(rows["measure_id"].isin(PER_YEAR), 365.25, 1)
    assert (rows["denominator_count"] - years).abs().max() < 0.006


def test_planted_shares_lie_in_their_intervals(counted: Counted) -> None:
    """About 95 in 100 of them, and none far off."""
    rows = beside_truth(counted)
    rows = rows[~rows["measure_id"].isin((*STANDARDISED, *PER_YEAR))]
    planted = 100 * rows["expected"] / rows["people"]
    inside = (rows["lower_ci"] <= planted) & (planted <= rows["upper_ci"])
    assert len(rows) > 200 and inside.mean() > 0.9
    width = rows["upper_ci"] - rows["lower_ci"]
    assert ((rows["value"] - planted).abs() < 1.2 * width).all()


def test_planted_gaps_are_recovered(counted: Counted) -> None:
    """Most against least deprived fifth of the system, measure by measure."""
    rows = beside_truth(counted)
    rows = rows[
        (rows["area_code"] == SYSTEM) & ~rows["measure_id"].isin((*STANDARDISED, *PER_YEAR))
    ]
    rows = rows.assign(planted=100 * rows["expected"] / rows["people"])
    by_id = {
        fifth: rows[rows["group_id"] == f"imd-quintile-{fifth}-by-2025"].set_index("measure_id")
        for fifth in (1, 5)
    }
    both = by_id[1].merge(by_id[5], on="measure_id", suffixes=("_most", "_least"))
    assert len(both) >= 6
    gap = both["value_most"] - both["value_least"]
    planted = both["planted_most"] - both["planted_least"]
    errors = [(both[f"upper_ci_{s}"] - both[f"lower_ci_{s}"]) / 3.92 for s in ("most", "least")]
    assert ((gap - planted).abs() < 3.5 * np.hypot(*errors)).all()
    assert planted.abs().max() > 10  # there is something to recover


def test_adjusted_rates_are_those_of_the_true_counts_by_age(counted: Counted) -> None:
    truth, figures = (
        counted.truth,
        counted.counts.set_index(["measure_id", "area_code", "group_id"]),
    )
    truth = truth[truth["period"] == YEAR]
    for measure, first in STANDARDISED.items():
        bands = truth[truth["measure_id"] == measure].groupby("band")[["drawn", "people"]].sum()
        years = bands["people"] / (365.25 if measure in PER_YEAR else 1)
        expected = standardised_rate(
            bands["drawn"].to_numpy(), years.to_numpy(), EUROPEAN_STANDARD_POPULATION[first:]
        )
        row = figures.loc[(measure, SYSTEM, "everyone")]
        assert tuple(row[["value", "lower_ci", "upper_ci"]]) == pytest.approx(expected, rel=1e-6)


def test_no_small_count_leaves(counted: Counted) -> None:
    figures = counted.counts
    shown = figures["value"].notna()
    assert (figures.loc[shown, "numerator_count"] >= 10).all()
    rest = (figures["denominator_count"] - figures["numerator_count"])[shown]
    is_share = ~figures.loc[shown, "measure_id"].isin((*STANDARDISED, *PER_YEAR))
    assert (rest[is_share] >= 10).all()
    numbers = ["value", "lower_ci", "upper_ci", "numerator_count", "denominator_count"]
    assert figures.loc[~shown, numbers].isna().all(axis=None)
    assert figures.loc[~shown, "value_note"].notna().all()


def test_visits_of_one_person_are_not_shown(
    made_up: Path, counted: Counted, tmp_path: Path
) -> None:
    """All admissions of Liverpool are laid upon one of its people: there are as many as before."""
    measure, liverpool = "records-copd-admissions", "E08000012"
    at = {"area_code": liverpool, "measure_id": measure, "group_id": "everyone"}
    shown = counted.counts.set_index(list(at)).loc[tuple(at.values())]
    assert shown["numerator_count"] >= 10
    file = tmp_path / "omop.duckdb"
    homes = areas.neighbourhoods(project_catalogue())
    here = homes.loc[homes["place"] == liverpool, ["lsoa"]]
    with duckdb.connect(file) as connection:
        for folder in (each for each in made_up.iterdir() if each.is_dir()):
            name = folder.name
            connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{folder}/*.parquet')")
        connection.register("here", here)
        connection.execute(
            "CREATE TEMP TABLE ours AS SELECT person_id FROM person JOIN location"
            " USING (location_id) JOIN here ON upper(trim(location_source_value)) = lsoa"
        )
        [one] = connection.execute(
            "SELECT min(person_id) FROM person SEMI JOIN ours USING (person_id)"
            " JOIN observation_period USING (person_id) ANTI JOIN death USING (person_id)"
            " WHERE year_of_birth < 1980 AND observation_period_start_date < '2016-01-01'"
            " AND observation_period_end_date >= '2025-04-01'"
        ).fetchone() or (None,)
        for table in ("visit_occurrence", "condition_occurrence"):
            connection.execute(
                f"UPDATE {table} SET person_id = ? WHERE visit_occurrence_id IS NOT NULL"
                " AND person_id IN (FROM ours)",
                [one],
            )
    options = ["--measure", measure, "--by", "none", "--small", "none", "--period", YEAR]
    assert main(["records", str(file), "--out", str(tmp_path), *options]) == 0
    found = pd.read_csv(tmp_path / "records-counts.csv").set_index(list(at))
    assert pd.isna(found.loc[tuple(at.values()), "value"])
    assert found.loc[tuple(at.values()), "value_note"] == "too few to show"


def test_the_manifest_says_what_was_asked_of_what(counted: Counted) -> None:
    manifest, figures = counted.manifest, counted.counts
    content = (counted.out / "records-counts.csv").read_bytes()
    assert manifest["counts_file"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert manifest["is_synthetic"] and manifest["engine"].startswith("DuckDB")
    assert manifest["cells_out"] + manifest["cells_hidden"] == len(figures)
    assert manifest["rows_in"]["person"] > PEOPLE  # some are there twice
    assert all(number % 10 == 0 for number in manifest["rows_in"].values())
    assert {"smoker", "copd", "delivery"} <= set(manifest["code_sets"])
    assert {each["measure_id"] for each in manifest["answers"]} == set(figures["measure_id"])
    for each in manifest["queries"]:
        assert each["query_sha256"] == hashlib.sha256(each["query"].encode()).hexdigest()
        assert each["query"].lstrip().startswith(("SELECT", "WITH"))


def test_a_missing_table_is_said_and_the_rest_is_counted(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "records"
    records.mkdir()
    for folder in made_up.iterdir():
        if folder.name not in ("drug_exposure", "visit_occurrence"):
            (records / folder.name).symlink_to(folder)
    measures = (
        "records-lipid-therapy",
        "records-copd-admissions",
        "records-learning-disability-check",
    )
    asked = [word for each in measures for word in ("--measure", each)]
    options = ["--period", YEAR, "--by", "none", "--small", "none", *asked]
    assert main(["records", str(records), "--out", str(tmp_path / "out"), *options]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "records-lipid-therapy is not counted: Medicine that lowers cholesterol needs" in told
    assert "records-copd-admissions is not counted: visits need the table visit_occurrence" in told
    found = pd.read_csv(tmp_path / "out" / "records-counts.csv")
    assert set(found["measure_id"]) == {"records-learning-disability-check"}


def test_a_duckdb_file_with_a_vocabulary_is_counted_alike(
    made_up: Path, counted: Counted, tmp_path: Path
) -> None:
    """Names in capitals; flu vaccines under a concept that only the vocabulary knows to be one."""
    measure, file = "records-copd-flu-vaccine", tmp_path / "omop.duckdb"
    with duckdb.connect(file) as connection:
        for folder in (each for each in made_up.iterdir() if each.is_dir()):
            name = folder.name.upper()
            connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{folder}/*.parquet')")
        connection.execute(
            "UPDATE DRUG_EXPOSURE SET drug_concept_id = 778 WHERE drug_concept_id = 2000000040"
        )
        connection.execute(
            "CREATE TABLE CONCEPT AS"
            " FROM (VALUES (777, 'SNOMED', '86198006'), (778, 'RxNorm', '1'))"
            " t(CONCEPT_ID, VOCABULARY_ID, CONCEPT_CODE)"
        )
        connection.execute(
            "CREATE TABLE CONCEPT_ANCESTOR AS FROM (VALUES (777, 777), (777, 778))"
            " t(ANCESTOR_CONCEPT_ID, DESCENDANT_CONCEPT_ID)"
        )
    options = ["--out", str(tmp_path), "--measure", measure, "--period", YEAR]
    assert main(["records", str(file), *options]) == 0
    found = pd.read_csv(tmp_path / "records-counts.csv")
    plain = pd.read_csv(counted.out / "records-counts.csv")
    plain = plain[plain["measure_id"] == measure].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, plain)
    manifest = Counted(made_up, tmp_path).manifest
    assert set(manifest["code_sets"]) == {"copd", "flu-vaccine", "learning-disability"}


def test_rounded_counts_give_rounded_figures(made_up: Path, tmp_path: Path) -> None:
    """Nothing of the exact count is left, not even in the rate."""
    measures = ("records-quit-support", "records-copd-admissions", PER_YEAR[-1])
    asked = [word for each in measures for word in ("--measure", each)]
    options = [
        "--rule",
        "hes",
        "--by",
        "sex",
        "--by",
        "ethnic-19",
        "--small",
        "none",
        "--period",
        YEAR,
    ]
    assert main(["records", str(made_up), "--out", str(tmp_path), *asked, *options]) == 0
    found = pd.read_csv(tmp_path / "records-counts.csv").dropna(subset=["value"])
    assert (found[["numerator_count", "denominator_count"]] % 5 == 0).all(axis=None)
    assert (found.loc[found["measure_id"] == PER_YEAR[-1], "denominator_count"] >= 5).all()
    assert (found["value_note"] == "from counts rounded to 5").all()
    shares = found[found["measure_id"] == "records-quit-support"]
    expected = 100 * shares["numerator_count"] / shares["denominator_count"]
    assert list(shares["value"]) == pytest.approx(list(expected), rel=1e-6)


def test_spark_counts_the_very_same(
    spark_installed: None, made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adjusted rates of visits, and shares that rest on the latest reading. Both engines are asked
    for the same groups: which words stand for a hidden count rests on all that are shown."""
    measures = ("records-copd-admissions", "records-hypertension-on-target")
    asked = [word for each in measures for word in ("--measure", each)]
    asked += ["--by", "deprivation-2025", "--by", "sex", "--period", YEAR]
    # For so few people, making programs of its plans, and planning them anew as it goes, takes
    # Spark longer than to do as they say, and so does thorough compiling of Spark itself.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    quick = "spark.sql.codegen.wholeStage=false&spark.sql.codegen.factoryMode=NO_CODEGEN"
    quick += "&spark.sql.adaptive.enabled=false&spark.sql.shuffle.partitions=1"
    engine = ["--engine", f"pyspark://local[2]?{quick}&spark.driver.memory=2g"]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        warnings.filterwarnings("ignore", category=ResourceWarning)
        for name, chosen in (("spark", engine), ("duck", [])):
            out = ["--out", str(tmp_path / name)]
            assert main(["records", str(made_up), *out, *chosen, *asked]) == 0
    spark, duck = (
        pd.read_csv(tmp_path / name / "records-counts.csv") for name in ("spark", "duck")
    )
    assert len(spark) > 400 and spark["value"].notna().sum() > 50
    pd.testing.assert_frame_equal(spark, duck, check_exact=True)
