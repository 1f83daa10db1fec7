"""Taking personal details out of what people write, before anything else reads it.

Taken out: names; NHS, hospital, NI, case, bank and passport numbers; registrations; phone numbers;
e-mail and web addresses and names in social media; postcodes and their districts; addresses of
homes; ward and bed; dates of birth; and a rare condition told with an age or a place. Each is
replaced by its kind in square brackets and counted. Patterns miss some and take some words that
are none: `python -m tests.etl.voice.redaction_report` says how often. That is why a person also
reads a comment before it is quoted.

What stays: years, ages, ordinary dates ("on 3 March they rang"), Places, hospitals, wards, months,
and the short numbers of services (111, 999, 116 123). An exact day is taken out next to words of
birth or age, or when it is long ago, because a date by itself points at nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from insight.redaction.addresses import (
    without_emails,
    without_handles,
    without_web_addresses,
)
from insight.redaction.conditions import without_rare_conditions
from insight.redaction.dates import without_dates_of_birth
from insight.redaction.homes import without_addresses
from insight.redaction.numbers import without_nhs_numbers, without_phone_numbers
from insight.redaction.people import without_more_names, without_names
from insight.redaction.plain_text import as_written, plain
from insight.redaction.postcodes import without_postcodes
from insight.redaction.recogniser import Layer, second_layer
from insight.redaction.references import (
    without_bank_numbers,
    without_ni_numbers,
    without_passport_numbers,
    without_references,
    without_registrations,
)
from insight.redaction.wards import without_wards_and_beds

# Longer patterns first: an e-mail address holds a web address, a name and perhaps a number.
STEPS: dict[str, Callable[[str], tuple[str, int]]] = {
    "email": without_emails,
    "web address": without_web_addresses,
    "handle": without_handles,
    "nhs number": without_nhs_numbers,
    "bank number": without_bank_numbers,
    "passport number": without_passport_numbers,
    "ni number": without_ni_numbers,
    "date of birth": without_dates_of_birth,
    "registration": without_registrations,
    "reference number": without_references,
    "phone number": without_phone_numbers,
    "postcode": without_postcodes,
    "ward and bed": without_wards_and_beds,
    "address": without_addresses,
    "rare condition": without_rare_conditions,
    "name": without_names,
}


def redact(text: str, layer: Layer | None = None) -> tuple[str, Counter[str]]:
    """A text without personal details, and how many of each kind were taken out.

    Everything is sought in the plain text; the rest keeps the dashes and apostrophes it had.
    layer: finds more names; see recogniser.
    """
    counts: Counter[str] = Counter()
    given, text, before = text, plain(text), None
    # What is taken out may uncover more: "Flat 2, 07700 900123 Sefton Road".
    while text != before:
        before = text
        for kind, without in STEPS.items():
            text, count = without(text)
            if count:
                counts[kind] += count
        if layer:
            text, count = without_more_names(text, layer)
            counts["name"] += count
    return as_written(text, given) if text != given else text, +counts


def redact_all(texts: pd.Series) -> tuple[pd.Series, pd.DataFrame]:
    """Texts without personal details, and what was taken out of which.

    texts: words as they came in; any index. The frame has a row for each text and kind of which
    something was taken out, with the index of the text, and columns kind and redaction_count.
    """
    layer = second_layer()
    done = [redact(text, layer) for text in texts]
    found = [
        (index, kind, count)
        for index, (_, counts) in zip(texts.index, done, strict=True)
        for kind, count in counts.items()
    ]
    frame = pd.DataFrame(found, columns=["row", "kind", "redaction_count"])
    clean = pd.Series([text for text, _ in done], index=texts.index, name=texts.name, dtype="str")
    return clean, frame.set_index("row").rename_axis(texts.index.name)
