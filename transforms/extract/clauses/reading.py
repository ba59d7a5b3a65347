"""The clauses of a text, each read once and asked by every reader."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.clauses.assertions import Assertions, read_assertions
from transforms.extract.clauses.modality import read_modality
from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.speakers import speaker_of
from transforms.extract.clauses.subjects import is_passive, own_subject
from transforms.extract.clauses.tense import tense_at
from transforms.extract.clauses.verb_tense import Tense, tense_of
from transforms.extract.english.modality import Modality
from transforms.extract.text.index import TextIndex
from transforms.extract.text.labels import COMPLEMENTS, HELPERS


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and what the words of its clause say of it.

    ``subject`` is the word that the parse hangs on the verb; ``speaker`` whoever says what a verb of saying reports,
    also the doer of a passive or the subject of a verb above. ``tense`` is None when a governor decides. ``cue`` are
    the auxiliaries, the negation and the governing verb that make it more or less than a plain fact: "will", "has not",
    "urged to"; None when there are none.
    """

    verb: Token
    subject: Token | None
    is_passive: bool
    speaker: Token | None
    tense: Tense | None
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
            self._clauses[verb.i] = read_clause(verb)
        return self._clauses[verb.i]

    def assertions_of(self, sentence: Span) -> Assertions:
        """What a sentence takes back, and its words that only say that nobody answered."""
        if sentence.start not in self._assertions:
            self._assertions[sentence.start] = read_assertions(sentence)
        return self._assertions[sentence.start]

    def tense_at(self, start: int, end: int) -> Tense:
        """The tense that governs the date between the offsets ``start`` and ``end``."""
        return tense_at(self.index, start, end)


def read_clause(verb: Token) -> Clause:
    """What the words around a verb say of it."""
    modality, is_negative = read_modality(verb)
    speaker = speaker_of(verb) if ways_of(verb) or openers_of(verb) else None
    return Clause(
        verb,
        subject=own_subject(verb),
        is_passive=is_passive(verb),
        speaker=speaker,
        tense=tense_of(verb),
        modality=modality,
        is_negative=is_negative,
        cue=read_cue(verb),
    )


def read_cue(verb: Token) -> str | None:
    """The auxiliaries and negation of a verb and, of a verb below another one, that one: "urged to", "will not"."""
    own = [child for child in verb.lefts if child.dep_ in HELPERS]
    above = [verb.head] if verb.dep_ in COMPLEMENTS else []
    words = sorted({token.i: token.lower_ for token in [*above, *own]}.items())
    return " ".join(word for _, word in words) or None
