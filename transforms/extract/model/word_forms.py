"""The embedding of the name recogniser: spaCy's word features plus longer beginnings and endings.

spaCy's prefix is one letter and its suffix three. Names nobody has seen are told apart by longer pieces
("-abad" and "-pur" are places, "-escu" and "-poulos" persons), so two more hashed columns carry them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from spacy.attrs import ORTH, intify_attr
from spacy.strings import StringStore, hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

ARCHITECTURE = "newsledger.WordFormEmbed.v1"
CACHE_SIZE = 100_000  # words whose affixes are kept; a night of news holds about as many distinct ones


class AffixTable:
    """word id -> hashes of its first ``prefix`` and last ``suffix`` letters, lower-cased."""

    def __init__(self, prefix: int, suffix: int) -> None:
        self.prefix, self.suffix = prefix, suffix
        self.cache: dict[int, tuple[int, int]] = {}

    def look_up(self, word: int, strings: StringStore) -> tuple[int, int]:
        """Affix hashes of one word; computed from its text alone, so the same in every process."""
        affixes = self.cache.get(word)
        if affixes is None:
            if len(self.cache) >= CACHE_SIZE:
                self.cache.clear()
            text = strings[word].lower()
            affixes = hash_string(f"^{text[: self.prefix]}"), hash_string(f"{text[-self.suffix :]}$")
            self.cache[word] = affixes
        return affixes

    def columns(self, doc: Doc) -> numpy.ndarray[Any, Any]:
        """Array of shape (words, 2)."""
        strings = doc.vocab.strings
        rows = [self.look_up(word, strings) for word in doc.to_array(ORTH).tolist()]
        return numpy.asarray(rows, dtype="uint64").reshape((len(rows), 2))


def extract_forms(attrs: list[str], prefix: int, suffix: int) -> Model[list[Doc], list[Any]]:
    """Documents -> arrays of shape (words, attrs + 2) of feature ids; nothing to learn in it."""
    ids, table = [intify_attr(attr) for attr in attrs], AffixTable(prefix, suffix)

    def forward(
        model: Model[Any, Any], docs: list[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], list[Any]]]:
        features: list[Any] = [
            numpy.hstack([doc.to_array(ids).reshape((len(doc), len(ids))), table.columns(doc)]) for doc in docs
        ]
        return [model.ops.asarray(f) for f in features], lambda gradient: []

    return Model("extract_forms", forward)


@registry.architectures(ARCHITECTURE)
def embed_word_forms(
    width: int, attrs: list[str], rows: list[int], prefix: int, suffix: int
) -> Model[list[Doc], list[Floats2d]]:
    """Hash embeddings of ``attrs`` and both affixes (``rows`` for each), mixed down to ``width``."""
    if len(rows) != len(attrs) + 2:
        raise ValueError(f"rows in the [embed] block of names.cfg: {len(attrs) + 2} numbers wanted, {len(rows)} given")
    embeds: list[Any] = [HashEmbed(width, n, column=i, seed=8 + i, dropout=0.0) for i, n in enumerate(rows)]
    mix: Model[Any, Any] = Maxout(width, width * len(embeds), nP=3, dropout=0.0, normalize=True)
    return chain(
        extract_forms(attrs, prefix, suffix),
        list2ragged(),
        with_array(concatenate(*embeds)),
        with_array(mix),
        ragged2list(),
    )
