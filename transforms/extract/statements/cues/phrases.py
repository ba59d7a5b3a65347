"""Opinions given by a phrase: "according to X", "in X's view"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import Phrase, phrase_of
from transforms.extract.clauses.syntax import NOMINAL, is_finite
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS

_SOURCES = frozenset(NOMINAL | {"ADJ", "NUM", "DET", "VERB"})
_NO_CONTENT = frozenset({"CCONJ", "PUNCT", "ADV", "SPACE"})
_CLOSING = frozenset({",", ".", ";", "—", "–", ")"})
# Words after "according to" among which its source is looked for when the parse hangs none on it.
_NEAR_SOURCE = 10


def read_phrase(token: Token) -> Draft | None:
    """The sentence of "according to X, …" or "in X's view, …" as what X says; None for every other word."""
    if token.lower_ == "according":
        return _read_according(token)
    return _read_view(token) if token.lower_ in WORDS.of_possessor else None


def _read_according(token: Token) -> Draft | None:
    if token.i + 2 >= token.sent.end or token.nbor(1).lower_ != "to":
        return None
    source = _source_after(token.nbor(1), token)
    if source is None:
        return None
    phrase = phrase_of(source)
    content = _rest_of_sentence(token.i, phrase, token)
    return Draft(token, (token.i, token.i + 1), content, "phrase:according_to", phrase) if content else None


def _read_view(token: Token) -> Draft | None:
    """The sentence around "in the bank's view"."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if token.i < 2 or owner is None or token.head.lower_ not in WORDS.before_possessor:
        return None
    if token.head.i != owner.left_edge.i - 1:
        return None
    phrase = phrase_of(owner)
    content = _rest_of_sentence(token.head.i, phrase, token)
    last = phrase.last - (token.doc[phrase.last].tag_ == "POS")
    named = Phrase(owner, phrase.first, max(last, owner.i))
    return Draft(token, (token.i, token.i), content, f"phrase:in_{token.lower_}", named) if content else None


def _source_after(link: Token, token: Token) -> Token | None:
    """The head of the phrase after "according to"."""
    found = next((c for c in (*link.children, *token.children) if c.dep_ == "pobj" and c.i > link.i), None)
    if found is not None:
        return found if found.pos_ in _SOURCES else None
    near = token.doc[link.i + 1 : min(link.i + _NEAR_SOURCE, token.sent.end)]
    head = next((word for word in near if word.pos_ in NOMINAL), None)
    while head is not None and head.head.i > head.i and head.dep_ == "compound":
        head = head.head
    return head


def _rest_of_sentence(first: int, phrase: Phrase, token: Token) -> list[Range]:
    """The sentence without the phrase that begins at ``first``; nothing when no clause is left."""
    last = _end_of_phrase(first, phrase, token)
    begin, end = _between_semicolons(first, last, token)
    before, after = trim(begin, first - 1, token), trim(last + 1, end, token)
    if before is None or all(t.pos_ in _NO_CONTENT for t in _words(before, token)):
        return [after] if after is not None else []
    if _is_after_conjunction(first, begin, token):
        return [after] if after is not None else [before]
    if after is None or any(is_finite(t) for t in _words(before, token)):
        return [before]
    return [before, after]


def _between_semicolons(first: int, last: int, token: Token) -> Range:
    """The first and last token of what ";" sets apart around a phrase."""
    doc, begin, end = token.doc, token.sent.start, token.sent.end - 1
    begin = next((i + 1 for i in range(first - 1, begin - 1, -1) if doc[i].text == ";"), begin)
    end = next((i - 1 for i in range(last + 1, end + 1) if doc[i].text == ";"), end)
    return begin, end


def _words(part: Range, token: Token) -> list[Token]:
    return list(token.doc[part[0] : part[1] + 1])


def _is_after_conjunction(first: int, begin: int, token: Token) -> bool:
    """True for "…, but according to X, …": what follows is what X says."""
    i = first - 1
    while i > begin and token.doc[i].text == ",":
        i -= 1
    return token.doc[i].pos_ == "CCONJ" and i > begin


def _end_of_phrase(first: int, phrase: Phrase, token: Token) -> int:
    """The last word of a phrase of attribution: it ends at the comma after the source, or with the sentence."""
    doc, i = token.doc, max(phrase.last, token.i) + 1
    is_first = all(t.is_space or t.pos_ == "CCONJ" for t in doc[token.sent.start : first])
    while i < token.sent.end and doc[i].text not in _CLOSING and not doc[i].is_space:
        i += 1
    if not is_first and i < token.sent.end and doc[i].text == "," and doc[i - 1].pos_ in ("PROPN", "NOUN"):
        return i
    return min(i, token.sent.end - 1)
