"""Nothing of a person gets out, in whatever kind of file it is hidden."""

from __future__ import annotations

import base64
import io
import zipfile

import openpyxl
import pytest

from insight.store import Store
from publishing.gate import counts, people
from tests.publishing.gate.conftest import Chart, png

NHS_NUMBER = "943 476 5919"
# Words that must not get out, and how the finding calls them.
SECRETS = {
    "Margaret Ellison told us so.": "a name",
    f"Seen as {NHS_NUMBER}.": "an NHS number",
    "Ring 07700 900123 about it.": "a phone number",
    "Write to m.ellison@example.org.": "an email",
    "7 people live in this street.": "below 10",
    "From the demonstration.": "demonstration",
}


def _into_workbook(data: bytes, words: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Notes"].cell(40, 1, words)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _into_properties(data: bytes, words: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.properties.keywords = words
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _with_member(data: bytes, name: str, **more: bytes) -> bytes:
    """A workbook with one more file in it."""
    file, member = io.BytesIO(data), zipfile.ZipInfo(name)
    for what, said in more.items():
        setattr(member, what, said)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(member, "<a/>")
    return file.getvalue()


# Every way to carry words out: which file, what of it makes way, and for what.
END = "</main>"
IN_TEXT = {
    "a paragraph": ("index.html", END, "<p>{}</p></main>"),
    "an alt text": ("index.html", END, '<img src="chart.png" alt="{}"></main>'),
    "a comment in HTML": ("index.html", END, "<!-- {} --></main>"),
    "a comment before HTML": ("index.html", "<html", "<!-- {} --><html"),
    "a comment after HTML": ("index.html", "</html>", "</html><!-- {} -->"),
    "an attribute": ("index.html", "<h2>", '<h2 data-note="{}">'),
    "JSON-LD": ("index.html", END, '<script type="application/ld+json">["{}"]</script></main>'),
    "a cell of CSV": ("data.csv", "Halton", '"{}"'),
    "metadata": ("data.csv-metadata.json", '{"@context"', '{"dc:title": "{}", "@context"'),
    "a title of SVG": ("chart.svg", "</title>", " {}</title>"),
    "a comment before SVG": ("chart.svg", "<svg", "<!-- {} --><svg"),
    "an instruction before SVG": ("chart.svg", "<svg", "<?note {} ?><svg"),
    "the kind of an SVG": ("chart.svg", "<svg", '<!DOCTYPE svg PUBLIC "{}" "a"><svg'),
    "an address of names": ("chart.svg", "<svg", '<svg xmlns:a="{}"'),
    "a style sheet": ("style.css", "body {", "/* {} */ body {"),
    "a name in HTML": ("index.html", "<h2>", '<h2 class="{}">'),
    "a drawing": ("chart.svg", "</svg>", '<path d="M0 0 {}"/></svg>'),
}
IN_BYTES = {
    "a text of PNG": ("chart.png", lambda _, said: png(tEXt=said)),
    "a packed text of PNG": ("chart.png", lambda _, said: png(zTXt=said)),
    "an international text of PNG": ("chart.png", lambda _, said: png(iTXt=said)),
    "a note of XLSX": ("data.xlsx", _into_workbook),
    "a property of XLSX": ("data.xlsx", _into_properties),
}


@pytest.mark.parametrize("way", [*IN_TEXT, *IN_BYTES])
def test_planted_secrets_are_found(chart: Chart, way: str) -> None:
    said, files = " ".join(SECRETS), chart.files()
    if way in IN_TEXT:
        path, old, new = IN_TEXT[way]
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.replace("{}", said).encode(), 1)
    else:
        path, spoil = IN_BYTES[way]
        files[path] = spoil(files[path], said)
    version = chart.version(files)
    asked = (people.personal_details, people.demonstrations, counts.small_counts)
    found = [each for ask in asked for each in ask(version)]
    assert all(each.is_blocking and path in each.message for each in found)
    for secret, name in SECRETS.items():
        assert any(name in each.message for each in found), secret
    # What is kept and shown of it does not repeat it.
    assert not any(
        secret in each.message
        for each in found
        for secret in ("Ellison", "Margaret", NHS_NUMBER, "900123")
    )


def test_words_that_nobody_approved_are_found(chart: Chart, real_store: Store) -> None:
    cursor = real_store.connection.cursor()
    held = cursor.execute(
        "SELECT text_to_read FROM free_text WHERE state = 'held' AND length(text_to_read) > 60"
        " ORDER BY subject_id LIMIT 1"
    ).fetchone()
    said = cursor.execute(
        "SELECT comment_text FROM comment WHERE length(comment_text) > 80"
        " AND comment_id NOT IN (SELECT comment_id FROM quote) ORDER BY comment_id LIMIT 1"
    ).fetchone()
    for row in filter(None, (held, said)):
        words = " ".join(str(row[0]).split()[:12])
        files = chart.files() | {"note.txt": words.encode()}
        assert chart.asked(people.unread_words, files) == {"held-text"}
    assert held and said


def test_a_file_that_nobody_can_read_does_not_pass(chart: Chart) -> None:
    files = chart.files()
    book, page, svg = files["data.xlsx"], files["index.html"], files["chart.svg"]
    declared = svg.decode().replace("<svg", '<?xml version="1.0" encoding="utf-16"?><svg', 1)
    spoiled = {
        "twice.html": page.replace(b"<h2>", b'<h2 title="a" title="b">'),
        "end.html": page.replace(b"</h2>", b'</h2 title="a">'),
        "stray.html": page.replace(b"<h2>", b'<body title="a"><h2>'),
        "kind.html": page.replace(b"html>", b'html PUBLIC "a">', 1),
        "wide.svg": declared.encode("utf-16"),
        "false.svg": declared.encode(),
        "list.svg": b'<!DOCTYPE svg [<!ATTLIST svg a CDATA "b">]>' + svg,
        "front.xlsx": b"before" + book,
        "behind.xlsx": book + b"after",
        "other.xlsx": _with_member(book, "xl/other.xml", extra=b"\x99\x99\x0a\0" + b"a" * 10),
        "remark.xlsx": _with_member(book, "xl/other.xml", comment=b"any"),
        "style.css": b"p { background: url(data:image/png;base64,AAAA) }",
        "chart.png": png() + b"after its end",
        "other.png": png(eXIf="any"),
        "packed.png": png(after=b"more"),
        "data.csv": b"\xff\xfe",
        "data.xlsx": _with_member(book, "xl/hidden.bin"),
        "report.pdf": b"%PDF-1.7",
        "chart.svg": b"<svg",
        "font.woff2": b"wOF2",
    }
    with pytest.warns(UserWarning, match="Duplicate name"):
        spoiled["pair.xlsx"] = _with_member(book, "xl/workbook.xml")
    for path, data in spoiled.items():
        assert chart.blocked(files | {path: data}) == {"unreadable"}, path


def test_words_in_an_encoding_are_read(chart: Chart) -> None:
    said = f"Seen as {NHS_NUMBER}, she said."
    six = "".join(f"\\{ord(each):06x}" for each in said)
    for path, data in (
        ("a.txt", base64.b64encode(said.encode()).rstrip(b"=")),
        ("a.txt", said.encode().hex().encode()),
        ("style.css", f'p::before {{ content: "{six}" }}'.encode()),
    ):
        found = chart.asked(people.personal_details, chart.files() | {path: data})
        assert found == {"personal-details"}, data


def test_a_name_or_a_number_in_the_name_of_a_file_is_found(chart: Chart) -> None:
    for path in ("margaret-ellison.txt", "seen/as-943-476-5919.txt", "notes/07700-900123.txt"):
        files = chart.files() | {path: b"x"}
        assert chart.asked(people.personal_details, files) == {"personal-details"}, path


def test_a_day_alone_is_judged_with_the_sentence_around_it(chart: Chart) -> None:
    for said, found in (
        ("<p>We look again on <strong>6 January 2027</strong>.</p>", set()),
        ("<p>She was born on <strong>6 January 1947</strong>.</p>", {"personal-details"}),
        ("<div><strong>6 January 1947</strong></div>", {"personal-details"}),
    ):
        files = chart.files()
        files["index.html"] = files["index.html"].replace(b"</main>", f"{said}</main>".encode())
        assert chart.asked(people.personal_details, files) == found, said


def test_numbers_of_machines_are_nobodys(chart: Chart) -> None:
    said = "0659795701ab4c9f 2026-11-27T09:30:00Z https://example.org/a 12345.678"
    assert people._details(said) == ()
    files = chart.files() | {"note.txt": said.encode()}
    assert chart.asked(people.personal_details, files) == set()


def test_words_that_nobody_approved_are_found_however_they_are_set(
    chart: Chart, real_store: Store
) -> None:
    cursor = real_store.connection.cursor()
    row = cursor.execute(
        "SELECT comment_text FROM comment WHERE length(comment_text) > 80"
        " AND comment_id NOT IN (SELECT comment_id FROM quote) ORDER BY comment_id LIMIT 1"
    ).fetchone()
    assert row is not None
    words = str(row[0]).split()[:9]
    page = chart.files()["index.html"].decode()
    for set_ in (
        " ".join(f"{each[0]}&shy;{each[1:]}" for each in words),
        " ".join(f"{each[0]}\u200b{each[1:]}" for each in words),
        "<br>".join(words),
        "</p><p>".join(words),
        " ".join(f"<b>{each[0]}</b>{each[1:]}" for each in words),
    ):
        spoiled = page.replace("<h2>", f"<p>{set_}</p><h2>", 1).encode()
        found = chart.asked(people.unread_words, chart.files() | {"index.html": spoiled})
        assert found == {"held-text"}, set_
    lookalike = " ".join(words).replace("e", "\u0435").replace("o", "\u043e")
    files = chart.files() | {"note.txt": lookalike.encode()}
    assert chart.asked(people.mixed_letters, files) == {"unreadable"}
    assert chart.asked(people.mixed_letters, chart.files() | {"a.txt": "5 μg/m³".encode()}) == set()


def test_what_is_made_up_is_found_by_its_words(chart: Chart) -> None:
    for said in ("These figures are made up.", "synthetic data", "dummy figures", "demo data"):
        files = chart.files() | {"note.txt": said.encode()}
        assert chart.asked(people.demonstrations, files) == {"demonstration"}, said
    for said in ("The system is made up of nine Places.", "Figures are published.", "An inventor"):
        assert chart.asked(people.demonstrations, chart.files() | {"a.txt": said.encode()}) == set()
