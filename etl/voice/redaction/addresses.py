"""E-mail addresses, web addresses and postcodes."""

from __future__ import annotations

import re

TOP = r"(?:com|org|net|uk|info|eu|ie|io|biz|co|edu|gov|nhs|ac|wales|online|app|site)"
DOT = r"\s*(?:\.|[\[({]\s*(?:dot|\.)\s*[\])}]|\bdot\b)\s*"
AT = r"\s*(?:@+|[\[({]\s*(?:at|@)\s*[\])}])\s*"
LOCAL = r"[\w.+'-]*\w"

# name@domain, with spaces or brackets anywhere, whatever follows: "jo @ example . org".
WITH_SIGN = re.compile(
    rf"{LOCAL}{AT}(?:\w[\w-]*{DOT})*?\w[\w-]*(?:(?:{DOT}|,){TOP}\b)+|{LOCAL}@\w[\w.-]*\w", re.I
)
# "jo dot bloggs at example dot org", "jo at gmail.com", "jo at gmail".
SPOKEN_LOCAL = r"[\w.+-]*\w(?:\s+(?:dot|underscore|under\s?score|dash|hyphen|plus)\s+[\w.+-]*\w)*"
MAILBOX = (
    r"(?:gmail|g\s?mail|googlemail|hot\s?mail|yahoo|icloud|aol|btinternet|"
    r"talktalk|virginmedia|protonmail|ymail|nhs\.net)"
)
SPOKEN = re.compile(
    rf"\b(?P<local>{SPOKEN_LOCAL})\s+at\s+(?P<domain>"
    rf"{MAILBOX}(?:{DOT}\w+)*\b|\w[\w-]*(?:{DOT}\w[\w-]*)*?(?:{DOT}{TOP}\b)+)",
    re.I,
)
# Words before "at www" that are no mailbox: "look at nhs dot uk" is a web address.
NO_MAILBOX = re.compile(
    r"(?:look|looked|looking|see|seen|find|found|is|was|are|were|be|book|booked|booking|order|"
    r"ordered|online|website|site|web|page|forms?|available|info|information|details|register|"
    r"registered|up|it|out|us|me|them|him|her|that|this|there|here|link|read|got|went|go|check|"
    r"checked|only|app|on|a|services?|ones?|people|staff|lives?|living|hub)",
    re.I,
)

WEB = re.compile(
    rf"(?:https?:\s?//|www\d?\s?\.\s?|\bw\s?w\s?w\s+dot\s+)\S+(?:\s+(?:dot|slash)\s+\w+)*"
    rf"|\b(?:[\w-]+\.)+{TOP}\b(?:[/?#]\S*)?"
    rf"|\b\w[\w-]*(?:\s+dot\s+\w[\w-]*)*?\s+dot\s+{TOP}\b(?:\s+(?:dot|slash)\s+\w+)*"
    rf"|\b[\w-]+\.(?:ly|gl|me|be|gd|tv)/\S+"
    rf"|(?<![\w@])@\w{{3,}}",
    re.I,
)

AREA = (
    r"(?:A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|"
    r"I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|"
    r"T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
POSTCODE = re.compile(
    rf"\b(?P<outward>(?:{AREA}|(?-i:{AREA})[ ])(?:[0-9][0-9A-Z]?|O[0-9]))[\s.,-]{{0,3}}"
    rf"(?P<inward>[0-9O]\s?[ABD-HJLNP-UW-Z]{{2}})\b",
    re.I,
)
# After the word itself anything goes: "post code l 3 7 a b".
SPELT = re.compile(
    r"(?P<word>\bpost\s?code\b\W{0,3}(?:(?:is|was|here|its|it's|of|in)\W{1,2}){0,2})"
    r"(?P<code>[A-Z](?:\s?[A-Z])?\s?[0-9O](?:\s?[0-9A-Z])?[\s-]{0,2}[0-9O]\s?[A-Z]\s?[A-Z])\b",
    re.I,
)
ORDINAL = re.compile(r"1\s?st|2\s?nd|3\s?rd|[0-9]\s?th|[0-9]\s?(?:hr|wk|yr)s?")
MOTORWAY = re.compile(r"m\d{1,2}$", re.I)
VITAMIN = re.compile(r"b(?:1|2|3|6|7|9|12)$", re.I)


def without_emails(text: str) -> tuple[str, int]:
    """The text without e-mail addresses, written or spoken, and how many there were."""
    count = 0
    if "@" in text or "(at" in text.lower() or "[at" in text.lower() or "{at" in text.lower():
        text, count = WITH_SIGN.subn("[email]", text)
    if " at " not in text.lower():
        return text, count

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        if NO_MAILBOX.fullmatch(match["local"].split()[-1]):
            return match[0]
        count += 1
        return "[email]"

    return SPOKEN.sub(replace, text), count


def without_web_addresses(text: str) -> tuple[str, int]:
    """The text without web addresses and social media handles, and how many there were."""
    lower = text.lower()
    if "." not in text and " dot " not in lower and "@" not in text and "//" not in text:
        return text, 0
    return WEB.subn("[web address]", text)


def without_postcodes(text: str) -> tuple[str, int]:
    """The text without full postcodes, and how many there were. A district alone stays."""
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        outward, inward = match["outward"], match["inward"]
        is_no_district = VITAMIN.match(outward) or MOTORWAY.match(outward)
        if (is_no_district and ORDINAL.fullmatch(inward)) or inward.startswith("o"):
            return match[0]
        count += 1
        return "[postcode]"

    text, spelt = SPELT.subn(r"\g<word>[postcode]", text)
    text = POSTCODE.sub(replace, text)
    return text, count + spelt
