"""Why an act that the encoder read gives no movement: an ordered list of named rules, noted in the trace."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from transforms.extract.clauses import Clauses
from transforms.extract.clauses.assertions import Assertions
from transforms.extract.encoder.confidence import describe_act, rate
from transforms.extract.encoder.decoding import ReadTrigger
from transforms.extract.movements.acts.trigger import Trigger, locate
from transforms.extract.rules import Refusal, first_rule

# Of acts below this confidence fewer than one in eight is wholly right on the dev passages: better none than those.
_LEAST_CONFIDENCE = 0.15
# A row of many sides may be unsure as a whole though the act itself is plain.
_SURE_TYPE = 0.8
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act as read, its words in the parse, and what its sentence takes back."""

    act: ReadTrigger
    trigger: Trigger
    assertions: Assertions
    confidence: float


def make_candidate(act: ReadTrigger, clauses: Clauses) -> Candidate:
    """The act with its words and what its sentence takes back."""
    trigger = locate(act, clauses.index)
    return Candidate(act, trigger, clauses.assertions_of(trigger.token.sent), rate("movement", describe_act(act)))


def is_too_unsure(candidate: Candidate) -> bool:
    """True if row and type are unsure. Below the bound rows do more harm than good."""
    return candidate.confidence < _LEAST_CONFIDENCE and candidate.act.scores["type"] < _SURE_TYPE


def gives_no_answer(candidate: Candidate) -> bool:
    """True for "declined to comment", "did not respond to a request"; not for "declined to meet the envoy"."""
    return candidate.trigger.token.i in candidate.assertions.unanswering


def names_no_act(candidate: Candidate) -> bool:
    """True for words that can name none: "to", "on", "less than"; not for "deal", "met"."""
    return not can_tell_act(candidate.trigger.words)


def can_tell_act(words: Span) -> bool:
    """True if one of the words is a verb, a noun or an adjective."""
    return any(token.pos_ in _TELLING for token in words)


REFUSALS = (
    Refusal("too_unsure", is_too_unsure),
    Refusal("gives_no_answer", gives_no_answer),
    Refusal("names_no_act", names_no_act),
)


def find_refusal(candidate: Candidate) -> str | None:
    """The name of the first rule that refuses the candidate; None if it is kept."""
    return first_rule(REFUSALS, candidate)
