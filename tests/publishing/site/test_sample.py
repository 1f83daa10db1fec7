"""A whole site of the embedded figures: what any server may be given."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import pytest
import tinyhtml5

from insight.findings.indicator import area_comparison
from insight.store import Store
from publishing.gate.structure import page_faults
from publishing.releases.content import Words as ReleaseWords
from publishing.releases.content import digest, mark, packet
from publishing.site import around, chart_page, command, figures
from publishing.site.outline import place_codes
from tests.publishing.site.links import broken

pytestmark = pytest.mark.slow

MOST, MOST_PACKED = 36_000, 10_000  # bytes of a chart's page, whole with its style sheet and script


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".html")}


def test_it_has_the_places_the_areas_of_care_and_twenty_charts(pages: dict[str, bytes]) -> None:
    kinds = [path.split("/")[0] for path in pages if path.count("/") == 2 and "index" in path]
    assert kinds.count("places") == len(place_codes()) == 9
    assert kinds.count("core20plus5") == 10
    assert kinds.count("charts") >= 20
    assert kinds.count("reports") == 9


def test_every_page_of_a_release_says_that_it_is_a_sample(pages: dict[str, bytes]) -> None:
    for path, page in pages.items():
        if path.startswith(("places/", "core20plus5/", "charts/", "reports/")):
            assert around.SAMPLE.encode() in page, path
            assert mark("notice") not in page


def test_every_link_leads_somewhere(files: dict[str, bytes], pages: dict[str, bytes]) -> None:
    assert broken(pages, set(files)) == set()


def test_every_page_is_built_for_everybody(pages: dict[str, bytes]) -> None:
    """By its own bytes; a browser looks at one of each kind (see test_browser). A first version has
    the bytes of the newest."""
    roots = {
        path: tinyhtml5.parse(page, namespace_html_elements=False)
        for page, path in {page: path for path, page in pages.items()}.items()
    }
    assert {path: found for path, root in roots.items() if (found := list(page_faults(root)))} == {}


def test_nothing_needs_a_script_or_a_style_of_its_own(pages: dict[str, bytes]) -> None:
    for path, page in pages.items():
        assert b" style=" not in page and b"<style" not in page, path
        scripts = re.findall(rb"<script[^>]*>", page)
        own = b"/search.js" if path == "index.html" else b"sort.js"
        allowed = (b'<script src="%s" defer>' % own, b'<script type="application/ld+json">')
        assert all(each in allowed for each in scripts), path


def test_a_chart_is_small(files: dict[str, bytes]) -> None:
    sizes = {}
    for path, page in files.items():
        if path.startswith("charts/") and path.endswith("/1/index.html"):
            beside = [files[path.replace("index.html", x)] for x in ("style.css", "sort.js")]
            sizes[path] = len(page) + sum(map(len, beside)), len(gzip.compress(page))
    assert len(sizes) >= 20
    assert {path: size for path, size in sizes.items() if size[0] > MOST} == {}
    assert {path: size for path, size in sizes.items() if size[1] > MOST_PACKED} == {}


def test_what_programs_are_told_agrees_with_the_files(files: dict[str, bytes]) -> None:
    for path, page in files.items():
        if not (path.startswith("charts/") and path.endswith("/1/index.html")):
            continue
        base = path.removesuffix("index.html")
        data = files[f"{base}figures.csv"]
        said = re.search(rb'<script type="application/ld\+json">\n(.*?)\n</script>', page, re.S)
        assert said is not None
        about = json.loads(said[1])
        assert about["@type"] == "Dataset" and about["license"].startswith("https://")
        assert about["distribution"][0]["sha256"] == digest(data)
        assert digest(data).encode() in page.partition(b"Take it away")[2]
        columns = json.loads(files[f"{base}figures.csv-metadata.json"])["tableSchema"]["columns"]
        header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert [each["titles"] for each in columns] == header
        assert len({each["name"] for each in columns}) == len(columns)
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
            if column["datatype"] == "number":
                assert all(float(each) == float(each) for each in cells if each)
        embed = json.loads(files[f"{base}oembed.json"])
        assert embed["type"] == "rich" and "embed.html" in embed["html"]
        assert files[f"{base}card.png"][16:24].hex() == f"{1200:08x}{630:08x}"


def test_a_postcode_is_found_in_the_page_of_its_district(files: dict[str, bytes]) -> None:
    page = files["postcodes/l8/index.html"].decode()
    row = next(each for each in page.split("<tr") if " 1YD" in each or ">1YD" in each)
    assert 'href="/places/liverpool/"' in row
    assert max(len(x) for p, x in files.items() if p.startswith("postcodes/")) < 40_000


def test_the_same_figures_make_the_same_bytes(real_store: Store) -> None:
    finding = area_comparison(real_store, "early-cancer-diagnosis")
    assert finding is not None
    first = chart_page.files_of(real_store, finding, "early-cancer")
    assert chart_page.files_of(real_store, finding, "early-cancer") == first


@pytest.mark.parametrize(
    ("kind", "slug", "figure"),
    [
        ("chart", "obesity", "indicator?indicator=adult-obesity#adult-obesity-areas"),
        ("place", "the-borough", figures.page_figure("place", "halton")),
        ("care-area", "mothers", "maternity"),
        ("report", "halton-easy-read", ""),
    ],
)
def test_what_is_rendered_may_be_submitted(
    real_store: Store, kind: str, slug: str, figure: str
) -> None:
    made = figures.render(real_store, kind, slug, figure, version=2)
    words = ReleaseWords(made.title, made.summary, "Newer figures")
    assert packet(slug, 2, "revision", words, made.files, sources=made.sources).sha256
    assert made.sources and all(each.licence for each in made.sources)
    told = {end for each in made.sources for end in each.period_label.split(" – ") if end}
    asked = "SELECT DISTINCT period_label FROM observation"
    assert told and told <= {row[0] for row in real_store.connection.execute(asked).fetchall()}
    assert figures.SAMPLE.encode() not in b"".join(made.files.values())
    is_cited = kind != "report"
    assert (f"/{slug}/2/" if is_cited else f"/{slug}/").encode() in made.files["index.html"]
    assert made.readers == ("" if is_cited else "a reading group")


@pytest.mark.parametrize(
    ("kind", "slug", "figure"),
    [
        ("chart", "obesity", "adult-obesity"),
        ("chart", "obesity", "no-such-thing-areas"),
        ("place", "manchester", ""),
        ("care-area", "smoke", ""),
        ("report", "halton", ""),
    ],
)
def test_what_is_nothing_of_ours_is_refused(
    real_store: Store, kind: str, slug: str, figure: str
) -> None:
    with pytest.raises(command.ReleaseRefused):
        figures.render(real_store, kind, slug, figure)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Ten years")
    with pytest.raises(command.ReleaseRefused, match="something else"):
        command.write(tmp_path, {"search.json": b"{}"})
    assert (tmp_path / "thesis.txt").exists()
    out = tmp_path / "site"
    command.write(out, {"search.json": b"{}", "old.html": b""})
    command.write(out, {"search.json": b"{}"})
    assert [path.name for path in out.iterdir()] == ["search.json"]
