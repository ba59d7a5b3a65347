"""What the word above an event says of it: the cues of governing verbs, nouns, adjectives, prepositions."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from transforms.extract.movements.lexicon import cue_words, word_lists
from transforms.extract.movements.syntax import (
    has_infinitive_mark,
    lemma,
)


@dataclass(slots=True)
class Cues:
    kinds: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    negations: int = 0

    def add(self, kind: str, word: str) -> None:
        if kind == "negative":
            self.negations += 1
        elif kind not in ("actual", "transparent", "reported"):
            self.kinds.append(kind)
        else:
            return
        self.words.append(word)


def beyond_finite(verb: Token, cues: Cues) -> Token | None:
    head = verb.head
    if verb.dep_ == "ccomp" and head.i != verb.i:
        kind = cue_words("verbs").get(lemma(head))
        is_left_open = lemma(head) not in word_lists("cues")["that_clause.told"]
        is_claim = kind == "requested" and verb.tag_ == "VBD"  # "insisted that Russia attacked"
        if kind in ("denied", "possible", "requested") and is_left_open and not is_claim:
            cues.add(kind, lemma(head))
        if any(child.dep_ == "neg" for child in head.children) and lemma(head) not in ("say", "tell"):
            cues.add("possible", "not " + lemma(head))
        if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in head.children):
            cues.add("conditional", "if")
    if verb.dep_ == "conj" and head.pos_ == "VERB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        for child in head.children:
            if child.dep_ == "mark" and cue_words("marks").get(child.lower_):
                cues.add(cue_words("marks")[child.lower_], child.lower_)
    return None


def beyond_complement(verb: Token, head: Token, cues: Cues) -> Token | None:
    kind = cue_words("verbs").get(lemma(head))
    if kind:
        cues.add(kind, lemma(head))
    return head if head.pos_ in ("VERB", "AUX") else None


def beyond_adjective(adjective: Token, cues: Cues) -> Token | None:
    kind = cue_words("adjectives").get(lemma(adjective))
    if kind:
        cues.add(kind, lemma(adjective))
    for child in adjective.children:
        if child.dep_ == "neg":
            cues.add("negative", child.lower_)
    head = adjective.head
    return head if head.i != adjective.i and head.pos_ in ("VERB", "AUX") else None


def beyond_noun_complement(verb: Token, noun: Token, cues: Cues) -> Token | None:
    if any(child.lower_ in word_lists("cues")["ranked.words"] for child in noun.children):
        return None  # "the last minister to visit Beijing" went there
    kind = cue_words("nouns").get(lemma(noun))
    if kind:
        cues.add(kind, lemma(noun))
        return noun
    if has_infinitive_mark(verb):
        cues.add("planned", "to")
    return None


def beyond_preposition(prep: Token, cues: Cues) -> Token | None:
    low, lists = prep.lower_, word_lists("cues")
    head = prep.head
    if low == "without":
        cues.add("negative", low)
        return None
    if low in lists["temporal.ahead"] and head.lower_ == "ahead":
        cues.add("planned", "ahead of")
        return None
    if head.i == prep.i:
        return None
    if low == "from" and head.dep_ == "dobj" and lemma(head.head) in lists.get("prepositional.from", frozenset()):
        head = head.head  # "blocked the firm from sharing …"
    if head.pos_ in ("NOUN", "PROPN"):
        kind = cue_words("nouns").get(lemma(head))
        if kind:
            cues.add(kind, lemma(head))
            return head
        return head if low == "of" and lemma(head) in word_lists("quantities")["of"] else None
    if head.pos_ == "ADJ":
        return beyond_adjective(head, cues)
    if head.lower_ == "ahead":
        cues.add("planned", "ahead of")
        return None
    if low in ("after", "during", "since", "following", "amid", "despite", "before", "until"):
        return None
    kind = "denied" if low == "from" else cue_words("verbs").get(lemma(head))
    if kind and lemma(head) in word_lists("cues").get(f"prepositional.{low}", frozenset()):
        cues.add(kind, lemma(head))
        return head
    if lemma(head) in word_lists("light")["carry"] or low == "by":
        return head
    return None
