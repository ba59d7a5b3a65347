"""Whose "the government" and "the army" are, where their own words do not say.

Told earlier in the text, never guessed from the country they go to or act against.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.clauses.syntax import lemma
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.movements.document import Document, FiledFrom, Home
from transforms.extract.movements.participants.surroundings import mentions_around
from transforms.extract.movements.party import Party
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.roles.codes import ABOVE_STATES, code_of
from transforms.extract.roles.sectors import noun_sector
from transforms.extract.roles.tables import SECTORS
from transforms.extract.text.index import TextIndex

_NO_STATES = ABOVE_STATES | {None}


def learn_homes(document: Document) -> None:
    """Note every state and every body of a state named with its country, and the country of each dateline."""
    document.homes = list(_find_homes(document.index))
    document.datelines = list(_find_datelines(document))


def _find_homes(index: TextIndex) -> Iterator[Home]:
    for token in index.doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        home = _home_of_body(token, index) if _is_body(token, index) else _home_of_state(token, index)
        if home is not None:
            yield home


def _is_body(token: Token, index: TextIndex) -> bool:
    """True for a noun of a body of a state: "ministry", also within the name of one."""
    mention = index.mentions.get(token.i)
    sector = noun_sector(token) if lemma(token) in SECTORS else None
    return sector in PARTICIPANTS.state and (mention is None or mention.kind == "organization")


def _home_of_body(token: Token, index: TextIndex) -> Home | None:
    """The one country named around a body, or that of the person with the title."""
    codes = {code_of(mention)[0] for mention in mentions_around(token, index, None)} - _NO_STATES
    codes = codes or {_office_country(token, index)} - _NO_STATES
    return Home(token.i, lemma(token), noun_sector(token), str(codes.pop())) if len(codes) == 1 else None


def _home_of_state(token: Token, index: TextIndex) -> Home | None:
    mention = index.mentions.get(token.i)
    if mention is None or mention.kind not in ("place", "person") or not _is_ground(token):
        return None
    country, own = code_of(mention)
    if country in _NO_STATES or (mention.kind == "person" and own not in PARTICIPANTS.state):
        return None
    return Home(token.i, "", own, str(country))


def _office_country(title: Token, index: TextIndex) -> str | None:
    """The country of whoever bears the title: "President Lula"."""
    follower = index.mentions.get(title.i + 1)
    return code_of(follower)[0] if follower is not None and follower.kind == "person" else None


def _is_ground(token: Token) -> bool:
    """True for a name as a subject, or for a place in a phrase that says where something is: "in Brazil"."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return token.dep_ == "pobj" and token.head.lower_ in PARTICIPANTS.scenes


def _find_datelines(document: Document) -> Iterator[FiledFrom]:
    """Where reports come from: "ANKARA, Nov 3 (Reuters) — The defence minister …"."""
    index = document.index
    for start, end in document.context.datelines:
        tokens = index.tokens(start, end)
        named = [mention for i in tokens if (mention := index.mentions.get(i)) and mention.kind == "place"]
        codes = {mention.country for mention in named} - {None}
        if tokens:
            yield FiledFrom(tokens[-1], next(iter(codes)) if len(codes) == 1 else None)


def home_of(party: Party, barred: set[str | None], document: Document) -> str | None:
    """The country of an unnamed body: of the last of its kind, of the dateline, of the only state named before.

    Never one of ``barred``, the countries it goes to or acts against; None when the text does not say.
    """
    lines = (line for line in reversed(document.datelines) if line.token < party.token.i)
    filed = next(lines, FiledFrom(-1, None))
    before = [home for home in document.homes if filed.token < home.token < party.token.i]
    same = _last_of_its_kind(party, before)
    if same is not None:
        return same if same not in barred else None
    if filed.country is not None and filed.country not in barred:
        return filed.country
    start = party.token.sent.start
    states = {home.country for home in before if home.token < start}
    return next(iter(states)) if len(states) == 1 and not states & barred else None


def _last_of_its_kind(party: Party, before: list[Home]) -> str | None:
    """Of the last body with the same noun, else of the last of its sector, if all of that sector are of one country."""
    noun = lemma(party.token)
    same = next((home.country for home in reversed(before) if home.noun == noun), None)
    if same is not None:
        return same
    abroad = PARTICIPANTS.sent_abroad  # an ambassador says nothing about the government he is sent to
    countries = {home.country for home in before if home.sector == party.sector and home.noun not in abroad}
    return next(iter(countries)) if len(countries) == 1 else None


def is_body_of_state(party: Party) -> bool:
    """True for an unnamed government, army, police, office: definite, a mass of officers, or a body said bare."""
    if party.mention is not None or party.sector not in PARTICIPANTS.state:
        return False
    determiners = {child.lower_ for child in party.token.children if child.dep_ == "det"}
    return not determiners - PRONOUNS.pointing and not any(child.dep_ == "nummod" for child in party.token.children)
