"""Content that follows its verb as a clause or a quotation: "said that …", "asked whether …", "added: “…”"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.syntax import is_finite
from transforms.extract.english.saying import Way
from transforms.extract.statements.content.bounds import (
    REACH,
    STOPS,
    clause_end,
    ends_search,
    has_subject,
    sentence_end,
)
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS
from transforms.extract.text.labels import ALL_SUBJECTS, COMPLEMENTS, SUBJECTS

_BARE = COMPLEMENTS | {"advcl", "dep"}
_FULL = frozenset({"ccomp", "dep"})
_ENDS_QUOTED = frozenset({",", ".", "!", "?"})
_ENDS_SAID = frozenset({",", ".", ";"})


def that_clause(verb: Token) -> Range | None:
    """The clause after "that", or after a question word, past whom it is said to and where."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + REACH, verb.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "that" and token.tag_ != "DT":
            return _clause_after(token)
        is_next = i == verb.i + 1 or doc[i - 1].text == ","
        if token.lower_ in WORDS.questions and not is_next and _opens_clause(token):
            return trim(i, clause_end(token.head, i), token)
        if ends_search(token):
            return None
    return None


def _clause_after(that: Token) -> Range | None:
    """The clause that "that" opens; None when it is a pronoun: "said that is wrong"."""
    head = that.head
    has_other = any(token.dep_ in ALL_SUBJECTS for token in that.doc[that.i + 1 : head.i])
    if that.dep_ in SUBJECTS or (that.dep_ != "mark" and not has_other):
        return None
    last = clause_end(head, that.i) if head.i > that.i else sentence_end(that)
    return trim(that.i + 1, last, that)


def _opens_clause(word: Token) -> bool:
    """True for "where" of "told police where the money was": it opens a clause of its own to the right."""
    clause = word.head
    return clause.i > word.i and any(c.dep_ in ALL_SUBJECTS and c.i > word.i for c in clause.children)


def bare_clause(verb: Token) -> Range | None:
    """The clause of "said it would", "asked whether", "did not say how many"."""
    after = (child for child in verb.rights if child.dep_ in _BARE)
    return next((found for child in after if (found := _read_bare(child, verb)) is not None), None)


def _read_bare(clause: Token, verb: Token) -> Range | None:
    doc, first = verb.doc, max(clause.left_edge.i, verb.i + 1)
    if first > verb.i + 1 and doc[first - 1].pos_ == "CCONJ":
        return None
    opener = doc[first].lower_
    is_opened = opener == "that" or opener in WORDS.openers
    if clause.dep_ in _FULL:
        last = max(clause_end(clause, verb.i), _second_end(clause, verb))
        return trim(first + (opener == "that"), last, verb) if is_opened or has_subject(clause) else None
    is_question = opener in WORDS.indirect_questions and (opener != "if" or Way.INFORM in ways_of(verb))
    return trim(first, clause_end(clause, verb.i), verb) if is_question else None


def _second_end(first: Token, verb: Token) -> int:
    """The last word of "they are tired and that wards are unsafe" when the parse hangs both on the verb."""
    after = [c for c in verb.rights if c.dep_ == "ccomp" and c.i > first.i]
    joint = first.right_edge
    return after[-1].right_edge.i if after and joint.pos_ == "CCONJ" and joint.i + 1 == after[0].left_edge.i else 0


def quotation_after(verb: Token, quotations: Quotations) -> Range | None:
    """The first quotation after the verb: "She added: “…”", "told reporters in Oslo, “…”"."""
    for i in range(verb.i + 1, min(verb.i + REACH, len(verb.doc))):
        quote = quotations.opens(i)
        if quote is not None:
            return _whole_part(quote.first, quote.last, verb)
        if _bars_quotation(verb.doc[i], verb):
            return None
    return None


def _bars_quotation(token: Token, verb: Token) -> bool:
    """True for a word after which a quotation is not what the verb reports: a new line, a verb, "that", an object."""
    if token.is_space and "\n" in token.text:
        return token.doc[token.i - 1].text != ":"
    if is_finite(token) or token.text in STOPS - {":"} or token.lower_ == "that":
        return True
    return token.dep_ == "dobj" and token.lower_ != "this" and Way.INFORM not in ways_of(verb)


def _whole_part(first: int, last: int, verb: Token) -> Range:
    """A quotation, with what goes on after it when it begins a sentence: "said “this war” must end"."""
    doc, end = verb.doc, sentence_end(verb)
    if last >= end - 1 or doc[last - 1].text in _ENDS_QUOTED or doc[last + 1].text in _ENDS_SAID:
        return first, last
    return (first, end - 1) if any(is_finite(t) for t in doc[last + 1 : end]) else (first, last)
