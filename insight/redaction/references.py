"""Numbers that point at one person: NI, bank, passport, registrations, hospital and case numbers.

Each is known by its shape where no other thing has that shape, and else by the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from insight.redaction.plain_text import digits_for_letters, with_tokens

# Between what a number is called and the number itself: "is", "number:", "no. for me is".
LINK = (
    r"(?:\s*(?:'?s|numbers?|no|nos|num|nr|nmbr|id|ref|code|is|was|it'?s|are|says?|here|for|me|my|"
    r"the|of|on|end(?:s|ing)?|as|quote|quoting|card|wristband|band|label|letter|sticker|said|which)\b\.?|[\s.:;,#=()-]){0,8}?\s*"
)
GAP = r"[ .·/_*-]{0,2}"
START, END = r"(?<![^\W_])", r"(?![^\W_])"


def _digits(least: int, most: int) -> str:
    return rf"\d(?:{GAP}\d){{{least - 1},{most - 1}}}"


WIDE = r"(?: ?[/|,·-] ?| {0,3})"
NI = re.compile(
    rf"{START}[A-CEGHJ-PQR-TW-Z]{GAP}[A-CEGHJ-NPQR-TW-Z]{GAP}{_digits(6, 6)}{GAP}[A-D]{END}"
    # In pairs with a stroke and spaces between them: "LM 39 / 50 / 26 / C".
    rf"|{START}[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z]{WIDE}\d\d(?:{WIDE}\d\d){{2}}{WIDE}[A-D]{END}"
    rf"|(?:\bnino\b|\bnational insurance\b|\bn\.?\s?i\b\.?){LINK}"
    rf"(?P<id>[A-Z]{{2}}{GAP}{_digits(6, 6)}(?:{GAP}[A-D]{END})?)",
    re.I,
)
SORT = r"\d\d[ -]?\d\d[ -]?\d\d"
PAIRS = r"\d\d(?:[ -]\d\d){2}"
ACCOUNT = r"(?:(?!00\s?44)\d{8}|(?!0044)\d{4}[ -]\d{4})"
A_FEW = r"(?:[ ,;:/&|+()\n-]{1,3}(?:[a-z]{1,8}\.?(?=[ ,;:/&|+()\n-]))?){1,5}"
BANKS = (
    r"(?:lloyds|barclays|monzo|natwest|hsbc|santander|halifax|nationwide|tsb|starling|rbs|revolut|"
    r"co-?op(?:erative)?\sbank|first\sdirect|metro\sbank|post\soffice|building\ssociety|bank)"
)
BANK = re.compile(
    rf"\bsort\s?-?code{LINK}(?P<sort>{_digits(6, 6)}){END}"
    rf"|\b(?:account|acct|a/c|acc)\b{LINK}(?P<account>{_digits(6, 16)}){END}"
    rf"|\b(?:card|visa|mastercard|debit|credit)\b{LINK}(?P<card>{_digits(12, 19)}){END}"
    rf"|{START}(?P<before>\d{{8}})(?=[\s,]{{1,3}}(?:and\s)?sort\s?-?code\b)"
    rf"|{START}(?!(?:(?:19|20)\d\d[ -]){{3}})(?:\d{{4}}[ -]){{3}}\d{{3,4}}{END}"
    rf"|{START}\d\d-\d\d-\d\d[ ,/]+\d{{8}}{END}"
    # Both, in either order, with a few words between them; or one some way after its name.
    rf"|{START}(?P<sort_first>{PAIRS}){A_FEW}(?P<account_last>{ACCOUNT}){END}(?![ -]?\d)"
    rf"|{START}(?P<account_first>{ACCOUNT}){A_FEW}(?P<sort_last>{PAIRS}){END}(?![ -]?\d)"
    rf"|\b(?:sort(?:ing)?|so?rt?\s?code|s/?c)\b[^\d\n]{{0,60}}?(?P<sort_far>{SORT}){END}"
    rf"|\b(?:account|acct|a/?c|acc)\b[^\d.!?\n]{{0,40}}?(?P<account_far>{ACCOUNT}){END}(?![ -]?\d)"
    rf"|\b{BANKS}\b[^\d.!?\n]{{0,30}}?(?:(?P<sort_near>{SORT})|(?P<account_near>{ACCOUNT}))"
    rf"{END}(?![ -]?\d)"
    rf"|{START}(?=[A-Z]{{2}}\d\d(?:[ -]?[A-Z]){{0,5}}(?:[ -]?\d){{8}})"
    rf"[A-Z]{{2}}\d{{2}}(?:[ -]?[A-Z0-9]{{4}}){{3,7}}(?:[ -]?[A-Z0-9]{{1,3}})?{END}",
    re.I,
)
PASSPORT = re.compile(
    r"\b(?:passport|pass(?=\s(?:no|num|number)\b)|travel\sdoc(?:ument)?s?|permit|evisa|"
    r"visa|brp|residence (?:permit|card)|biometric|arc|home office|id card|"
    rf"driving licen[cs]e|licen[cs]e)\b{LINK}"
    rf"(?P<id>(?:[A-Z]{{1,5}}[ ./-]{{0,3}})?{_digits(6, 12)}(?:[A-Z0-9]{{0,5}}))\b",
    re.I,
)
PLATE_NOW = r"[A-Z]{2}[ -]?[0-25-7]\d[ -]?[A-Z]{3}"
PLATE = rf"(?:{PLATE_NOW}|[A-Z]\d{{1,3}}[ -]?[A-Z]{{3}}|[A-Z]{{3}}[ -]?\d{{1,3}}[A-Z])"
REGISTRATION = re.compile(
    rf"{START}(?-i:{PLATE_NOW}){END}"
    rf"|\b(?:reg|regs|registration|number\s?plate|plate|vrm|vehicle|car|van|taxi|motorbike)\b{LINK}"
    rf"(?:[a-z]+\s){{0,2}}?(?P<plate>(?:{PLATE_NOW}|(?-i:{PLATE}))){END}"
    rf"|\b(?:reg|registration|number\s?plate|plate)\b{LINK}(?P<old>{PLATE}){END}"
    rf"|\bplate\b{LINK}(?P<own>(?-i:[A-Z]{{1,3}}\s?\d{{1,4}})){END}"
    rf"|\b(?:parking|parked|fine|ticket)\b[^.!?\d]{{0,30}}?(?P<fined>{PLATE_NOW}){END}"
    rf"|{START}\d{{2}}[A-L]\d{{4}}[A-Z]{END}"
    r"|\b(?:gmc|nmc|hcpc|gphc|gdc|goc|gopthc|pin|swe|registration|registered)\b"
    rf"{LINK}(?P<pin>(?:[A-Z]{{1,3}}{GAP})?{_digits(5, 9)}[A-Z]?){END}"
    r"|\b(?:gmc|nmc|hcpc|gphc|gdc)\b[^\d\n]{0,60}?"
    rf"(?P<looked_up>\d{{7}}|\d\d[A-Z]\d{{4}}[A-Z]){END}",
    re.I,
)
CALLED = (
    r"\b(?:hosp(?:ital)?|mrn|unit|case|cases|patient|pt|complaint|pals|datix|incident|ref|"
    r"reference|crn|rio|record|records|casenote|file|admission|episode|referral|booking|ubrn|"
    r"claim|district|notes|k-?number|x-?ray|lab|sample|prescription|barcode|user|client|customer|"
    r"member|membership|payroll|employee|other(?=\snumber)|"
    r"tenancy|council tax|utr|ehc|ehcp|pip|dla|uc|log|"
    r"(?:\w+ology|clinic|wristband|id|card|trust|icb|ombudsman)(?=\s(?:number|no|num|ref)\b))\b"
)
# Letters and digits that no dose, date, year or ward has: three digits beside a letter, or five.
CODE = (
    rf"(?:[A-Z]{{1,5}}{GAP})?(?:(?:19|20)\d\d[/-])?\d(?:[ ./_-]?\d){{4,11}}"
    rf"(?:{GAP}(?-i:[A-Z]{{1,4}})\b)?"
    r"|(?-i:[A-Z]{2,5}) \d{3,8}(?:[/-]\d{1,4})?"
    r"|(?=(?:[A-Z]*\d){3})(?=\d*[A-Z])[A-Z0-9]{6,12}"
    r"|[A-Z]{1,5}(?:[/-][A-Z]{1,5})?[/-]?\d{3,12}[A-Z]?(?:[/-]\d+)*"
    r"|\d{3,12}[A-Z]{1,3}\d*"
)
REFERENCE = re.compile(
    rf"{CALLED}{LINK}(?P<id>(?:{CODE})(?: ?\([a-z]\))?){END}"
    rf"|{START}(?-i:[A-Z]{{1,4}}\d{{6,10}}[A-Z]?){END}"
    rf"|{START}(?-i:(?:[A-Z]{{2,6}}[/-]){{1,3}}\d{{2,8}}(?:[/-]\d{{2,8}})+){END}",
    re.I,
)
IS_NONE = re.compile(
    r"(?:[a-z]{1,5}\s)?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}.*"
    r"|(?:19|20)\d\d[ ./-]+(?:19|20)\d\d|\d+\.\d\d|[EWSNK]\d{8}",
    re.I,
)


def _without(pattern: re.Pattern[str], token: str) -> Callable[[str], tuple[str, int]]:
    def without(text: str) -> tuple[str, int]:
        if not any(map(str.isdigit, text)):
            return text, 0
        spans = []
        for match in pattern.finditer(digits_for_letters(text)):
            # Where a word announces it, only the number goes.
            groups = [match.span(name) for name, found in match.groupdict().items() if found]
            for start, end in groups or [match.span()]:
                is_letters_first = pattern is PASSPORT and text[start].isalpha()
                if pattern is BANK or is_letters_first or not IS_NONE.fullmatch(text[start:end]):
                    spans.append((start, end))
        return with_tokens(text, spans, token), len(spans)

    return without


without_ni_numbers = _without(NI, "[NI number]")
without_bank_numbers = _without(BANK, "[bank number]")
without_passport_numbers = _without(PASSPORT, "[passport number]")
without_registrations = _without(REGISTRATION, "[registration]")
without_references = _without(REFERENCE, "[reference number]")
