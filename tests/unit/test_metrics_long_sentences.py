"""The figures of one sentence share what is read of it: a long sentence costs its length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Span

from transforms.extract.language_model import load_model
from transforms.extract.metrics import reader
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context


@pytest.mark.parametrize("reading", ["SentenceReality", "SentenceSources"])
def test_a_sentence_is_read_once(monkeypatch: pytest.MonkeyPatch, reading: str) -> None:
    built: list[int] = []
    original: Callable[..., object] = getattr(reader, reading)

    def count(sentence: Span, *others: object) -> object:
        built.append(sentence.start)
        return original(sentence, *others)

    monkeypatch.setattr(reader, reading, count)
    text = "Lena paid " + ", ".join(f"${n}" for n in range(5, 125)) + "."
    (found,) = read_texts(load_model(), [(text, Context(date(2025, 11, 6)))])
    assert len(found.metrics) == 120
    assert len(built) == len(set(built)) <= 3
