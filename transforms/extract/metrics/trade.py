"""From which country to which: "Chinese exports to North Korea", "imports from Russia", "trade between A and B"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.measures import Measured
from transforms.extract.metrics.vocabulary import words
from transforms.extract.rows import Mention

Country = tuple[int, int, Mention]
_REACH = 7


@dataclass(slots=True)
class Flow:
    """Alpha-3 countries of a flow, its noun, and the tokens of their names (which the measure then leaves out)."""

    origin: str | None
    target: str | None
    noun: Token
    named: set[int]


def read_flow(lexemes: Lexemes, measured: Measured, countries: list[Country]) -> Flow | None:
    """The flow that the measure names. ``countries`` are (first token, last token, mention) in text order."""
    nouns = [token for phrase in measured.phrases for token in phrase if _kind(token)]
    holder = {token.i for phrase in measured.phrases[1:] for token in phrase}
    for noun in nouns:
        flow = _around(lexemes, noun, countries, holder)
        if flow is not None:
            return flow
    return None


def _kind(token: Token) -> str | None:
    lower = token.lower_
    if token.i and token.nbor(-1).text == "-":
        return None  # e-commerce
    return next((kind for kind in ("outward", "inward", "mutual") if lower in words("trade", "flow", kind)), None)


def _around(lexemes: Lexemes, noun: Token, countries: list[Country], holder: set[int]) -> Flow | None:
    kind = _kind(noun)
    doc, sentence = lexemes.doc, lexemes.sentence_at(noun.i)
    near = [c for c in countries if sentence.start <= c[0] and c[1] < sentence.end]
    owner = next((c for c in reversed(near) if 0 < noun.i - c[1] <= 4 and _is_owner(doc, c, noun)), None)
    towards = _linked(doc, noun, near, "towards")
    away = _linked(doc, noun, near, "away")
    beside = [
        c
        for c in near
        if 0 < c[0] - noun.i <= _REACH and _link_of(doc, c) in words("trade", "flow", "beside") | {"and"}
    ]
    if owner is None and away is None and kind == "outward":
        owner = next((c for c in near if c[0] in holder), None)  # "The United States gave $115 million in aid to Egypt"
    used = [c for c in (owner, towards, away) if c] + beside[:2]
    if not used:
        return None
    origin: Country | None
    target: Country | None
    if kind == "mutual":
        others = [*beside, *(c for c in (towards, away) if c)]
        origin = owner or (others.pop(0) if len(others) > 1 else None)
        target = others[0] if others else None
    elif kind == "inward":
        origin, target = away, owner or towards
    else:
        origin, target = away or owner, towards
    named = {i for c in used for i in range(c[0], c[1] + 1)}
    return Flow(origin[2].country if origin else None, target[2].country if target else None, noun, named)


def _is_owner(doc: Doc, country: Country, noun: Token) -> bool:
    """ "Chinese exports", "China's coal exports", never "in China exports" or "to Japan rose, exports"."""
    between = doc[country[1] + 1 : noun.i]
    if any(
        t.is_punct or (t.tag_.startswith("VB") and t.tag_ != "VBN") or t.tag_ in ("IN", "TO", "CC")
        for t in between
        if t.text not in "’'-"
    ):
        return False
    return country[0] == 0 or doc[country[0] - 1].lower_ not in ("in", "to", "from", "at")


def _linked(doc: Doc, noun: Token, near: list[Country], way: str) -> Country | None:
    for country in near:
        between = doc[noun.i + 1 : max(country[0], noun.i + 1)]
        broken = any(t.tag_ in ("VBD", "VBZ", "VBP") or t.text in ",;" for t in between)
        if 0 < country[0] - noun.i <= _REACH and _link_of(doc, country) in words("trade", "flow", way) and not broken:
            return country
    return None


def _link_of(doc: Doc, country: Country) -> str:
    before = country[0] - 1
    while before > 0 and doc[before].tag_ in ("DT", "JJ"):
        before -= 1
    return doc[before].lower_ if before >= 0 else ""
