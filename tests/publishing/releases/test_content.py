"""What is frozen: paths every server can serve, one hash over all of it, marks that come out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publishing.releases.content import (
    MARKS,
    WORDS_FILE,
    Source,
    Words,
    mark,
    packet,
    thawed,
    with_marks,
    without_marks,
)
from publishing.releases.lifecycle import ReleaseRefused
from tests.publishing.releases.conftest import page

WORDS = Words("A title", "A summary")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"../up.csv": b""}, "no path"),
        ({"/top.csv": b""}, "no path"),
        ({"a//b.csv": b""}, "no path"),
        ({".hidden.csv": b""}, "no path"),
        ({"a b.csv": b""}, "no path"),
        ({"tränen.csv": b""}, "no path"),
        ({"1/data.csv": b""}, "a version's own address"),
        ({"data.php": b""}, "ends in none of"),
        ({"data": b""}, "ends in none of"),
        ({"Data.csv": b"", "data.csv": b""}, "capital letters"),
        ({"a.csv": b"", "a.csv/b.csv": b""}, "one name"),
        ({WORDS_FILE: b""}, "is written here"),
        ({"embed.html": b"<!--notice-->x<!--/notice-->"}, "in a mark"),
        ({"index.html": b"<p>No marks</p>"}, "needs one"),
        ({"index.html": (mark("notice") * 2) + mark("history")}, "needs one"),
    ],
)
def test_files_that_are_refused(files: dict[str, bytes], why: str) -> None:
    with pytest.raises(ReleaseRefused, match=why):
        packet("cancer", 1, "new", WORDS, page() | files)


def test_a_page_is_needed() -> None:
    with pytest.raises(ReleaseRefused, match=r"no index\.html"):
        packet("cancer", 1, "new", WORDS, {"data.csv": b""})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (Words("", "S"), "needs a title"),
        (Words("x" * 111, "S"), "longer than 110"),
        (Words("T", " "), "needs a summary"),
        (Words("T", "a\nb"), "one line"),
    ],
)
def test_words_that_are_refused(words: Words, why: str) -> None:
    with pytest.raises(ReleaseRefused, match=why):
        packet("cancer", 1, "new", words, page())


def test_a_packet_comes_back_from_its_frozen_files() -> None:
    source = Source("0" * 64, "cancer", "2024", "OGL", "hes")
    made = packet("cancer", 1, "new", WORDS, page(), sources=[source], scheduled_for="x")
    again = thawed(made.files)
    assert (again.words, again.sources, again.sha256) == (WORDS, (source,), made.sha256)


@given(
    st.dictionaries(st.sampled_from(["a.csv", "b/c.csv", "d.svg"]), st.binary(max_size=3)),
    st.dictionaries(st.sampled_from(["a.csv", "b/c.csv", "d.svg"]), st.binary(max_size=3)),
)
def test_the_hash_is_the_same_for_the_same_files_alone(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    hashes = [packet("c", 1, "new", WORDS, page() | each).sha256 for each in (one, other)]
    assert (hashes[0] == hashes[1]) == (one == other)


@given(st.sampled_from(["", "<p>Newer</p>", "a" * 100]), st.text("<p>-!/", max_size=20))
def test_what_is_put_in_a_mark_comes_out_again(said: str, around: str) -> None:
    page_ = around.encode() + mark("notice") + b"x" + mark("history")
    if page_.count(mark("notice")) == 1:
        filled = with_marks(page_, dict.fromkeys(MARKS, Markup(said)))
        assert without_marks(filled) == page_
        assert filled.count(said.encode()) >= 2
