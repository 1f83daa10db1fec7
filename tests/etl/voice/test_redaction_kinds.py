"""Kinds of writing that hid a personal detail once, and what looks like them and is none."""

from __future__ import annotations

import pytest

from insight.redaction.plain_text import plain
from insight.redaction.redact import redact

UNSEEN = ["\ufe0f", "\u034f", "\u3164", "\u115f", "\u00ad", "\u200d", "\U000e0101"]
STRUCK = ["\u0336", "\u0332", "\u0301", "\u20e0"]
DRAWN = ["_", "\u00b7", "\U0001f600", "\u2605", "\u2192", "\u00b0", '"', " \u2764 "]


@pytest.mark.parametrize("sign", [*UNSEEN, *STRUCK, *DRAWN], ids=ascii)
def test_no_sign_between_digits_hides_a_number(sign: str) -> None:
    for number, kind in (("07700900123", "[phone number]"), ("9434765919", "[NHS number]")):
        assert redact(f"mine: {sign.join(number)} thanks")[0].startswith(f"mine: {kind}")


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("\u1d0b\u1d07\u0274", "KEN"),
        ("\U0001f17a\U0001f174\U0001f17d", "KEN"),
        ("\U0001f11a\u24a0\u24a9", "Ken"),
        ("\u202ennA\u202c", "Ann"),
        ("Ade\u0301bayo\u0323\u0300", "Ad\u00e9bay\u1ecd"),  # an accent no single letter holds
        (
            "\u0928\u092e\u0938\u094d\u0924\u0947",
            "\u0928\u092e\u0938\u094d\u0924\u0947",
        ),  # signs of its own script stay
        ("5 \u2605 care \U0001f642", "5 \u2605 care \U0001f642"),
    ],
    ids=ascii,
)
def test_letters_are_read_as_they_look(given: str, read: str) -> None:
    assert plain(given) == read


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("01514 (not Fridays) 960 123", "[phone number]"),
        ("its 07700, same as ever, 900123", "its [phone number]"),
        ("I rang 0151 9 times in 14 days", None),
        ("write to jo_b @ example.pl", "write to [email]"),
        ("I'm at ninety two Oak Hill Rd", "I'm at [address]"),
        ("we live at one hundred and six Oak Avenue", "we live at [address]"),
        ("Dr Long said no", "Dr [name] said no"),
        ("Dr said no", None),
        ("April rang me in June", "[name] rang me in June"),
        ("April was wet. In June they rang me.", None),
        ("Our nurse is Hope, ask her", "Our nurse is [name], ask her"),
        ("The nurse was Polish", None),
        ("thanks to ronan mcelligott and all", "thanks to [name] and all"),
        ("I met Samir al-Tikriti there", "I met [name] there"),
        ("Pham Thi Hoa has no doctor", "[name] has no doctor"),
        ("Rowan's story moved us", "[name]'s story moved us"),
        ("my name? S-I-O-B-H-A-N", "my name? [name]"),
        ("c-a-n-c-e-r is spelt out on the wall", None),
    ],
)
def test_details_in_the_ways_people_tell_them(text: str, clean: str | None) -> None:
    assert redact(text)[0] == (clean or text)
