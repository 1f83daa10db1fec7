"""Tags and entities of web forms go; everything people wrote stays."""

from __future__ import annotations

import pytest

from etl.voice.web_markup import without_markup


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Waited &amp; waited.</p><p>Rang &#39;back&#39;</p>", "Waited & waited. Rang 'back'"),
        ('<div class="a">One<br/>two</div>', "One two"),
        ("<b>very</b> <em>slow</em>, un<i>believ</i>able", "very slow, unbelievable"),
        ('<a href="http://x">here</a>&nbsp;now', "here now"),
        ("<script>steal()</script>Fine<!-- note -->", "Fine"),
        ("<5 minutes, >2 hours, a < b > c", "<5 minutes, >2 hours, a < b > c"),
        ("I <3 this & that <my street>", "I <3 this & that <my street>"),
        ("  spaces stay  ", "  spaces stay  "),
        ("", ""),
    ],
)
def test_words_are_left_alone_and_markup_is_not(text: str, words: str) -> None:
    assert without_markup(text) == words
