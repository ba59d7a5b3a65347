"""Does the verb that governs a place in the text tell of the past or of the future?"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

PAST, OPEN, FUTURE = -1, 0, 1

# A clause is rarely deeper; the limit keeps a damaged parse from costing time.
_MOST_HEADS = 12
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
        self._is_parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at ``offset``."""
        if self._starts is None:
            self._starts = [token.idx for token in self.doc]
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def at(self, offset: int) -> Tense:
        """The tense that governs the date starting at ``offset``."""
        token = self.token_at(offset)
        before = self.doc[token.i - 1].lower_ if token.i else ""
        if before in _cues()["past_prepositions"]:
            return Tense(PAST, True)
        if before in _cues()["future_prepositions"]:
            return Tense(FUTURE)
        return _parsed_tense(token) if self._is_parsed else _nearby_tense(self.doc, token)


def _parsed_tense(date: Token) -> Tense:
    node = date
    for _ in range(_MOST_HEADS):
        if node.head.i == node.i:
            break
        node = node.head
        tense = _verb_tense(node) if node.tag_[:2] in ("VB", "MD") else _noun_tense(node)
        if tense is not None:
            return _unless_plan_between(tense, node, date)
    return Tense(OPEN)


def _noun_tense(node: Token) -> Tense | None:
    governors = _cues()["future_governors"]
    if node.tag_[:2] in ("NN", "JJ") and node.lemma_.lower() in governors:
        return Tense(FUTURE, True)
    if node.tag_[:2] == "NN" and any(child.dep_ == "amod" and child.lemma_.lower() in governors for child in node.lefts):
        return Tense(FUTURE, True)
    return None


def _verb_tense(verb: Token) -> Tense | None:
    """None when the verb leaves it to its own governor (participles, infinitives of purpose)."""
    cues = _cues()
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    is_plan = verb.lemma_.lower() in cues["future_governors"]
    if helpers & cues["future_auxiliaries"]:
        return Tense(FUTURE, True)
    if helpers & cues["possible_auxiliaries"]:
        return Tense(PAST) if "have" in helpers else Tense(FUTURE)
    if "to" in helpers:
        return _infinitive_tense(verb, helpers)
    if helpers & cues["past_auxiliaries"] or verb.tag_ == "VBD":
        return Tense(FUTURE) if is_plan and verb.tag_ == "VBN" else Tense(PAST, True)
    if verb.tag_ == "VBN":
        return Tense(FUTURE, True) if is_plan else (Tense(OPEN) if helpers else Tense(PAST))
    if verb.tag_ == "VBG":
        return Tense(FUTURE) if is_plan or "going" == verb.lower_ else None
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense(FUTURE) if is_plan or verb.lemma_.lower() in cues["announced_verbs"] else Tense(OPEN)
    return None


def _infinitive_tense(verb: Token, helpers: set[str]) -> Tense | None:
    if "have" in helpers:
        return Tense(PAST)
    governor = verb.head
    if governor.lemma_.lower() in _cues()["future_governors"] or governor.lemma_ == "be":
        return Tense(FUTURE, True)
    return None if governor.tag_[:2] == "VB" else Tense(FUTURE)


def _unless_plan_between(tense: Tense, verb: Token, date: Token) -> Tense:
    """A past verb far to the left loses its say when a plan stands between ("announced plans to visit in April")."""
    if tense.direction != PAST or verb.i > date.i:
        return tense
    between = verb.doc[verb.i + 1 : date.i]
    if any(token.lemma_.lower() in _cues()["future_governors"] for token in between):
        return Tense(FUTURE)
    return tense


def _nearby_tense(doc: Doc, date: Token) -> Tense:
    cues = _cues()
    for token in reversed(doc[max(0, date.i - _NEAR_TOKENS) : date.i + _NEAR_TOKENS]):
        word = token.lower_
        if word in cues["future_auxiliaries"] or word.rstrip("ds") in cues["future_governors"]:
            return Tense(FUTURE)
    return Tense(PAST)


@cache
def _cues() -> dict[str, frozenset[str]]:
    tables = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf8"))
    return {name: frozenset(words) for name, words in tables.items()}
