"""Words, sources, agreement, and warnings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from insight.export import raster
from insight.findings import Finding
from publishing.gate import agreement, outside, structure, words
from publishing.gate.words import reading_age
from publishing.releases.content import ReleaseRefused, Source
from publishing.releases.gate import Other
from tests.publishing.gate.conftest import INDICATOR, Chart, csvw, table_csv
from tests.publishing.gate.test_figures import with_cell

HARD = (
    "Notwithstanding considerable heterogeneity, multimorbidity prevalence demonstrated"
    " statistically incontrovertible socioeconomic stratification throughout participating"
    " administrative areas"
)


def test_a_sound_chart_passes(chart: Chart) -> None:
    assert [each for each in chart.found() if each.is_blocking] == []


def test_reading_age_is_flesch_kincaids_grade_and_five() -> None:
    # 7 words, 1 sentence, 7 syllables: 0.39 * 7 + 11.8 - 15.59 + 5.
    assert reading_age("The cat sat on the red mat.") == pytest.approx(3.94)
    assert reading_age("A hospital. A hospital.") == pytest.approx(0.78 + 23.6 - 15.59 + 5)
    assert reading_age("Cheshire West and Chester is well", {"Cheshire West and Chester"}) < 4
    assert reading_age(HARD) > 18
    assert reading_age("12.5% (stages 1 and 2)") < 5
    assert reading_age("") == 0


@pytest.mark.parametrize("where", ["title", "summary", "lead", "note"])
def test_hard_words_are_found(chart: Chart, where: str) -> None:
    said = HARD[:100] if where == "title" else HARD
    assert "reading-age" in chart.but(**{where: said}).asked(words.reading_ages)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lang="en-GB"', 'lang="pl"'),
        ('lang="en-GB"', 'lang="enm"'),
        ("<h2>About it</h2>", '<h2>About it</h2><p lang="AR">Test</p>'),
    ],
)
def test_another_language_waits_for_native_readers(chart: Chart, old: str, new: str) -> None:
    page = chart.files()["index.html"].decode().replace(old, new, 1)
    files = chart.files() | {"index.html": page.encode()}
    assert "language" in chart.asked(words.languages, files)
    version = chart.version(files)
    read = replace(version, packet=replace(version.packet, readers="native readers of Test"))
    assert list(words.languages(read)) == []


def test_a_long_title_is_refused(chart: Chart) -> None:
    with pytest.raises(ReleaseRefused):
        chart.but(title="a " * 60).found()


def test_source_and_licence_have_to_be_there(chart: Chart) -> None:
    ours = chart.sources[0]
    assert "source" in chart.but(sources=()).asked(agreement.sources_named)
    assert "source" in chart.but(sources=(Source("0", ours.indicator_id, "", "", ""),)).asked(
        agreement.sources_named
    )
    assert "source" in chart.but(licence="None").asked(agreement.sources_named)
    assert "source" in chart.but(publisher="Somebody").asked(agreement.sources_named)
    unknown = Source("0", "no-such-indicator", "", ours.licence, "")
    assert "source" in chart.but(sources=(unknown,)).asked(agreement.sources_named)


def test_table_csv_workbook_and_alt_have_to_agree(chart: Chart) -> None:
    files = chart.files()
    shown = next(
        cell for row in chart.finding.table.texts for cell in row[1:] if cell.endswith("%")
    )
    for path, old, new in (
        ("index.html", f"<td>{shown}</td>", "<td>98.7%</td>"),
        ("index.html", "<desc>", "<desc>It was 98.7% here. "),
        ("chart.svg", "<desc>", "<desc>It was 98.7% here. "),
    ):
        spoiled = files[path].replace(old.encode(), new.encode(), 1)
        assert spoiled != files[path]
        assert _disagrees(chart, files | {path: spoiled}), (path, old)
    page = files["index.html"].decode()
    [row] = re.findall(r"<tr><th[^>]*>Halton</th>.*?</tr>", page)
    figure = re.search(r"<td>([^<]*)</td>", row)[1]  # type: ignore[index]
    value = float(figure.rstrip("%"))
    for said in ("", f"{value + 0.1:.1f}%", f"{value - 0.1:.1f}%", f"{value + 1:.0f}%"):
        other = row.replace(f"<td>{figure}</td>", f"<td>{said}</td>", 1)
        assert _disagrees(chart, files | {"index.html": page.replace(row, other).encode()}), said
    assert _disagrees(chart, files | {"index.html": page.replace(row, "").encode()})
    assert not _disagrees(chart.but(summary="It is so since COVID-19."), files)
    for said in ("98.7%", "97%", "97 per 1,000", "97"):
        assert _disagrees(chart.but(summary=f"It was {said}."), files), said
    fewer = chart.but(finding=_without_a_row(chart))
    assert _disagrees(chart, files | {"data.xlsx": fewer.files()["data.xlsx"]})
    wrong = files["index.html"].replace(b"SHA-256 <code>", b"SHA-256 <code>" + b"ab" * 32 + b" ")
    assert _disagrees(chart, files | {"index.html": wrong})


def _disagrees(chart: Chart, files: dict[str, bytes]) -> bool:
    asked = (
        agreement.tables_agree,
        agreement.tables_whole,
        agreement.alt_agrees,
        agreement.fingerprints_agree,
    )
    return any("agreement" in chart.asked(ask, files) for ask in asked)


def _without_a_row(chart: Chart) -> Finding:
    table = chart.finding.table
    return replace(chart.finding, table=replace(table, values=table.values.iloc[1:]))


def test_dots_that_no_drawing_becomes_are_found(chart: Chart) -> None:
    files = chart.files()
    svg = files["chart.svg"]
    assert chart.asked(agreement.pictures_agree) == set()
    small = {"chart.png": raster.png(svg.decode(), 1)}
    assert chart.asked(agreement.pictures_agree, files | small) == set()
    said = svg.replace(b">England<", b">Margaret<")
    for change in (
        {"chart.png": raster.png(said.decode())},
        {"chart.svg": said},
        {"chart.svg": b"<svg"},
        {"photo.PNG": files["chart.png"]},
    ):
        assert chart.asked(agreement.pictures_agree, files | change) == {"picture"}
    within = svg.replace(b"</svg>", b'<image href="photo.png" width="9" height="9"/></svg>')
    assert chart.asked(structure.drawings, files | {"chart.svg": within}) == {"picture"}


def test_metadata_have_to_fit_their_csv(chart: Chart) -> None:
    files = chart.files()
    for data in (
        csvw("other.csv", chart.data),
        csvw("data.csv", b"A,B\r\n1,2\r\n"),
        csvw("data.csv", chart.data).replace(b"ns/csvw", b"ns/other"),
        csvw("data.csv", chart.data).replace(b'"name": "c0"', b'"datatype": "date", "name": "c0"'),
    ):
        assert "csvw" in chart.asked(
            outside.csv_on_the_web, files | {"data.csv-metadata.json": data}
        )
    del files["data.csv-metadata.json"]
    assert "csvw" in chart.asked(outside.csv_on_the_web, files)


def test_what_an_author_is_warned_of(chart: Chart) -> None:
    assert chart.found() == ()
    assert chart.asked(words.old_figures, today=date(2030, 1, 1)) == {"old-figures"}
    files = chart.files()
    page = files["index.html"]
    silent = page.replace(b"10 December 2026", b"not known").replace(b"easy-read/", b"data.csv")
    files["index.html"] = silent
    assert chart.asked(words.next_date, files) == {"next-date"}
    assert chart.asked(words.easy_read, files) == {"easy-read"}
    for origin, found in (("other", {"easy-read"}), ("cancer", set())):
        twin = Other("other-easy-read", 1, dict, origin)
        version = replace(chart.version(files), others=(twin,))
        assert {each.check_id for each in words.easy_read(version)} == found
    ended = with_cell(chart.data, 0, "Period ends", "2023-02-31")
    assert chart.but(data=ended).asked(words.real_days) == {"unreadable"}
    assert chart.but(data=ended).asked(words.old_figures) == set()


def test_each_measure_is_asked_how_old_it_is(chart: Chart) -> None:
    header, *_ = rows = chart.data.decode("utf-8-sig").splitlines()
    other = rows[1].replace(INDICATOR, "adult-obesity").replace("2022-12-31", "2015-12-31")
    assert other != rows[1]
    mixed = chart.but(
        data=table_csv(header, *rows[1:], other),
        sources=(*chart.sources, replace(chart.sources[0], indicator_id="adult-obesity")),
    )
    [old] = words.old_figures(mixed.version())
    assert "adult-obesity are 8 years old" in old.message
    assert any("adult-obesity" in each.message for each in words.newer_figures(mixed.version()))


@pytest.mark.parametrize(
    ("old", "new", "style"),
    [
        ("<p>Source", "<p hidden>Source", ""),
        ("<p>Source", '<p aria-hidden="true">Source', ""),
        ("<p>Source", "<template><p>Source", ""),
        ("<p>Source", "<!-- <p>Source", ""),
        ("<p>Source", '<p class="q">Source', " .q { display: none }"),
        ("<p>Source", '<p class="q">Source', " .q { position: absolute; left: -999px }"),
    ],
)
def test_what_nobody_sees_names_no_licence(chart: Chart, old: str, new: str, style: str) -> None:
    files = chart.files()
    page = files["index.html"].decode()
    [line] = re.findall(r"<p>Source:.*?</p>", page)
    end = {"<t": "</template>", "<!": " -->"}.get(new[:2], "")
    files["index.html"] = page.replace(line, line.replace(old, new) + end).encode()
    files["style.css"] += style.encode()
    assert "source" in chart.asked(agreement.sources_named, files)


def test_a_style_sheet_within_a_page_hides_too(chart: Chart) -> None:
    page = chart.files()["index.html"].decode()
    page = page.replace("<p>Source:", '<p class="gone">Source:')
    assert "source" not in chart.asked(agreement.sources_named, _with_page(chart, page))
    page = page.replace("</head>", "<style>.gone { display: none }</style></head>")
    assert "source" in chart.asked(agreement.sources_named, _with_page(chart, page))


def _with_page(chart: Chart, page: str) -> dict[str, bytes]:
    return chart.files() | {"index.html": page.encode()}


def test_a_figure_of_another_area_is_found(chart: Chart) -> None:
    page = chart.files()["index.html"].decode()
    row = r"<tr><th[^>]*>{}</th><td>([^<]*)</td>"
    (own,), (other,) = (re.findall(row.format(each), page) for each in ("Halton", "Wirral"))
    assert own != other
    for said in ("Halton had {}.", "It was low in Halton ({}).", "Halton: {}, of all Places."):
        assert "agreement" in chart.but(summary=said.format(other)).asked(agreement.alt_agrees)
        assert not chart.but(summary=said.format(own)).asked(agreement.alt_agrees)
    told = chart.but(summary="Halton was 2 places lower than in 2019.")
    assert not told.asked(agreement.alt_agrees)


@pytest.mark.parametrize("around", ["({})", "{}"])
def test_hard_words_are_found_in_brackets_and_outside_the_lead(chart: Chart, around: str) -> None:
    said = around.format(HARD)
    assert "reading-age" in chart.but(summary=said).asked(words.reading_ages)
    page = chart.files()["index.html"].decode().replace("<figure>", f"<p>{said}</p><figure>", 1)
    assert "reading-age" in chart.asked(
        words.reading_ages, chart.files() | {"index.html": page.encode()}
    )
