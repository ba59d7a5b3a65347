"""Everyone a noun phrase names: names, described people, pronouns, coordinations."""

from __future__ import annotations

import re

from spacy.tokens import Token

from transforms.extract.clauses.syntax import conjuncts, lemma
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.movements.acts.phrases import counted
from transforms.extract.movements.document import Document
from transforms.extract.movements.participants import pronouns
from transforms.extract.movements.participants.coordination import bodies_after, is_apposition, names_before
from transforms.extract.movements.participants.countries import country_in_name
from transforms.extract.movements.participants.described import describe, is_dateline
from transforms.extract.movements.participants.surroundings import mentions_around, title_sector
from transforms.extract.movements.participants.titles import person_after_office, recall_office, unknown_name
from transforms.extract.movements.party import Party, party_of_word
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.roles.codes import ACTING_KINDS, code_of
from transforms.extract.roles.sectors import is_role, noun_sector
from transforms.extract.rows import Mention

# "QR27bn" taken for a name
_AMOUNT = re.compile(r"[A-Z$€£¥]{0,4}\s?[\d.,]+\s?(?:bn|m|mn|k|tn|million|billion)?")
# A pronoun leads to a noun, that to its possessor and so on: longer chains are errors of the parse.
_DEEPEST = 3
# No name is longer than this many words.
_LONGEST_NAME = 8


def name_parties(token: Token, document: Document) -> list[Party]:
    """Everyone named by a noun phrase, coordination split; empty when nobody who can act is named."""
    found: list[Party] = []
    seen: set[object] = set()
    index = document.index
    for head in [*names_before(token, index), *conjuncts(token), *bodies_after(token, index)]:
        people = _resolve(head, document)
        if head is not token and found and is_apposition(head, found[-1], people):
            found[-1].country = found[-1].country or people[0].country
            found[-1].sector = found[-1].sector or people[0].sector
            continue
        for party in people:
            if party.key not in seen:
                seen.add(party.key)
                found.append(party)
    for party in found:
        recall_office(party, document)
    return found


def learn_offices(document: Document) -> None:
    """Read every person's title once, so that later mentions without one are known."""
    index, seen = document.index, set[int]()
    for i, mention in index.mentions.items():
        if mention.kind == "person" and id(mention) not in seen:
            near = range(i, min(i + _LONGEST_NAME, len(index.doc)))
            last = max(j for j in near if index.mentions.get(j) is mention)
            seen.add(id(mention))
            recall_office(_named(index.doc[last], mention, document), document)


def _resolve(token: Token, document: Document, depth: int = 0) -> list[Party]:
    """Whoever one head refers to: those it counts, a pronoun's antecedent, its name, or the noun itself."""
    if depth > _DEEPEST:
        return []
    inner = counted(token)
    if inner.i != token.i:
        return [party for head in conjuncts(inner) for party in _resolve(head, document, depth + 1)]
    if token.pos_ in ("PRON", "DET") or token.lower_ in PRONOUNS.relative:
        return _resolve_pronoun(token, document, depth)
    mention = document.index.mentions.get(token.i)
    return _name(token, mention, document) if mention is not None else _describe(token, document)


def _name(token: Token, mention: Mention, document: Document) -> list[Party]:
    """Whoever a name refers to; nobody for a dateline, an amount taken for a name, a thing."""
    person = person_after_office(token, mention, document.index) if mention.kind == "organization" else None
    if person is not None:
        return [person]
    if is_dateline(token, mention) or _AMOUNT.fullmatch(mention.text):
        return []
    if mention.kind == "event":
        return country_in_name(token)
    return [_named(token, mention, document)] if mention.kind in ACTING_KINDS else []


def _named(token: Token, mention: Mention, document: Document) -> Party:
    country, sector = code_of(mention)
    around = mentions_around(token, document.index, mention) or _possessor(token, document)
    if sector is None:
        sector = title_sector(token, mention, document.index)
    if around and (country is None or (mention.kind == "nationality" and token.tag_ in ("NNS", "NNPS"))):
        # "Iraqi Kurds", "Bosnian Serbs", "Albanians in Serbia": a people within a state
        country = code_of(around[0])[0]
    return Party(token, mention.start, mention.end, mention.text, mention, country, sector)


def _describe(token: Token, document: Document) -> list[Party]:
    """Whoever a common noun names: "North Korean troops", "their forces"; nobody if it is no role."""
    if not is_role(token):
        return unknown_name(token, document.index)
    return describe(token, document, _explained(token, document), lambda: _possessor(token, document))


def _explained(token: Token, document: Document) -> Party | None:
    """The name that a noun in apposition explains: "Camacho, a lawyer who led …"."""
    if token.dep_ != "appos" or token.head.i > token.i or token.tag_ not in ("NN", "NNP"):
        return None
    mention = document.index.mentions.get(token.head.i)
    if mention is None or mention.kind != "person":
        return None
    party = _named(token.head, mention, document)
    party.sector = party.sector or noun_sector(token)
    return party


def _possessor(token: Token, document: Document) -> list[Mention]:
    """The mention a possessive pronoun refers to: "their forces"; not for "its neighbour"."""
    if lemma(token) in PARTICIPANTS.relational:
        return []
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ == "PRON":
            found = _resolve_pronoun(child, document, _DEEPEST - 1)
            return [party.mention for party in found if party.mention is not None and party.country][:1]
    return []


def _resolve_pronoun(token: Token, document: Document, depth: int) -> list[Party]:
    if token.i not in document.pronouns:
        document.pronouns[token.i] = []  # a pronoun met again on its own way up refers to nobody
        document.pronouns[token.i] = _read_pronoun(token, document, depth)
    return document.pronouns[token.i]


def _read_pronoun(token: Token, document: Document, depth: int) -> list[Party]:
    index = document.index
    if token.lower_ in PRONOUNS.relative:
        antecedent = pronouns.antecedent_of_relative(token, index)
        return _resolve(antecedent, document, depth + 1) if antecedent is not None else []
    owner = pronouns.owner_in_clause(token, document.clauses)
    if owner is not None and (found := _resolve(owner, document, depth + 1)):
        return found
    if token.i in index.references:
        return [party_of_word(token, index.references[token.i])]
    if token.lower_ not in PRONOUNS.personal:
        return _describe(token, document)
    return _reporting_subject(token, document, depth) or _person_before(token, document)


def _reporting_subject(pronoun: Token, document: Document, depth: int) -> list[Party]:
    """Whoever reports, for a pronoun in the report; of several together the first alone if only he agrees."""
    for subject in pronouns.subjects_above(pronoun, document.clauses):
        people = [party for head in conjuncts(subject) for party in _resolve(head, document, depth + 1)]
        for candidates in (people, people[:1]):
            if candidates and pronouns.agree(pronoun, subject, candidates):
                return candidates
    return []


def _person_before(pronoun: Token, document: Document) -> list[Party]:
    mention = pronouns.person_before(pronoun, document.index)
    return [party_of_word(pronoun, mention)] if mention is not None else []
