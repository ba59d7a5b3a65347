"""Statements made by a noun: "X's warning that …", "a promise by X to …"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import Phrase, phrase_of
from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.speakers import speaker_of
from transforms.extract.clauses.syntax import NOMINAL, infinitive_mark, is_day, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS
from transforms.extract.text.labels import ALL_SUBJECTS, HELPERS, NOUN_CLAUSES, SUBJECTS

_PRONOUN_LABELS = SUBJECTS | {"dobj"}


def read_noun(noun: Token) -> Draft | None:
    """The statement of a noun of saying whose speaker is named: in a clause, in an infinitive or with "of"."""
    if noun.pos_ != "NOUN" or Way.NOUN not in ways_of(noun) or noun.i + 2 >= noun.sent.end:
        return None
    speaker = _giver(noun)
    if speaker is None:
        return None
    is_owned = any(child.dep_ == "poss" for child in noun.children)
    forms = (
        ("that", _that_clause(noun)),
        ("infinitive", _infinitive(noun)),
        ("preposition", _subject_matter(noun) if is_owned else None),
    )
    form, found = next(((form, found) for form, found in forms if found), ("", None))
    return Draft(noun, (noun.i, noun.i), [found], f"noun:{lemma_of_saying(noun)}/{form}", speaker) if found else None


def _that_clause(noun: Token) -> Range | None:
    """The clause of "X's claim that the bank failed"; None for a relative clause."""
    that = next((token for token in noun.doc[noun.i + 1 : _end_of_giver(noun)] if token.lower_ == "that"), None)
    if that is None or that.tag_ == "DT" or that.head.i <= that.i or that.dep_ in _PRONOUN_LABELS:
        return None
    if not any(c.dep_ in ALL_SUBJECTS and c.i != that.i for c in that.head.children):
        return None
    return trim(that.i + 1, _last_of_clause(that, noun), noun)


def _end_of_giver(noun: Token) -> int:
    """The token after which "that" no longer belongs to the noun: the noun, or "by X" right after it."""
    at = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.i == at and child.lower_ in WORDS.given_by:
            at = child.right_edge.i + 1 if all(token.lower_ != "that" for token in child.subtree) else at
    return min(at + 1, noun.sent.end)


def _last_of_clause(that: Token, noun: Token) -> int:
    """The last word of the clause; before the verb of the sentence if that is lost to the clause.

    Example: in "X's claim that the bank failed was rejected." the parse hangs "was rejected" on "claim".
    """
    doc = noun.doc
    rights = (c for c in noun.rights if c.dep_ == "acl" and c.i > that.i)
    main = next((c for c in rights if c.tag_ in ("VBN", "VBD")), None)
    if main is None or noun.dep_ != "ROOT" or doc[noun.sent.end - 1].text != ".":
        return that.head.right_edge.i
    last = main.i - 1
    while last > that.i and doc[last].dep_ in HELPERS:
        last -= 1
    return last


def _infinitive(noun: Token) -> Range | None:
    """The infinitive of "X's promise to pay"."""
    if lemma_of_saying(noun) not in WORDS.intents:
        return None
    child = next((c for c in noun.rights if c.dep_ in NOUN_CLAUSES and infinitive_mark(c)), None)
    return trim(noun.i + 1, child.right_edge.i, noun) if child is not None else None


def _subject_matter(noun: Token) -> Range | None:
    """What "X's warning of floods" is about."""
    wanted = openers_of(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in wanted:
            return trim(child.i + 1, child.right_edge.i, noun)
    return None


def _giver(noun: Token) -> Phrase | None:
    """Whose statement it is: a possessor, "by X", or whoever makes, repeats or expresses it."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in NOMINAL:
            return _possessor(child)
        source = _source(child) if child.i > noun.i else None
        if source is not None:
            return phrase_of(source)
    if noun.dep_ != "dobj" or not is_verb(noun.head) or any(c.dep_ == "poss" for c in noun.children):
        return None
    head = speaker_of(noun.head)
    return phrase_of(head, noun.head) if head is not None else None


def _possessor(owner: Token) -> Phrase:
    """The phrase of a possessor without its "'s"."""
    phrase = phrase_of(owner)
    last = phrase.last
    while last > owner.i and owner.doc[last].tag_ == "POS":
        last -= 1
    return Phrase(owner, phrase.first, last)


def _source(link: Token) -> Token | None:
    """The noun after "by" or "from"."""
    if link.dep_ != "prep" or link.lower_ not in ("by", "from"):
        return None
    return next((c for c in link.children if c.dep_ == "pobj" and not is_day(c)), None)
