"""A picture in a table cell is named by its alt text, once, and no words become markup."""

from __future__ import annotations

from html.parser import HTMLParser

from insight.charts import strip
from insight.rows import records

from insight import sentences, summaries
from insight.store import Store
from pages.place import profile
from pages.ui import markup as marks

HALTON = "E06000006"


class Images(HTMLParser):
    """The attributes of every image, and of nothing else but images."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.others: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))
        else:
            self.others.append(tag)


def test_an_image_says_what_it_is_told_to_or_nothing() -> None:
    hostile = '"><script>alert(1)</script>'
    for words in ("", "Falling from 30% to 10%.", hostile):
        seen = Images(marks.image(strip.bar(50), words))
        (image,) = seen.found
        assert image["alt"] == words
        assert str(image["src"]).startswith("data:image/svg+xml,")
        assert seen.others == []


def test_every_trend_of_a_profile_is_put_in_words(small_store: Store) -> None:
    markup = profile._trends(small_store, HALTON)
    rows = {
        row["indicator_id"]: row
        for row in records(summaries.profile(small_store, HALTON, summaries.ENGLAND))
    }
    drawn = {name: Images(text).found for name, text in markup.items()}
    assert any(drawn.values()) and set(drawn) == set(rows)
    for name, images in drawn.items():
        assert all(
            image["alt"] == sentences.sparkline_alt(rows[name], rows[name]) for image in images
        )
