"""Acts that a text recalls instead of reporting them: remembered, or set back by the words of their own clause."""

from __future__ import annotations

import re

from spacy.tokens import Token

from transforms.extract.clauses.syntax import climb, lemma
from transforms.extract.english.saying import SAYING
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.vocabulary import RECALL
from transforms.extract.rows import DateExpression
from transforms.extract.text.labels import SUBJECTS

# Vague dates that say how long ago ("decades ago", "in the past"), not just "recently".
_LONG_PAST = frozenset({"vague_ago", "long_ago", "in_the_past"})
_NEAR_UNIT = re.compile(r"\b(?:days|weeks)\b", re.IGNORECASE)
# What of an act of remembrance happened before: its object, not its doer.
_REMEMBERED = frozenset({"dobj", "pobj", "prep", "ccomp", "pcomp", "nsubjpass", "advcl"})
# An act of remembrance is at most so far above what is remembered, and a verb of saying above what is said.
_NEAR_REMEMBRANCE, _NEAR_REPORT = 8, 6


def is_remembered(trigger: Trigger) -> bool:
    """True if the trigger is what an act of remembrance is about: "mourned the 12 people killed", "anniversary of"."""
    below = trigger.token
    for above in climb(trigger.token, _NEAR_REMEMBRANCE):
        is_own = above.i == trigger.verb.i
        if not is_own and lemma(above) in RECALL.remembrance and above.pos_ in ("NOUN", "PROPN"):
            return above.i < trigger.token.i
        if not is_own and lemma(above) in RECALL.remembering and above.pos_ == "VERB":
            return below.dep_ in _REMEMBERED and (below.i > above.i or below.dep_ == "nsubjpass")
        below = above
    return False


def is_long_past(expression: DateExpression) -> bool:
    """True for a vague date of a past that is no news: "decades ago", "in the past"; not for "a few days ago"."""
    return expression.rule in _LONG_PAST and not _NEAR_UNIT.search(expression.text)


def lies_in_past(trigger: Trigger) -> bool:
    """True if the trigger's own clause places it in some past: "had visited", "once bombed", "in his youth"."""
    if trigger.is_noun and any(c.lower_ in RECALL.adjectives for c in trigger.token.children):
        return True
    verb = trigger.verb
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    return _is_pluperfect(verb) or _has_past_adverb(verb) or _has_phase(verb) or _has_state_clause(verb)


def _is_pluperfect(verb: Token) -> bool:
    """True for "had visited", but not in reported speech, where it is only the past of what was said."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_ in ("VBN", "VBD") and not _auxiliaries(first):
        first = first.head
    had = next((c for c in _auxiliaries(first) if lemma(c) in ("have", "'d") and c.tag_ == "VBD"), None)
    if had is None or first.tag_ != "VBN":
        return False
    doer = next((c for c in first.children if c.dep_ in SUBJECTS), None)
    is_condition = doer is not None and doer.i > had.i  # "Had he visited"
    return not is_condition and not _is_reported(first)


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _is_reported(verb: Token) -> bool:
    """True under a verb of saying, and in a sentence with "according to", "heard that"."""
    if any(lemma(above) in SAYING.reporting | RECALL.reporting for above in climb(verb, _NEAR_REPORT)):
        return True
    return any(token.lower_ in RECALL.reporting for token in verb.sent)


def _has_past_adverb(verb: Token) -> bool:
    """True for "previously visited", "once bombed"; not for "visited once again", "waited long"."""
    adverbs = (child for child in verb.children if child.dep_ == "advmod" and child.lower_ in RECALL.adverbs)
    return any(_tells_past(adverb, verb) for adverb in adverbs)


def _tells_past(adverb: Token, verb: Token) -> bool:
    if adverb.lower_ == "long":
        return adverb.i < verb.i
    around = {t.lower_ for t in verb.doc[max(0, adverb.i - 1) : adverb.i + 2]} - {adverb.lower_}
    return adverb.lower_ != "once" or not around & RECALL.once_besides


def _has_phase(verb: Token) -> bool:
    """True for "in his youth", "during her first term", "as a student"."""
    links = (child for child in verb.children if child.dep_ == "prep")
    return any(_is_phase(noun, link) for link in links for noun in link.children if noun.dep_ == "pobj")


def _is_phase(noun: Token, link: Token) -> bool:
    inner = {c.lower_ for c in noun.children if c.i < noun.i}
    if link.lower_ == "as" and lemma(noun) in RECALL.life_roles and inner & {"a", "an"}:
        return True
    is_own = any(c.dep_ == "poss" for c in noun.children) or bool(inner & RECALL.phase_marks)
    is_time = bool({noun.lower_, lemma(noun)} & RECALL.phases)
    return link.lower_ in RECALL.phase_prepositions and is_own and is_time


def _has_state_clause(verb: Token) -> bool:
    """True for "when he was president": being someone dates the act to a past life."""
    return any(c.dep_ == "advcl" and lemma(c) == "be" and c.tag_ == "VBD" and _is_of_state(c) for c in verb.children)


def _is_of_state(clause: Token) -> bool:
    is_marked = any(c.lower_ in RECALL.state_marks for c in clause.children)
    return is_marked and any(c.dep_ == "attr" and c.pos_ in ("NOUN", "PROPN") for c in clause.children)
