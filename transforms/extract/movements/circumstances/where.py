"""The place an act happened at, with its country."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.clauses.syntax import lemma, prepositions
from transforms.extract.encoder.decoding import ReadTrigger
from transforms.extract.movements.acts.phrases import counted, whole_phrase
from transforms.extract.movements.vocabulary import PLACES
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex

# Of a longer phrase, in characters, the name alone is kept.
_LONGEST_PLACE = 100
# Words to the right of a place among which the wider one is looked for.
_NEAR_WIDER = 10
_OF_PLACE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN"})


@dataclass(slots=True)
class Where:
    """Place name, its country and how it was found: argument or none."""

    place: str | None = None
    country: str | None = None
    basis: str = "none"


def read_where(act: ReadTrigger, index: TextIndex) -> Where:
    """The place of the first phrase that the encoder marks as one."""
    phrases = (whole_phrase(index, span.start, span.end) for span in act.spans["place"])
    words = next((words for words in phrases if words is not None), None)
    return name_place(words, index) if words is not None else Where()


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
    inside = [m for m in _names_below(noun, index) if m.kind == "place"]
    if not inside or (lemma(noun) not in PLACES.sites and mention is None):
        return Where()
    start = index.doc[noun.left_edge.i].idx
    end = max(noun.idx + len(noun), max(m.end for m in inside))
    text = " ".join(index.text[start:end].split())
    text = text.removeprefix("the ").removeprefix("The ")
    name = text if len(text) <= _LONGEST_PLACE else inside[0].name or inside[0].text
    return Where(name, inside[0].country, "argument")


def _names_below(noun: Token, index: TextIndex) -> list[Mention]:
    """The names in the phrase of a noun, each once."""
    found: list[Mention] = []
    for token in noun.subtree:
        mention = index.mentions.get(token.i)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _spell(noun: Token, mention: Mention, index: TextIndex) -> str:
    """A name and the next wider one: "Freedom House on the South Korean side of Panmunjom"."""
    names = [mention.name or mention.text]
    linked = (inner for word, inner in prepositions(noun) if word in PLACES.links)
    wider = (m for inner in linked for m in _names_below(inner, index) if m.kind == "place")
    outer = next(wider, None) or _wider_name(noun, mention, index)
    if outer is not None:
        names.append(outer.name or outer.text)
    return ", ".join(dict.fromkeys(names))


def _wider_name(noun: Token, mention: Mention, index: TextIndex) -> Mention | None:
    """The next place name to the right within the phrase, wherever the parse hung it."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _NEAR_WIDER, noun.sent.end)]:
        outer = index.mentions.get(token.i)
        if outer is not None and outer is not mention:
            return outer if outer.kind == "place" else None
        if token.pos_ not in _OF_PLACE or (token.pos_ == "ADP" and token.lower_ not in PLACES.links):
            return None
    return None


def _country(noun: Token, mention: Mention, index: TextIndex) -> str | None:
    if mention.country:
        return mention.country
    return next((m.country for m in _names_below(noun, index) if m.country), None)
