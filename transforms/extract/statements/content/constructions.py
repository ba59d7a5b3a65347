"""The ways in which a verb of saying has its content, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.clauses.saying import ways_of
from transforms.extract.english.saying import Way
from transforms.extract.statements.content import following, objects
from transforms.extract.statements.content.around import read_around
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.statements.ranges import Range


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying and the phrase of its subject, None when the text names nobody."""

    verb: Token
    subject: Phrase | None
    quotations: Quotations


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of what is said in text order, and the name of the construction."""

    parts: list[Range]
    construction: str


class Construction(NamedTuple):
    """A construction of verbs of certain ways of saying; ``read`` gives no part where a verb does not have it."""

    name: str
    ways: frozenset[Way]
    read: Callable[[Saying], list[Range]]


def read_content(verb: Token, subject: Phrase | None, quotations: Quotations) -> Content | None:
    """What a verb of saying reports, by the first construction that it has; None when it reports nothing."""
    ways, saying = ways_of(verb), Saying(verb, subject, quotations)
    for construction in CONSTRUCTIONS:
        if ways & construction.ways and (parts := construction.read(saying)):
            return Content(parts, construction.name)
    found = objects.prepositional(verb)
    return Content([found], "preposition") if found else None


def _around(saying: Saying) -> list[Range]:
    if objects.has_plain_object(saying.verb, saying.subject):
        return []
    return read_around(saying.verb, saying.subject, saying.quotations)


def _one(found: Range | None) -> list[Range]:
    return [] if found is None else [found]


_TELLING = frozenset({Way.CLAUSE, Way.OPINION})
CONSTRUCTIONS = (
    Construction("that", _TELLING, lambda saying: _one(following.that_clause(saying.verb))),
    Construction("around", frozenset({Way.CLAUSE}), _around),
    Construction(
        "quote", frozenset({Way.CLAUSE}), lambda saying: _one(following.quotation_after(saying.verb, saying.quotations))
    ),
    Construction("clause", _TELLING, lambda saying: _one(following.bare_clause(saying.verb))),
    Construction(
        "naming", frozenset({Way.NAMING}), lambda saying: _one(objects.naming(saying.verb, saying.quotations))
    ),
    Construction("demand", frozenset({Way.DEMAND}), lambda saying: _one(objects.demand(saying.verb))),
    Construction("accuse", frozenset({Way.ACCUSE}), lambda saying: _one(objects.accusation(saying.verb))),
    Construction("intent", frozenset({Way.INTENT}), lambda saying: _one(objects.infinitive(saying.verb))),
    Construction("object", frozenset({Way.OBJECT}), lambda saying: _one(objects.noun_object(saying.verb))),
)
