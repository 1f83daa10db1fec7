"""What our words ask of a reader: `python -m tests.insight.reading [MOST]` prints it.

Every text that stands in the code of the public pages is read there. Every builder of findings is
asked for everything in the store, with its charts left out; a new builder is asked too. All of it
takes ten minutes, so the test asks each builder MOST_ASKED times, spread over all that it can be
asked. One measure: the reading age of the publishing gate, and words in a sentence. Alt texts and
subtitles are held to it too, but for the names and lists of figures in them; and whatever is said
of several agrees with them.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any

import pandas as pd
import pytest

from insight import findings, settings
from insight.analysis.mismatches import DOING_WELL, UNJUDGED
from insight.findings import widening
from insight.findings.catalogue import catalogue, clinical_areas
from insight.findings.indicator import SMALL_AREAS
from insight.findings.table import DataTable
from insight.findings.whose_voice import group_names
from insight.reference.areas import BENCHMARKS, REGION_NAME, SIMILAR, SYSTEM, SYSTEM_NAME, Benchmark
from insight.reference.catalogue import Catalogue
from insight.reference.vocabulary import VERSION_NAMES
from insight.store import Store, current_path, open_cached, queries
from insight.store.rows import records
from insight.visual import charts
from publishing.gate.words import BRACKETS, OLDEST_READER, reading_age, without_names

MOST_ASKED = 25
MOST_WORDS = 30  # in a sentence
FEWEST_WORDS = 10  # of a text with an age: a heading of a few words is no prose
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘'\"])")
WORD = re.compile(r"[A-Za-z0-9][\w'’.,%–-]*")
# Of a finding, and of a summary of gaps.
LABELS = ("subtitle", "alt")
PROSE = ("title", "sentence", "caveat", "slope", "people", "why_no_change", "why_no_places")
# An item of a list of figures, and what stands between two.
FIGURE = re.compile(r"\d|no figures?\b")
BETWEEN = re.compile(r"; |, ")
FEWEST_ITEMS = 2
# A verb for one after the name of several.
DISAGREES = re.compile(
    rf"\b{Benchmark(SIMILAR).name} (has|is|was|does|stands|lies|differs|holds)\b", re.IGNORECASE
)
# Names of licences, and answers as a survey put them.
OTHERS = ("board.publishers caveat", "survey_answers.survey_answers sentence")
KINDS_WITH_FIGURES = """
SELECT DISTINCT indicator_id, area_code, kind AS group_kind
FROM observation JOIN population_group USING (group_id)
WHERE list_contains(?, area_code) AND kind <> 'everyone' ORDER BY ALL
"""
Said = Iterator[tuple[str, str]]  # what says it, and what it says
PAGES = settings.PROJECT / "pages"
# Staff's own pages, and what is said to whoever runs the server.
NOT_PUBLIC = ("team", "door.py", "log.py", "metrics.py", "sign_in.py")
# Of markup: what no reader sees, what parts one text from the next, and other tags.
UNSEEN = re.compile(r"<(style|script|title)>.*?</\1>", re.DOTALL)
PARTS = re.compile(r"</?(?:a|b|button|code|small|span|strong)\b[^>]*>|(<[^>]*>)")
GAP = re.compile(r"\{\w*\}")  # where a name or a number goes


@dataclass(frozen=True)
class Fault:
    """A text too hard or a sentence too long."""

    where: str
    age: float
    longest: int
    words: str

    @property
    def is_one(self) -> bool:
        """Whether it is too hard, too long, or does not agree."""
        is_hard = self.age > OLDEST_READER or self.longest > MOST_WORDS
        return is_hard or DISAGREES.search(self.words) is not None

    def __str__(self) -> str:
        return f"{self.where}: age {self.age:.1f}, {self.longest} words in a row: {self.words}"


def longest(text: str) -> int:
    """Words of its longest sentence."""
    return max(len(WORD.findall(each)) for each in SENTENCE.split(text))


def faults(said: Iterable[tuple[str, str]], names: Iterable[str]) -> list[Fault]:
    """Each text that is too hard for a reader of eleven, or holds a sentence that is too long, or
    a verb for one after several."""
    known = frozenset(names)
    told = (measured(where, text, known) for where, text in dict.fromkeys(said))
    return [each for each in told if each.is_one]


def measured(where: str, text: str, names: frozenset[str]) -> Fault:
    """A text with its age, 0 where it is no prose, and its longest sentence.

    Of a label (see LABELS) without its names and lists; of a subtitle each part is read alone.
    """
    plain = text
    if where.endswith(LABELS):
        plain = without_lists(without_names(text, names))
    if where.endswith("subtitle"):
        plain = plain.replace(", ", "; ")
    age = reading_age(plain, names) if is_prose(plain, names) else 0
    return Fault(where, age, longest(plain), text)


def without_lists(text: str) -> str:
    """The same without what stands after a colon where it is a list and each item has a figure."""
    kept = []
    for sentence in SENTENCE.split(text):
        start, _, rest = sentence.partition(": ")
        items = BETWEEN.split(BRACKETS.sub("", rest))
        is_list = len(items) >= FEWEST_ITEMS and all(FIGURE.search(each) for each in items)
        kept.append(f"{start}." if is_list else sentence)
    return " ".join(kept)


def is_prose(text: str, names: Iterable[str]) -> bool:
    return len(WORD.findall(without_names(text, names))) >= FEWEST_WORDS


def names_of(told: Catalogue) -> set[str]:
    """Names that count as a word, as the gate has them: nobody can make them simpler."""
    indicators = told.indicators.values()
    return {
        *(each.plain_name for each in indicators),
        *(each.indicator_name for each in indicators),
        *(each.area_name for each in told.areas.values()),
        *("England", REGION_NAME, SYSTEM_NAME, "Core20", "CORE20PLUS5"),
        *("Index of Multiple Deprivation", "Open Government Licence v3.0", "Citizens' Panel"),
    }


def names(store: Store) -> set[str]:
    """As `names_of`, with every area and priority of the store, what figures are set beside, and
    the groups, by the names they chose."""
    rows = store.connection.cursor().execute("SELECT DISTINCT area_name FROM area").fetchall()
    found = names_of(catalogue(store)) | {name for (name,) in rows}
    found |= {each.plain_name for each in clinical_areas(store)}
    found |= {Benchmark(code).name for code in BENCHMARKS}
    return found | {*group_names(store).values(), *queries.priorities(store)["priority_name"]}


def said(store: Store, most: int = sys.maxsize) -> Said:
    """What every builder says of everything in the store. most: times to ask each."""
    with pytest.MonkeyPatch.context() as patch:
        for name in charts.__all__:
            patch.setattr(charts, name, lambda *_args, **_choices: None)
        for builder in builders():
            every = _asked(store, builder)
            for asked in every[:: -(-len(every) // most) or 1]:
                where = f"{builder.__module__.rpartition('.')[2]}.{builder.__name__}"
                for part, text in texts(builder(store, **asked)):
                    if text and f"{where} {part}" not in OTHERS:
                        yield f"{where} {part}", text


def literals() -> Said:
    """Every text that stands in the code of the public pages, with its file and line.

    Markup is taken apart at its paragraphs; a short word stands for what is put in later.
    """
    for path in sorted(PAGES.rglob("*.py")):
        name = path.relative_to(PAGES)
        if not {*name.parts} & {*NOT_PUBLIC}:
            for line, text in _strings(ast.parse(path.read_text(encoding="utf-8"))):
                for part in _paragraphs(text):
                    yield f"{name}:{line}", part


def _strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each string but docstrings, by line."""
    within: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            within.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            within.update(map(id, node.values))
            parts = (getattr(each, "value", "") for each in node.values)
            yield node.lineno, "".join(each if isinstance(each, str) else "it" for each in parts)
        elif isinstance(node, ast.Constant) and id(node) not in within:
            yield node.lineno, node.value if isinstance(node.value, str) else ""


def _paragraphs(markup: str) -> Iterator[str]:
    """Its texts, without tags."""
    whole = PARTS.sub(lambda tag: "\n" if tag[1] else "", UNSEEN.sub("\n", markup))
    for part in re.split(r"\n+", GAP.sub("it", whole)):
        if text := " ".join(part.split()):
            yield text


def builders() -> list[Callable[..., Any]]:
    """Every function of `insight.findings` that makes a finding, or several."""
    modules = [
        import_module(f"{findings.__name__}.{each.name}")
        for each in pkgutil.iter_modules(findings.__path__)
    ]
    return [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if re.search(r"\b(Finding|GapSummary)\b", str(function.__annotations__.get("return")))
        and next(iter(inspect.signature(function).parameters), "") == "store"
    ]


def texts(found: Any) -> Said:
    """The words of a finding, or of several, but not the names and words of others that tables
    hold; of these, what is folded."""
    if isinstance(found, list | tuple):
        for each in found:
            yield from texts(each)
    elif isinstance(found, DataTable):
        for cell in {each for row in found.rows for each in row}:
            yield from (("caution", part.caution) for part in (cell, *cell.below))
    elif found is not None:
        for name in (*PROSE, *LABELS):
            yield name, getattr(found, name, "")
        yield from (("flag", flag) for flag in getattr(found, "flags", ()))
        yield from texts(getattr(found, "table", None))


def _asked(store: Store, builder: Callable[..., Any]) -> list[dict[str, Any]]:
    """With what a builder is to be asked: every value of each argument that it needs, and every
    area and benchmark even where it needs none. Raises KeyError for an argument unknown here."""
    module = builder.__module__.rpartition(".")[2]
    names = [
        each.name
        for each in inspect.signature(builder).parameters.values()
        if each.name != "store"
        and (each.default is each.empty or each.name in ("area_code", "benchmark"))
    ]
    if "group_kind" in names:
        rows = queries.gap_history(store) if "edition" in names else _group_kinds(store)
        kept = [name for name in names if name in rows]
        return records(rows[kept].drop_duplicates())
    if "survey_id" in names:
        rows = queries.survey_questions(store).rename(columns={"question": "asked"})
        found = records(rows[["survey_id", "asked"]].drop_duplicates())
        others = [name for name in names if name not in ("survey_id", "asked")]
        return [row | other for row in found for other in _every(store, module, others)]
    return _every(store, module, names)


def _every(store: Store, module: str, names: list[str]) -> list[dict[str, Any]]:
    """Every combination of every value of these arguments."""
    values = [_VALUES.get(f"{module}.{name}") or _VALUES[name] for name in names]
    picked = product(*(each(store) for each in values))
    return [dict(zip(names, each, strict=True)) for each in picked]


def _group_kinds(store: Store) -> pd.DataFrame:
    """indicator_id, area_code, group_kind of what has figures by group in the system and Places."""
    return store.connection.cursor().execute(KINDS_WITH_FIGURES, [[SYSTEM, *_places(store)]]).df()


def _ids(store: Store) -> list[str]:
    return list(queries.indicators(store)["indicator_id"])


def _places(store: Store) -> list[str]:
    return list(queries.places(store)["place_code"])


def _middle_layer(store: Store) -> list[str]:
    return list(queries.middle_layer_areas(store)["area_code"])


# What each argument may be; 'module.argument' where a module means something else by it.
_VALUES: Mapping[str, Callable[[Store], Iterable[Any]]] = {
    "area_code": lambda store: [SYSTEM, *_places(store)],
    "middle_layer_area.area_code": _middle_layer,
    "maps.area_code": _middle_layer,
    "place_code": _places,
    "indicator_id": _ids,
    "indicator_ids": lambda store: [tuple(_ids(store))],
    "benchmark": lambda _: [Benchmark(code) for code in BENCHMARKS],
    "edition": lambda _: ("2025", "2019"),
    "version": lambda _: VERSION_NAMES,
    "sex": lambda _: widening.LIFE_GAPS,
    "clinical_area_id": lambda store: [each.clinical_area_id for each in clinical_areas(store)],
    "area_type": lambda _: SMALL_AREAS,
    "kind": lambda _: (DOING_WELL, UNJUDGED),
    "length": lambda _: ("month", "quarter"),
    "source_ids": lambda store: [tuple(queries.sources(store)["source_id"])],
    "finding_id": lambda _: ["heatmap"],
    "title": lambda _: [""],
}


def main(most: int) -> None:
    """Print of each builder its texts, their oldest reader and longest sentence."""
    store = open_cached(current_path(settings.stores_folder()))
    known = frozenset(names(store))
    ages: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    lengths: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    counts: dict[str, int] = defaultdict(int)
    for where, text in dict.fromkeys(said(store, most)):
        found = measured(where, text, known)
        counts[where] += 1
        lengths[where] = max(lengths[where], (found.longest, text))
        ages[where] = max(ages[where], (found.age, text))
    print(f"{'said by':60}{'texts':>8}{'oldest reader':>15}{'longest':>9}")
    for where in counts:
        age, words = ages[where][0], lengths[where][0]
        print(f"{where:60}{counts[where]:>8}{age:>15.1f}{words:>9}")
        if age > OLDEST_READER:
            print(f"    {ages[where][1]}")
        if words > MOST_WORDS:
            print(f"    {lengths[where][1]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else sys.maxsize)
