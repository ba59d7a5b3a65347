"""Content before a clause of saying or around it: "The plan, the minister said, would cost nothing"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.clauses.syntax import is_finite
from transforms.extract.statements.content.bounds import REACH, STOPS, sentence_end
from transforms.extract.statements.quotations.marks import MARKS, Quotation, Quotations
from transforms.extract.statements.ranges import Range, trim
from transforms.extract.statements.vocabulary import WORDS
from transforms.extract.text.labels import HELPERS

# Auxiliaries and adverbs of a verb stand at most so far before it, an inverted subject so far after it.
_NEAR_HELPER, _NEAR_SUBJECT = 4, 4
_BESIDE_VERB = HELPERS | {"advmod"}
_JOINTS = frozenset({",", "—", "–", "--", "’", "'"}) | MARKS
_GOES_ON = frozenset({",", "—", "–", "--", ":"})
_NOMINAL_START = frozenset({"DET", "PRON", "PROPN", "NOUN"})


def read_around(verb: Token, subject: Phrase | None, quotations: Quotations) -> list[Range]:
    """What precedes a clause of saying, after it, or both; nothing when the content follows in it."""
    clause = _clause_of_saying(verb, subject, quotations)
    left = _told_before(clause, verb, quotations) if clause is not None else None
    if clause is None or left is None:
        return []
    right = _told_after(clause, verb, left, quotations)
    return [left, right] if right else [left]


def _clause_of_saying(verb: Token, subject: Phrase | None, quotations: Quotations) -> Range | None:
    """The words of a clause of saying set apart: "the minister said on Monday"; None for any other."""
    core = _core(verb, subject)
    last = _last_of_clause(core[1], verb, quotations) if core is not None else None
    return (core[0], last) if core is not None and last is not None else None


def _core(verb: Token, subject: Phrase | None) -> Range | None:
    """Subject and verb with its helpers; None when another verb lies between them."""
    helpers = [c.i for c in verb.lefts if c.dep_ in _BESIDE_VERB and verb.i - c.i <= _NEAR_HELPER]
    first = min([verb.i, *helpers])
    if subject is None:
        return first, verb.i
    if subject.last < verb.i:
        between = (t for t in verb.doc[subject.last + 1 : verb.i] if t.i not in helpers)
        return None if any(is_finite(t) for t in between) else (min(first, subject.first), verb.i)
    if subject.first > verb.i:
        return (first, subject.last) if subject.first - verb.i <= _NEAR_SUBJECT else None
    return first, verb.i


def _last_of_clause(last: int, verb: Token, quotations: Quotations) -> int | None:
    """The last word of a clause of saying; None when a clause or an infinitive follows in it."""
    while last + 1 < verb.sent.end:
        token = verb.doc[last + 1]
        if token.is_space or token.text in MARKS or token.text == "," or token.text in STOPS:
            break
        if _opens_content(token):
            return None
        if last - verb.i > REACH or quotations.opens(token.i):
            break
        last += 1
    return last


def _opens_content(token: Token) -> bool:
    """True for a verb, "that", a question word, the "to" of an infinitive."""
    if is_finite(token) or token.lower_ == "that" or token.lower_ in WORDS.openers:
        return True
    return token.lower_ == "to" and token.dep_ == "aux"


def _told_before(clause: Range, verb: Token, quotations: Quotations) -> Range | None:
    """What precedes a clause of saying: a quotation, or words with a verb."""
    sentence, joint = verb.sent, _joint_before(clause, verb)
    if joint is None:
        return None
    quote = quotations.closes(joint) or (quotations.closes(joint - 1) if joint else None)
    if quote is not None and quote.last >= sentence.start - 2:
        return _quoted_before(quote, joint, verb)
    if joint <= sentence.start or quotations.at(joint) is not None:
        return None
    told = trim(_start_of(sentence.start, joint - 1, verb.doc), joint - 1, verb)
    return told if told is not None and _is_told(told, clause, verb) else None


def _joint_before(clause: Range, verb: Token) -> int | None:
    """The comma, dash or quotation mark before a clause of saying; None where there is none."""
    doc, at = verb.doc, clause[0] - 1
    while at >= 0 and doc[at].is_space and "\n" not in doc[at].text:
        at -= 1
    if at > verb.sent.start and doc[at].lower_ in ("as", "so"):
        at -= 1
    return at if at >= 0 and doc[at].text in _JOINTS else None


def _quoted_before(quote: Quotation, joint: int, verb: Token) -> Range | None:
    """A quotation that is a sentence of its own, else the sentence that it ends."""
    start = verb.sent.start
    if quote.first <= start or _is_whole(verb.doc, quote):
        return quote.first, quote.last
    return trim(_start_of(start, joint, verb.doc), joint, verb)


def _is_told(told: Range, clause: Range, verb: Token) -> bool:
    """True for words with a verb; in a headline, and where the sentence goes on, they need none."""
    end = sentence_end(verb)
    is_headline = clause[1] == end and not verb.doc[end].is_punct
    return is_headline or _holds_statement(verb.doc, told) or clause[1] + 2 < end


def _is_whole(doc: Doc, quote: Quotation) -> bool:
    """True if a quotation is a sentence of its own, not some words of one."""
    return any(is_finite(t) for t in doc[quote.first : quote.last + 1]) and doc[quote.first + 1].text[:1].isupper()


def _start_of(start: int, end: int, doc: Doc) -> int:
    """Where what is said before a clause of saying begins: the sentence, without "but" and what ends in ";"."""
    first = next((i + 1 for i in range(end - 1, start - 1, -1) if doc[i].text == ";"), start)
    while first < end and (doc[first].is_space or (doc[first].pos_ == "CCONJ" and doc[first].text[0].isupper())):
        first += 1
    return first


def _holds_statement(doc: Doc, part: Range) -> bool:
    """True if words report something: they have a verb with a tense, or the participle of a headline."""
    return any(is_finite(t) or t.tag_ == "VBN" for t in doc[part[0] : part[1] + 1])


def _told_after(clause: Range, verb: Token, left: Range, quotations: Quotations) -> Range | None:
    """What goes on after a clause of saying in the midst of what is said."""
    doc, end, at = verb.doc, sentence_end(verb), clause[1] + 2
    if at > end or doc[at - 1].text not in _GOES_ON:
        return None
    quote = quotations.opens(at)
    if quote is not None:
        return quote.first, quote.last
    if _is_complete(doc, left):
        is_joined = doc[at].pos_ == "CCONJ" and at + 1 < end and doc[at + 1].pos_ in _NOMINAL_START
        return trim(at, end, verb) if is_joined else None
    return trim(at, end, verb) if any(is_finite(t) for t in doc[at : end + 1]) else None


def _is_complete(doc: Doc, left: Range) -> bool:
    """True if the words before a clause of saying are a sentence; not for "If it rains, she said, …"."""
    return any(is_finite(t) for t in doc[left[0] : left[1] + 1]) and doc[left[0]].lower_ not in WORDS.hypotheses
