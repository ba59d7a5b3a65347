"""Statements made by a passive: "it is reported that", "was told that", "was quoted as saying"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import phrase_of
from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.syntax import infinitive_mark, is_finite, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.content.constructions import read_content
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS
from transforms.extract.text.labels import COMPLEMENTS, SUBJECTS

# What a passive of these ways still reports, with "by" whoever says it: "was accused of", "was condemned by".
_SUFFERED = frozenset({Way.INFORM, Way.DEMAND, Way.ACCUSE, Way.OBJECT})
_REPORTED = frozenset({Way.CLAUSE, Way.OPINION, Way.IMPERSONAL})
# Constructions in which a passive reports a clause.
_CLAUSES = frozenset({"that", "clause", "quote"})
# "saying" of "was quoted as saying" is at most so far after its verb.
_NEAR_SAYING = 10


@dataclass(frozen=True, slots=True)
class Passive:
    """A verb in the passive and its subject, which may be "it" or missing."""

    verb: Token
    subject: Token | None
    quotations: Quotations

    @property
    def is_impersonal(self) -> bool:
        """True for "it is known", "there is said"."""
        return self.subject is not None and (self.subject.dep_ == "expl" or self.subject.lower_ == "it")

    @property
    def named(self) -> Range | None:
        """The phrase of the subject; None when it names nothing."""
        if self.subject is None or self.subject.lower_ == "it":
            return None
        phrase = phrase_of(self.subject, self.verb)
        return phrase.first, phrase.last


class Construction(NamedTuple):
    """A way in which a passive reports something; ``read`` gives no part where a verb does not have it."""

    name: str
    read: Callable[[Passive], list[Range]]


def read_passive(verb: Token, document: Document) -> Draft | None:
    """The statement of a verb of saying in the passive; None when it makes none."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "expl"), None)
    saying = _as_saying(verb)
    if saying is not None:
        draft = _read_quoted(verb, saying, subject, document)
    else:
        draft = _read_plain(Passive(verb, subject, document.quotations), document)
    if draft is None:
        document.refuse("passive_without_content", verb)
    return draft


def _read_quoted(verb: Token, saying: Token, subject: Token | None, document: Document) -> Draft | None:
    """The statement of "The minister was quoted as saying that"."""
    content = read_content(saying, None, document.quotations)
    speaker = (None if Way.CITED in ways_of(verb) else document.clauses.of(verb).speaker) or subject
    if content is None or speaker is None:
        return None
    rule = f"verb:{lemma_of_saying(verb)}/as_saying"
    phrase = phrase_of(speaker, verb)
    return Draft(verb, (verb.i, saying.i), content.parts, rule, phrase, document.clauses.of(verb))


def _as_saying(verb: Token) -> Token | None:
    """The word "saying" of "was quoted as saying", "is cited as having said"."""
    if Way.CITED not in ways_of(verb) and lemma_of_saying(verb) not in WORDS.quoting:
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR_SAYING, verb.sent.end)]:
        if is_verb(token) and Way.CLAUSE in ways_of(token) and token.tag_ in ("VBG", "VBN"):
            return token
        if is_finite(token):
            return None
    return None


def _read_plain(passive: Passive, document: Document) -> Draft | None:
    verb = passive.verb
    found = ((construction.name, construction.read(passive)) for construction in CONSTRUCTIONS)
    name, parts = next(((name, parts) for name, parts in found if parts), ("", list[Range]()))
    if not parts:
        return None
    agent = document.clauses.of(verb).speaker
    speaker = phrase_of(agent) if agent is not None else None
    rule = f"verb:{lemma_of_saying(verb)}/{name}"
    return Draft(verb, (verb.i, verb.i), parts, rule, speaker, document.clauses.of(verb))


def _reported_clause(passive: Passive) -> list[Range]:
    content = read_content(passive.verb, None, passive.quotations) if ways_of(passive.verb) & _REPORTED else None
    return content.parts if content is not None and content.construction in _CLAUSES else []


def told_clause(passive: Passive) -> list[Range]:
    """What is said to the subject: "Passengers were told that the train was late"."""
    return _reported_clause(passive) if Way.INFORM in ways_of(passive.verb) else []


def impersonal_clause(passive: Passive) -> list[Range]:
    """What is said by nobody: "It is alleged that the clerk forged the seal"."""
    is_told = passive.is_impersonal and Way.INFORM not in ways_of(passive.verb)
    return _reported_clause(passive) if is_told else []


def raised_infinitive(passive: Passive) -> list[Range]:
    """Subject and infinitive of "The clerk is said to have forged the seal"; not of "is expected to"."""
    is_said = Way.IMPERSONAL in ways_of(passive.verb) and lemma_of_saying(passive.verb) != "expect"
    if passive.named is None or not is_said:
        return []
    below = (c for c in passive.verb.rights if c.dep_ in COMPLEMENTS)
    marked = ((c, mark) for c in below if (mark := infinitive_mark(c)) is not None)
    part = next((trim(mark.i, c.right_edge.i, passive.verb) for c, mark in marked), None)
    return [passive.named, part] if part else []


def judged_subject(passive: Passive) -> list[Range]:
    """The subject of "The raid was condemned by the union"."""
    has_agent = any(child.lower_ == "by" for child in passive.verb.children)
    if passive.named is None or not has_agent or not ways_of(passive.verb) & _SUFFERED:
        return []
    return [passive.named] if passive.subject is not None and passive.subject.dep_ == "nsubjpass" else []


def accused_of(passive: Passive) -> list[Range]:
    """Subject and charge of "The mine was accused of hiding the leak"."""
    link = next((c for c in passive.verb.rights if c.lower_ == "of"), None)
    if passive.named is None or link is None or lemma_of_saying(passive.verb) != "accuse":
        return []
    part = trim(link.i, link.right_edge.i, passive.verb)
    return [passive.named, part] if part else []


CONSTRUCTIONS = (
    Construction("told", told_clause),
    Construction("impersonal", impersonal_clause),
    Construction("impersonal", raised_infinitive),
    Construction("by", judged_subject),
    Construction("accused", accused_of),
)
