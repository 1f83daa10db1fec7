"""Taking personal details out of what people write, before anything else reads it.

Taken out: NHS numbers, phone numbers, e-mail addresses, web addresses, full postcodes, dates of
birth and names. Each is replaced by its kind in square brackets and counted. Patterns miss some
names and take some words that are none: tests/etl/voice/redaction_cases.csv says how often, on
cases written to be hard. That is why a person also reads a comment before it is quoted.

What stays: postcode districts (L8), years, ages, ordinary dates ("on 3 March they rang"), Places,
hospitals, months, and the short numbers of services (111, 999, 116 123). An exact day is taken
out only next to words of birth or age, because a date by itself points at nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from etl.voice.redaction.addresses import without_emails, without_postcodes, without_web_addresses
from etl.voice.redaction.dates import without_dates_of_birth
from etl.voice.redaction.numbers import without_nhs_numbers, without_phone_numbers
from etl.voice.redaction.people import without_names
from etl.voice.redaction.plain_text import plain

# Longer patterns first: an e-mail address holds a web address, a name and perhaps a number.
STEPS: dict[str, Callable[[str], tuple[str, int]]] = {
    "email": without_emails,
    "web address": without_web_addresses,
    "date of birth": without_dates_of_birth,
    "nhs number": without_nhs_numbers,
    "phone number": without_phone_numbers,
    "postcode": without_postcodes,
    "name": without_names,
}


def redact(text: str) -> tuple[str, Counter[str]]:
    """A text without personal details, and how many of each kind were taken out."""
    counts: Counter[str] = Counter()
    text = plain(text)
    for kind, without in STEPS.items():
        text, count = without(text)
        if count:
            counts[kind] = count
    return text, counts


def redact_all(texts: pd.Series) -> tuple[pd.Series, pd.DataFrame]:
    """Texts without personal details, and what was taken out of which.

    texts: words as they came in; any index. The frame has a row for each text and kind of which
    something was taken out, with the index of the text, and columns kind and redaction_count.
    """
    done = [redact(text) for text in texts]
    found = [
        (index, kind, count)
        for index, (_, counts) in zip(texts.index, done, strict=True)
        for kind, count in counts.items()
    ]
    frame = pd.DataFrame(found, columns=["row", "kind", "redaction_count"])
    clean = pd.Series([text for text, _ in done], index=texts.index, name=texts.name, dtype="str")
    return clean, frame.set_index("row").rename_axis(texts.index.name)
