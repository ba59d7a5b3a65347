"""Everyone a noun phrase names: names, described people, pronouns, coordinations."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from transforms.extract.movements.countries import code_of_country, country_mention
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import role_sectors, word_lists
from transforms.extract.movements.people import Party, code_of
from transforms.extract.movements.surroundings import (
    is_family_name,
    mentions_around,
    modifier_sector,
    noun_sector,
    title_sector,
)
from transforms.extract.movements.syntax import (
    climb,
    conjuncts,
    counted,
    lemma,
    subject,
)
from transforms.extract.movements.titles import bearer_after, recall, titled_person, unknown_name
from transforms.extract.rows import Mention

# "QR27bn" taken for a name
_AMOUNT = re.compile(r"[A-Z$€£¥]{0,4}\s?[\d.,]+\s?(?:bn|m|mn|k|tn|million|billion)?")
_ACTING_KINDS = frozenset({"person", "organization", "place", "nationality"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "themselves", "itself"})


def parties(token: Token, index: TextIndex) -> list[Party]:
    """Everyone named by a noun phrase, coordination split; empty when nobody who can act is named."""
    found: list[Party] = []
    seen: set[object] = set()
    for head in [*_coordinated_before(token, index), *conjuncts(token), *_bodies_behind(token, index)]:
        people = _resolve(head, index)
        if head is not token and found and _is_apposition(head, found[-1], people):
            found[-1].country = found[-1].country or people[0].country
            found[-1].sector = found[-1].sector or people[0].sector
            continue
        for party in people:
            if party.key not in seen:
                seen.add(party.key)
                found.append(party)
    for party in found:
        recall(party, index)
    return found


def _coordinated_before(token: Token, index: TextIndex) -> list[Token]:
    """ "relations with Congo and Costa Rica" with the first name hung under the second: its last word."""
    mention = index.mentions.get(token.i)
    if mention is not None and mention.kind == "person":
        return _person_coordinated_before(token, mention, index)
    if mention is None or mention.kind not in ("place", "nationality", "organization") or token.tag_ == "NN":
        return []
    found: list[Token] = []
    i = token.i
    for _ in range(6):
        while i > 0 and index.mentions.get(i - 1) is mention:
            i -= 1
        if i < 2 or token.doc[i - 1].lower_ not in ("and", ",", "or"):
            break
        mention = index.mentions.get(i - 2)
        before = token.doc[i - 2]
        if mention is None or mention.kind not in ("place", "organization") or before.dep_ not in ("compound", "nmod"):
            break
        if not token.is_ancestor(before):
            break
        found.insert(0, before)
        i -= 2
    return found


def _bodies_behind(token: Token, index: TextIndex) -> list[Token]:
    """ "Bank of England and Bank of America" with the second body hung under "England": its head."""
    doc, found = token.doc, []
    mention = index.mentions.get(token.i)
    at = token.i
    while mention is not None and mention.kind == "organization":
        while at < len(doc) and index.mentions.get(at) is mention:
            at += 1
        if at >= len(doc) or doc[at].lower_ not in ("and", "&", ","):
            break
        while at < len(doc) and doc[at].lower_ in ("and", "&", ",", "the"):
            at += 1
        mention = index.mentions.get(at) if at < len(doc) else None
        if mention is None or mention.kind != "organization" or not token.is_ancestor(doc[at]):
            break
        found.append(doc[at])
    return found


def _person_coordinated_before(token: Token, mention: Mention, index: TextIndex) -> list[Token]:
    """ "President A and Somalia's President B" with A hung under B as if part of the name: the last word of A."""
    i = token.i
    while i > 0 and index.mentions.get(i - 1) is mention:
        i -= 1
    for j in range(i - 1, max(i - 7, 0), -1):
        word = token.doc[j]
        if word.lower_ == "and":
            before = index.mentions.get(j - 1)
            last = token.doc[j - 1]
            is_hung = token.is_ancestor(last) and last.dep_ in ("compound", "nmod")
            return [last] if before is not None and before.kind == "person" and is_hung else []
        if word.pos_ not in ("PROPN", "NOUN", "ADJ", "PART"):
            return []
    return []


def _is_apposition(head: Token, last: Party, people: list[Party]) -> bool:
    """ "Kim Jong-un, chairman of the commission, visited …" parsed as two people."""
    if last.mention is None or last.mention.kind != "person" or len(people) != 1:
        return False
    between = head.doc[last.token.i + 1 : head.i]
    if any(token.lower_ in ("and", "or") for token in between):
        return False
    own = people[0].mention
    if people[0].token.pos_ != "PROPN" or own is None:
        return True
    # "X, director, the Y Institute, said": the body of the office, when nobody follows it in the list
    return own.kind == "organization" and not any(c.dep_ in ("cc", "conj") for c in head.children)


def learn_offices(index: TextIndex) -> None:
    """Read every person's title once, so that later mentions without one are known."""
    seen: set[int] = set()
    for i, mention in index.mentions.items():
        if mention.kind == "person" and id(mention) not in seen:
            last = max(j for j in range(i, min(i + 8, len(index.doc))) if index.mentions.get(j) is mention)
            seen.add(id(mention))
            recall(_named(index.doc[last], mention, index), index)


def _resolve(token: Token, index: TextIndex, depth: int = 0) -> list[Party]:
    if depth > 3:
        return []
    inner = counted(token)
    if inner.i != token.i:
        return [p for head in conjuncts(inner) for p in _resolve(head, index, depth + 1)]
    if token.pos_ in ("PRON", "DET") or token.lower_ in _RELATIVE:
        return resolve_pronoun(token, index, depth)
    mention = index.mentions.get(token.i)
    if mention is not None and mention.kind == "organization":
        bearer = bearer_after(token, mention, index)
        if bearer is not None:
            return [bearer]
    if mention is not None and (_is_dateline(token, mention) or _AMOUNT.fullmatch(mention.text)):
        return []
    if mention is not None and mention.kind in _ACTING_KINDS:
        return [_named(token, mention, index)]
    if mention is not None and mention.kind == "event":
        return _country_within(token, index)
    if mention is not None:
        return []
    return _described(token, index)


def _is_dateline(token: Token, mention: Mention) -> bool:
    """ "Cape Town - While …", "Doha: The charity …": the place a report comes from."""
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and doc[i + 1].idx < mention.end:
        i += 1
    if mention.kind != "place" or i + 2 >= len(doc) or i - token.sent.start > 4:
        return False
    after = doc[i + 1]
    return after.text in ("-", "–", "—", ":", "--") and (after.text == ":" or bool(doc[i].whitespace_))


def _country_within(token: Token, index: TextIndex) -> list[Party]:
    """The country in the name of an event: "the invasion of Ukraine"."""
    code = code_of_country(token.text)
    if code is None:
        return []
    end = token.idx + len(token)
    shown = country_mention(code, Mention(token.idx, end, token.text, "place", token.text, None, code), index.countries)
    return [Party(token, token.idx, end, token.text, shown, code, None)] if shown is not None else []


def resolve_pronoun(token: Token, index: TextIndex, depth: int) -> list[Party]:
    if token.i not in index.pronouns:
        index.pronouns[token.i] = []  # a pronoun met again on its own way up stands for nobody
        index.pronouns[token.i] = _read_pronoun(token, index, depth)
    return index.pronouns[token.i]


def _antecedent(relative: Token, head: Token, index: TextIndex) -> Token:
    """The word a relative pronoun stands for; "who" is a person, not a body ("X, chairman of Y, who …")."""
    mention = index.mentions.get(head.i)
    if relative.lower_ in ("who", "whom") and mention is not None and mention.kind == "organization":
        for above in climb(head, 4):
            person = index.mentions.get(above.i)
            if person is not None and person.kind == "person":
                return above
    return head


def _read_pronoun(token: Token, index: TextIndex, depth: int) -> list[Party]:
    if token.lower_ in _RELATIVE:
        clause = next((a for a in climb(token, 4) if a.dep_ == "relcl"), None)
        return _resolve(_antecedent(token, clause.head, index), index, depth + 1) if clause is not None else []
    owner = _own_clause(token)
    if owner is not None:
        found = _resolve(owner, index, depth + 1)
        if found:
            return found
    mention = index.references.get(token.i)
    if mention is not None:
        country, sector = code_of(mention)
        return [Party(token, token.idx, token.idx + len(token), token.text, mention, country, sector)]
    if token.lower_ not in _PRONOUNS:
        return _described(token, index)
    return _speaker(token, index, depth) or _person_before(token, index)


def _own_clause(pronoun: Token) -> Token | None:
    """ "the delegation that was on its visit": the relative pronoun a possessive in its own clause stands for."""
    if pronoun.tag_ != "PRP$":
        return None
    clause = next((a for a in climb(pronoun, 4) if a.dep_ == "relcl"), None)
    doer = subject(clause) if clause is not None else None
    is_relative = doer is not None and doer.lower_ in ("who", "which", "that")
    return doer if is_relative else None


def _speaker(token: Token, index: TextIndex, depth: int) -> list[Party]:
    """ "Hungary said it would …": the pronoun in a reported clause is the reporting subject."""
    for ancestor in climb(token, 6):
        if ancestor.pos_ not in ("VERB", "AUX"):
            continue
        found = subject(ancestor)
        if found is None or found.i >= token.i or found.i == token.i or found.pos_ == "PRON":
            continue
        people = [p for head in conjuncts(found) for p in _resolve(head, index, depth + 1)]
        for candidates in (people, people[:1]):
            if candidates and _agree(token, found, candidates):
                return candidates
    return []


def _person_before(token: Token, index: TextIndex) -> list[Party]:
    """ "Wang has been busy. He attended the fair …": the only person of the sentence before, for an opening pronoun."""
    sentence = token.sent
    if token.lower_ not in ("he", "she") or token.dep_ != "nsubj" or sentence.start == 0:
        return []
    if any(_is_person(index, i) for i in range(sentence.start, token.i)):
        return []
    end = sentence.start - 1
    while end > 0 and token.doc[end].is_space:
        end -= 1
    before = token.doc[end].sent
    people = {id(m): m for i in range(before.start, end + 1) if (m := index.mentions.get(i)) and m.kind == "person"}
    if len({m.name or m.text for m in people.values()}) != 1:
        return []
    mention = next(iter(people.values()))
    country, sector = code_of(mention)
    return [Party(token, token.idx, token.idx + len(token), token.text, mention, country, sector)]


def _is_person(index: TextIndex, i: int) -> bool:
    mention = index.mentions.get(i)
    return mention is not None and mention.kind == "person"


def _agree(pronoun: Token, antecedent: Token, people: list[Party]) -> bool:
    word = pronoun.lower_
    is_plural = antecedent.tag_ in ("NNS", "NNPS") or len(people) > 1
    is_person = any(p.mention is not None and p.mention.kind == "person" for p in people)
    if word in ("they", "them", "their", "themselves"):
        return is_plural or any(p.mention is not None and p.mention.kind in ("organization", "place") for p in people)
    if word in ("it", "its", "itself"):
        return not is_plural and not is_person
    return not is_plural and (is_person or antecedent.pos_ == "NOUN")


def _named(token: Token, mention: Mention, index: TextIndex) -> Party:
    country, sector = code_of(mention)
    around = mentions_around(token, index, mention) or _held(token, index)
    if sector is None:
        sector = title_sector(token, mention, index)
    if around and (country is None or (mention.kind == "nationality" and token.tag_ in ("NNS", "NNPS"))):
        # "Iraqi Kurds", "Bosnian Serbs", "Albanians in Serbia": a people within a state
        country = code_of(around[0])[0]
    return Party(token, mention.start, mention.end, mention.text, mention, country, sector)


@cache
def _is_role(word: str) -> bool:
    return word in role_sectors()


def _held(token: Token, index: TextIndex) -> list[Mention]:
    """ "their forces": the mention a possessive pronoun stands for."""
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ == "PRON" and lemma(token) not in word_lists("grammar")["relational"]:
            return [p.mention for p in resolve_pronoun(child, index, 2) if p.mention is not None and p.country][:1]
    return []


def _explained(token: Token, index: TextIndex) -> Party | None:
    """ "Camacho, a lawyer who led …": the name that a noun in apposition explains."""
    mention = index.mentions.get(token.head.i) if token.dep_ == "appos" and token.head.i < token.i else None
    if mention is None or mention.kind != "person" or token.tag_ not in ("NN", "NNP"):
        return None
    party = _named(token.head, mention, index)
    party.sector = party.sector or noun_sector(token)
    return party


def _phrase(token: Token) -> tuple[int, int]:
    """Characters of a noun with the words before it that count and describe it ("two 11-year-old girls")."""
    described = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "nummod")]
    edges = [c.left_edge for c in described if not any(w.is_punct and w.text != "-" for w in c.subtree)]
    return min([token.idx, *(edge.idx for edge in edges)]), token.idx + len(token)


def _described(token: Token, index: TextIndex) -> list[Party]:
    """ "North Korean troops", "opposition parties in Nepal", "their forces": a noun that names someone who can act."""
    capital = token.lower_.removesuffix("s") if token.tag_ == "NNPS" else ""  # "Protesters" in a headline
    if not (_is_role(capital) or _is_role(lemma(token)) or _is_role(token.lower_)):
        return unknown_name(token, index)
    if is_family_name(token):
        return []
    if lemma(token) in word_lists("grammar")["proper_only"] and not token.text[0].isupper():
        return []
    titled = titled_person(token, index) or _explained(token, index)
    if titled is not None:
        return [titled]
    sector = modifier_sector(token) if lemma(token) in word_lists("grammar")["generic"] else None
    sector = sector or noun_sector(token) or role_sectors().get(capital) or modifier_sector(token)
    if lemma(token) == "party" and any(c.lower_ in word_lists("grammar")["festive"] for c in token.children):
        return []
    if sector == "PTY" and not any(c.dep_ in ("amod", "compound", "nmod", "appos") for c in token.children):
        sector = None  # "the parties to the deal" are no political parties
    around = mentions_around(token, index, None) or _held(token, index)
    end = token.idx + len(token)
    if not around:
        start, end = _phrase(token)
        return [Party(token, start, end, index.text[start:end], None, None, sector)]
    found = []
    for mention in around:
        country, own = code_of(mention)
        start = min(mention.start, _phrase(token)[0])
        stop = max(end, mention.end)
        text = index.text[start:stop]
        is_far_before = mention.end < index.doc[token.left_edge.i].idx  # "its soldiers"
        if is_far_before or any(c.dep_ in ("acl", "relcl") and end <= c.idx < mention.start for c in token.children):
            start, stop = _phrase(token)
            text = index.text[start:stop]
        elif len(text) > 120 or len(around) > 1:
            start, stop, text = mention.start, mention.end, mention.text
        if mention.kind == "person":
            # "Morales' critics" are not Morales, only of his country
            start, stop = _phrase(token)
            found.append(Party(token, start, stop, index.text[start:stop], None, country, sector))
            continue
        found.append(Party(token, start, stop, text, mention, country, sector or own))
    return found
