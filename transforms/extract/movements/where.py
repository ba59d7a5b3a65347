"""The place a phrase names, with its country."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import (
    counted,
    lemma,
    prepositions,
)
from transforms.extract.rows import Mention

_LINKS = frozenset({"in", "on", "of", "at", "near"})


@dataclass(slots=True)
class Where:
    """Place name, its country and how it was found: argument, sentence or none."""

    place: str | None = None
    country: str | None = None
    basis: str = "none"


def name_place(words: Span, index: TextIndex) -> Where:
    """The place a phrase names, with its country; words that name none stand as the text writes them."""
    head = words.root
    while head.dep_ == "prep" and any(child in words for child in head.children):
        head = next(child for child in head.children if child in words)
    found = _noun_place(head, index)
    if found.place:
        return found
    country = next((m.country for token in words if (m := index.mentions.get(token.i)) and m.country), None)
    return Where(" ".join(words.text.split()), country, "argument")


def _noun_place(noun: Token, index: TextIndex) -> Where:
    """A place phrase from the narrowest to the widest name: "Friendship Tower, Pyongyang"."""
    noun = counted(noun)
    mention = index.mentions.get(noun.i)
    if mention is not None and mention.kind == "place":
        return Where(_spell(noun, mention, index), _country(noun, mention, index), "argument")
    if noun.pos_ not in ("NOUN", "PROPN") or (mention is not None and mention.kind in ("person", "nationality")):
        return Where()
    inside = [m for m in _below(noun, index) if m.kind == "place"]
    if not inside or (lemma(noun) not in word_lists("grammar")["sites"] and mention is None):
        return Where()
    start = index.doc[noun.left_edge.i].idx
    end = max(noun.idx + len(noun), max(m.end for m in inside))
    text = " ".join(index.text[start:end].split())
    text = text.removeprefix("the ").removeprefix("The ")
    return Where(text if len(text) <= 100 else inside[0].name or inside[0].text, inside[0].country, "argument")


def _below(noun: Token, index: TextIndex) -> list[Mention]:
    found: list[Mention] = []
    for token in noun.subtree:
        mention = index.mentions.get(token.i)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _spell(noun: Token, mention: Mention, index: TextIndex) -> str:
    """ "Freedom House on the South Korean side of Panmunjom": the name and the next wider one."""
    names = [mention.name or mention.text]
    for word, inner in prepositions(noun):
        outer = (
            [m for m in _below(inner, index) if m.kind == "place"] if word in ("in", "of", "on", "at", "near") else []
        )
        if outer:
            names.append(outer[0].name or outer[0].text)
            break
    else:
        names += _wider_name(noun, mention, index)
    return ", ".join(dict.fromkeys(names))


def _wider_name(noun: Token, mention: Mention, index: TextIndex) -> list[str]:
    """The next place name to the right within the phrase, wherever the parse hung it."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 10, noun.sent.end)]:
        outer = index.mentions.get(token.i)
        if outer is not None and outer is not mention:
            return [outer.name or outer.text] if outer.kind == "place" else []
        if token.pos_ not in ("ADP", "DET", "ADJ", "NOUN", "PROPN") or (
            token.lower_ not in _LINKS and token.pos_ == "ADP"
        ):
            return []
    return []


def _country(noun: Token, mention: Mention, index: TextIndex) -> str | None:
    if mention.country:
        return mention.country
    return next((m.country for m in _below(noun, index) if m.country), None)
