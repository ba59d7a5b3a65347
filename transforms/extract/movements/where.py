"""The place of a trigger: one of its own phrases, else the place its sentence names."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import (
    children,
    climb,
    counted,
    lemma,
    prepositions,
)
from transforms.extract.movements.trigger import Trigger
from transforms.extract.rows import Mention

_PLACE_WORDS = frozenset(
    {"in", "at", "on", "near", "outside", "inside", "off", "around", "along", "across", "throughout"}
)
_LINKS = frozenset({"in", "on", "of", "at", "near"})
_GOAL_WORDS = frozenset({"to", "into", "towards", "toward", "over"})


@dataclass(slots=True)
class Where:
    """Place name, its country and how it was found: argument, sentence or none."""

    place: str | None = None
    country: str | None = None
    basis: str = "none"


def place_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> Where:
    """Where it happened: a place among the trigger's own phrases, else the one place its sentence names."""
    is_towards = trigger.mode in ("visit", "deployment", "invitation", "attend", "tribute", "envoy")
    words = _PLACE_WORDS | _GOAL_WORDS if is_towards else _PLACE_WORDS
    if trigger.mode in ("visit", "inspection"):
        for noun in trigger.objects:
            found = _noun_place(noun, index)
            if found.place and noun.head.lower_ != "from":
                return found
    nodes = [trigger.verb] if trigger.carrier is None else [trigger.token, trigger.verb]
    nodes += [
        noun for noun in trigger.objects if noun.pos_ == "NOUN" and trigger.mode in ("visit", "summit", "meeting")
    ]
    nodes += [child for child in trigger.token.children if child.dep_ == "acl" and trigger.part == "noun"]
    for node in nodes:
        found = _argument_place(node, words, index)
        if found.place:
            return found
    above = _place_above(trigger, index)
    return above if above.place else _sentence_place(sentence, trigger, index)


def _argument_place(node: Token, words: frozenset[str], index: TextIndex) -> Where:
    holders = [node, *children(node, "dobj", "attr", "nsubjpass")]
    for holder in holders:
        for word, noun in prepositions(holder):
            if word in words and noun.dep_ == "pobj":
                found = _noun_place(noun, index)
                if found.place:
                    return found
    for holder in holders:
        for _, noun in prepositions(holder):
            for word, inner in prepositions(noun):
                if word in _PLACE_WORDS and noun.dep_ == "pobj" and inner.dep_ == "pobj":
                    found = _noun_place(inner, index)
                    if found.place:
                        return found
    return Where()


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


def _place_above(trigger: Trigger, index: TextIndex) -> Where:
    """ "… in Beijing, where he met …" and "talks … in a meeting in Beijing": the place of the clause above."""
    for child in trigger.verb.children:
        if child.lower_ == "where" and trigger.verb.dep_ in ("relcl", "advcl", "acl"):
            found = _noun_place(trigger.verb.head, index)
            if found.place:
                return Where(found.place, found.country, "argument")
            return _argument_place(trigger.verb.head, _PLACE_WORDS, index)
    return Where()


def _sentence_place(sentence: Span, trigger: Trigger, index: TextIndex) -> Where:
    found: list[tuple[Token, Mention]] = []
    for token in sentence:
        mention = index.mentions.get(token.i)
        if mention is None or mention.kind != "place" or any(m is mention for _, m in found):
            continue
        head = token
        while head.head.i != head.i and index.mentions.get(head.head.i) is mention:
            head = head.head
        if _is_located(head):
            found.append((head, mention))
    own = trigger.verb.i
    found = [(t, m) for t, m in found if not any(a.dep_ in ("relcl",) and a.i != own for a in climb(t, 6))]
    if not found:
        return Where()
    token, mention = min(found, key=lambda pair: abs(pair[0].i - own))
    outer = _noun_place(token.head, index) if token.dep_ == "poss" else Where()
    if outer.place:
        return Where(outer.place, outer.country, "sentence")
    return Where(_spell(token, mention, index), _country(token, mention, index), "sentence")


def _is_located(noun: Token) -> bool:
    """Whether a place stands in a phrase of place, also as "the city of Basra" or "a suburb of Cairo"."""
    for _ in range(3):
        if noun.dep_ == "appos" or (noun.dep_ == "poss" and lemma(noun.head) in word_lists("grammar")["sites"]):
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head
        else:
            break
    return noun.dep_ == "pobj" and noun.head.lower_ in _PLACE_WORDS
