"""Does the verb that governs a place in the text tell of the past or of the future?"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.extract.dates.cues import cue_words

PAST, OPEN, FUTURE = -1, 0, 1

# A clause is rarely deeper; the limit keeps a damaged parse from costing time.
_MOST_HEADS = 12
# A head farther to the right than this many tokens is doubtful.
_NEAR_HEAD = 6
# Without a parse, cue words this many tokens away still count.
_NEAR_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Tense:
    """``direction`` is PAST, OPEN or FUTURE; ``is_sure`` when a finite verb or "will" itself says so."""

    direction: int
    is_sure: bool = False


class TenseReader:
    """Answers for one parsed text; a text without parse is judged by cue words nearby."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at ``offset``."""
        if self._starts is None:
            self._starts = [int(start) for start in self.doc.to_array(["IDX"]).ravel()]
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def at(self, offset: int) -> Tense:
        """The tense that governs the date starting at ``offset``."""
        token = self.token_at(offset)
        before = _words_before(token)
        if before and before[0] in cue_words("tense")["past_prepositions"]:
            return Tense(PAST, True)
        if cue_words("tense")["future_prepositions"].intersection(before):
            return Tense(FUTURE)
        return _parsed_tense(token) if token.dep_ and token.tag_ else _nearby_tense(self.doc, token)


def _words_before(token: Token) -> list[str]:
    """The nearest words to the left, past a time of day ("until 9 a.m. Tuesday"); the nearest first."""
    words: list[str] = []
    for other in reversed(token.doc[max(0, token.i - 5) : token.i]):
        if other.is_space:
            continue
        words.append(other.lower_)
        if not (other.like_num or other.lower_ in cue_words("tense")["clock_words"]):
            break
    return words


def _parsed_tense(date: Token) -> Tense:
    node = date
    for _ in range(_MOST_HEADS):
        if node.head.i == node.i:
            break
        node = node.head
        tense = _verb_tense(node) if node.tag_[:2] in ("VB", "MD") else _noun_tense(node)
        if tense is not None:
            return _unless_a_verb_is_nearer(_unless_plan_between(tense, node, date), node, date)
    return Tense(OPEN)


def _noun_tense(node: Token) -> Tense | None:
    if node.tag_[:2] in ("NN", "JJ") and _looks_ahead(node):
        return Tense(FUTURE, True)
    if node.tag_[:2] == "NN" and any(child.dep_ == "amod" and _looks_ahead(child) for child in node.lefts):
        return Tense(FUTURE, True)
    return None


def _looks_ahead(token: Token) -> bool:
    if token.lemma_.lower() in cue_words("tense")["future_governors"]:
        return True
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return f"{token.lower_} {following}" in cue_words("tense")["future_pairs"]


def _verb_tense(verb: Token) -> Tense | None:
    """None when the verb leaves it to its own governor (participles, infinitives of purpose)."""
    cues = cue_words("tense")
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    is_plan = _looks_ahead(verb)
    if helpers & cues["future_auxiliaries"]:
        return Tense(FUTURE, True)
    if helpers & cues["possible_auxiliaries"]:
        is_past = "have" in helpers or any(child.dep_ == "neg" for child in verb.lefts)
        return Tense(PAST) if is_past else Tense(FUTURE)
    if "to" in helpers:
        return _infinitive_tense(verb, helpers)
    if helpers & cues["past_auxiliaries"] or verb.tag_ == "VBD":
        return Tense(FUTURE) if is_plan and verb.tag_ == "VBN" else Tense(PAST, True)
    if verb.tag_ == "VBN":
        return Tense(FUTURE, True) if is_plan else (Tense(OPEN) if helpers else Tense(PAST))
    if verb.tag_ == "VBG":
        return Tense(FUTURE) if is_plan or verb.lower_ == "going" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense(FUTURE) if is_plan or verb.lemma_.lower() in cues["announced_verbs"] else Tense(OPEN)
    return None


def _infinitive_tense(verb: Token, helpers: set[str]) -> Tense | None:
    if "have" in helpers:
        return Tense(PAST)
    governor = verb.head
    if governor.lemma_.lower() in cue_words("tense")["infinitive_governors"]:
        return Tense(FUTURE, True)
    return None


def _unless_plan_between(tense: Tense, verb: Token, date: Token) -> Tense:
    """A past verb far to the left loses its say when a plan stands between ("announced plans to visit in April")."""
    if tense.direction != PAST or verb.i > date.i:
        return tense
    between = verb.doc[verb.i + 1 : date.i]
    if any(_looks_ahead(token) for token in between):
        return Tense(FUTURE)
    return tense


def _unless_a_verb_is_nearer(tense: Tense, verb: Token, date: Token) -> Tense:
    """A possible event far to the right loses to a past verb just before: such heads are parse errors."""
    if tense.direction != FUTURE or tense.is_sure or verb.i - date.i <= _NEAR_HEAD:
        return tense
    is_past = any(token.tag_ == "VBD" for token in verb.doc[max(0, date.i - _NEAR_HEAD) : date.i])
    return Tense(PAST) if is_past else tense


def _nearby_tense(doc: Doc, date: Token) -> Tense:
    cues = cue_words("tense")
    for token in reversed(doc[max(0, date.i - _NEAR_TOKENS) : date.i + _NEAR_TOKENS]):
        word = token.lower_
        if word in cues["future_auxiliaries"] or word.rstrip("ds") in cues["future_governors"]:
            return Tense(FUTURE)
    return Tense(PAST)
