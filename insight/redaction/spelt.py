"""Postcodes told letter by letter: "C double U seven, three A X", "el seventy seven three A B"."""

from __future__ import annotations

import re

from insight.redaction.numbers import NUMBER_OF_WORD

# What the letters are called when they are read out; the alphabet of radio; "b for bravo".
NAMES = {
    "a": "ay alpha alfa apple", "b": "bee be bravo", "c": "cee see sea charlie", "d": "dee delta",
    "e": "ee echo", "f": "eff foxtrot", "g": "gee golf", "h": "aitch haitch hotel",
    "i": "eye india", "j": "jay juliet juliett", "k": "kay kilo", "l": "el ell lima",
    "m": "em mike", "n": "en november", "o": "oh oscar", "p": "pee pea papa",
    "q": "queue cue quebec", "r": "ar are romeo", "s": "ess es sierra", "t": "tee tea tango",
    "u": "you yew uniform", "v": "vee victor",
    "w": "dubya whiskey whisky double-u double-you",
    "x": "ex xray x-ray", "y": "why wye yankee", "z": "zed zee zulu",
}  # fmt: skip
SIGN_OF = {
    **{word: letter for letter, words in NAMES.items() for word in (letter, *words.split())},
    **NUMBER_OF_WORD,
    **{str(digit): str(digit) for digit in range(100)},
}
TIMES = {"double": 2, "treble": 3, "triple": 3}
LONGEST_FIRST = sorted(SIGN_OF, key=len, reverse=True)
SIGN = "|".join(re.escape(word).replace(r"\-", r"[\s-]") for word in LONGEST_FIRST)
TOKEN = re.compile(
    rf"(?:(?P<sign>{SIGN})|(?P<times>{'|'.join(TIMES)})\s+(?P<again>{SIGN}))"
    r"(?:\s+(?:for|as\s+in)\s+\w+)?(?![^\W_])",
    re.I,
)
WORD_OR_SIGN = re.compile(r"[^\W_]+|[\W_]")
BETWEEN = re.compile(r"[\s,.;:-]{1,3}")
# Outward and inward half; a mistake in the letters is none of our business.
WHOLE = re.compile(r"[a-z]{1,2}\d[\da-z]?\d[a-z]{2}")
SPELT_DIGIT = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_OF_WORD)})\b", re.I)
FEWEST_TOKENS = 4  # "L seventy-one, two A B" has five; fewer are written, not told


def spelt_postcodes(text: str) -> list[tuple[int, int]]:
    """Where postcodes stand that are told sign by sign, first to last: start and end of each."""
    if len(SPELT_DIGIT.findall(text)) < 2:
        return []
    found: list[tuple[int, int]] = []
    for run in _runs(text):
        signs = "".join(sign for sign, _, _ in run)
        owner = [token for token, (sign, _, _) in enumerate(run) for _ in sign]
        for code in WHOLE.finditer(signs):
            first, last = owner[code.start()], owner[code.end() - 1]
            begins = code.start() == 0 or owner[code.start() - 1] != first
            ends = code.end() == len(signs) or owner[code.end()] != last
            if begins and ends and last - first + 1 >= FEWEST_TOKENS:
                found.append((run[first][1], run[last][2]))
    return found


def _runs(text: str) -> list[list[tuple[str, int, int]]]:
    """Signs that follow one another, with where each stands."""
    runs: list[list[tuple[str, int, int]]] = []
    run: list[tuple[str, int, int]] = []
    at = 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            if run:
                runs.append(run)
            run = []
            after = WORD_OR_SIGN.match(text, at)
            at = after.end() if after else at + 1
            continue
        sign = SIGN_OF[re.sub(r"\s", "-", (token["sign"] or token["again"]).lower())]
        run.append((sign * TIMES.get((token["times"] or "").lower(), 1), *token.span()))
        at = token.end()
        if between := BETWEEN.match(text, at):
            at = between.end()
        else:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs
