"""The verb whose own time a date gives: "visited Japan on Dec. 3", "killed in an attack on Dec. 3"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.clauses.syntax import lemma
from transforms.extract.clauses.vocabulary import TENSE_WORDS

# A date on one of these dependencies modifies its head without a preposition: "visited Monday".
_BARE_DATES = frozenset({"npadvmod", "tmod", "advmod", "nmod", "dobj", "dep"})


def dated_verb(date: Span) -> Token | None:
    """The verb that happens on ``date``; None when the date is that of something else."""
    root = next(token for token in date if token.head.i == token.i or not date.start <= token.head.i < date.end)
    above = root.head
    if above.dep_ == "prep" or above.pos_ == "ADP":
        if above.lower_ not in TENSE_WORDS.dating_prepositions:
            return None
        above = above.head
    elif root.dep_ not in _BARE_DATES:
        return None
    if above.pos_ == "NOUN" and above.i < date.start:
        above = _verb_of_noun(above)
    return above if above.tag_[:2] == "VB" and above.i not in range(date.start, date.end) else None


def _verb_of_noun(noun: Token) -> Token:
    """The verb meant in "crossed the border in December", "held talks in December", "died in a crash on Dec. 3".

    Not so when the noun is an event with a time of its own: "discussed the summit in December".
    """
    is_timed = lemma(noun) in TENSE_WORDS.timed_nouns
    if noun.dep_ == "dobj" and (not is_timed or lemma(noun.head) in TENSE_WORDS.performing_verbs):
        return noun.head
    links = TENSE_WORDS.scene_prepositions if is_timed else TENSE_WORDS.place_prepositions
    return noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in links else noun


def is_arranged(date: Token) -> bool:
    """True for a date to which something is put: "postponed the trial to Jan. 12", "called an election for March 8"."""
    link = next((token for token in (date.head, date.head.head) if token.dep_ == "prep"), date)
    if link.lower_ not in TENSE_WORDS.arranging_prepositions or link.i > date.i:
        return False
    above = link.head.head if link.head.pos_ == "NOUN" and link.head.dep_ == "dobj" else link.head
    return above.tag_[:2] == "VB" and lemma(above) in TENSE_WORDS.arranging_verbs
