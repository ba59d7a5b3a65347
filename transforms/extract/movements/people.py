"""Participants before they have a role, and what a mention says of country and sector."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.movements.lexicon import organisation_codes, word_lists
from transforms.extract.rows import Mention


@dataclass(slots=True)
class Party:
    """One participant, not yet in a role. ``country`` is ISO 3166-1 alpha-3, or IGO/NGO for bodies above states."""

    token: Token
    start: int
    end: int
    text: str
    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None

    @property
    def key(self) -> object:
        """Two parties with equal keys are one participant."""
        if self.mention is not None and self.mention.entity_id:
            return (self.mention.entity_id, self.sector)
        return (self.start, self.country)


def code_of(mention: Mention) -> tuple[str | None, str | None]:
    """Country (or IGO, NGO) and sector of a mention."""
    known = _organisation(mention)
    if known:
        return known
    if mention.sector in ("IGO", "NGO"):
        return mention.sector, None
    # a country is named, not yet its government; what acts for it in a sentence tells the sector
    return mention.country, None if mention.kind in ("place", "nationality") else mention.sector


def _organisation(mention: Mention) -> tuple[str, str | None] | None:
    if mention.kind == "person":
        return None
    codes = organisation_codes()
    for name in (mention.name, mention.text):
        if name:
            short = name.lower().removeprefix("the ").strip()
            if short in codes:
                return codes[short]
    return None


def is_foreign(word: Token) -> bool:
    """Whether a country word only colours another: "Syrian-backed", "anti-Syria", "Israeli-occupied"."""
    doc, i = word.doc, word.i
    if i > 0 and doc[i - 1].lower_ == "ethnic":
        return True
    if i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in word_lists("grammar")["foreign_suffixes"]:
        return True
    if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in word_lists("grammar")["foreign_prefixes"]:
        return True
    low = word.lower_
    head, dash, tail = low.partition("-")
    return bool(dash) and (
        tail in word_lists("grammar")["foreign_suffixes"] or head in word_lists("grammar")["foreign_prefixes"]
    )


def without(found: list[Party], actors: list[Party]) -> list[Party]:
    taken = {p.token.i for p in actors} | {id(p.mention) for p in actors if p.mention is not None}
    keys = {p.key for p in actors}
    return [p for p in found if p.token.i not in taken and id(p.mention) not in taken and p.key not in keys]
