"""Verbs of forecast that a parser takes for plural nouns: "the IMF projects growth of 3 percent"."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Token

_NOUN = frozenset(["NN", "NNP"])


def mend_forecasts(doc: Doc) -> None:
    """Make such words the verbs of their clauses again, in place: tags, heads and labels of subject and object."""
    for word in doc[:-1]:
        if word.tag_ in ("NNS", "NNPS") and word.lower_ in _vocabulary("forms") and word.dep_ == "compound":
            thing = word.head
            subject = word.nbor(-1) if word.i > word.sent.start else None
            if subject is None or subject.tag_ not in _NOUN or thing.i < word.i:
                continue
            if thing.lemma_.lower() in _vocabulary("objects"):
                _mend(subject, word, thing)


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf8"))[name])


def _mend(subject: Token, verb: Token, thing: Token) -> None:
    """The verb takes the place of its object; what stands left of it belongs to its subject."""
    left = [child for child in thing.lefts if child.i < verb.i] + [child for child in verb.lefts if child != subject]
    verb.head, verb.dep_ = (verb, "ROOT") if thing.head == thing else (thing.head, thing.dep_)
    verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", verb.lower_[:-1]
    verb.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]  # missing in the stubs
    thing.head, thing.dep_ = verb, "dobj"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in left:
        if child != subject:
            child.head = subject
    for child in [*thing.rights]:
        if child.is_punct or child.dep_ in ("npadvmod", "punct"):
            child.head = verb
