"""Does a date in the text lie before or after publication? The verb that governs it decides."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from transforms.extract.clauses.dated_verbs import dated_verb, is_arranged
from transforms.extract.clauses.syntax import climb, lemma
from transforms.extract.clauses.verb_tense import FUTURE, OPEN, PAST, Tense, looks_ahead, tense_of
from transforms.extract.clauses.vocabulary import TENSE_WORDS
from transforms.extract.english.modality import MODAL_WORDS
from transforms.extract.text.index import TextIndex

# A head farther to the right than this many tokens is doubtful.
_NEAR_HEAD = 6
# Without a parse, cue words this many tokens away still count.
_NEAR_TOKENS = 12
# Words of a time of day that may stand between a preposition and its date: "until 9 a.m. EST Tuesday".
_MOST_CLOCK_WORDS = 5


def tense_at(index: TextIndex, start: int, end: int) -> Tense:
    """The tense that governs the date between the offsets ``start`` and ``end``."""
    token = index.token_at(start)
    before = _words_before(token)
    if before and before[0] in TENSE_WORDS.past_prepositions:
        return Tense(PAST, True, True)
    if TENSE_WORDS.future_prepositions.intersection(before):
        return Tense(FUTURE)
    if not (token.dep_ and token.tag_):
        return _tense_without_parse(token)
    if is_arranged(token):
        return Tense(FUTURE, True)
    tense = _tense_above(token)
    verb = dated_verb(index.doc[token.i : index.token_at(end - 1).i + 1])
    return replace(tense, is_strict=verb is not None and _is_binding(verb, tense))


def _words_before(token: Token) -> list[str]:
    """The nearest words to the left, past a time of day; the nearest first."""
    words: list[str] = []
    for other in reversed(token.doc[max(0, token.i - _MOST_CLOCK_WORDS) : token.i]):
        if other.is_space:
            continue
        words.append(other.lower_)
        if not (other.like_num or other.lower_ in TENSE_WORDS.clock_words):
            break
    return words


def _tense_above(date: Token) -> Tense:
    """The tense of the nearest governor that has one."""
    for node in climb(date):
        tense = tense_of(node)
        if tense is not None:
            return _unless_a_verb_is_nearer(_unless_plan_between(tense, node, date), node, date)
    return Tense(OPEN)


def _unless_plan_between(tense: Tense, verb: Token, date: Token) -> Tense:
    """A past verb far to the left loses its say when a plan lies between ("announced plans to visit in April")."""
    if tense.direction is not PAST or verb.i > date.i:
        return tense
    between = verb.doc[verb.i + 1 : date.i]
    return Tense(FUTURE) if any(looks_ahead(token) for token in between) else tense


def _unless_a_verb_is_nearer(tense: Tense, verb: Token, date: Token) -> Tense:
    """A possible event far to the right loses to a past verb just before: such heads are parse errors."""
    if tense.direction is not FUTURE or tense.is_sure or verb.i - date.i <= _NEAR_HEAD:
        return tense
    is_past = any(token.tag_ == "VBD" for token in verb.doc[max(0, date.i - _NEAR_HEAD) : date.i])
    return Tense(PAST) if is_past else tense


def _is_binding(verb: Token, tense: Tense) -> bool:
    """True if the tense of the dated verb leaves no choice of side."""
    own = tense_of(verb)
    if own is None or own.direction is not tense.direction:
        return False
    if lemma(verb) in TENSE_WORDS.arranging_verbs | TENSE_WORDS.telling_verbs:
        return False
    future = MODAL_WORDS.auxiliaries.future
    if tense.direction is PAST:
        if any(word.lower_ in future for word in verb.doc[max(0, verb.i - _NEAR_HEAD) : verb.i]):
            return False  # "will redeem five preferred shares": no verb but for the parse
        return tense.is_sure or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "ccomp", "ROOT", "conj", "relcl"))
    if any(child.lower_ in future for child in verb.lefts):
        return True
    return tense.direction is FUTURE and tense.is_sure and verb.tag_ == "VB" and _is_present(verb.head)


def _is_present(governor: Token) -> bool:
    """True if a plan is still one: "is due to", "plans to"; not "was due to"."""
    if governor.pos_ == "ADJ" and governor.head.pos_ in ("AUX", "VERB"):
        governor = governor.head
    helpers = [child for child in governor.children if child.dep_ in ("aux", "auxpass")]
    return not any(token.tag_ in ("VBD", "VBN") for token in (helpers or [governor])) and governor.pos_ != "NOUN"


def _tense_without_parse(date: Token) -> Tense:
    """The past, unless a word of the future is near."""
    for token in reversed(date.doc[max(0, date.i - _NEAR_TOKENS) : date.i + _NEAR_TOKENS]):
        word = token.lower_
        if word in MODAL_WORDS.auxiliaries.future or word.rstrip("ds") in TENSE_WORDS.future_governors:
            return Tense(FUTURE)
    return Tense(PAST)
