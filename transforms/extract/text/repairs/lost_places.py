"""Places that the parser takes for something else: "flew to Riga" for an infinitive, "Togo and Benin" for doers."""

from __future__ import annotations

from spacy.tokens import Span, Token


def mend_places(sentence: Span) -> list[Token]:
    """Make such words places again, in place; the words."""
    mended = []
    for word in sentence[2:]:
        if _is_infinitive(word):
            _mend(word)
            mended.append(word)
        elif _is_second_subject(word):
            word.head, word.dep_ = word.nbor(-2), "conj"
            mended.append(word)
    return mended


def _is_infinitive(word: Token) -> bool:
    """True for "Riga" read as an infinitive; in a headline with capitals ("Minister Vows to Resign") it is one."""
    link, head = word.nbor(-1), word.head
    if not word.text.istitle() or link.lower_ != "to" or (link.head, link.dep_) != (word, "aux") or head.i >= link.i:
        return False
    if word.tag_ == "NNP":
        return head.pos_ == "VERB"
    return (
        word.tag_ == "VB"
        and head.pos_ == "VERB"
        and head.text.islower()
        and all(child.dep_ != "dobj" for child in word.children)
    )


def _is_second_subject(word: Token) -> bool:
    """True for "Benin" in "ministers from Togo and Benin signed", read as a subject beside the ministers."""
    link = word.nbor(-1)
    if word.pos_ != "PROPN" or word.dep_ != "nsubj" or link.lower_ != "and":
        return False
    before, first = link.nbor(-1), link.head
    is_inside = before.pos_ == "PROPN" and before.dep_ == "pobj" and first.is_ancestor(before)
    return is_inside and first.dep_ == "nsubj" and first.head == word.head and first.tag_ in ("NNS", "NNPS")


def _mend(place: Token) -> None:
    link, verb = place.nbor(-1), place.head
    place.tag_, place.pos_, link.tag_, link.pos_ = "NNP", "PROPN", "IN", "ADP"
    for child in [*place.children]:
        if child.i != link.i:
            child.head = verb
    link.head, link.dep_ = verb, "prep"
    place.head, place.dep_ = link, "pobj"
    place.lemma_ = place.text
