"""People named by what they are: "North Korean troops", "opposition parties in Nepal", "their forces"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from transforms.extract.clauses.syntax import lemma
from transforms.extract.movements.document import Document
from transforms.extract.movements.participants.surroundings import mentions_around
from transforms.extract.movements.participants.titles import titled_person
from transforms.extract.movements.party import Party
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.roles.codes import code_of
from transforms.extract.roles.sectors import capital_role, is_family_name, modifier_sector, noun_sector
from transforms.extract.roles.tables import SECTORS
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex
from transforms.extract.text.labels import NOUN_CLAUSES, NOUN_MODIFIERS

_DESCRIBING = NOUN_MODIFIERS | {"nummod"}
# In characters: a longer phrase between a noun and the name of its country is shown by the name alone.
_LONGEST_TEXT = 120
# Words before the dash or colon of a dateline.
_LONGEST_DATELINE = 4
_DATELINE_MARKS = frozenset({"-", "–", "—", ":", "--"})


def describe(
    token: Token, document: Document, explained: Party | None, find_possessor: Callable[[], list[Mention]]
) -> list[Party]:
    """Whoever a noun of a role names; ``explained`` is the name that it explains in apposition."""
    index = document.index
    if is_family_name(token) or (lemma(token) in PARTICIPANTS.proper_only and not token.text[0].isupper()):
        return []
    person = titled_person(token, index) or explained
    if person is not None:
        return [person]
    if lemma(token) == "party" and any(child.lower_ in PARTICIPANTS.festive for child in token.children):
        return []
    sector = _sector_of(token)
    around = mentions_around(token, index, None) or find_possessor()
    if not around:
        return [_unnamed(token, index, None, sector)]
    return [_of_country(token, mention, len(around) > 1, sector, index) for mention in around]


def _sector_of(token: Token) -> str | None:
    sector = modifier_sector(token) if lemma(token) in PARTICIPANTS.generic else None
    sector = sector or noun_sector(token) or SECTORS.get(capital_role(token)) or modifier_sector(token)
    if sector == "PTY" and not any(c.dep_ in NOUN_MODIFIERS | {"appos"} for c in token.children):
        return None  # "the parties to the deal" are no political parties
    return sector


def _unnamed(token: Token, index: TextIndex, country: str | None, sector: str | None) -> Party:
    start, end = _phrase(token)
    return Party(token, start, end, index.text[start:end], None, country, sector)


def _of_country(token: Token, mention: Mention, is_one_of_many: bool, sector: str | None, index: TextIndex) -> Party:
    """A noun with the name beside it whose country it is of."""
    country, own = code_of(mention)
    if mention.kind == "person":
        # "Morales' critics" are not Morales, only of his country
        return _unnamed(token, index, country, sector)
    start, end = _shown(token, mention, is_one_of_many, index)
    return Party(token, start, end, index.text[start:end], mention, country, sector or own)


def _shown(token: Token, mention: Mention, is_one_of_many: bool, index: TextIndex) -> tuple[int, int]:
    """The characters that show a noun and its country: both, or the noun alone when the country is named elsewhere."""
    phrase, end = _phrase(token), token.idx + len(token)
    is_far_before = mention.end < index.doc[token.left_edge.i].idx  # "its soldiers"
    clauses = (child for child in token.children if child.dep_ in NOUN_CLAUSES)
    if is_far_before or any(end <= clause.idx < mention.start for clause in clauses):
        return phrase
    start, stop = min(mention.start, phrase[0]), max(end, mention.end)
    return (mention.start, mention.end) if stop - start > _LONGEST_TEXT or is_one_of_many else (start, stop)


def _phrase(token: Token) -> tuple[int, int]:
    """Characters of a noun with the words before it that count and describe it ("two 11-year-old girls")."""
    described = [child for child in token.lefts if child.dep_ in _DESCRIBING]
    edges = [child.left_edge for child in described if not any(w.is_punct and w.text != "-" for w in child.subtree)]
    return min([token.idx, *(edge.idx for edge in edges)]), token.idx + len(token)


def is_dateline(token: Token, mention: Mention) -> bool:
    """True for the place a report comes from: "Cape Town - While …", "Doha: The charity …"."""
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and doc[i + 1].idx < mention.end:
        i += 1
    if mention.kind != "place" or i + 2 >= len(doc) or i - token.sent.start > _LONGEST_DATELINE:
        return False
    after = doc[i + 1]
    return after.text in _DATELINE_MARKS and (after.text == ":" or bool(doc[i].whitespace_))
