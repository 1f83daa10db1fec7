"""Texts as directions in a space where those that mean alike lie close: a small sentence model.

The model is all-MiniLM-L6-v2 (Apache 2.0), run in numpy. Its 90 MB are not part of the project:
they are there where a person installed requirements-reading.txt. Only the order in which staff read
comments may rest on it (see risk_meaning).
"""

from __future__ import annotations

import json
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

LONGEST = 256  # tokens of a text that are read, as the model's makers set it
BATCH = 32  # texts
WIDTH, HEADS = 384, 12
LONGEST_WORD = 100  # letters; longer ones are unknown
UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"

Numbers = NDArray[np.float32]


@lru_cache(maxsize=1)
def sentence_model(folder: Path) -> SentenceModel:
    """Read the model's files: weights in the safetensors layout, tokens one a line."""
    content = (folder / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", content[:8])[0]
    weights = {}
    for name, entry in json.loads(content[8 : 8 + size]).items():
        if entry.get("dtype") == "F32":
            first, last = (8 + size + offset for offset in entry["data_offsets"])
            weights[name] = np.frombuffer(content[first:last], "<f4").reshape(entry["shape"])
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return SentenceModel(weights, {token: number for number, token in enumerate(lines)})


@dataclass(frozen=True)
class SentenceModel:
    """The weights by name, and the number of each token."""

    weights: dict[str, Numbers]
    tokens: dict[str, int]

    def vectors(self, texts: Iterable[str]) -> Numbers:
        """Texts × WIDTH, each of length one; of a long text its first LONGEST tokens."""
        numbered = [self._numbers(text) for text in texts]
        found = np.zeros((len(numbered), WIDTH), dtype=np.float32)
        by_length = sorted(range(len(numbered)), key=lambda place: len(numbered[place]))
        for start in range(0, len(by_length), BATCH):
            places = by_length[start : start + BATCH]
            found[places] = self._read([numbered[place] for place in places])
        return found

    def _numbers(self, text: str) -> list[int]:
        pieces = [piece for word in words(text) for piece in self._pieces(word)]
        return [self.tokens[BEGIN], *pieces[: LONGEST - 2], self.tokens[END]]

    def _pieces(self, word: str) -> list[int]:
        """The longest known beginning, then the longest known continuation, and so on."""
        pieces: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            for end in range(len(word), start, -1):
                piece = "##" * bool(start) + word[start:end]
                if piece in self.tokens:
                    pieces.append(self.tokens[piece])
                    start = end
                    break
            else:
                break
        return pieces if start == len(word) else [self.tokens[UNKNOWN]]

    def _read(self, numbered: Sequence[Sequence[int]]) -> Numbers:
        longest = max(map(len, numbered))
        ids = np.zeros((len(numbered), longest), dtype=np.int64)
        for row, numbers in enumerate(numbered):
            ids[row, : len(numbers)] = numbers
        is_token = np.arange(longest) < np.array([[len(numbers)] for numbers in numbered])
        state = (
            self.weights["embeddings.word_embeddings.weight"][ids]
            + self.weights["embeddings.position_embeddings.weight"][:longest]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._level(state, "embeddings.LayerNorm")
        aside = np.where(is_token, 0.0, -1e9).astype(np.float32)[:, np.newaxis, np.newaxis, :]
        layer = 0
        while f"encoder.layer.{layer}.attention.self.query.weight" in self.weights:
            state = self._layer(state, aside, f"encoder.layer.{layer}.")
            layer += 1
        part = is_token[:, :, np.newaxis].astype(np.float32)
        total: Numbers = (state * part).sum(axis=1)
        return total / np.linalg.norm(total, axis=1, keepdims=True)

    def _layer(self, state: Numbers, aside: Numbers, name: str) -> Numbers:
        texts, size, width = state.shape

        def heads(part: str) -> Numbers:
            made = self._linear(state, f"{name}attention.self.{part}")
            return made.reshape(texts, size, HEADS, width // HEADS).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        weight = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / HEADS)) + aside
        weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
        seen = (weight / weight.sum(axis=-1, keepdims=True)) @ value
        seen = seen.transpose(0, 2, 1, 3).reshape(texts, size, width)
        seen = self._linear(seen, f"{name}attention.output.dense")
        state = self._level(state + seen, f"{name}attention.output.LayerNorm")
        inner = self._linear(state, f"{name}intermediate.dense")
        inner = inner * (1 + erf(inner / np.float32(np.sqrt(2)))) / 2
        inner = self._linear(inner, f"{name}output.dense")
        return self._level(state + inner, f"{name}output.LayerNorm")

    def _linear(self, state: Numbers, name: str) -> Numbers:
        made: Numbers = state @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return made

    def _level(self, state: Numbers, name: str) -> Numbers:
        mean = state.mean(axis=-1, keepdims=True)
        spread = np.sqrt(state.var(axis=-1, keepdims=True) + np.float32(1e-12))
        made: Numbers = (state - mean) / spread
        return made * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def words(text: str) -> list[str]:
    """Words and marks of a text as the model knows them: small letters without accents."""
    spaced = []
    for sign in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(sign)
        if kind == "Mn" or (kind[0] == "C" and not sign.isspace()):
            continue
        spaced.append(f" {sign} " if _is_mark(sign, kind) else sign)
    return "".join(spaced).split()


def _is_mark(sign: str, kind: str) -> bool:
    is_ascii_mark = sign.isascii() and not sign.isalnum() and not sign.isspace()
    return is_ascii_mark or kind[0] == "P" or "\u4e00" <= sign <= "\u9fff"
