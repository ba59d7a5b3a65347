"""From spans to mentions: the canonical name, the entity and its country, each with the method that found it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from transforms import ids
from transforms.extract.entities.belonging import find_countries
from transforms.extract.entities.homonyms import settle_homonyms
from transforms.extract.entities.lexicon import country_names, lexicon
from transforms.extract.entities.namesakes import settle_namesakes
from transforms.extract.entities.naming import Named
from transforms.extract.entities.people import link_people
from transforms.extract.entities.references import read_references
from transforms.extract.entities.regions import settle_region_towns
from transforms.extract.entities.spans import Span
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context, Mention, NamesReading

_OPENERS = word_list("openers")
_SHORT_FORMS = frozenset({"co", "ltd", "inc", "corp", "jr", "sr", "bros"})
KOREAS = ("KOR", "PRK")


@dataclass(frozen=True, slots=True)
class Homeland:
    """Which Korea a text means by "Korea": by its publisher, else by those it names in full (null: unclear)."""

    korea: str | None


def link(
    doc: Doc, words: Words, spans: list[Span], acronyms: dict[str, tuple[int, int]], context: Context
) -> NamesReading:
    """Mentions in text order with entity, country and method, and the references to them."""
    ends = {sent.end_char for sent in doc.sents} | {_last_sign(sent) for sent in doc.sents}
    named = [_named(words, span, ends) for span in spans]
    homeland = Homeland(_which_korea(named, context))
    by_words = {(n.span.first, n.span.stop): n for n in named}
    for item in named:
        _name(words, item, acronyms, by_words, homeland)
    _join_organs(words, named)
    settle_region_towns(words, named)
    homonyms = settle_homonyms(words, named)
    settle_namesakes(words, named, context)
    link_people(words, named, context)
    find_countries(words, named, context, homonyms)
    for item in named:
        _finish(item)
    return NamesReading([item.mention for item in named], read_references(doc, words, named))


def _last_sign(sent: SpacySpan) -> int:
    """Where the last token of a sentence that is no blank ends."""
    end: int = sent.end_char
    for token in reversed(sent):
        if not token.is_space:
            return int(token.idx + len(token))
    return end


def _end(words: Words, span: Span, sentence_ends: set[int]) -> int:
    """The end of a name: the point of "Co." is not part of it, that of "U.S." only inside a sentence."""
    last = span.stop - 1
    end = words.end[last]
    if not words.text[last].endswith(".") or len(words.text[last]) < 3:
        return end
    new_sentence = span.stop < len(words) and (
        words.new_line[span.stop] or (words.text[span.stop].istitle() and words.folded[span.stop] in _OPENERS)
    )
    closes = end in sentence_ends or new_sentence or span.stop == len(words)
    return end - 1 if closes or words.folded[last] in _SHORT_FORMS else end


def _named(words: Words, span: Span, sentence_ends: set[int]) -> Named:
    entry = next((e for e in span.entries if e.kind == span.kind), None)
    text = words.span_text(span.first, span.stop)
    if entry is None and span.source == "model" and text.islower():
        # A text in small letters throughout, or a model that found the name in spite of them.
        entries = lexicon().folded_at(words, span.first, span.stop)
        entry = next((e for e in entries if e.kind == span.kind and not e.weak), None)
    start, end = words.start[span.first], _end(words, span, sentence_ends)
    mention = Mention(start, end, words.source[start:end], span.kind, sector=span.sector)
    return Named(span, mention, entry)


def _which_korea(named: list[Named], context: Context) -> str | None:
    if context.publisher_country in KOREAS:
        return context.publisher_country
    full = [n.entry.country for n in named if n.entry is not None and n.entry.country in KOREAS]
    plain = sum(n.mention.text in ("Korea", "Korean", "Koreans") for n in named)
    if set(full) == {"PRK"} and plain > len(full):
        return "KOR"  # who writes "Korea" all along and "North Korea" now and then means the South
    return full[0] if len(set(full)) == 1 else None


def _name(
    words: Words,
    item: Named,
    acronyms: dict[str, tuple[int, int]],
    by_words: dict[tuple[int, int], Named],
    homeland: Homeland,
) -> None:
    """Name, country and sector by gazetteer, by the acronym's long form, or as written."""
    mention, entry = item.mention, item.entry
    long_form = acronyms.get(mention.text)
    if long_form in by_words and by_words[long_form] is not item:
        full = by_words[long_form]
        item.entry = entry = full.entry
        mention.name = full.entry.name if full.entry else tidy(full.mention.text)
        mention.linked_by = "acronym"
    elif entry is not None:
        mention.name, mention.linked_by = entry.name, "gazetteer"
    else:
        mention.name, mention.linked_by = tidy(mention.text), "text"
    if entry is not None and not entry.generic:
        mention.country, mention.sector = entry.country, entry.sector or mention.sector
        item.country_by = entry.source if entry.country else ""
    elif entry is not None:
        mention.sector = entry.sector or mention.sector
    if mention.name in ("Korea", "Korean") and homeland.korea:
        mention.country, item.country_by = homeland.korea, "publisher"
        if mention.kind == "place":
            mention.name = country_names()[homeland.korea]
        elif mention.kind == "nationality":
            mention.name = "South Korean" if homeland.korea == "KOR" else "North Korean"


def _join_organs(words: Words, named: list[Named]) -> None:
    """A party's organ acts for the party: "the Central Committee of the Workers' Party" is the Workers' Party."""
    for organ, party in itertools.pairwise(named):
        is_organ = organ.entry is not None and organ.entry.generic and organ.entry.sector == "PTY"
        between = words.folded[organ.span.stop : party.span.first]
        if is_organ and party.span.kind == "organization" and between in (["of"], ["of", "the"]):
            organ.mention.name, organ.mention.country = party.mention.name, party.mention.country
            organ.mention.linked_by, organ.country_by = "organ", ""
            organ.entry = party.entry


def tidy(text: str) -> str:
    """A name as its entity bears it: one line, single blanks, no shouting."""
    name = " ".join(text.split())
    return name.title() if name.isupper() and len(name) > 6 and " " in name else name


def _finish(item: Named) -> None:
    mention = item.mention
    if mention.name is not None and mention.linked_by not in ("ambiguous", "surname_only"):
        mention.entity_id = ids.entity_id(mention.kind, mention.name)
    if item.country_by and mention.country and item.country_by not in ("countries", "pycountry", mention.linked_by):
        mention.linked_by = f"{mention.linked_by}/{item.country_by}"
