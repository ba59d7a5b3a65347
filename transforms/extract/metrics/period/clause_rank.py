"""Which date of a sentence a figure is for: that of its own clause or noun phrase, never just the nearest one."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.english.saying import SAYING
from transforms.extract.metrics.vocabulary import PERIODS, SURROUNDINGS

_MODIFIES = frozenset(["amod", "compound", "aux", "auxpass", "nmod", "nummod", "case", "mark"])
_NOUN_POS = frozenset(["NOUN", "PROPN", "NUM", "SYM", "PRON"])
# Places and persons have no date: "in western Niger on Sunday" dates what happened there.
_UNDATED = frozenset(["GPE", "LOC", "FAC", "PERSON"])
_SAME_CLAUSE, _NEAR_CLAUSE = 1, 2


def rank_date(date: Span, figure: Token, like: list[Token]) -> int | None:
    """How closely ``date`` belongs to ``figure``: 0 its noun, 1 its clause, 2 a clause tied to it; ``None`` not at all.

    ``like`` are the roots of the sentence's other figures of the same kind.
    """
    anchor = _anchor(date)
    shared = figure.i < anchor.i and any(root.i == anchor.i for root in like)  # "rose 5% and fell 3% in July"
    if anchor.pos_ in _NOUN_POS and not shared:
        return _rank_noun(anchor, figure)
    dated, own = clause_verb(anchor), clause_verb(figure)
    if dated is None or own is None:
        return _SAME_CLAUSE if dated is own else None
    if dated.i == own.i:  # "six groups said on Monday" counts nobody for that Monday
        return None if own.lemma_ in SAYING.reporting and figure.dep_ == "nsubj" else _SAME_CLAUSE
    if dated.dep_ in ("relcl", "acl") and dated.head.i == figure.i:
        return 0  # "12 people who died in 2011"
    if _is_part_of(own, dated, is_fronted=date.start < dated.i):
        return _NEAR_CLAUSE
    if dated.dep_ == "conj" and dated.head.i == own.i and any(clause_verb(root) == dated for root in like):
        return _NEAR_CLAUSE  # "exports rose 5% and imports fell 3% in July"
    return _NEAR_CLAUSE if _is_part_of(dated, own, is_fronted=False) else None


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause in which ``token`` stands; ``None`` in a headline or list without one."""
    node = token
    while not (node.pos_ in ("VERB", "AUX") and node.dep_ not in _MODIFIES):
        if node.head.i == node.i:
            return None
        node = node.head
    return node


def _anchor(date: Span) -> Token:
    """What the date modifies: over its preposition and over nouns of time ("at the end of", "in the course of")."""
    node: Token = date.root
    before = date.doc[date.start - 1] if date.start else node
    if before.tag_ == "IN" and not before.is_ancestor(node) and before.head.pos_ in ("VERB", "AUX"):
        return before.head  # the preposition knows its verb better than the date does
    parts = PERIODS.time_part.words
    while node.head.i != node.i:
        node = node.head
        is_time = node.lower_ in SURROUNDINGS.time.words or node.lower_ in parts or date.start <= node.i < date.end
        if node.pos_ in ("ADP", "SCONJ", "PART", "ADV", "PUNCT") or node.tag_ in ("IN", "TO") or is_time:
            continue
        if node.ent_type_ in _UNDATED:
            continue
        break
    return node


def _rank_noun(noun: Token, figure: Token) -> int | None:
    """ "exports in July", "the 2018 harvest of 5 tonnes", but not "a 2018 report" beside another clause."""
    if noun.i == figure.i or noun.is_ancestor(figure) or figure.is_ancestor(noun):
        return 0
    own, node = clause_verb(figure), noun
    while node.dep_ in ("pobj", "prep", "conj", "poss", "compound", "nmod", "amod", "appos") and node.head.i != node.i:
        node = node.head
        if node.i == figure.i:
            return 0
        if node.pos_ in ("VERB", "AUX"):
            return None  # the date is of something else the clause only mentions: "after the 2016 agreement"
    verb = clause_verb(node)
    if own is None or verb is None:
        return _SAME_CLAUSE if own is verb else None
    return _SAME_CLAUSE if verb == own and node.dep_ in ("nsubj", "nsubjpass", "dobj") else None


def _is_part_of(inner: Token, outer: Token, is_fronted: bool) -> bool:
    """Whether the clause of ``inner`` tells the same as that of ``outer``: infinitive objects, participles, and, when
    the date opens the sentence, what follows behind "and"."""
    node = inner
    while node.i != outer.i:
        tied = node.dep_ in ("xcomp", "pcomp") or (node.dep_ == "conj" and is_fronted)
        tied = tied or (node.dep_ == "advcl" and node.tag_ == "VBG" and not _has_subject(node))
        tied = tied or (node.dep_ == "advcl" and any(child.lower_ == "when" for child in node.children))
        parent = clause_verb(node.head) if node.head.i != node.i else None
        if not tied or parent is None or parent.i == node.i:
            return False
        node = parent
    return True


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "mark") for child in verb.children)
