"""Sentences whose verb the parser takes for the adjective of the noun after it.

"Ministers on Monday imposed sanctions on nine people" is read now and then as a noun phrase, "imposed" as an adjective
of "sanctions". Where a sentence has no verb at its root, the word after the day, or the only word that can be one, is
made the verb again.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.english.calendar import CALENDAR

_PARTICIPLES = frozenset({"JJ", "VBN", "VBD"})
# What a subject is made of: "the former US envoy to Chad".
_OF_SUBJECT = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "PART", "CCONJ", "ADP"})
# The shortest sentence that can have lost its verb: "Peru imposed sanctions."
_LEAST_WORDS = 4


def give_root(sentence: Span) -> bool:
    """Mend ``sentence`` in place if its verb is lost; True if it was."""
    if sentence.root.pos_ not in ("NOUN", "PROPN"):
        return False
    return _mend_after_day(sentence) or _mend_whole(sentence)


def _mend_after_day(sentence: Span) -> bool:
    """True if "on Monday" stood between a subject and its verb, which now is the root."""
    for day in sentence[2:-1]:
        if day.lower_ not in CALENDAR.weekdays or day.nbor(-1).lower_ != "on":
            continue
        subject, verb = _subject_before(day.nbor(-1), sentence.root), day.nbor(1)
        if subject is not None and _is_lost(verb):
            _make_root_after_day(subject, day, verb)
            return True
    return False


def _subject_before(preposition: Token, root: Token) -> Token | None:
    """The root, if its phrase ends right before the preposition."""
    before = preposition.nbor(-1)
    return root if before == root or (root.is_ancestor(before) and before.pos_ in ("NOUN", "PROPN")) else None


def _is_lost(word: Token) -> bool:
    """True for a participle read as the adjective of a noun after it."""
    return word.tag_ in _PARTICIPLES and word.text.endswith("ed") and word.dep_ == "amod" and word.head.i > word.i


def _mend_whole(sentence: Span) -> bool:
    """Give "Peru imposed sanctions on Mali." its verb back: a whole sentence has one.

    Headlines have no full stop and may do without a verb; "US-backed rebels" has a hyphen.
    """
    words = [token for token in sentence if not token.is_space]
    if not _is_verbless(words):
        return False
    verb = next((word for word in words[1:-2] if _is_lost(word)), None)
    if verb is None or not _is_subject_phrase([word for word in words if word.i < verb.i]):
        return False
    _make_root(words, verb)
    return True


def _is_verbless(words: list[Token]) -> bool:
    """True for a whole sentence in which no word is a verb."""
    if len(words) < _LEAST_WORDS or words[-1].text != ".":
        return False
    return not any(word.pos_ in ("VERB", "AUX") and word.dep_ != "amod" for word in words)


def _is_subject_phrase(left: list[Token]) -> bool:
    """True for "Peru", "the ministers": words that end in a name or a plural and hold nothing but a noun phrase."""
    last = left[-1]
    if last.pos_ not in ("PROPN", "NOUN") or last.tag_ == "NN":
        return False
    return all(word.pos_ in _OF_SUBJECT for word in left)


def _make_root(words: list[Token], verb: Token) -> None:
    """Make ``verb`` the root, what precedes it its subject, and the noun after it its object."""
    thing, subject = verb.head, verb.nbor(-1)
    _make_past_tense(verb)
    for token in words:
        if token.i < subject.i and (token.head.i >= verb.i or token.head.i == token.i):
            token.head = subject
            token.dep_ = "compound" if token.dep_ == "ROOT" else token.dep_
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    for token in words:
        if token.i > verb.i and token.head.i < verb.i:
            token.head = verb


def _make_root_after_day(subject: Token, day: Token, verb: Token) -> None:
    thing, preposition = verb.head, day.nbor(-1)
    _make_past_tense(verb)
    for token, head, label in (
        (subject, verb, "nsubj"), (thing, verb, "dobj"), (preposition, verb, "prep"), (day, preposition, "pobj"),
    ):  # fmt: skip
        token.head, token.dep_ = head, label
    for child in [*subject.rights]:
        if child.i > thing.i:
            child.head = verb


def _make_past_tense(verb: Token) -> None:
    verb.tag_, verb.pos_ = "VBD", "VERB"
    verb.set_morph("Mood=Ind|Tense=Past|VerbForm=Fin")  # type: ignore[attr-defined]  # missing in the stubs
    verb.head, verb.dep_ = verb, "ROOT"
