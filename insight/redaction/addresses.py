"""E-mail addresses, web addresses and names in social media."""

from __future__ import annotations

import re

from insight.redaction.plain_text import with_tokens
from insight.redaction.vocabulary import is_word

TOP = r"(?:com|org|net|uk|info|eu|ie|io|biz|co|edu|gov|nhs|ac|wales|online|app|site)"
DOT = r"\s*(?:\.|[\[({<]\s*(?:dot|\.)\s*[\])}>]|[-_*/]\s?dot\s?[-_*/]|\bdot\b)\s*"
AT = r"\s*(?:@+|[\[({<\"']\s*(?:at|a|@)\s*[\])}>\"']|[-_*/]\s?at\s?[-_*/])\s*"
# From its first letter on: tried from each, a long run of letters takes its length squared.
LOCAL = r"(?:(?<![\w.+'-])[\w+-]+\s\.\s)*(?:(?<![\w.+'-])\w+[,·](?=\w))?(?<![\w.+'-])[\w.+'-]*\w"

# In brackets they stand for nothing else, whatever the country: "jo (at) example (dot) pl".
IN_BRACKETS = r"\s*[\[({{<]\s*{}\s*[\])}}>]\s*"
AT_IN_BRACKETS, DOT_IN_BRACKETS = IN_BRACKETS.format("(?:at|@)"), IN_BRACKETS.format(r"(?:dot|\.)")
# What goes on straight after an ending is a part of it: "jo@example.co.uk.example".
MORE = r"(?:\.(?-i:[a-z])[\w-]*)*"
NO_ENDING = r"(?!(?:to|on|in|at|the|and|of|for|it|is|was)\b)"
MORE_SPOKEN = rf"(?:\.(?-i:[a-z])[\w-]*|\s+dot\s+{NO_ENDING}[a-z][\w-]+)*"
# name@domain, with spaces or brackets anywhere, whatever follows: "jo @ example . org".
WITH_SIGN = re.compile(
    rf"{LOCAL}{AT}(?:\w[\w-]*{DOT})*?\w[\w-]*(?:(?:{DOT}|,){TOP}\b)+{MORE}|{LOCAL}@\w[\w.-]*\w"
    # With a space on each side the ending tells, whatever the country: "jo @ example.pl".
    rf"|{LOCAL} ?@ ?(?:[a-z][\w-]*\.)+[a-z]{{2,}}\b"
    rf"|{LOCAL}(?:{DOT_IN_BRACKETS}[\w-]+)*{AT_IN_BRACKETS}\w[\w-]*(?:(?:\.|{DOT_IN_BRACKETS})[\w-]+)+"
    rf"|{LOCAL}@\w[\w-]*(?:{DOT_IN_BRACKETS}[\w-]+)+",
    re.I,
)
SOME_SIGN = re.compile(r"@|[\[({<_*/\"'-]\s?at?\b", re.I)
# "jo dot bloggs at example dot org", "jo at gmail.com", "jo at gmail", "b for bravo dot jones at".
SPOKEN_PIECE = r"(?:\b[a-z]\s+(?:for|as\s+in)\s+\w+|[\w.+-]*\w)"
SPOKEN_SIGN = (
    r"(?:\s+(?:dot|underscore|under\s?score|dash|hyphen|plus)\s+|(?<=\b\w)[\s,]{1,2}(?=\w\b))"
)
SPOKEN_LOCAL = (
    rf"(?:[\w+-]+\.[\w.+-]*\w,?\s+(?:that'?s|so|or|spelt|spelled)\s+)?"
    rf"{SPOKEN_PIECE}(?:{SPOKEN_SIGN}{SPOKEN_PIECE})*(?:\s\d{{1,4}}(?=\sat\s))?"
)
MAILBOX = (
    r"(?:gmail|g\s?mail|googlemail|hot\s?mail|yahoo|icloud|aol|btinternet|"
    r"talktalk|virginmedia|protonmail|ymail|nhs\.net)"
)
SPOKEN = re.compile(
    rf"\b(?P<local>{SPOKEN_LOCAL}),?\s+at\s+(?P<domain>"
    rf"{MAILBOX}(?:{DOT}\w+)*\b|\w[\w-]*(?:{DOT}\w[\w-]*)*?(?:{DOT}{TOP}\b)+{MORE_SPOKEN}"
    rf"|\w[\w-]*(?:\s+dot\s+{NO_ENDING}[a-z][\w-]+)+)",
    re.I,
)
# After the word itself a name needs no sign: "email is jo bloggs 52 @ gmail".
SAID = re.compile(
    r"(?P<word>\b(?:e-?mail(?:\s(?:address|me))?(?:\s(?:is|on|at|to))?[\s:=-]{1,3}"
    r"|(?:reach|contact|mail)\s(?:me|us|him|her)\s(?:at|on)\s))"
    rf"(?:\w+\s){{0,3}}?\w+\s*(?:@|\bat\b)\s*(?:{MAILBOX}(?:{DOT}\w+)*\b|"
    r"[a-z][\w-]+(?:(?:\.|\s+dot\s+)[a-z]{2,})+)",
    re.I,
)
SAID_WORD = re.compile(r"mail|reach|contact", re.I)
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
    # Without www, whatever its ending: with a path that no two words with a stroke have.
    r"|(?<![\w.@-])[a-z][\w-]+(?:\.[a-z][\w-]+)+/(?=[^\s/]*/?[^\s/]*[\d?=#_])\S*[\w/]"
    r"|(?<![\w.@-])[a-z][\w-]+(?:\.[a-z][\w-]+){2,}/\S*\w"
    r"|\b\w[\w-]*(?:\s+dot\s+\w[\w-]*)+(?:\s+slash\s+[\w-]+)+"
    rf"|\bhxxps?\s?:?//\S+",
    re.I,
)

SIGNED_HANDLE = re.compile(r"(?<![\w@])@[\w.-]*\w")
PLATFORM = (
    r"(?:insta(?:gram)?|ig|twitter|tik\s?tok|snap(?:chat)?|facebook|fb|discord|threads|telegram|"
    r"bluesky|mastodon|linkedin|messenger|youtube|reddit|xbox|psn|whats\s?app|skype|twitch|"
    r"pinterest|signal)"
)
ACCOUNT = (
    r"(?:user\s?name|user\s?id|log\s?-?in|handle|profile|account|screen\s?name|gamer\s?tag|channel)"
)
LINK = (
    r"(?:\s*(?:name|id|is|was|as|under|called|handle|user\s?name|account|my|it's|me|at|on)\b"
    r"|\s(?:on|in|for)\s(?:the|this|your|that)\s\w+\b|\s*[:=~-])"
)
ACCOUNTS = re.compile(rf"\b(?:{PLATFORM}|{ACCOUNT})\b", re.I)
# A name nobody is called: with a digit, an underscore or a stop in it.
MADE_UP = (
    r"(?=[\w.#-]*[A-Za-z])(?=[\w.#-]*(?:\d|_|[a-z]\.[a-z]|#|[a-z][A-Z]))"
    r"[\w.#-]*[\w]{3,}(?:#\d{2,6})?"
)
SAID_HANDLE = re.compile(
    rf"(?i:\b(?:{PLATFORM}|{ACCOUNT})\b)(?i:{LINK}){{1,4}}\s*(?P<made>{MADE_UP})"
    rf"|(?i:\b(?:{PLATFORM}|{ACCOUNT})\b)\s(?P<next>{MADE_UP})"
    # "On YouTube put Dialysis Dave", "message me on fb, Shaz Mac Wirral".
    rf"|(?i:\b{PLATFORM}\b(?:\sand)?\s(?:put|type|search(?:\sfor)?|look\s(?:up|for)|find)\s(?:in\s)?"
    rf"|\b(?:message|msg|find|add|pm|dm|follow)\sme\son\s{PLATFORM},?\s(?:as\s|under\s)?)"
    r"(?P<put>[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,3})"
    r"|(?<![\w/])(?P<reddit>u/[\w-]{3,})"
    rf"|(?i:\b{PLATFORM}(?:\s(?:name|handle|account|id|user\s?name))?|\b(?:user\s?name|handle|gamer\s?tag"
    rf"|screen\s?name))(?i:\s*[:=-]\s*|\s(?:is|as)\s+)(?P<any>\w[\w.-]{{3,}})"
)


def without_emails(text: str) -> tuple[str, int]:
    """The text without e-mail addresses, written or spoken, and how many there were."""
    text, count = SAID.subn(r"\g<word>[email]", text) if SAID_WORD.search(text) else (text, 0)
    if SOME_SIGN.search(text):
        found = 1
        while found:  # what one leaves may begin the next: "jo@example.org-al@example.org"
            text, found = WITH_SIGN.subn("[email]", text)
            count += found
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
    """The text without web addresses, and how many there were."""
    if "." not in text and " dot " not in text.lower() and "//" not in text:
        return text, 0
    return WEB.subn("[web address]", text)


def without_handles(text: str) -> tuple[str, int]:
    """The text without names of accounts in social media and apps, and how many there were."""
    text, count = SIGNED_HANDLE.subn("[handle]", text) if "@" in text else (text, 0)
    if not ACCOUNTS.search(text) and "u/" not in text:
        return text, count
    spans = []
    for match in SAID_HANDLE.finditer(text):
        group = match.lastgroup or "made"
        if group == "any" and is_word(match[group].lower()):
            continue
        spans.append(match.span(group))
    return with_tokens(text, spans, "[handle]"), count + len(spans)
