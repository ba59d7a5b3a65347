"""Pronouns and descriptions which surely stand for a named person: "he", "the Chinese leader", "the president"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc

from transforms.extract.entities.linking.named import Named
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import DATA, NAME_WORDS
from transforms.extract.rows import Mention, Reference
from transforms.vocabulary import Vocabulary

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
# What makes another description of it: "the president of", "the president-elect".
_CONTINUED = ("of", "'s", "elect", "-")
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_SHE_OR_HE = _SHE | _HE
# The antecedent of a pronoun stands in its own sentence or the one before.
_SENTENCES_BACK = 1
# Sentences over which a chain of pronouns may reach back.
_CHAIN = 4


class Descriptions(Vocabulary):
    """references.toml: the noun by which a person is called again, and the offices for which it may stand."""

    head: dict[str, frozenset[str]]


_HEADS = Descriptions.load(DATA / "references.toml").head


def read_references(doc: Doc, words: Words, named: list[Named]) -> list[Reference]:
    """Sure references in text order. A pronoun with two possible bearers of equal standing stands for nobody."""
    people = [item for item in named if item.span.kind == "person" and item.mention.entity_id]
    if not people:
        return []
    found = _descriptions(words, named)
    found += _pronouns(doc, words, people)
    return sorted(found, key=lambda r: r.start)


def _pronouns(doc: Doc, words: Words, people: list[Named]) -> list[Reference]:
    genders = _genders(words, people)
    sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
    number, found = 0, []
    starts = [person.mention.start for person in people]
    last: dict[bool, Mention] = {}
    for token in doc:
        if token.pos_ != "PRON" or token.lower_ not in _SHE_OR_HE:
            continue
        is_she = token.lower_ in _SHE
        while sentences[number][1] <= token.idx:
            number += 1
        window = sentences[max(0, number - _SENTENCES_BACK)][0]
        near = people[bisect_left(starts, window) : bisect_left(starts, token.idx)]
        near = [p for p in near if genders.get(p.mention.entity_id or "", is_she) == is_she]
        bearer = _antecedent(doc, near, sentences[number][0])
        if bearer is None and not near and _reaches(last.get(is_she), token.idx, sentences[max(0, number - _CHAIN)][0]):
            bearer = last[is_she]
        if bearer is not None:
            last[is_she] = bearer
            found.append(Reference(token.idx, token.idx + len(token), token.text, bearer))
    return found


def _reaches(mention: Mention | None, at: int, earliest: int) -> bool:
    """True if a chain of pronouns may reach back to a mention: it begins no earlier than ``earliest``."""
    return mention is not None and earliest <= mention.start < at


def _antecedent(doc: Doc, near: list[Named], sentence_start: int) -> Mention | None:
    """The only person near; else the only one that is a subject, nearest sentence first."""
    bearers = {p.mention.entity_id for p in near}
    if len(bearers) == 1:
        return near[-1].mention
    for here in (True, False):
        subjects = [
            p.mention for p in near if (p.mention.start >= sentence_start) == here and _is_subject(doc, p.mention)
        ]
        if len({m.entity_id for m in subjects}) == 1:
            return subjects[-1]
        if subjects:
            return None
    return None


def _is_subject(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in _SUBJECT


def _genders(words: Words, people: list[Named]) -> dict[str, bool]:
    """Entities whose gender a title tells: true for women."""
    found: dict[str, bool] = {}
    for item in people:
        before = words.folded[item.span.first - 1] if item.span.first else ""
        is_she = before in NAME_WORDS.female_titles
        if is_she or before in NAME_WORDS.male_titles:
            found[item.mention.entity_id or ""] = is_she
    return found


def _descriptions(words: Words, named: list[Named]) -> list[Reference]:
    """The Chinese leader is the head of that country named before; the president the only one named."""
    found = []
    heads: dict[tuple[str, str | None], list[Mention]] = {}
    by_stop = {item.span.stop: item for item in named}
    by_first = {item.span.first: item for item in named}
    for at in range(len(words)):
        item = by_first.get(at)
        if item is not None and item.span.kind == "person" and item.mention.entity_id:
            for head in _heads_of(words, item, by_stop):
                for country in (item.mention.country, None):
                    heads.setdefault((head, country), []).append(item.mention)
        if words.folded[at] != "the" or at + 1 >= len(words):
            continue
        reference = _described(words, at, by_first, heads)
        if reference is not None:
            found.append(reference)
    return found


def _heads_of(words: Words, item: Named, by_stop: dict[int, Named]) -> list[str]:
    """The heads by which a person may be called again, from the role on the day or the title before the name."""
    held = item.role.title.lower() if item.role is not None else ""
    before = " ".join(words.folded[max(0, item.span.first - 2) : item.span.first])
    vice = any(word in before for word in NAME_WORDS.former_or_deputy)
    return [
        head
        for head, titles in _HEADS.items()
        if held in titles or (not vice and any(before == t or before.endswith(f" {t}") for t in titles))
    ]


def _described(
    words: Words, at: int, by_first: dict[int, Named], heads: dict[tuple[str, str | None], list[Mention]]
) -> Reference | None:
    """The one person whom "the Chinese leader" or "the president" at a word stands for."""
    near = by_first.get(at + 1)
    country, first = None, at + 1
    if near is not None and near.span.kind == "nationality" and near.mention.country:
        country, first = near.mention.country, near.span.stop
    end, head = _head_at(words, first, country)
    if not head or end in by_first or (end < len(words) and words.folded[end] in _CONTINUED):
        return None
    bearers = heads.get((head, country), [])
    if len({m.entity_id for m in bearers}) != 1:
        return None
    return Reference(words.start[at], words.end[end - 1], words.span_text(at, end), bearers[-1])


def _head_at(words: Words, first: int, country: str | None) -> tuple[int, str]:
    """Where the noun at a word ends, and the noun; "leader" alone is of no country and says nothing."""
    for length in (2, 1):
        head = " ".join(words.folded[first : first + length])
        if head in _HEADS and (head != "leader" or country is not None):
            return first + length, head
    return first, ""
