"""Who says what a verb of saying reports: its subject, the doer of a passive, or the subject of a verb above it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.subjects import is_passive, own_subject
from transforms.extract.clauses.syntax import (
    NOMINAL,
    climb,
    first_of_report,
    is_day,
    is_plural_for_verb,
    is_verb,
    neighbour,
)
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.english.saying import SAYING, Way
from transforms.extract.text.labels import COMPLEMENTS, NOUN_CLAUSES

# How far above a verb the one may stand whose subject is also its own, and a verb of saying above what is said.
_NEAR_GOVERNOR, _NEAR_REPORT = 5, 4
_SHARES_SUBJECT = COMPLEMENTS | {"advcl", "conj", "pcomp", "prep", "dep", "parataxis"}
_OF_REPORT = COMPLEMENTS | {"conj", "advcl"}
_NAMING = frozenset(NOMINAL | {"ADJ", "NUM", "DET"})
_BETWEEN = frozenset({"ADV", "AUX", "PART", "PUNCT"})
_WITHIN_PHRASE = frozenset({"pobj", "prep", "compound", "conj"})
_BEFORE_PLURAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


def speaker_of(verb: Token) -> Token | None:
    """The word for who says what a verb of saying reports; None when nobody is named."""
    if is_passive(verb):
        return _agent(verb)
    found = own_subject(verb)
    if found is not None:
        return _antecedent(found, verb)
    if is_plural_for_verb(verb):
        return _subject_of_plural(verb)
    if verb.dep_ in NOUN_CLAUSES:
        return _nominal(verb.head)
    if verb.dep_ == "amod" and verb.head.i > verb.i:
        return _noun_before(verb)
    return _shared_speaker(verb)


def _shared_speaker(verb: Token) -> Token | None:
    """The subject of a verb above that is also this one's: "went on to say", "spoke, adding that"."""
    for above in _governors(verb):
        if _is_told_by_another(verb, above) or is_joined_to_report(verb):
            continue
        found = (_agent(above) if is_passive(above) else None) or own_subject(above)
        if found is not None:
            return _antecedent(found, above) if found.i != verb.i else None
        if above.dep_ in NOUN_CLAUSES:
            return _nominal(above.head)
    return _noun_before(verb) if verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _governors(verb: Token) -> Iterator[Token]:
    """The verbs whose subject may also be that of a verb without one, nearest first."""
    node = verb
    for above in climb(verb, _NEAR_GOVERNOR):
        if node.dep_ not in _SHARES_SUBJECT:
            return
        node = above
        if is_verb(above):
            yield above


def is_joined_to_report(verb: Token) -> bool:
    """True for "predicted" of "She said the bill was dead and predicted …", hung on "was": who predicts is she."""
    above = verb.head
    if verb.dep_ != "conj" or above.dep_ != "ccomp" or verb.tag_ != above.head.tag_ or own_subject(verb) is not None:
        return False
    subject = own_subject(above)
    is_thing = subject is not None and subject.pos_ == "NOUN" and subject.lemma_.lower() not in SAYING.speakers
    return is_thing and Way.CLAUSE in ways_of(above.head)


def _subject_of_plural(verb: Token) -> Token:
    """The head of "new research from Leeds" before "shows" read as a plural: what the words before hang on."""
    head = first_of_report(verb) or neighbour(verb, -1)
    while head.head.i < verb.i and head.head.i > head.i and head.pos_ in _BEFORE_PLURAL:
        head = head.head
    return head


def _is_told_by_another(verb: Token, above: Token) -> bool:
    """True for "met" of "She insisted the ministers met, adding that …": who adds is who insists."""
    if verb.tag_ != "VBG" or neighbour(verb, -1).text != "," or above.dep_ not in _OF_REPORT:
        return False
    return any(is_verb(top) and Way.CLAUSE in ways_of(top) for top in climb(above, _NEAR_REPORT))


def _agent(verb: Token) -> Token | None:
    """The doer of a passive: "by the police"."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            return next((noun for noun in child.children if noun.dep_ == "pobj" and not is_day(noun)), None)
    return None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """The word itself; for "who" and "which" the word before the relative clause."""
    if subject.lower_ not in PRONOUNS.relative_subjects or subject.pos_ == "NOUN":
        return subject if subject.pos_ in _NAMING else None
    clause = next((node for node in (verb, *climb(verb, _NEAR_REPORT)) if node.dep_ == "relcl"), None)
    if clause is not None:
        return _nominal(clause.head)
    return None if subject.lower_ == "that" else _noun_before(subject)


def _nominal(token: Token) -> Token | None:
    return token if token.pos_ in NOMINAL else None


def _noun_before(token: Token) -> Token | None:
    """The noun right before a word, over adverbs and days ("the army on Monday accused …")."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        word = token.doc[i]
        if word.pos_ in NOMINAL and not is_day(word):
            return _top(word, token)
        if not (word.pos_ in _BETWEEN or is_day(word) or word.lower_ in ("on", "in")):
            return None
    return None


def _top(word: Token, stop: Token) -> Token:
    """The head of the phrase that ends in a word: "officials" of "officials in Hanoi"."""
    while word.head.i < word.i and word.head.i >= word.sent.start and word.dep_ in _WITHIN_PHRASE:
        if word.head.i == stop.i or word.head.pos_ not in (*NOMINAL, "ADP"):
            break
        word = word.head
    return word
