"""What somebody may have meant who typed a postcode, or the beginning of one."""

from __future__ import annotations

import re
from typing import NamedTuple

OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
INWARD = re.compile(r"\d[A-Z]{0,2}")
WHOLE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
NOT_IN_A_POSTCODE = re.compile(r"[^\w\s.,;:'’/()-]|_")
IN_A_TEXT = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
# Letters and digits that look alike: in a postcode their place says which is meant.
AS_DIGIT = str.maketrans("OILSZ", "01152")
NEVER_LAST = "OILZ"  # no district ends with these letters
AS_LETTER = str.maketrans("0152", "OISZ")


class Postcode(NamedTuple):
    """One way to read what was typed: 'CH41' and '1AB', '1' or ''.

    is_district: the outward code is whole, so 'CH4' is not the beginning of 'CH41'.
    """

    outward: str
    inward: str = ""
    is_district: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it is one postcode, and not the beginning of many."""
        return len(self.inward) == 3

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}".strip()


def postcode_readings(text: str) -> list[Postcode]:
    """Every way to read a text as a postcode or the beginning of one, the likeliest first.

    text: 'CH41 1AB', 'ch411ab', 'C H4 11 AB', 'CH41 1', 'CH41', 'CH4', 'CH4I 1AB' with a letter for
    a digit, or an address with a whole postcode in it. Empty where it is like none.
    """
    if NOT_IN_A_POSTCODE.search(text):
        return []
    words = re.sub(r"[^A-Z0-9]+", " ", text.upper()).split()
    compact = "".join(words)
    whole = WHOLE.fullmatch(_letters_and_digits_in_place(compact))
    is_whole = WHOLE.fullmatch(compact)
    # 'CH41 1A' and 'CH411A' begin CH41 1AB, and are not CH4 1IA.
    begun = [] if is_whole else _begun(words) or _begun([compact[:-2], compact[-2:]])
    if whole and not begun:
        return [Postcode(whole[1], whole[2])]
    if inside := IN_A_TEXT.findall(" ".join(words)):
        outward, inward = inside[-1]
        return [Postcode(outward, inward)]
    if OUTWARD.fullmatch(compact) and compact[-1] in NEVER_LAST:  # 'WA1O' is WA10
        return [Postcode(compact[:-1] + compact[-1].translate(AS_DIGIT))]
    readings = begun
    if OUTWARD.fullmatch(compact):
        readings.append(Postcode(compact))
    for cut in (len(compact) - 1, len(compact) - 2):  # 'CH411' is CH41 1, 'WA81A' is WA8 1A
        outward, inward = compact[: max(cut, 0)], compact[max(cut, 0) :]
        if OUTWARD.fullmatch(outward) and INWARD.fullmatch(inward):
            readings.append(Postcode(outward, inward))
    if re.fullmatch(r"[A-Z]{1,2}\d?", compact):  # 'CH', or 'CH3' where there is no CH3
        readings.append(Postcode(compact, is_district=False))
    if whole:
        readings.append(Postcode(whole[1], whole[2]))
    return list(dict.fromkeys(readings))


def _begun(words: list[str]) -> list[Postcode]:
    """The beginning of a postcode whose space says how to read it: 'L1 1' is L1, and not L11."""
    outward, inward = "".join(words[:-1]), words[-1] if words else ""
    is_so = INWARD.fullmatch(inward) and OUTWARD.fullmatch(outward)
    return [Postcode(outward, inward)] if is_so and outward[-1] not in NEVER_LAST else []


def _letters_and_digits_in_place(compact: str) -> str:
    """A whole postcode with letters and digits that look alike put right, else as it was."""
    if not 5 <= len(compact) <= 7 or compact.isalpha():
        return compact
    outward, inward = compact[:-3], compact[-3:]
    inward = inward[0].translate(AS_DIGIT) + inward[1:].translate(AS_LETTER)
    if not OUTWARD.fullmatch(outward) or outward[-1] in NEVER_LAST:
        # One letter and digits, or two letters and digits; 'CHA1' stays what it is.
        for letters in (1, 2):
            tried = outward[:letters].translate(AS_LETTER) + outward[letters:].translate(AS_DIGIT)
            if OUTWARD.fullmatch(tried) and sum(map(str.__ne__, tried, outward)) == 1:
                outward = tried
                break
    together = outward + inward
    return together if WHOLE.fullmatch(together) else compact
