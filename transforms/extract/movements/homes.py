"""Whose "the government" and "the army" are, where their own words do not say: told earlier in the text, never guessed
from the country they go to or act against."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import role_sectors, word_lists
from transforms.extract.movements.people import Party, code_of
from transforms.extract.movements.surroundings import mentions_around, noun_sector
from transforms.extract.movements.syntax import lemma

_ABOVE_STATES = frozenset({None, "IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class Home:
    """A body of a state named with its country at a token; ``noun`` is empty where a state itself is named."""

    token: int
    noun: str
    sector: str | None
    country: str


def learn_homes(index: TextIndex) -> list[Home]:
    """Every state, and every body of a state named with its country, in text order."""
    homes, states = [], word_lists("domestic")["state"]
    for token in index.doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        mention = index.mentions.get(token.i)
        sector = noun_sector(token) if lemma(token) in role_sectors() else None
        if sector in states and (mention is None or mention.kind == "organization"):
            codes = {code_of(m)[0] for m in mentions_around(token, index, None)} - _ABOVE_STATES
            codes = codes or {_office_country(token, index)} - _ABOVE_STATES
            if len(codes) == 1:
                homes.append(Home(token.i, lemma(token), sector, str(next(iter(codes)))))
        elif mention is not None and mention.kind in ("place", "person") and _is_ground(token):
            country, own = code_of(mention)
            if country not in _ABOVE_STATES and (mention.kind == "place" or own in states):
                homes.append(Home(token.i, "", own, str(country)))
    return homes


def _office_country(title: Token, index: TextIndex) -> str | None:
    """ "President Lula": the country of whoever bears the title."""
    follower = index.mentions.get(title.i + 1)
    return code_of(follower)[0] if follower is not None and follower.kind == "person" else None


def _is_ground(token: Token) -> bool:
    """True for a name as a subject, or for a place in a phrase that says where something is: "in Brazil"."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return token.dep_ == "pobj" and token.head.lower_ in word_lists("domestic")["scenes"]


def dateline_countries(index: TextIndex) -> list[tuple[int, str | None]]:
    """Where reports come from ("ANKARA, Nov 3 (Reuters) — The defence minister …"): the last token of each dateline
    and the country of its places, null where there is none or more than one."""
    found = []
    for start, end in index.context.datelines:
        tokens = [token.i for token in index.doc.char_span(start, end, alignment_mode="expand") or ()]
        named = [mention for i in tokens if (mention := index.mentions.get(i)) and mention.kind == "place"]
        codes = {mention.country for mention in named} - {None}
        if tokens:
            found.append((tokens[-1], next(iter(codes)) if len(codes) == 1 else None))
    return found


def home_of(party: Party, barred: set[str | None], index: TextIndex) -> str | None:
    """The country of a nameless body: of the last of its kind, of the dateline, of the last state the text spoke of.

    Never one of ``barred``, the countries it goes to or acts against; null when the text does not tell.
    """
    filed_at, filed_in = next((line for line in reversed(index.datelines) if line[0] < party.token.i), (-1, None))
    before = [home for home in index.homes if filed_at < home.token < party.token.i]
    same = _last_of_its_kind(party, before)
    if same is not None:
        return same if same not in barred else None
    if filed_in is not None and filed_in not in barred:
        return filed_in
    start = party.token.sent.start
    states = {home.country for home in before if home.token < start}
    return next(iter(states)) if len(states) == 1 and not states & barred else None


def _last_of_its_kind(party: Party, before: list[Home]) -> str | None:
    """Of the last body with the same noun, else of the last of its sector, if all of that sector are of one country."""
    noun = lemma(party.token)
    same = next((home.country for home in reversed(before) if home.noun == noun), None)
    if same is not None:
        return same
    abroad = word_lists("domestic")["sent_abroad"]  # an ambassador tells nothing of the government he is sent to
    countries = {home.country for home in before if home.sector == party.sector and home.noun not in abroad}
    return next(iter(countries)) if len(countries) == 1 else None


def is_body_of_state(party: Party) -> bool:
    """True for a nameless government, army, police, office: definite, a mass of officers, or a body said bare."""
    if party.mention is not None or party.sector not in word_lists("domestic")["state"]:
        return False
    determiners = {child.lower_ for child in party.token.children if child.dep_ == "det"}
    return not determiners - {"the", "this", "that", "these", "those"} and not any(
        child.dep_ == "nummod" for child in party.token.children
    )
