"""The clauses of a text, each read once and asked by every reader."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.clauses.assertions import Assertions, read_assertions
from transforms.extract.clauses.labels import COMPLEMENTS, HELPERS
from transforms.extract.clauses.modality import read_modality
from transforms.extract.clauses.subjects import is_passive, own_subject
from transforms.extract.clauses.tense import tense_at
from transforms.extract.clauses.verb_tense import Tense
from transforms.extract.english.modality import Modality
from transforms.extract.text.index import TextIndex


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and what the words of its clause say of it.

    ``subject`` is the word that the parse hangs on the verb. ``cue`` are the auxiliaries, the negation and the
    governing verb that make it more or less than a plain fact: "will", "has not", "urged to"; null when there are none.
    """

    verb: Token
    subject: Token | None
    is_passive: bool
    modality: Modality
    is_negative: bool
    cue: str | None


class Clauses:
    """The clauses of one text, by the number of their verb."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index
        self._clauses: dict[int, Clause] = {}
        self._assertions: dict[int, Assertions] = {}

    def of(self, verb: Token) -> Clause:
        """The clause of ``verb``."""
        if verb.i not in self._clauses:
            modality, is_negative = read_modality(verb)
            self._clauses[verb.i] = Clause(
                verb, own_subject(verb), is_passive(verb), modality, is_negative, read_cue(verb)
            )
        return self._clauses[verb.i]

    def assertions_of(self, sentence: Span) -> Assertions:
        """What a sentence takes back, and its words that only say that nobody answered."""
        if sentence.start not in self._assertions:
            self._assertions[sentence.start] = read_assertions(sentence)
        return self._assertions[sentence.start]

    def tense_at(self, start: int, end: int) -> Tense:
        """The tense that governs the date between the offsets ``start`` and ``end``."""
        return tense_at(self.index, start, end)


def read_cue(verb: Token) -> str | None:
    """The auxiliaries and negation of a verb and, of a verb below another one, that one: "urged to", "will not"."""
    own = [child for child in verb.lefts if child.dep_ in HELPERS]
    above = [verb.head] if verb.dep_ in COMPLEMENTS else []
    words = sorted({token.i: token.lower_ for token in [*above, *own]}.items())
    return " ".join(word for _, word in words) or None
