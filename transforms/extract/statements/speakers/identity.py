"""Which name a speaker's phrase refers to, and the country and sector it speaks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from transforms.extract.clauses.noun_phrases import Phrase
from transforms.extract.clauses.syntax import lemma_of_saying
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.roles.codes import ACTING_KINDS
from transforms.extract.roles.tables import SECTORS
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a speaker is: the mention that names it, its country (ISO 3166-1 alpha-3) and sector, as far as known."""

    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(slots=True)
class Identities:
    """The names of a text by token, and what was learnt of the people who spoke."""

    index: TextIndex
    offices: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    last: tuple[Token, Identity] | None = None

    def identify(self, phrase: Phrase) -> Identity:
        """Who the speaker is; remembers it for the pronouns that follow."""
        found = self._of_pronoun(phrase.head) if phrase.head.pos_ == "PRON" else self._of_phrase(phrase)
        found = self._recall(found)
        self.last = (phrase.head, found)
        return found

    def _of_pronoun(self, pronoun: Token) -> Identity:
        mention = self.index.references.get(pronoun.i)
        if mention is None:
            mention = self._speaker_before(pronoun)
        return Identity(mention, mention.country, _sector_of(mention)) if mention is not None else Identity()

    def _speaker_before(self, pronoun: Token) -> Mention | None:
        """Who spoke last, when the pronoun agrees and no other subject of the kind lies between."""
        if self.last is None:
            return None
        head, identity = self.last
        mention = identity.mention
        is_near = 0 <= pronoun.sent.start - head.sent.end <= 1 or pronoun.sent.start == head.sent.start
        if mention is None or not is_near or head.i > pronoun.i:
            return None
        fitting = PRONOUNS.persons if mention.kind == "person" else PRONOUNS.bodies
        return mention if pronoun.lower_ in fitting else None

    def _of_phrase(self, phrase: Phrase) -> Identity:
        head = phrase.head
        mention = self.index.mentions.get(head.i) or self.index.references.get(head.i)
        if mention is not None and mention.kind in ACTING_KINDS:
            country, sector = mention.country, _sector_of(mention)
            titled = self._modifiers(phrase, head)
            return Identity(mention, country or titled[0], sector or titled[1])
        person = next((self.index.mentions.get(c.i) for c in head.rights if c.dep_ == "appos"), None)
        country, sector = self._modifiers(phrase, None)
        if person is not None and person.kind == "person":
            return Identity(person, person.country or country, person.sector or sector)
        return Identity(None, country, sector)

    def _modifiers(self, phrase: Phrase, named: Token | None) -> tuple[str | None, str | None]:
        """Country and sector named by the words around a name or role: "the Kenyan defence minister"."""
        doc = phrase.head.doc
        country = sector = None
        for i in range(phrase.first, phrase.last + 1):
            mention, token = self.index.mentions.get(i), doc[i]
            if named is not None and mention is not None and mention is self.index.mentions.get(named.i):
                continue
            if mention is not None:
                country = country or mention.country
                sector = sector or (mention.sector if mention.kind == "organization" else None)
            elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
                sector = SECTORS.get(lemma_of_saying(token)) or sector
        if named is None:
            head_sector = SECTORS.get(lemma_of_saying(phrase.head)) or SECTORS.get(phrase.head.lower_)
            sector = head_sector or sector
        return country, sector

    def _recall(self, found: Identity) -> Identity:
        """Country and sector of a person named earlier in the text."""
        key = found.mention.entity_id or found.mention.name if found.mention is not None else None
        if key is None or found.mention is None or found.mention.kind != "person":
            return found
        country, sector = self.offices.get(key, (None, None))
        country, sector = found.country or country, found.sector or sector
        self.offices[key] = (country, sector)
        return Identity(found.mention, country, sector)


def _sector_of(mention: Mention) -> str | None:
    """A country that speaks is its government."""
    if mention.kind in ("place", "nationality"):
        return "GOV" if mention.kind == "place" and mention.country else None
    return mention.sector
