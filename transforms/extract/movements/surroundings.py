"""Mentions with a country around a noun: before it, in its of/in/from phrase, in apposition; and its sector."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import role_sectors, word_lists
from transforms.extract.movements.people import code_of, is_foreign
from transforms.extract.movements.syntax import (
    conjuncts,
    counted,
    lemma,
    prepositions,
)
from transforms.extract.rows import Mention

_OF_THEIRS = frozenset({"of", "in", "from", "at", "for", "inside", "throughout", "near", "outside"})


_TRADES = ("ers", "ors", "ists", "ants", "men", "ians", "nurses")


def title_sector(token: Token, mention: Mention, index: TextIndex) -> str | None:
    doc, sectors = token.doc, role_sectors()
    words = [doc[i] for i in range(max(token.left_edge.i, token.i - 8), token.i + 1)]
    if mention.kind == "place" or mention.sector == "IGO":
        return None  # neither the Soviet Union nor the African Union is a union of workers
    if mention.kind == "organization" and lemma(token) == "union" and not _is_of_workers(token, mention):
        return None
    if mention.kind != "person":
        words = [token]
    for word in reversed(words):
        found = noun_sector(word)
        if found:
            return found
    if mention.kind == "person":
        for child in token.children:
            if child.dep_ == "appos" and lemma(child) in sectors:
                return _office_sector(child, index)
    return None


def _is_of_workers(union: Token, mention: Mention) -> bool:
    """True for a union of a trade ("Teachers Union", "Union of Mineworkers"), not for the Rugby Union."""
    if union.i > 0 and f"{union.nbor(-1).lower_} {lemma(union)}" in role_sectors():
        return True
    plurals = (word.rstrip("'’").lower() for word in mention.text.split())
    return any(
        word.endswith(_TRADES) or word.removesuffix("s") in role_sectors() for word in plurals if word != "union"
    )


def _office_sector(title: Token, index: TextIndex) -> str | None:
    """ "president of Bahri Logistics" holds no public office: the body after "of" tells the sector."""
    for word, inner in prepositions(title):
        body = index.mentions.get(inner.i)
        if word in ("of", "at") and body is not None and body.kind == "organization":
            return body.sector if body.sector not in ("IGO", "NGO") else "GOV"
    return role_sectors()[lemma(title)]


def is_family_name(token: Token) -> bool:
    """True for the "King" of "sold the farm to King": a role that is a family name, bare and capitalised in prose.

    Headlines say roles bare too ("Pope meets Macron"); a full stop tells prose from them.
    """
    if not token.text.istitle() or token.lower_ not in word_lists("grammar")["family_names"]:
        return False
    if any(c.dep_ in ("det", "amod", "compound", "nmod", "poss", "nummod", "prep") for c in token.lefts):
        return False
    before = token.nbor(-1) if token.i > token.sent.start else None
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    if (after is not None and (after.pos_ == "PROPN" or after.lower_ == "of")) or token.dep_ == "compound":
        return False
    is_titled = before is not None and before.pos_ in ("DET", "ADJ", "PROPN", "NUM")
    return not is_titled and token.sent.text.rstrip().rstrip("\"'”’)").endswith((".", "!", "?"))


def noun_sector(token: Token) -> str | None:
    sectors = role_sectors()
    if token.i > 1 and token.nbor(-1).text == "-":
        hyphened = f"{token.nbor(-2).lower_}-{token.lower_}"
        if hyphened in sectors:
            return sectors[hyphened]
    if token.i > 0:
        pair = f"{token.nbor(-1).lower_} {lemma(token)}"
        if pair in sectors:
            return sectors[pair]
    return sectors.get(lemma(token)) or sectors.get(token.lower_)


def modifier_sector(token: Token) -> str | None:
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and lemma(child) in role_sectors():
            found = role_sectors()[lemma(child)]
            if found:
                return found
    return None


def mentions_around(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    """Mentions with a country among the modifiers of a noun: before it, in its of/in/from phrase, in apposition."""
    found = mentions_before(token, index, own)
    if not found:
        found = mentions_after(token, index, own)
    return found


def mentions_before(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found: list[Mention] = []
    for i in range(_phrase_start(token), token.i):
        mention = index.mentions.get(i)
        word = token.doc[i]
        if i + 1 < token.i and token.doc[i + 1].text in ("—", "–", "--") and mention is not None:
            continue  # a dateline: "JEDDAH — Police …"
        if word.dep_ == "poss" and lemma(token) in word_lists("grammar")["relational"]:
            continue
        if mention is None or mention is own or mention in found or code_of(mention)[0] is None:
            continue
        if not is_foreign(word):
            found.append(mention)
    if len(found) > 1 and not _coordinated(found, token, index):
        # "Turkey's Kurdish PKK rebels": the first is whose they are
        return found[:1]
    return found


def _phrase_start(token: Token) -> int:
    """Where the words before a noun begin; a verb ends the phrase, however the parse hangs it."""
    first = max(token.left_edge.i, token.i - 14)
    for i in range(token.i - 1, first - 1, -1):
        word = token.doc[i]
        if (word.pos_ in ("VERB", "AUX") and word.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD")) or word.text in (";", ":"):
            return i + 1
    return first


def _coordinated(mentions: list[Mention], token: Token, index: TextIndex) -> bool:
    text = index.text[mentions[0].end : mentions[1].start].strip().lower()
    return text in ("and", "or", ",", "-", "–", "/", "&") or text.startswith(", ")


def mentions_after(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found: list[Mention] = []
    for word, inner in prepositions(token):
        if word in _OF_THEIRS:
            found += _countries(inner, index, own)
    if found:
        return found
    for child in token.children:
        if child.dep_ == "appos":
            found += _countries(child, index, own) or mentions_before(child, index, own)
        elif child.dep_ in ("acl", "relcl") and child.i > token.i:
            for word, inner in prepositions(child):
                if word in ("in", "from"):
                    found += _countries(inner, index, own)
    return found


def _countries(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found = []
    for head in conjuncts(counted(token)):
        mention = index.mentions.get(head.i)
        if mention is not None and mention is not own and code_of(mention)[0] is not None:
            found.append(mention)
        elif mention is None or code_of(mention)[0] is None:
            found += mentions_before(head, index, own)[:1] or _inside(head, index, own)
    return found


def _inside(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    for word, inner in prepositions(token):
        if word in ("of", "in"):
            mention = index.mentions.get(inner.i)
            if mention is not None and mention is not own and code_of(mention)[0] is not None:
                return [mention]
    return []
