"""Dates of birth: whole days next to words of birth or age."""

from __future__ import annotations

import re

from insight.redaction.plain_text import digits_for_letters, with_tokens

MONTH = (
    r"(?:(?:january|february|march|april|may|june?|july?|august|september|october|november|december|"
    # Polish, Romanian, Spanish, Portuguese, French, German
    r"styczni\w+|lut\w{2,3}|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|września|"
    r"pazdziernika|października|listopada|grudnia|ianuarie|februarie|martie|aprilie|mai|iunie|iulie|"
    r"septembrie|octombrie|noiembrie|decembrie|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|junho|julho|setembro|outubro|dezembro|"
    r"janvier|fevrier|février|mars|avril|juin|juillet|août|septembre|octobre|decembre|décembre|januar|"
    r"februar|märz|juni|juli|oktober|dezember)"
    # With a letter wrong, missing or twice.
    r"|jan[a-z]{1,5}y|fe[a-z]{2,6}y|apr[a-z]{1,2}l|aug[a-z]{1,3}t|se[a-z]{3,7}r|oc[a-z]{2,5}r|"
    r"nov[a-z]{2,5}r|de[a-z]{2,6}ber"
    r"|(?:jan|febr?|febuary|mar|apr|aug|sept?|oct|nov|dec)\.?)(?![^\W\d_])"
)
ONES = "one|two|three|four|five|six|seven|eight|nine"
FIRST_TO_NINTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
DAY_WORD = (
    rf"(?:(?:twenty|thirty)[ -](?:{FIRST_TO_NINTH})|{FIRST_TO_NINTH}|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
YEAR_WORD = (
    rf"(?:(?:nineteen|twenty)[ -](?:hundred(?:\sand)?\s)?(?:(?:{TENS})(?:[ -](?:{ONES}))?|{TEENS}|"
    rf"oh[ -](?:{ONES}))|two\sthousand(?:\sand)?"
    rf"(?:\s(?:{TEENS}|{ONES}|{TENS}(?:[ -](?:{ONES}))?))?|"
    rf"(?:{TENS})(?:[ -](?:{ONES}))?)"
)
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th|er|de))?|{DAY_WORD})"
YEAR = rf"(?:'?\d{{2}}|(?:18|19|20)\d{{2}}|{YEAR_WORD})"
ROMAN = r"(?:x?i{1,3}|i?[vx]|vi{1,3}|x?i?)"
FEAST = (
    r"(?:christmas|boxing|new\s+year'?s?|st\.?\s+(?:patrick|george|david|andrew)'?s?|valentine'?s?|"
    r"easter|may|all\s+saints'?|bonfire|halloween)(?:\s+(?:day|eve|night|sunday|monday))?"
)
GAP = r"[\s.,/-]{1,3}"
SIGN = r"\s?[-/.·\\ ,_#*|:]\s?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
DATE = (
    rf"(?<![\d/]){WEEKDAY}(?:"
    rf"(?:day\W{{0,3}})?\d{{1,2}}[\s,;/.]+month\W{{1,3}}(?:\d{{1,2}}|{MONTH})[\s,;/.]+year\W{{1,3}}\d{{2,4}}|"
    rf"(?:18|19|20)\d{{2}}{SIGN}\d{{1,2}}{SIGN}\d{{1,2}}"
    rf"|\d{{1,2}}{SIGN}\d{{1,2}}{SIGN}(?:\d{{4}}|'?\d{{2}})"
    rf"|\d{{1,2}}{SIGN}(?=[ivx]){ROMAN}{SIGN}(?:\d{{4}}|'?\d{{2}})"
    rf"|(?:the\s+)?{DAY}\s?(?:day\s+)?(?:(?:of|de)\s+)?[-./,·]?\s?{MONTH}"
    rf"(?:{GAP}(?:de\s)?{YEAR}|\s?{YEAR})?"
    rf"|(?:the\s+)?{DAY}\sof\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?[\s,]+{YEAR}"
    rf"|(?:{ONES}|{TEENS}|(?:{TENS})(?:[ -](?:{ONES}))?)[\s,]+"
    rf"(?:{ONES}|ten|eleven|twelve)[\s,]+{YEAR_WORD}"
    rf"|{YEAR_WORD}[\s,]+{MONTH}(?:\s(?:the\s)?{DAY})?"
    rf"|(?:0?\d|1[0-2])[/.-](?:19|20)\d{{2}}"
    rf"|{MONTH}\s?(?:the\s+)?{DAY}(?:{GAP}{YEAR})?"
    rf"|(?:(?:mid|early|late)[\s-])?(?:{MONTH}|spring|summer|autumn|winter)(?:\sof)?\s"
    rf"(?:(?:18|19|20)\d{{2}}|'\d{{2}}|nineteen[ -]{YEAR_WORD})"
    rf"|\b{FEAST}[\s,]+(?:18|19|20)\d{{2}}"
    rf"|\d{{8}}|\d{{6}}|\d(?:[ .]\d){{5,7}}"
    rf")(?!\d|[:/-]\d)"
)
# By itself, without a word of birth: nobody writes of an appointment so long ago to the day.
LONG_AGO = re.compile(
    rf"(?<![\d/.·-])(?:(?:[0-2]?\d|3[01])(?P<sign>[-/.·])(?:0?\d|1[0-2])(?P=sign)(?:19\d{{2}}|200\d|[3-9]\d)"
    rf"|(?:19\d{{2}}|200\d)(?P<iso>[-/.·])\d{{1,2}}(?P=iso)\d{{1,2}}"
    rf"|(?:{WEEKDAY}the\s)?{DAY}\s(?:of\s)?{MONTH}[\s,]{{1,2}}19[0-7]\d"
    rf"|(?:the\s)?{DAY}\sof\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?|{DAY_WORD})[\s,]+"
    rf"(?:19\d\d|nineteen[ -](?:{TENS})(?:[ -](?:{ONES}))?|(?:{TENS})(?:[ -](?:{ONES}))?))"
    r"(?![\d/:]|[.·-]\d)",
    re.I,
)
BIRTH = (
    r"(?:\bd\s?[./]?\s?o\s?[./]?\s?b(?![a-z])\.?|\bb\.?day\b|\b(?:date|day)\s+of\s+birth\b|"
    r"\bbirth\s?-?(?:date|day)s?\b|\bbirth\b|\bborn\b|(?<=\()\s?b(?:\.|\b)(?=\s)|\bb\.(?=\s?\d)|"
    r"\bdate naissance\b|\bdata urodzenia\b|\burodzon[ya]\b|\bnascut[aă]?\b|\bnacid[oa]\b)"
)
AGE = (
    r"(?:\baged?\s+\d{1,3}\b|\bturn(?:ed|s|ing)?\s+\d{1,3}\b|\b\d{1,3}\s+years?\s+old\b|"
    r"\b\d{1,3}\s?yrs?\s+old\b|\bwill\s+be\s+\d{1,3}\b|\b(?:i'?m|i am|he is|she is|he's|she's)"
    r"\s+\d{1,3}\b)"
)
# Words that start something else: "born in Widnes, waiting since 3 March".
ELSE = (
    r"(?:since|until|till|appointments?|seen|waiting|waited|wait|clinic|letter|operation|rang|phoned|"
    r"discharged|scan|cancelled|got|floor|months?|weeks?|days?|had|went)"
)
BETWEEN = rf"(?:[^\w.!?]|\.(?!\s+[A-Z])|(?!{ELSE}\b)\b[\w']+\b){{0,14}}?"
AFTER = re.compile(rf"(?P<word>{BIRTH})(?P<gap>{BETWEEN})(?P<date>{DATE})", re.I)
# A year alone stays, but not where a form would ask for it: "DOB 1950".
YEAR_ASKED = re.compile(
    r"(?P<word>\b(?:d\s?[./]?\s?o\s?[./]?\s?b\.?|date\s+of\s+birth|birth\s?-?date|year\s+of\s+birth))"
    r"(?P<gap>[\s:=-]{1,3}(?:(?:is|was|in|year)\s){0,2})(?P<date>(?:19|20)\d{2})(?![\d/.-])",
    re.I,
)
# In a list of somebody's details: "[name], 4 March 1988, [postcode]". Beside a name alone it may be
# an appointment, unless it is long past.
WHOLE = (
    rf"(?:(?:0?[1-9]|[12]\d|3[01])(?P<by>[-/.·])(?:0?\d|1[0-2])(?P=by)(?:(?:19|20)\d\d|\d\d)"
    rf"|(?:the\s)?{DAY}[\s-](?:of\s)?{MONTH}[\s,-]{{1,2}}(?:19|20)\d\d"
    rf"|{MONTH}\s{DAY}[\s,]{{1,2}}(?:19|20)\d\d)(?![\d/:])"
)
DETAIL = r"\[(?:NHS number|phone number|email|postcode|address|reference number|NI number)\]"
SIGNS = r"(?:[\s,;:/|.()-]|\band\b){1,3}"
BESIDE = re.compile(
    rf"(?P<before>{DETAIL}{SIGNS})(?P<date>{WHOLE})"
    rf"|(?P<after_date>{WHOLE.replace('by>', 'of>').replace('P=by', 'P=of')})(?={SIGNS}{DETAIL})",
    re.I,
)
PAST = r"(?:19\d\d|200\d|201[0-5])"
BESIDE_NAME = re.compile(
    rf"(?P<before>\[name\][\s,;:/|.()-]{{1,3}})(?:\d{{1,2}}[-/.·]\d{{1,2}}[-/.·]{PAST}|{DAY}[\s-](?:of\s)?"
    rf"{MONTH}[\s,-]{{1,2}}{PAST})(?!\d)"
    rf"|(?:\d{{1,2}}[-/.·]\d{{1,2}}[-/.·]{PAST}|{DAY}[\s-](?:of\s)?{MONTH}[\s,-]{{1,2}}{PAST})"
    r"(?=[\s,;:/|.()-]{1,3}\[name\])",
    re.I,
)
AFTER_AGE = re.compile(
    rf"(?P<word>{AGE})(?P<gap>[\s,(-]{{1,3}}(?:(?:on|as of|born|this)\s+)?)(?P<date>{DATE})", re.I
)
BEFORE = re.compile(
    rf"(?P<date>{DATE})(?P<word>[\s,)(:=-]{{0,4}}(?:\.\s+(?=(?:that|this|it)\b))?"
    rf"(?:(?:is|was|as|her|his|my|the|their|our|being|when"
    rf"|i|he|she|we|s|it's|are|were|'s|son's|daughter's|that's|that|this|it|you|they|have|has|had|got"
    rf"|put|down|wrote|on|file|for|listed|recorded)[\s:]+){{0,6}}{BIRTH})",
    re.I,
)
MIGHT = re.compile(rf"{BIRTH}|{AGE}", re.I)
OLD = re.compile(r"19\d\d|\d[-/.·]\d\d?[-/.·]\d")


# Of somebody named in passing: "my son (06/05/2014)", "I'm 12th Jan 1990".
OF_SOMEBODY = re.compile(
    rf"(?P<word>\b(?:i'?m|i\sam|son|daughter|child|baby|grand(?:son|daughter|child)|mum|mam|dad|"
    rf"mother|father|husband|wife|partner|nan|gran|brother|sister)\s?[(,]?\s?)(?P<date>{WHOLE})",
    re.I,
)


def without_dates_of_birth(text: str) -> tuple[str, int]:
    """The text without dates of birth, and how many there were. A year alone stays."""
    token, count = "[date of birth]", 0
    if MIGHT.search(text):
        for pattern in (AFTER, BEFORE, AFTER_AGE, YEAR_ASKED):
            dates = [each.span("date") for each in pattern.finditer(digits_for_letters(text))]
            text = with_tokens(text, dates, token)
            count += len(dates)
    if OLD.search(text):
        dates = [each.span("date") for each in OF_SOMEBODY.finditer(text)]
        text = with_tokens(text, dates, token)
        count += len(dates)
    if "]" in text:
        for pattern in (BESIDE, BESIDE_NAME):
            text, found = pattern.subn(lambda each: (each["before"] or "") + token, text)
            count += found
    text, long_ago = LONG_AGO.subn(token, text) if OLD.search(text) else (text, 0)
    return text, count + long_ago
