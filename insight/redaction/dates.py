"""Dates of birth: whole days next to words of birth or age, and days long ago.

First each date is found, however it is written ("4/3/52", "04031952", "the fourth of March nineteen
fifty two"), as a run of days, months and years. Then each is judged by the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from insight.redaction.numbers import NUMBER_OF_WORD
from insight.redaction.plain_text import digits_for_letters, with_tokens

TOKEN = "[date of birth]"

# 1. Dates ---------------------------------------------------------------------------------------

MONTH = (
    r"(?:january|february|march|april|may|june?|july?|august|september|october|november|december|"
    # Polish
    r"stycz(?:ni\w+|e[nń])|lut\w{1,3}|mar(?:ca|zec)|kwie(?:tnia|cie[nń])|maja?|czerw(?:ca|iec)|lip(?:ca|iec)|"
    r"sierp(?:nia|ie[nń])|wrze[sś](?:nia|ie[nń])|pa[zź]dziernika?|listopada?|grud(?:nia|zie[nń])|"
    # Welsh, Hungarian, Ukrainian
    r"ionawr|chwefror|f?mawrth|ebrill|mehefin|g?orff?ennaf|awst|medi|hydref|tachwedd|rh?agfyr|"
    r"január|február|március|április|május|június|július|augusztus|szeptember|október|"
    r"січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    # Romanian, Spanish, Portuguese, French, German
    r"ianuarie|februarie|martie|aprilie|mai|iunie|iulie|"
    r"septembrie|octombrie|noiembrie|decembrie|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|junho|julho|setembro|outubro|dezembro|"
    r"janvier|fevrier|février|mars|avril|juin|juillet|août|septembre|octobre|decembre|décembre|januar|"
    r"februar|märz|juni|juli|oktober|dezember"
    # With a letter wrong, missing or twice.
    r"|j[a-z]{1,6}ary|j[an]{2}[a-z]{1,5}y|fe[a-z]{2,6}y|m[arch]{3,5}|ap[a-z]{1,4}l|jul+e?y|au[a-z]{1,4}t|ag[a-z]{1,3}t|"
    r"se[a-z]{3,7}r|oc[a-z]{2,5}r|no[a-z]{3,6}r|d[a-z]{2,6}[bm]er"
    r"|jan|febr?|mar|apr|aug|sept?|oct|nov|dec)(?![^\W\d_])"
)
FEAST = (
    r"(?:may\s+day|(?:christmas|xmas|boxing|new\s+year'?s?|st\.?\s+(?:patrick|george|david|andrew)'?s?|valentine'?s?|"
    r"easter|all\s+saints'?|bonfire|hall?owe'?en|guy\s+fawkes|burns(?=\s+night)|midsummer'?s?|"
    r"ash\s+wednesday|good\s+friday|palm\s+sunday|shrove\s+tuesday|pancake(?=\s+day)|whit(?:\s?sun)?|"
    r"twelfth(?=\s+night)|armistice|hogmanay|coronation(?=\s+day)|remembrance|independence|bastille|mother'?s|father'?s|leap|eid|diwali|"
    r"michaelmas|candlemas|(?:v\.?[ej]\.?|d)(?=[\s-]day)|chinese\s+new\s+year'?s?)(?:[\s-]+(?:day|eve|night|sunday|monday))?)(?![^\W_])"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
WORDS = {
    **{word: str(day) for day, word in enumerate(ORDINALS.split(), start=1)},
    **{"thirtieth": "30", "forth": "4", "fith": "5", "eigth": "8", "nineth": "9"},
    **{"twelth": "12", "twelveth": "12"},
    **NUMBER_OF_WORD,
}
ONES = "|".join(word for word, digits in WORDS.items() if digits in set("123456789"))
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
LONGEST_FIRST = "|".join(sorted(WORDS, key=len, reverse=True))


def _number_as(name: str) -> str:
    """A pattern of one number in words: "fourth", "twenty first", "fifty-two"."""
    return (
        rf"(?:(?P<{name}_tens>{TENS})[\s-]*(?P<{name}_one>{ONES})(?![^\W_])"
        rf"|(?P<{name}_word>{LONGEST_FIRST})(?![^\W_]))"
    )


# "two thousand and nine", "nineteen hundred and fifty two": the century and what follows.
CENTURY = (
    r"(?P<century>two\s+thousand|(?:nine|eigh)teen\s+hundred)(?:[\s-]+and)?(?![^\W_])"
    rf"(?:[\s-]+{_number_as('rest')})?"
)
MONTHS_IN_ROMAN = "i ii iii iv v vi vii viii ix x xi xii"
ROMAN = {roman: str(month) for month, roman in enumerate(MONTHS_IN_ROMAN.split(), start=1)}
PIECE = (
    rf"(?:(?P<filler>(?:the|o[fv']?|day|month|dash|hyphen|stroke|(?:forward\s)?slash|dot|(?:leap\s)?year|yr|de|del|in|dd|mm|yyyy|yy|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|"
    r"fri|sat(?:ur)?|sun)(?:day)?)(?![^\W_]))"
    rf"|(?P<feast>{FEAST})"
    rf"|(?P<month>{MONTH})|(?P<season>(?:spring|summer|autumn|winter)(?![^\W_]))"
    rf"|{CENTURY}|{_number_as('number')}"
    rf"|(?P<digits>\d+)(?:(?:st|nd|rd|th)(?=day|of|{MONTH})|\s?(?:st|nd|rd|th|er|de|r)(?![^\W\d_]))?"
    rf"|(?P<roman>(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?=[\s./,-])))"
)
FIRST_PIECE = re.compile(rf"(?:(?<![^\W_])|(?<=dob)|(?<=born)){PIECE}", re.I)
NEXT_PIECE = re.compile(PIECE, re.I)
# Between two pieces. Nothing stands between "4th" and "March" where they are run together.
BETWEEN_PIECES = re.compile(r"[\s.,;:/\\|_*#·~=()'&-]{0,5}")
SIGNED = re.compile(
    r"\d\s?(?P<by>[-/.·\\|_])\s?[\da-z]{1,9}\s?(?P=by)\s?'?\d"
    # With colons where it is no time of day: "25:12:34".
    r"|\b(?:2[4-9]|3[01]):\d{1,2}:\d\d",
    re.I,
)

# Over the pieces, with one space between two of them: digits, M month, S season, F feast.
D = r"(?:[12] ?\d|3 ?[01]|(?:0 ?)?[1-9])"
Y4 = r"(?:1 ?[89] ?\d ?\d|2 ?0 ?[0-3] ?\d)"
Y2 = r"\d ?\d"
SHAPES = re.compile(
    rf"(?<!\S)(?:(?P<y1>{Y4}) {D} {D}|(?P<y2>{Y4}) (?:M {D}|{D} M)"
    rf"|(?P<y3>{Y4}) M|{D} {D} (?P<y12>{Y4}|{Y2})(?! \d(?!\S))|{D} {D} (?P<y4>{Y4}|{Y2})"
    rf"|{D} M (?P<y5>{Y4}|{Y2})|M {D} (?P<y6>{Y4}|{Y2})|[MSF] (?P<y7>{Y4}|{Y2})"
    rf"|(?P<none>{D} M|M {D}|F)|(?:0?[1-9]|1[0-2]) (?P<y8>{Y4})"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<y9>(?:18|19|20)\d\d|\d\d)"
    rf"|(?P<y11>3[2-9]|[4-9]\d) {D} {D}"
    r"|(?P<y0>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|[1-9](?:0[1-9]|1[0-2])(?P<y10>(?:19|20)\d\d))(?!\S)"
)
NEXT_SENTENCE = re.compile(r"\.\s+\d\d?(?!\d|st|nd|rd|th|[./-])")
# What leads a date and goes with it.
LEAD = re.compile(
    r"(?:\b(?:(?:last|next|this)\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?"
    r"|\b(?:(?:last|next|this)|(?:yesterday|today|tomorrow),?)\s+(?:the\s+)?|\bthe\s+(?:day\s+of\s+)?"
    r"|\b\d{1,2}(?:st|nd|rd|th)\s(?:and|&|or|to)\s(?:the\s)?|\bur\.\s?|\b(?:the\s+)?(?:day|night|week)\s+(?:after|before)\s+(?:the\s+)?|\b(?:day|dd)\W{1,3})$",
    re.I,
)
LONGEST_LEAD = 40
THIS_YEAR = re.compile(r",?\s(?:this|last|next)\syear\b", re.I)
# What counts something else: "born 4 March, 38 weeks".
UNIT = re.compile(
    r"\s?(?:weeks?|wks?|years?|yrs?|days?|months?|hours?|hrs?|mins?|minutes?|people|patients?|"
    r"times?|calls?|of us|kg|lbs?|oz|st\b|stone|miles|mg|ml|am|pm|o'?clock|%)\b"
    r"|[:/-]\d|[.]\d|\s?[·_]\s?\d",
    re.I,
)


class _Date(NamedTuple):
    """Where a date stands, and its mark: what sort of date it is."""

    start: int
    end: int
    mark: str


# Marks, one letter for each letter of a date in the text that is judged.
PARTIAL, WHOLE, PLAIN, PAST, LONG_AGO = "\x01\x02\x03\x04\x05"
OLDEST_TWO_DIGITS = 30  # '30 is 1930; '29 is 2029, or nobody's
PAST_YEAR, LONG_AGO_YEAR, LONG_AGO_IN_WORDS = 2015, 2009, 1979


def _dates(text: str) -> Iterator[_Date]:
    """Dates in a text, first to last; no two overlap."""
    done = 0
    for run in _runs(text):
        signs = " ".join(sign for sign, _, _ in run)
        starts, at = {}, 0
        for number, (sign, _, _) in enumerate(run):
            starts[at], at = number, at + len(sign) + 1
        begin = 0
        while shape := SHAPES.search(signs, begin):
            first = starts[shape.start()]
            last = first + shape[0].count(" ")
            if UNIT.match(text, run[last][2]) and last > first:
                # The last piece counts something else; what is before it may be a date.
                cut = SHAPES.fullmatch(signs[shape.start() : shape.end()].rpartition(" ")[0])
                shape, last = cut, last - 1
            if shape is None or (last == first and UNIT.match(text, run[last][2])):
                begin = _after(starts, first)
                continue
            start, end = run[first][1], run[last][2]
            lead = LEAD.search(text, max(done, start - LONGEST_LEAD), start)
            start = lead.start() if lead else start
            if shape["y11"] and not SIGNED.search(text[start:end]):
                begin = _after(starts, first)
                continue
            after = THIS_YEAR.match(text, end)
            end = after.end() if after else end
            yield _Date(start, end, _mark(text, start, end, shape))
            done = end
            begin = _after(starts, last)


def _after(starts: dict[int, int], piece: int) -> int:
    return next((at for at, number in starts.items() if number > piece), 1_000_000)


def _mark(text: str, start: int, end: int, shape: re.Match[str]) -> str:
    """What sort of date it is: how sure, and how long ago."""
    year = next(
        (found for name, found in shape.groupdict().items() if name != "none" and found), None
    )
    if year is None:
        return PARTIAL
    year = year.replace(" ", "")
    full = int(year)
    if len(year) == 2:
        full += 1900 if full >= OLDEST_TWO_DIGITS else 2000
    written = text[start:end]
    in_words = bool(re.search(r"[MF]", shape[0]))
    of_the = bool(re.search(r"\sof\s", written, re.I))
    if shape["y11"] or (shape[0].count(" ") < 2 and "F" not in shape[0]):
        return WHOLE
    if not (in_words or of_the or SIGNED.search(written)):
        return WHOLE
    if len(year) == 2 and in_words and re.match(r"\s+\w", text[end:]) and "'" not in written:
        return PLAIN
    oldest = LONG_AGO_IN_WORDS if in_words else LONG_AGO_YEAR
    return LONG_AGO if full <= oldest else PAST if full <= PAST_YEAR else PLAIN


def _runs(text: str) -> Iterator[list[tuple[str, int, int]]]:
    """Pieces of dates that follow one another, with where each stands; no fillers."""
    at = 0
    while piece := FIRST_PIECE.search(text, at):
        run: list[tuple[str, int, int]] = []
        while piece and (sign := _sign(piece, run)) is not None:
            at = piece.end()
            between = BETWEEN_PIECES.match(text, at)
            after = NEXT_PIECE.match(text, between.end()) if between else None
            # Letters straight after digits are a part of a date or make it none: "4mg".
            if not _ends(text, at) and not (
                after
                and after.start() == at
                and (piece["digits"] or text[at].isalpha() != text[at - 1].isalpha())
            ):
                break
            if sign:
                run.append((sign, *piece.span()))
            if piece["month"] and after and NEXT_SENTENCE.match(text, at):
                after = None  # "born in October. 2 home visits"
            piece = after
        else:
            at = max(at, piece.end() if piece and not run else at)
        if run:
            yield run


def _ends(text: str, at: int) -> bool:
    return at == len(text) or not text[at].isalnum()


def _sign(piece: re.Match[str], run: list[tuple[str, int, int]]) -> str | None:
    """What a piece stands for; "" for words between, None where it is no piece of a date."""
    part = piece.groupdict()
    if (part["filler"] or "").lower() == "in" and not (run and run[-1][0] in "MFS"):
        return None
    if part["feast"]:  # by itself it is a day only with the word: "born on Christmas Day"
        return "F" if re.search(r"(?:day|eve|night|sunday|monday)$", part["feast"], re.I) else "S"
    for name, sign in (("filler", ""), ("month", "M"), ("season", "S")):
        if part[name]:
            return sign
    if part["roman"]:
        return ROMAN[part["roman"].lower()] if run and run[-1][0].isdigit() else None
    if part["digits"]:
        return part["digits"]
    if part["century"]:
        century = {"t": "20", "n": "19", "e": "18"}[part["century"][0].lower()]
        return century + _number(part, "rest").zfill(2)
    return _number(part, "number")


def _number(part: dict[str, str | None], name: str) -> str:
    tens, one, word = (part[f"{name}_{of}"] for of in ("tens", "one", "word"))
    if tens and one:
        return str(int(WORDS[tens.lower()]) + int(WORDS[one.lower()]))
    return WORDS[re.sub(r"\s", "-", word.lower())] if word else ""


# 2. What is said around them --------------------------------------------------------------------

ANY = r"[\x01-\x05]+"
WITH_YEAR = r"[\x02-\x05]+"
SURE = r"[\x03-\x05]+"  # written as nothing else is
LONG_PAST = r"[\x04\x05]+"
BIRTH = (
    r"(?:\bd[\s._/,-]{0,2}o[\s._/,-]{0,2}b(?:irth|s)?(?![a-z])\.?|\bdob(?=[\x02-\x05])|\bb[./-]?day\b"
    r"|\b(?:dates?|day)\s*(?:o[fv]?|if|fo)?\s*b(?:i?r?i?tr?h|rith|irht|irt|erth)s?\b"
    r"|\bb(?:irth|rith|ith|irt|irht|irf|erth)\s?-?(?:date|day)s?\b"
    r"|\bbirth\b(?!\s(?:plans?|cent(?:re|er)|partner|trauma|debrief|injury|control|certificate|"
    r"reflections?|choices|weight|story|suite|pool|notes|team|mark|preferences))"
    r"|\b(?:still\s?-?)?born(?=\b|[\x02-\x05])|(?<=\()\s?b(?:\.|\b)(?=\s)|\bb\.?(?=\s?[\x02-\x05])"
    r"|\bcame into th(?:e|is) world\b|\bgave birth\b"
    r"|\bdate (?:de )?naissance\b|\bdata (?:urodzenia|na[sș]terii|de nascimento)\b|\burodzon[ya]\b"
    r"|\bur\.(?=\s?[\x02-\x05])"
    r"|\bdyddiad geni\b|\bg(?:anwyd|aned|eni)\b|\bnée?\s(?:le|en)\b|\bgeb(?:oren)?\b"
    r"|\bnascut[aă]?\b|\bnacid[oa]\b|\bfecha de nacimiento\b|\bgeburtsdatum\b)"
)
LABEL = (
    r"(?:\bd\s?[./]?\s?o\s?[./]?\s?b(?![a-z])|\b(?:dates?|day)\s+of\s+birth\b"
    r"|\bbirth\s?-?da(?:te|y)\b|\bborn\b)"
)
AGE_NUMBER = rf"(?:\d{{1,3}}|(?:{TENS})(?:[\s-](?:{ONES}))?|eighteen|nineteen|sixteen)"
ANY_AGE = rf"(?:{AGE_NUMBER}|{ONES}|ten|eleven|twelve|a\shundred)"
ROUND_AGE = (
    r"(?:(?:13|16|18|21|[3-9]0|[4-9]5|9\d|10\d)(?:st|nd|rd|th)|eighteenth|hundredth|twenty[\s-]first"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
WHO = r"(?:i|he|she|mum|mam|dad|nan|gran|grandad|husband|wife|son|daughter|partner|brother|sister)"
AGE = (
    rf"(?:\baged?\s+{AGE_NUMBER}\b|\bturn(?:ed|s|ing)?\s+{ANY_AGE}\b|\b{AGE_NUMBER}\s+years?\s+old\b|"
    rf"\b\d{{1,3}}\s?yrs?\s+old\b|(?<!there\s)\b(?:(?:will|'ll|would|'d|to)\s+be|"
    rf"(?:have|of|'ve)\sbeen|reach(?:ed)?)\s+{ANY_AGE}\b|"
    rf"\b(?:i'?m|i am|he is|she is|he's|she's|{WHO}\s(?:was|is|were))\s+{ANY_AGE}\b"
    rf"|\b(?:my|his|her|their|our)\s{ROUND_AGE}(?:\sbirthday)?\b"
    rf"|\[name\]\s(?:is|was|turns|will\sbe)\s{AGE_NUMBER}\b"
    rf"|\b(?:{WHO}|\[name\])'?s\s\d{{1,3}}(?:st|nd|rd|th)(?:\s(?:is|was))?\b)"
)
# Words that start something else: "born in Widnes, waiting since 3 March".
ELSE = (
    r"(?:since|until|till|appointments?|appts?|seen|waiting|waited|wait|clinics?|letters?|operations?|"
    r"rang|phoned|discharged|scans?|cancelled|got|floor|months?|weeks?|days?|had|went|moved|joined|"
    r"started|retired|diagnosed|referred|booked|due|expires?|admitted|died|married|closed|opened)"
)
WORD = rf"(?!{ELSE}\b)\b[\w']+\b"
# Before a day without a year, or not long ago: "my date of birth, and to come on 3 March".
ELSE_SOON = r"(?:told|asked|come|back|call(?:ed)?|ring|before|after|need(?:s|ed)?|gave|give)"
NO_WORD = (
    r"[^\w.!?\x00-\x05]|\.(?!\s+[A-Z\x01-\x05])|(?:last|this|next)\sweek\b"
    r"|\b\d\d(?:\s?\+\s?\d)?\s?(?:weeks?|wks?)\b"  # "born at 27 weeks on 8 January"
)
BETWEEN_SOON = rf"(?:{NO_WORD}|(?!{ELSE_SOON}\b){WORD}){{0,14}}?"
BETWEEN = rf"(?:{NO_WORD}|{WORD}){{0,14}}?"
OTHER_DAY = (
    r"(?!\s(?:appointments?|appts?|clinics?|scans?|reviews?|meetings?|visits?|slots?|letters?)\b)"
)
NO_OTHER_DAY = re.compile(OTHER_DAY, re.I)
AFTER = re.compile(
    rf"{BIRTH}(?:[^\w\x00-\x05]{{0,4}}(?P<date>{ANY})|{BETWEEN}(?P<far>[\x02\x04\x05]+){OTHER_DAY}"
    rf"|{BETWEEN_SOON}(?P<soon>[\x01\x03]+){OTHER_DAY})",
    re.I,
)
# The next sentence answers: "They asked for my date of birth. It's 4/3/52."
INTRODUCED = (
    r"(?:(?:well|um|er|yes|ok|so|it|it's|its|it\sis|it\swas|i|we|said|says?|mine|mine's|is|was|that's|"
    r"that|the|they|put|gave|told|them|her|his|answer|should|be|correct|right|real|one)[\s,:'-]+|(?:[a-z]+\s)?(?:[a-z]+|\[\x00*name\x00*\])\s?:\s)"
)
ANSWER = re.compile(
    rf"{LABEL}[^.!?\x00-\x05]{{0,60}}[.!?]+[\s'\"]+{INTRODUCED}{{0,6}}(?P<date>{WITH_YEAR})", re.I
)
BEFORE = re.compile(
    rf"(?P<date>{ANY})(?:[\s,)(:=-]{{0,4}}(?:\.\s+(?=(?:that|this|it)\b))?"
    r"(?:(?:is|was|as|her|his|my|the|their|our|being|when|which|day|date|on"
    r"|i|he|she|we|s|it's|are|were|'s|mum|dad|son|daughter|baby|son's|daughter's|that's|that|this|it|you"
    rf"|they|have|has|had|got|put|down|wrote|file|for|listed|recorded|those)[\s:]+){{0,6}}{BIRTH})",
    re.I,
)
AFTER_AGE = re.compile(
    rf"{AGE}[\s,(-]{{1,3}}(?:(?:on|as of|born|old|the|which|is|was|be|falls|in)\s+){{0,3}}"
    rf"(?P<date>{ANY})",
    re.I,
)
# Of somebody named in passing: "my son (06/05/2014)", "I'm 12th Jan 1990".
OF_SOMEBODY = re.compile(
    rf"\b(?:i'?m|i\sam|s?he'?s|s?he\sis|son|daughter|child|baby|grand(?:son|daughter|child)|mum|mam|dad|mother|father|"
    rf"husband|wife|partner|nan|gran|brother|sister)\s?(?:\[name\]\s?)?[(,]?\s?(?P<date>{SURE})",
    re.I,
)
# In a list of somebody's details: "[name], 4 March 1988, [postcode]". Beside a name alone it may be
# an appointment, unless it is long past.
DETAIL = r"\[(?:NHS number|phone number|email|postcode|address|reference number|NI number)\]"
SIGNS = r"(?:[\s,;:/|.()-]|\band\b){1,3}"
BESIDE = re.compile(
    rf"{DETAIL}{SIGNS}(?P<date>{WITH_YEAR})|(?P<before>{WITH_YEAR})"
    rf"(?={SIGNS}(?:nhs(?:\s(?:no\.?|num|number))?[\s:]{{1,2}})?{DETAIL})"
    rf"|\[name\][\s,;:/|.()-]{{1,3}}(?P<past>{LONG_PAST})"
    rf"|(?P<past_before>{LONG_PAST})(?=[\s,;:/|.()-]{{1,3}}\[name\])"
)
# Of a child just born, where the words are of birth.
CHILD = (
    r"(?:baby|babies|son|daughter|twins?|triplets|little\s(?:one|boy|girl|lad|man)|boy|girl|lad)"
)
ARRIVAL = re.compile(
    rf"(?:\b{CHILD}\b[^.!?\x00-\x05]{{0,30}}\b(?:arrived|came|delivered)\b"
    rf"|\b(?:had|delivered)\s(?:(?:him|her|them)(?=\s(?:on|at|in|by)\b)|(?:my|our|a|the)\s(?:\w+\s){{0,2}}?{CHILD}\b(?!'))"
    r"|\bgave\sbirth\b[^.!?\x00-\x05\d]{0,40}[.!?]\s"
    r"|\bc[\s-]?section|\bcaesar[ei]an)[^.!?\x00-\x05\d]{0,35}(?P<date>[\x01-\x05]+)",
    re.I,
)
MATERNITY = re.compile(
    r"\b(?:baby|babies|women'?s|labour|c[\s-]?section|caesar[ei]an|midwi(?:fe|ves)|maternity|epidural|forceps|ventouse|weighing|"
    r"\d\s?lbs?|newborn|neonatal|birth|born|scbu|induced|waters|twins|triplets|(?:was|were)\sdelivered)\b",
    re.I,
)
# Another one, straight after: "our dates of birth: 4/3/52 and 5/6/54", "not 4/3/52 but 3/4/52".
ANOTHER = re.compile(
    r"[\])\s,;/&:-]*(?:(?:and|or|not|it'?s|its|is|but|should|be|lol|no|to|the|other|one|my|his|her|"
    r"husband'?s?|wife'?s?|son'?s?|daughter'?s?|mine|twin)\b[\s,;:/&'-]*){0,5}",
    re.I,
)
# A year alone stays, but not where a form would ask for it: "DOB 1950".
YEAR_ASKED = re.compile(
    r"\b(?:d\s?[./]?\s?o\s?[./]?\s?b\.?|date\s+of\s+birth|birth\s?-?da(?:te|y)|b-?day|"
    r"year\s+of\s+birth|y\.?o\.?b\.?|birth\s?year)"
    r"[\s:=(-]{1,3}(?:(?:is|was|in|on|year)\s){0,2}"
    r"(?P<date>(?:19|20)\d{2}(?![\d/.-])|\d{1,2}/\d{1,2}(?![\d/.-])|\d{3,4}[/.-]\d{2}(?!\d)|\d\d[/.-]\d{4}(?!\d)|\d{5}(?![\d/.-]))"
    # "Mum (b. 1936)"
    r"|(?:\bb\.\s?|(?<=\()b\s|\bborn\s(?:in\s)?(?='))(?:c(?:irca|\.)?\s?)?"
    r"(?P<born>(?:(?:19|20)\d{2}|'\d\d)(?![\d/-]|\.\d))"
    # Run together with what stands after it: "dob110377postcodech437qp".
    r"|dob(?P<glued>\d{6}|\d{8})(?=[a-z])",
    re.I,
)
# Straight after a name, as nothing else stands there: "[name] 04081977", "[name] (5/9/20)".
# Not who was seen on that day, and not who signed a letter.
BESIDE_NAME = re.compile(
    r"\[name\]s?(?:\s\[name\])*(?:\s?[,;:/|(-]{1,2}\s?(?P<date>[\x02-\x05]+)"
    r"(?=\s?[,;:/|).-]|\s*\Z|\s\[|\s(?:and|has|is|was)\b)"
    r"|\s(?P<run_on>\x02+|[\x03-\x05]+(?=\s?[,;).]|\sand\s[A-Z\[]|\s*\Z"
    r"|\s(?:needs?|wants?|requires?|has|is|pls|plz|please|due)\b)))"
)
SEEN = re.compile(
    r"\b(?:drs?|doctor|nurse|midwi(?:fe|ves)|consultant|surgeon|sister|prof|professor|physio|registrar|"
    r"appointments?|appts?|seen|saw|see|seeing|clinic|review(?:ed)?|with|by|spoke|speak|met|meeting|"
    r"regards|sincerely|faithfully|signed|yours|thanks?|wishes|dated|call(?:ed)?|rang|phoned|letter|"
    r"visit(?:ed)?|operation|surgery|attended|discharged|admitted|gp|scan)\b[^!?;\n]{0,40}\Z"
    r"|\b(?:died|funeral|passed)\b[^.!?]*\Z",
    re.I,
)
SIGNATURE = re.compile(r"(?:[.!?\n]\s*|\A\s*)-?\s*(?:(?:mrs?|ms|miss)\.?\s)?\Z", re.I)
# A wrong day told beside the right one.
RECORDED = re.compile(
    rf"\b(?:down|recorded|registered|listed|entered|put|typed|wrote|written)\s"
    rf"(?:(?:me|him|her|it|us|down)\s){{0,2}}(?:as|in\sas)\s(?:born\s)?(?:on\s)?(?P<date>{WITH_YEAR})",
    re.I,
)
INSTEAD = (
    r"[\s,;:.(-]{1,3}(?:(?:and|but|so|it'?s|is|was)\s){0,2}(?:not|n't|instead\sof|rather\sthan|in\splace\sof)\s"
    r"(?:(?:on|the|as)\s)?"
)
INSTEAD_OF = re.compile(INSTEAD, re.I)
SHORT_DATE = re.compile(rf"{INSTEAD}(?P<date>\d{{1,2}}[./-]\d{{1,2}})(?![\d%]|[./-]\d)", re.I)
# Two years, one of them wrong, where the text speaks of a date of birth.
YEAR_HELD = re.compile(
    r"\b(?:ha[sd]|have|put|got)\s(?:me|him|her|it|us)\s(?:down\s)?(?:as|at)\s(?:born\s)?(?:in\s)?"
    r"(?P<held>(?:19|20)\d\d)\b(?:[.,;]?\s(?:but\s)?(?:i'?m|i\sam|s?he'?s|s?he\sis|it'?s|it\sis|"
    r"(?:it\s)?should\sbe|not)\s(?P<true>(?:19|20)\d\d)\b)?",
    re.I,
)
ALONE = re.compile(rf"\A[^\w\x01-\x05]*(?P<date>{WITH_YEAR})[^\w\x01-\x05]*\Z")
CONTEXTS = (AFTER, ANSWER, BEFORE, AFTER_AGE, OF_SOMEBODY, BESIDE, RECORDED, ALONE)
# A day long ago that is no birth: "I joined the trust on 1/9/1989".
OF_SERVICE = re.compile(
    r"\b(?:since|joined|started|began|employed|married|wed|retired|worked|qualified|moved|diagnosed|died|"
    r"passed\saway|served|opened|operation|surgery|dated|admitted)\b[^.!?\x00-\x05]{0,25}\Z",
    re.I,
)
NEAR = 40
# Birthdays of no person: "the NHS was born on 5 July 1948", "the Coronation, 2 June 1953".
OF_HISTORY = re.compile(
    r"(?:\b(?:nhs|(?:health\s)?service|hospital|infirmary|trust|unit|ward|centre|clinic|hospice|"
    r"practice|surgery|charity|building)\s(?:(?:was|is|has\sbeen)\s)?(?:(?:first|officially)\s)?"
    r"(?:born|founded|created|established|opened|built|set\sup)"
    r"|\b(?:coronation|royal\swedding|armistice|moon\slanding|world\scup|d-day|ve\sday|"
    r"vj\sday|blitz|jubilee|(?:war|nhs)(?:\s(?:began|started|ended|broke\sout))?))"
    r"[\s,(]{1,3}(?:(?:on|in|was|of)\s)?(?:the\s)?\Z",
    re.I,
)
LONGEST_OF_HISTORY = 60
SPEAKS_OF_BIRTH = re.compile(LABEL, re.I)
OWN_TOKEN = re.compile(r"(?<=\[)date of birth(?=\])")
HAS_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(WORDS)}|christmas|xmas)\b|\b(?:born|birthday)\b[^.!?]{{1,40}}\b(?:day|eve|night)\b",
    re.I,
)


def without_dates_of_birth(text: str) -> tuple[str, int]:
    """The text without dates of birth, and how many there were.

    A year alone stays, but where it is told as one: "DOB 1950", "b. 1941", "it has me as 1949".
    """
    if not HAS_NUMBER.search(text):
        return text, 0
    dates = list(_dates(digits_for_letters(text)))
    masked = OWN_TOKEN.sub(lambda token: "\0" * len(token[0]), text)
    for date in dates:
        length = date.end - date.start
        masked = masked[: date.start] + date.mark * length + masked[date.end :]
    long_ago = (date.start for date in dates if date.mark == LONG_AGO)
    starts = {at for at in long_ago if not OF_SERVICE.search(text, max(0, at - NEAR), at)}
    contexts = (*CONTEXTS, ARRIVAL) if dates and MATERNITY.search(masked) else CONTEXTS
    for context in contexts if dates else ():
        for match in context.finditer(masked):
            starts.add(next(match.start(name) for name, of in match.groupdict().items() if of))
    for match in BESIDE_NAME.finditer(masked) if dates else ():
        is_end = not re.search(r"\w", masked[match.end() :].strip("\x01\x02\x03\x04\x05"))
        is_signed = is_end and "(" not in match[0] and SIGNATURE.search(masked, 0, match.start())
        if not is_signed and not SEEN.search(masked, max(0, match.start() - 60), match.start()):
            starts.add(match.start(match.lastgroup or "date"))
    starts -= {at for at in starts if OF_HISTORY.search(text, max(0, at - LONGEST_OF_HISTORY), at)}
    before, short = None, []
    for date in dates:
        near = before is not None and ANOTHER.fullmatch(masked[before : date.start])
        instead = before is not None and INSTEAD_OF.fullmatch(masked[before : date.start])
        if instead or (near and date.mark != PARTIAL and NO_OTHER_DAY.match(masked, date.end)):
            starts.add(date.start)
        if date.start in starts:
            before = date.end
            wrong = SHORT_DATE.match(masked, date.end)
            short += [wrong.span("date")] if wrong else []
    spans = [(date.start, date.end) for date in dates if date.start in starts] + short
    asked = [each.span(each.lastgroup or "date") for each in YEAR_ASKED.finditer(text)]
    for each in YEAR_HELD.finditer(text) if SPEAKS_OF_BIRTH.search(text) else ():
        asked += [each.span(name) for name, found in each.groupdict().items() if found]
    spans += [
        year for year in asked if all(year[1] <= left or year[0] >= right for left, right in spans)
    ]
    return with_tokens(text, spans, TOKEN), len(spans)
