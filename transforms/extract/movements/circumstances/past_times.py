"""Acts placed in an unspecified past by an era, a regime or a past event: "under the shah", "before the revolution"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from transforms.extract.clauses.syntax import climb
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.vocabulary import ERAS, PAST_TIMES, RECALL

_PAST_TAGS = frozenset({"VBD", "VBN"})
# What may stand before a phrase that opens its sentence: "Back in colonial times", a quotation mark, "And".
_BEFORE_OPENING = 2


def lies_in_named_past(trigger: Trigger) -> bool:
    """True if an era, a regime or a past event sets the act back: "in colonial times", "under Franco"."""
    if trigger.verb.tag_ not in _PAST_TAGS:
        return False
    sentence = trigger.verb.sent
    text = sentence.text.lower()
    if any(_is_time_of(trigger, sentence, *found.span()) for found in _IN_TIME.finditer(text)):
        return True
    told = _TELLING.search(text)
    return (told is not None and _is_at_edge(sentence, *told.span())) or _has_late_doer(trigger)


def _is_time_of(trigger: Trigger, sentence: Span, start: int, end: int) -> bool:
    """True if the phrase opens the sentence of the act or hangs on its verb."""
    phrase = sentence.char_span(start, end, alignment_mode="expand")
    if phrase is None:
        return False
    if phrase.start - sentence.start <= _BEFORE_OPENING and _is_opening(phrase, sentence):
        return trigger.verb.i >= phrase.end and not _is_of_later_clause(trigger.verb)
    return _verb_above(phrase[0]) in _verbs_of(trigger)


def _is_opening(phrase: Span, sentence: Span) -> bool:
    before = sentence.doc[sentence.start : phrase.start]
    return all(token.is_punct or token.is_space or token.pos_ in ("ADV", "CCONJ", "ADP", "SCONJ") for token in before)


def _is_of_later_clause(verb: Token) -> bool:
    """True for an act of a clause of its own time: "Before the war Greece was poor, says a book that sued Albania"."""
    return any(token.dep_ == "relcl" for token in [verb, *climb(verb, 6)])


def _verb_above(link: Token) -> Token | None:
    """The verb a preposition hangs on, directly or by an adverb: "back in colonial times"."""
    for token in climb(link, 3):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.i != link.i and token.pos_ not in ("ADV", "ADP", "SCONJ"):
            return None
    return None


def _verbs_of(trigger: Trigger) -> list[Token]:
    """The verb of the act and those it is coordinated with."""
    verbs = [trigger.verb]
    while verbs[-1].dep_ == "conj":
        verbs.append(verbs[-1].head)
    return verbs


def _is_at_edge(sentence: Span, start: int, end: int) -> bool:
    """True if a clause opens or closes the sentence, and so is about all of it."""
    before, after = sentence.text[:start].strip(" \"'“‘\n"), sentence.text[end:].strip(" .\"'”’\n")
    return not before or before.endswith(",") or not after


def _has_late_doer(trigger: Trigger) -> bool:
    """True for "the late dictator ordered": who is dead acted before."""
    doers = (child for child in trigger.verb.children if child.dep_ == "nsubj")
    return any(child.lower_ in RECALL.dead and child.i < doer.i for doer in doers for child in doer.children)


def _fill(phrase: str, parts: dict[str, str]) -> str:
    for name, alternatives in parts.items():
        phrase = phrase.replace("{" + name + "}", alternatives)
    return phrase


def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = {"eras": "(?:" + "|".join(re.escape(name) for era in ERAS for name in era.names) + ")"}
    for name, words in PAST_TIMES.parts.items():
        parts[name] = "(?:" + "|".join(words) + ")"
    return re.compile(r"\b(?:" + "|".join(_fill(phrase, parts) for phrase in phrases) + r")\b")


_IN_TIME = _compile(PAST_TIMES.phrases.in_time)
_TELLING = _compile(PAST_TIMES.phrases.telling)
