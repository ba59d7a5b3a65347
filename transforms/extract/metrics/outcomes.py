"""What happened to those who are counted: "34 people died" and "five dead" measure deaths."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import read_vocabulary


def read_outcome(doc: Doc, span: tuple[int, int], quantity: Quantity) -> str | None:
    """The noun for what befell the counted, by the verb whose patient they are or by the word behind a bare number."""
    last = max(span[1], quantity.noun_last)
    verbs, states = read_vocabulary("outcomes")["verb"], read_vocabulary("outcomes")["state"]
    following = doc[last + 1] if last + 1 < len(doc) else None
    if quantity.kind == "number" and following is not None and following.lower_ in states:
        return str(states[following.lower_])
    if quantity.kind != "count":
        return None
    if doc[last].lower_ in states:
        return str(states[doc[last].lower_])
    for verb in _undergone(doc[last]):
        if found := verbs.get(verb.lemma_.lower()):
            return str(found)
    return None


def _undergone(noun: Token) -> list[Token]:
    """The verbs that tell what became of ``noun``: of "12 soldiers were killed", "killed 12", "12 people who died"."""
    found = [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    found += [
        child
        for child in noun.children
        if child.dep_ == "relcl" and any(c.dep_ in ("nsubjpass", "auxpass") for c in child.children)
    ]
    found += [c for c in noun.children if c.dep_ == "relcl" and c.lemma_.lower() in _unwilled()]
    if noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _unwilled()):
        found.append(noun.head)
    return found


def _unwilled() -> list[str]:
    """Verbs whose own subject is the one that suffers."""
    verbs: list[str] = read_vocabulary("outcomes")["intransitive"]["verbs"]
    return verbs


def read_traded(nouns: list[Token]) -> str | None:
    """ "exports" of "exported fish worth 1.3 billion euros": what happens to the first of ``nouns`` that is traded."""
    trades = read_vocabulary("outcomes")["trade"]
    for noun in nouns:
        if noun.dep_ in ("dobj", "nsubjpass") and (found := trades.get(noun.head.lemma_.lower())):
            return str(found)
    return None
