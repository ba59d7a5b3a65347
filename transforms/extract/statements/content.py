"""What is said: the words after, before or around a verb of saying."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.syntax import NOMINAL, infinitive_mark, is_finite, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.drafts import Range
from transforms.extract.statements.quotes import MARKS, Quotations
from transforms.extract.statements.ranges import trim
from transforms.extract.statements.speakers import Phrase, is_joined_to_report
from transforms.extract.statements.vocabulary import WORDS

# How far a "that" or a quotation may stand from its verb: "told reporters in Geneva after the meeting on Monday that".
_REACH = 25
_OPENERS = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when", "which"})
_QUESTIONS = frozenset({"whether", "how", "why", "what", "where"})
_STOPS = frozenset({".", "!", "?", ";", ":", "—", "–", "--"})
_HYPOTHESES = frozenset({"if", "when", "while", "although", "though", "because", "unless", "once", "after", "before"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause of saying, "the minister said on Monday", by token number: both ends included."""

    first: int
    last: int


def read_content(verb: Token, subject: Phrase | None, quotations: Quotations) -> tuple[list[Range], str] | None:
    """The parts of what a verb of saying tells and the name of the construction; None when it tells nothing."""
    kinds = ways_of(verb)
    telling = kinds & {Way.CLAUSE, Way.OPINION}
    if telling and (found := _that_clause(verb)):
        return [found], "that"
    if telling and Way.CLAUSE in kinds and not _has_plain_object(verb, subject, kinds):
        clause = clause_of_saying(verb, subject, quotations)
        if clause is not None:
            around = _around(clause, verb, quotations)
            if around:
                return around, "around"
    if Way.CLAUSE in kinds and (found := _quotation_after(verb, quotations)):
        return [found], "quote"
    if telling and (found := _bare_clause(verb)):
        return [found], "clause"
    for name, reader in _BY_KIND.items():
        if name in kinds and (found := reader(verb, quotations)):
            return [found], name
    if openers_of(verb) and (found := _prepositional(verb)):
        return [found], "preposition"
    return None


def _that_clause(verb: Token) -> Range | None:
    """The clause behind "that", over whom it is told and where."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + _REACH, verb.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "that" and token.tag_ != "DT":
            head = token.head
            has_other = any(t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for t in doc[i + 1 : head.i])
            if token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ not in ("mark",) and not has_other):
                return None
            return trim(i + 1, _right_end(head, i), token) if head.i > i else trim(i + 1, _sentence_end(token), token)
        if token.lower_ in _QUESTIONS and i > verb.i + 1 and doc[i - 1].text != "," and _asks(token):
            return trim(i, _right_end(token.head, i), token)
        if is_finite(token) or token.text in _STOPS or token.text in MARKS:
            return None
    return None


def _asks(word: Token) -> bool:
    """True for "where" of "told police where the money was": it opens a clause of its own to the right."""
    clause = word.head
    return clause.i > word.i and any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > word.i for c in clause.children)


def _right_end(head: Token, after: int) -> int:
    """The last word of a clause; never beyond a closing report of it ("…, officials said")."""
    last = head.right_edge.i
    doc = head.doc
    for i in range(after + 2, last):
        if doc[i].tag_ == "VBG" and doc[i - 1].text == "," and ways_of(doc[i]) & {Way.CLAUSE, Way.CITED}:
            return i - 2  # "…, adding that …": another statement of the same speaker
    for child in head.rights:
        if is_joined_to_report(child) and ways_of(child):
            return child.left_edge.i - 2 if doc[child.left_edge.i - 1].pos_ == "CCONJ" else child.left_edge.i - 1
        if child.dep_ == "parataxis" and is_verb(child) and Way.CLAUSE in ways_of(child) and child.i > after:
            return child.left_edge.i - 1
    return last


def _sentence_end(token: Token) -> int:
    last = token.sent.end - 1
    while last > token.i and token.doc[last].is_space:
        last -= 1
    return last


def _bare_clause(verb: Token) -> Range | None:
    """ "said it would", "asked whether", "did not say how many"."""
    for child in verb.rights:
        if child.dep_ not in ("ccomp", "advcl", "xcomp", "dep") or child.i <= verb.i:
            continue
        first = max(child.left_edge.i, verb.i + 1)
        opener = verb.doc[first].lower_
        if first > verb.i + 1 and verb.doc[first - 1].pos_ == "CCONJ":
            continue
        has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in child.children)
        is_question = opener in _OPENERS
        if child.dep_ in ("ccomp", "dep") and (has_subject or is_question or opener == "that"):
            skipped = 1 if opener == "that" else 0
            return trim(first + skipped, max(_right_end(child, verb.i), _second_end(child, verb)), verb)
        if is_question and opener in ("whether", "if", "how", "what", "why") and child.dep_ in ("advcl", "xcomp"):
            if opener == "if" and not ways_of(verb) & {Way.INFORM}:
                continue
            return trim(first, _right_end(child, verb.i), verb)
    return None


def _second_end(first: Token, verb: Token) -> int:
    """The last word of "they are tired and that wards are unsafe" when the parse hangs both on the verb."""
    after = [c for c in verb.rights if c.dep_ == "ccomp" and c.i > first.i]
    joint = first.right_edge
    return after[-1].right_edge.i if after and joint.pos_ == "CCONJ" and joint.i + 1 == after[0].left_edge.i else 0


def clause_of_saying(verb: Token, subject: Phrase | None, quotations: Quotations) -> Clause | None:
    """The words of the clause of saying when it stands apart from what is said; None when that follows in it."""
    doc = verb.doc
    lefts = [c.i for c in verb.lefts if c.dep_ in ("aux", "neg", "advmod", "auxpass") and verb.i - c.i <= 4]
    first = min([verb.i, *lefts])
    last = verb.i
    if subject is not None and subject.last < verb.i:
        if any(is_finite(t) for t in doc[subject.last + 1 : verb.i] if t.i not in lefts and t.text != ","):
            return None
        first = min(first, subject.first)
    elif subject is not None and subject.first > verb.i:
        if subject.first - verb.i > 4:
            return None
        last = subject.last
    while last + 1 < verb.sent.end:
        token = doc[last + 1]
        if token.is_space or token.text in MARKS or token.text in (",", *_STOPS):
            break
        if is_finite(token) or token.lower_ in ("that", *_OPENERS) or (token.lower_ == "to" and token.dep_ == "aux"):
            return None
        if last - verb.i > _REACH or quotations.opens(token.i):
            break
        last += 1
    return Clause(first, last)


def _around(clause: Clause, verb: Token, quotations: Quotations) -> list[Range]:
    """What stands before a clause of saying, after it, or both: "The plan, the minister said, would cost nothing"."""
    doc, sentence = verb.doc, verb.sent
    before = clause.first - 1
    while before >= 0 and doc[before].is_space and "\n" not in doc[before].text:
        before -= 1
    if before >= 0 and doc[before].lower_ in ("as", "so") and before > sentence.start:
        before -= 1
    if before < 0 or doc[before].text not in (*MARKS, ",", "—", "–", "--", "’", "'"):
        return []
    quote = quotations.closes(before) or (quotations.closes(before - 1) if before else None)
    left: Range | None = None
    if quote is not None and quote.last >= sentence.start - 2:
        left = (quote.first, quote.last)
        if quote.first > sentence.start and not _is_whole(doc, quote.first, quote.last):
            left = trim(_start_of(sentence.start, before, doc), before, verb)
    elif before > sentence.start and quotations.at(before) is None:
        left = trim(_start_of(sentence.start, before - 1, doc), before - 1, verb)
        end = _sentence_end(verb)
        is_headline = clause.last == end and not doc[end].is_punct
        if left is not None and not is_headline and not _holds_statement(doc, left) and clause.last + 2 >= end:
            return []
    if left is None:
        return []
    right = _rest(clause, verb, left, quotations)
    return [left, right] if right else [left]


def _is_whole(doc: Doc, first: int, last: int) -> bool:
    """True if a quotation is a sentence of its own, not some words of one."""
    return any(is_finite(t) for t in doc[first : last + 1]) and doc[first + 1].text[:1].isupper()


def _start_of(start: int, end: int, doc: Doc) -> int:
    """Where what is said before a clause of saying begins: the sentence, without "but" and what ends in ";"."""
    first = start
    for i in range(start, end):
        if doc[i].text == ";":
            first = i + 1
    while first < end and (doc[first].is_space or (doc[first].pos_ == "CCONJ" and doc[first].text[0].isupper())):
        first += 1
    return first


def _holds_statement(doc: Doc, part: Range) -> bool:
    """True if words tell something: they have a verb with a tense, or the participle of a headline."""
    return any(is_finite(t) or t.tag_ == "VBN" for t in doc[part[0] : part[1] + 1])


def _rest(clause: Clause, verb: Token, left: Range, quotations: Quotations) -> Range | None:
    """What goes on behind a clause of saying in the midst of what is said."""
    doc, end = verb.doc, _sentence_end(verb)
    at = clause.last + 1
    if at >= end or doc[at].text not in (",", "—", "–", "--", ":"):
        return None
    at += 1
    quote = quotations.opens(at)
    if quote is not None:
        return quote.first, quote.last
    opening = doc[left[0]].lower_
    is_whole = any(is_finite(t) for t in doc[left[0] : left[1] + 1]) and opening not in _HYPOTHESES
    follows = doc[at]
    if not is_whole:
        return trim(at, end, verb) if any(is_finite(t) for t in doc[at : end + 1]) else None
    if follows.pos_ == "CCONJ" and at + 1 < end and doc[at + 1].pos_ in ("DET", "PRON", "PROPN", "NOUN"):
        return trim(at, end, verb)
    return None


def _quotation_after(verb: Token, quotations: Quotations) -> Range | None:
    """ "She added: “…”", "told reporters in Oslo, “…”": the first quotation behind the verb."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + _REACH, len(doc))):
        quote = quotations.opens(i)
        if quote is not None:
            return _whole_part(quote.first, quote.last, verb)
        token = doc[i]
        if token.is_space and "\n" in token.text and doc[i - 1].text != ":":
            return None
        if is_finite(token) or token.text in _STOPS - {":"} or token.lower_ == "that":
            return None
        if token.dep_ == "dobj" and not ways_of(verb) & {Way.INFORM} and token.lower_ not in ("this",):
            return None
    return None


def _whole_part(first: int, last: int, verb: Token) -> Range:
    """A quotation, with what goes on behind it when it is the begin of a sentence: "said “this war” must end"."""
    doc, end = verb.doc, _sentence_end(verb)
    if last >= end - 1 or doc[last - 1].text in (",", ".", "!", "?") or doc[last + 1].text in (",", ".", ";"):
        return first, last
    return (first, end - 1) if any(is_finite(t) for t in doc[last + 1 : end]) else (first, last)


def _has_plain_object(verb: Token, subject: Phrase | None, kinds: frozenset[Way]) -> bool:
    """True for "said nothing", "announced a plan": what is said is the object, not what stands before."""
    if Way.INFORM in kinds:
        return any(c.dep_ == "dobj" and c.lower_ in WORDS.empty_objects for c in verb.rights)
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "obj") and c.pos_ in NOMINAL]
    return any(subject is None or not subject.first <= c.i <= subject.last for c in objects)


def _infinitive(verb: Token, quotations: Quotations) -> Range | None:
    """ "promised to refund the tickets": the infinitive."""
    for child in verb.rights:
        if child.lower_ == "to" and child.dep_ == "prep" and child.i == verb.i + 1:
            return trim(child.i + 1, child.right_edge.i, verb)  # "to free 40 prisoners" read as "free prisoners"
        mark = infinitive_mark(child) if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") else None
        if mark is not None and mark.i - verb.i <= 3:
            return trim(mark.i + 1, child.right_edge.i, verb)
    return None


def _demand(verb: Token, quotations: Quotations) -> Range | None:
    """ "urged Serbia to release …": whom, and what is asked."""
    doc, start = verb.doc, verb.i + 1
    if (
        start < len(doc)
        and doc[start].lower_ in ("on", "upon", "to", "for")
        and lemma_of_saying(verb) in ("call", "appeal")
    ):
        start += 1
    elif lemma_of_saying(verb) in ("call", "appeal"):
        return None
    for i in range(start, min(verb.i + _REACH, verb.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "to" and doc[i + 1].tag_ == "VB":
            return trim(start, doc[i + 1].right_edge.i, verb) if i > start else None
        if is_finite(token) or token.text in _STOPS or token.text in MARKS:
            return None
    return None


def _accusation(verb: Token, quotations: Quotations) -> Range | None:
    """ "accused the mine of hiding the leak": whom, and what of."""
    doc = verb.doc
    for i in range(verb.i + 2, min(verb.i + _REACH, verb.sent.end - 1)):
        token = doc[i]
        if token.lower_ in ("of", "for", "as", "over") and token.pos_ in ("ADP", "SCONJ"):
            if token.lower_ == "of" and lemma_of_saying(verb) != "accuse":
                continue
            return trim(verb.i + 1, max(token.right_edge.i, i), verb)
        if is_finite(token) or token.text in _STOPS:
            return None
    return None


def _noun_object(verb: Token, quotations: Quotations) -> Range | None:
    """ "announced a new ferry line": the object."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "obj") and child.pos_ in ("NOUN", "PROPN"):
            if child.lower_ in WORDS.empty_objects:
                return None
            return trim(max(child.left_edge.i, verb.i + 1), child.right_edge.i, verb)
    return None


def _naming(verb: Token, quotations: Quotations) -> Range | None:
    """ "called the offer “a step forward”": whom or what, and the name in quotation marks."""
    doc = verb.doc
    for i in range(verb.i + 2, min(verb.i + _REACH, verb.sent.end)):
        quote = quotations.opens(i)
        if quote is not None:
            return verb.i + 1, quote.last
        if is_finite(doc[i]) or doc[i].text in (*_STOPS, ","):
            return None
    return None


def _prepositional(verb: Token) -> Range | None:
    """ "called for talks": what stands behind the preposition."""
    wanted = openers_of(verb)
    for child in verb.rights:
        is_wanted = child.dep_ in ("prep", "prt", "advmod") and child.lower_ in wanted and child.i - verb.i <= 2
        if is_wanted and any(noun.dep_ in ("pobj", "pcomp") for noun in child.children):
            return trim(child.i + 1, child.right_edge.i, verb)
    return None


_BY_KIND = {
    Way.NAMING: _naming,
    Way.DEMAND: _demand,
    Way.ACCUSE: _accusation,
    Way.INTENT: _infinitive,
    Way.OBJECT: _noun_object,
}
