"""Closed word lists of the name rules, from data/word_lists.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from transforms.vocabulary import Vocabulary

DATA = Path(__file__).parent / "data"


def _words(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _lines(value: object) -> object:
    return value.strip().split("\n") if isinstance(value, str) else value


# Words with blanks between them, and phrases one a line.
WordSet = Annotated[frozenset[str], BeforeValidator(_words)]
PhraseSet = Annotated[frozenset[str], BeforeValidator(_lines)]


class NameWords(Vocabulary):
    """The lists of word_lists.toml, each under its name there."""

    skipped_initials: WordSet
    particles: WordSet
    east_asian_families: WordSet
    small: WordSet
    inner: WordSet
    openers: WordSet
    months_days: WordSet
    compounds: WordSet
    currencies: WordSet
    plain_titles: WordSet
    regnal_titles: WordSet
    settlements: WordSet
    locatives: WordSet
    heads_of_state: PhraseSet
    meetings: WordSet
    numbered_events: WordSet
    magnitudes: WordSet
    surname_particles: WordSet
    clause_openers: WordSet
    person_clauses: WordSet
    place_prepositions: WordSet
    town_prepositions: WordSet
    name_links: WordSet
    loose_links: WordSet
    loose_ends: WordSet
    portfolio_links: WordSet
    portfolio_holders: WordSet
    portfolio_ends: WordSet
    determiners: WordSet
    group_endings: WordSet
    currency_codes: WordSet
    officials: WordSet
    office_bodies: WordSet
    special_officials: WordSet
    posted_officials: WordSet
    kin: WordSet
    former_or_deputy: WordSet
    female_titles: WordSet
    male_titles: WordSet
    company_endings: WordSet
    description_ends: WordSet


class Vessels(Vocabulary):
    """Prefixes of ships' names, each with a country or an empty string."""

    country: dict[str, str]


NAME_WORDS = NameWords.load(DATA / "word_lists.toml")
VESSELS = Vessels.load(DATA / "vessels.toml")
