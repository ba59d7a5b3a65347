"""Verbs of forecast that a parser takes for plural nouns: "the IMF projects growth of 3 percent"."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc, Token

from transforms.vocabulary import Vocabulary


class _Words(Vocabulary):
    """Forms of the verbs of forecast, and lemmas of what is forecast."""

    forms: frozenset[str]
    objects: frozenset[str]


_WORDS = _Words.load(Path(__file__).parent / "data" / "forecasts.toml")
_SUBJECT = frozenset(["NN", "NNP", "NNPS"])


def mend_forecasts(doc: Doc) -> list[Token]:
    """Make such words the verbs of their clauses again, in place: tags, heads and labels; the verbs."""
    mended = []
    for word in doc[1:]:
        if word.lower_ not in _WORDS.forms or (word.tag_ == "VBZ" and word.dep_ != "compound"):
            continue
        subject = word.nbor(-1)
        if subject.tag_ not in _SUBJECT or subject.head not in (word, word.head) or subject.dep_ != "compound":
            continue
        if word.dep_ == "compound" and word.head.i > word.i and word.head.lemma_.lower() in _WORDS.objects:
            _replace_object(word, word.head, subject)
            mended.append(word)
        elif word.tag_ == "NNS" and (_has_clause(word) or _ends_report(word)):
            _make_verb(word, subject, word.lefts)
            mended.append(word)
    return mended


def _has_clause(word: Token) -> bool:
    """True for "the ECB projects that prices will", "the bank projects inflation to slow"; makes it the object."""
    for child in word.rights:
        if child.dep_ == "relcl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            child.dep_ = "ccomp"
            return True
    return any(child.dep_ == "dobj" for child in word.rights)


def _ends_report(word: Token) -> bool:
    """True for "Growth will be 3 percent, the World Bank projects."; the report becomes a clause of its own."""
    opening = word.left_edge.i
    last = word.i + 1 >= len(word.doc) or word.nbor(1).text in (".", ",", ";") or word.nbor(1).is_space
    if not (last and opening and word.doc[opening - 1].text == "," and word.dep_ in ("parataxis", "appos")):
        return False
    verb = word.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    word.head, word.dep_ = verb, "parataxis"
    return True


def _replace_object(verb: Token, thing: Token, subject: Token) -> None:
    """The verb takes the place of its object in the tree."""
    left = [child for child in thing.lefts if child.i < verb.i]
    verb.head, verb.dep_ = (verb, "ROOT") if thing.head == thing else (thing.head, thing.dep_)
    thing.head, thing.dep_ = verb, "dobj"
    _make_verb(verb, subject, [*left, *verb.lefts])
    for child in [*thing.rights]:
        if child.dep_ in ("npadvmod", "punct"):
            child.head = verb


def _make_verb(verb: Token, subject: Token, left: Iterable[Token]) -> None:
    verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", verb.lower_.removesuffix("s")
    verb.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]  # missing in the stubs
    for child in [*left]:
        if child != subject:
            child.head = subject
    subject.head, subject.dep_ = verb, "nsubj"
