"""What a figure measures: the noun phrase it belongs to, and whose."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantities import Quantity
from transforms.extract.metrics.tokens import span_root, token_span
from transforms.extract.metrics.vocabulary import words

_MODIFYING = frozenset(["nummod", "amod", "compound", "nmod", "quantmod", "npadvmod", "poss"])
_NOUNS = frozenset(["NOUN", "PROPN"])
_RELATIVE = frozenset(["which", "who", "that", "whom"])


def read_measure(lexemes: Lexemes, quantity: Quantity, taken: set[int]) -> str | None:
    """The measured thing and its holder in content words, "interest rate, Britain"; ``taken`` are tokens of figures."""
    parts = _measured(lexemes, quantity)
    phrases = [phrase for part in parts if (phrase := " ".join(_content(part, taken)))]
    return ", ".join(dict.fromkeys(phrases)) or None


def _measured(lexemes: Lexemes, quantity: Quantity) -> list[Token]:
    root = span_root(lexemes, quantity)
    inside = range(token_span(lexemes, quantity)[0], token_span(lexemes, quantity)[1] + 1)
    for _ in range(4):
        if root.dep_ not in ("conj", "appos") or root.head.i in inside:
            break
        if root.dep_ == "appos" and root.head.pos_ in _NOUNS:
            return [root.head]
        root = root.head
    of = _complement(lexemes, quantity, root)
    if of is not None:
        return [of, *_holder(of, root)]
    if root.dep_ in _MODIFYING and root.head.pos_ in _NOUNS and root.head.i not in inside:
        return [root.head, *_subject_of_noun(root.head)]
    if root.dep_ in _MODIFYING and root.head.i not in inside and root.head.dep_ in _MODIFYING:
        return [root.head.head] if root.head.head.pos_ in _NOUNS else []
    if root.dep_ == "pobj":
        return _of_preposition(root)
    if root.dep_ in ("nsubj", "nsubjpass", "ROOT", "csubj"):
        return []
    verb = root.head
    if root.dep_ == "advmod" and verb.pos_ == "ADJ":
        verb = verb.head
    subject = _subject(verb)
    return [subject] if subject is not None else []


def _complement(lexemes: Lexemes, quantity: Quantity, root: Token) -> Token | None:
    """ "60 per cent of its revenue", "$12,000 for a new roof", "$550 off a laptop"."""
    wanted = ("of",) if quantity.kind != "money" else ("of", "for", "off")
    if quantity.kind == "count" and root.dep_ not in ("nsubj", "nsubjpass"):
        return None
    inside = lexemes.doc[slice(token_span(lexemes, quantity)[0], token_span(lexemes, quantity)[1] + 1)]
    for token in inside:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in wanted and child.i >= inside.start:
                for grandchild in child.children:
                    if grandchild.dep_ == "pobj" and grandchild.i not in range(inside.start, inside.end):
                        return grandchild
    return None


def _holder(of: Token, root: Token) -> list[Token]:
    """ "its revenue": whose; the subject of the clause."""
    if not any(child.tag_ == "PRP$" for child in of.children):
        return []
    return _subject_of_noun(root)


def _subject_of_noun(noun: Token) -> list[Token]:
    """The subject of the clause in which ``noun`` is an object or complement."""
    node = noun
    for _ in range(6):
        if node.dep_ in ("nsubj", "nsubjpass", "ROOT"):
            return []
        if node.pos_ in ("VERB", "AUX"):
            break
        node = node.head
    subject = _subject(node) if node.pos_ in ("VERB", "AUX") else None
    return [subject] if subject is not None and subject.i != noun.i else []


def _of_preposition(root: Token) -> list[Token]:
    governor = root.head.head
    if governor.pos_ in _NOUNS:
        return [governor]
    for _ in range(3):
        if governor.pos_ in ("VERB", "AUX"):
            break
        if governor.dep_ == "pobj" or governor.pos_ in _NOUNS:
            return [governor] if governor.pos_ in _NOUNS else []
        governor = governor.head
    subject = _subject(governor)
    return [subject] if subject is not None else []


def _subject(verb: Token) -> Token | None:
    node = verb
    for _ in range(6):
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.lower_ in _RELATIVE and node.dep_ == "relcl":
                    return node.head
                return None if child.pos_ == "PRON" else child
        if node.dep_ in ("acl", "relcl"):
            return node.head if node.head.pos_ in _NOUNS else None
        if node.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acomp", "aux", "auxpass", "attr", "oprd", "dep") and node.head.i != node.i:
            node = node.head
            continue
        return None
    return None


def _content(noun: Token, taken: set[int]) -> Iterable[str]:
    tokens = sorted(_phrase(noun), key=lambda token: token.i)
    for token in tokens:
        if token.i in taken or token.tag_ in words("measures", "skip", "tags") or token.lemma_.lower() in words("measures", "skip", "lemmas"):
            continue
        if token.is_punct or token.is_space:
            continue
        yield token.text


def _phrase(noun: Token, depth: int = 0) -> list[Token]:
    found = [noun]
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod", "quantmod", "advmod"):
            found.extend(child.subtree)
        elif child.dep_ == "prep" and depth < 3 and child.lower_ in ("of", "in", "for", "from", "on", "to", "with", "at", "between"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend(_phrase(grandchild, depth + 1))
        elif child.dep_ == "conj" and child.i > noun.i and child.pos_ in _NOUNS:
            found.extend(_phrase(child, depth + 1))
    return found
