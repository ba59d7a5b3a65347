"""The sector that a common noun indicates: "minister" gives GOV, "rebel fighters" gives REB."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import lemma
from transforms.extract.roles.tables import FAMILY_NAMES, SECTORS
from transforms.extract.text.labels import BEFORE_NOUN, NOUN_MODIFIERS

# What may stand around a role that is meant as one: "the king", "his judge".
_BEFORE_ROLE = BEFORE_NOUN | {"prep"}
_ENDS = (".", "!", "?")
_CLOSING = "\"'”’)"


def is_role(token: Token) -> bool:
    """True if the noun names someone who can act, also a capitalised plural ("Protesters" in a headline)."""
    return capital_role(token) in SECTORS or lemma(token) in SECTORS or token.lower_ in SECTORS


def capital_role(token: Token) -> str:
    """The singular of "Protesters" read as a name; empty for any other word."""
    return token.lower_.removesuffix("s") if token.tag_ == "NNPS" else ""


def noun_sector(token: Token) -> str | None:
    """The sector of a noun, or of the pair with the word before it: "vice-president", "prime minister"."""
    if token.i > 1 and token.nbor(-1).text == "-":
        hyphened = f"{token.nbor(-2).lower_}-{token.lower_}"
        if hyphened in SECTORS:
            return SECTORS[hyphened]
    if token.i > 0:
        pair = f"{token.nbor(-1).lower_} {lemma(token)}"
        if pair in SECTORS:
            return SECTORS[pair]
    return SECTORS.get(lemma(token)) or SECTORS.get(token.lower_)


def modifier_sector(token: Token) -> str | None:
    """The sector of the first word before a noun that has one: "rebel" of "rebel leaders"."""
    modifiers = (lemma(child) for child in token.children if child.dep_ in NOUN_MODIFIERS)
    return next((sector for word in modifiers if (sector := SECTORS.get(word))), None)


def is_family_name(token: Token) -> bool:
    """True for the "King" of "sold the farm to King": a role that is a family name, bare and capitalised in prose.

    Headlines say roles bare, too ("Pope meets Macron"); only prose ends in a full stop.
    """
    if not token.text.istitle() or token.lower_ not in FAMILY_NAMES:
        return False
    if any(child.dep_ in _BEFORE_ROLE for child in token.lefts) or token.dep_ == "compound":
        return False
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is not None and before.pos_ in ("DET", "ADJ", "PROPN", "NUM"):
        return False
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    if after is not None and (after.pos_ == "PROPN" or after.lower_ == "of"):
        return False
    return token.sent.text.rstrip().rstrip(_CLOSING).endswith(_ENDS)
