"""Where the words of a clause or a sentence end, and what ends the search for them."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.saying import ways_of
from transforms.extract.clauses.speakers import is_joined_to_report
from transforms.extract.clauses.syntax import is_finite, is_verb
from transforms.extract.english.saying import Way
from transforms.extract.statements.quotations.marks import MARKS
from transforms.extract.text.labels import ALL_SUBJECTS

# How far content may be from its verb: "told reporters in Geneva after the meeting on Monday that".
REACH = 25
STOPS = frozenset({".", "!", "?", ";", ":", "—", "–", "--"})
_OWN_REPORT = frozenset({Way.CLAUSE, Way.CITED})


def has_subject(clause: Token) -> bool:
    """True if a subject hangs on the head of a clause."""
    return any(child.dep_ in ALL_SUBJECTS for child in clause.children)


def ends_search(token: Token) -> bool:
    """True for a word or mark beyond which no content of a verb begins: another verb, a full stop, a quotation."""
    return is_finite(token) or token.text in STOPS or token.text in MARKS


def clause_end(head: Token, after: int) -> int:
    """The last word of a clause; never beyond a closing report of it ("…, officials said")."""
    last = head.right_edge.i
    doc = head.doc
    for i in range(after + 2, last):
        if doc[i].tag_ == "VBG" and doc[i - 1].text == "," and ways_of(doc[i]) & _OWN_REPORT:
            return i - 2  # "…, adding that …": another statement of the same speaker
    for child in head.rights:
        first = child.left_edge.i
        if is_joined_to_report(child) and ways_of(child):
            return first - 2 if doc[first - 1].pos_ == "CCONJ" else first - 1
        if child.i > after and child.dep_ == "parataxis" and is_verb(child) and Way.CLAUSE in ways_of(child):
            return first - 1
    return last


def sentence_end(token: Token) -> int:
    """The last word or mark of a sentence, before white space."""
    last = token.sent.end - 1
    while last > token.i and token.doc[last].is_space:
        last -= 1
    return last
