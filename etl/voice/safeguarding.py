"""Comments whose words suggest that somebody may come to harm, for staff to read first.

Phrases, not understanding: each kind of risk is a list of ways people say it, written for this
project. Turns of phrase that only sound like harm are taken away before looking, and so are plain
denials ("not suicidal"). Where in doubt a comment is flagged: a false alarm costs a minute of
somebody's time. It finds harm that is said plainly and misses most of what is said in a roundabout
way (of 75 such sentences it had not seen, it found 15), so it is no triage: nobody may rely on it.

The reasons, in the order they are looked for, so that one comment has one reason:
harm to self · danger to a child · abuse · violence · neglect
"""

from __future__ import annotations

import re

import pandas as pd

from etl.voice.risk_phrases import DENIED, HARMLESS, RISKS

_HARMLESS = re.compile("|".join(rf"\b(?:{phrase})" for phrase in (*HARMLESS, *DENIED)))
_RISKS = {reason: re.compile(rf"\b(?:{'|'.join(way)})(?!\w)") for reason, way in RISKS.items()}


def without_harmless(text: str) -> str:
    """The words of a comment in small letters, a sign in place of turns of phrase."""
    words = re.sub(r"[\u2018\u2019\u02bc`]", "'", text.lower())
    words = re.sub(r"[^\w'.,!?;:-]+", " ", words)
    return _HARMLESS.sub(" ~ ", words)


def risk(text: str) -> str | None:
    """The kind of harm the words of a comment suggest, or None."""
    words = without_harmless(text)
    return next((reason for reason, said in _RISKS.items() if said.search(words)), None)


def risks(texts: pd.Series) -> pd.Series:
    """The kind of harm each comment's words suggest (see RISKS), or None; same index."""
    found = [risk(text) for text in texts]
    return pd.Series(found, index=texts.index, name="reason", dtype=object)
