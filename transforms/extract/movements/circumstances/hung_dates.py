"""A date on which the clause of an act is hung: "since 2021, when gunmen kidnapped 90 pupils"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import FINITE, climb
from transforms.extract.movements.acts.trigger import Trigger
from transforms.extract.movements.vocabulary import RECALL
from transforms.extract.rows import DateExpression
from transforms.extract.text.index import TextIndex

# Words between a date and the noun that it dates: "the 1994 genocide".
_NEAR_NOUN = 4


def date_before_clause(trigger: Trigger, index: TextIndex) -> DateExpression | None:
    """The date right before the relative word that opens the clause of the act; None when there is none."""
    doc, verb = index.doc, trigger.verb
    for word in reversed(doc[verb.sent.start : verb.i]):
        if word.text == ";":
            return None
        if word.lower_ in RECALL.relative_words:
            found = _date_before(word, index)
            return found if found is not None and _opens_clause_of(word, trigger) else None
    return None


def _date_before(word: Token, index: TextIndex) -> DateExpression | None:
    before = _last_word_before(word)
    for first, end, expression in index.dates:
        if expression.date_start is not None and (first <= before < end or _is_of_noun(end - 1, before, word)):
            return expression
    return None


def _is_of_noun(date_word: int, before: int, word: Token) -> bool:
    """True for the year in "the 1994 genocide, in which …", not for "the 2019 report, which says …"."""
    noun = word.doc[before]
    if noun.pos_ not in ("NOUN", "PROPN") or (word.lower_ == "which" and word.nbor(-1).pos_ != "ADP"):
        return False
    return before - _NEAR_NOUN <= date_word < before and all(t.head.i <= before for t in word.doc[date_word:before])


def _last_word_before(word: Token) -> int:
    """The token before a relative word, past its preposition and comma: "of 1973, in which"."""
    at = word.i - 1
    if word.lower_ == "which":
        at -= 1
    while at > word.sent.start and word.doc[at].is_punct:
        at -= 1
    return at


def _opens_clause_of(word: Token, trigger: Trigger) -> bool:
    """True if the relative word hangs on the verb of the act or above it, or nothing but its clause lies between."""
    owner = next((token for token in climb(word) if token.pos_ in ("VERB", "AUX")), None)
    if owner is not None and owner.i > word.i and (owner.i == trigger.verb.i or owner.is_ancestor(trigger.token)):
        return True
    between = trigger.token.doc[word.i + 1 : trigger.verb.i]
    return not any(token.text == "," or token.tag_ in FINITE for token in between)
