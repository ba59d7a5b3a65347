"""From spans to mentions: the canonical name, the entity and its country, each with the method that found it."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from transforms import ids
from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.gazetteer.entries import Origin
from transforms.extract.entities.linking.countries import find_countries
from transforms.extract.entities.linking.homonyms import settle_homonyms
from transforms.extract.entities.linking.named import CountryBy, Link, Named
from transforms.extract.entities.linking.namesake_towns import settle_namesakes
from transforms.extract.entities.linking.people import link_people
from transforms.extract.entities.linking.region_towns import settle_region_towns
from transforms.extract.entities.references import read_references
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS
from transforms.extract.rows import Context, Mention, NamesReading

KOREAS = ("KOR", "PRK")
# Names and adjectives that say "Korea" without saying which.
_PLAIN_KOREA = ("Korea", "Korean", "Koreans")


def link(
    doc: Doc, words: Words, spans: list[Span], acronyms: dict[str, tuple[int, int]], context: Context
) -> NamesReading:
    """Mentions in text order with entity, country and method, and the references to them."""
    ends = {sent.end_char for sent in doc.sents} | {_last_sign(sent) for sent in doc.sents}
    named = [_named(words, span, ends) for span in spans]
    korea = _which_korea(named, context)
    by_words = {(n.span.first, n.span.stop): n for n in named}
    for item in named:
        _name(words, item, acronyms, by_words, korea)
    _join_organs(words, named)
    settle_region_towns(words, named)
    homonyms = settle_homonyms(words, named)
    settle_namesakes(words, named, context)
    link_people(words, named, context)
    find_countries(words, named, context, homonyms)
    for item in named:
        _finish(item)
    references = read_references(doc, words, named)
    return NamesReading([item.mention for item in named], references, words.gazetteer.countries)


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
        words.new_line[span.stop] or (words.text[span.stop].istitle() and words.folded[span.stop] in NAME_WORDS.openers)
    )
    closes = end in sentence_ends or new_sentence or span.stop == len(words)
    return end - 1 if closes or words.folded[last] in NAME_WORDS.company_endings else end


def _named(words: Words, span: Span, sentence_ends: set[int]) -> Named:
    entry = next((e for e in span.entries if e.kind == span.kind), None)
    text = words.span_text(span.first, span.stop)
    if entry is None and span.finder is Finder.MODEL and text.islower():
        # A text in small letters throughout, or a model that found the name in spite of them.
        entries = words.gazetteer.names.folded_at(words, span.first, span.stop)
        entry = next((e for e in entries if e.kind == span.kind and not e.weak), None)
    start, end = words.start[span.first], _end(words, span, sentence_ends)
    mention = Mention(start, end, words.source[start:end], span.kind, sector=span.sector)
    return Named(span, mention, entry)


def _which_korea(named: list[Named], context: Context) -> str | None:
    if context.publisher_country in KOREAS:
        return context.publisher_country
    full = [n.entry.country for n in named if n.entry is not None and n.entry.country in KOREAS]
    plain = sum(n.mention.text in _PLAIN_KOREA for n in named)
    if set(full) == {"PRK"} and plain > len(full):
        return "KOR"  # who writes "Korea" all along and "North Korea" now and then means the South
    return full[0] if len(set(full)) == 1 else None


def _name(
    words: Words,
    item: Named,
    acronyms: dict[str, tuple[int, int]],
    by_words: dict[tuple[int, int], Named],
    korea: str | None,
) -> None:
    """Name, country and sector by gazetteer, by the acronym's long form, or as written."""
    mention = item.mention
    full = by_words.get(acronyms.get(mention.text, (-1, -1)))
    if full is not None and full is not item:
        item.entry, item.link = full.entry, Link.ACRONYM
        mention.name = full.entry.name if full.entry else tidy(full.mention.text)
    elif item.entry is not None:
        mention.name, item.link = item.entry.name, Link.GAZETTEER
    else:
        mention.name = tidy(mention.text)
    entry = item.entry
    if entry is not None:
        mention.sector = entry.sector or mention.sector
        if not entry.generic:
            mention.country = entry.country
            item.country_by = entry.origin if entry.country else Origin.UNKNOWN
    if korea is not None and mention.name in ("Korea", "Korean"):
        _take_korea(words, item, korea)


def _take_korea(words: Words, item: Named, korea: str) -> None:
    """Let "Korea" and "Korean" mean the one the text speaks of."""
    item.mention.country, item.country_by = korea, CountryBy.PUBLISHER
    if item.mention.kind == "place":
        item.mention.name = words.gazetteer.countries[korea]
    elif item.mention.kind == "nationality":
        item.mention.name = "South Korean" if korea == "KOR" else "North Korean"


def _join_organs(words: Words, named: list[Named]) -> None:
    """A party's organ acts for the party: "the Central Committee of the Workers' Party" is the Workers' Party."""
    for organ, party in itertools.pairwise(named):
        is_organ = organ.entry is not None and organ.entry.generic and organ.entry.sector == "PTY"
        between = words.folded[organ.span.stop : party.span.first]
        if is_organ and party.span.kind == "organization" and between in (["of"], ["of", "the"]):
            organ.mention.name, organ.mention.country = party.mention.name, party.mention.country
            organ.link, organ.country_by = Link.ORGAN, Origin.UNKNOWN
            organ.entry = party.entry


def tidy(text: str) -> str:
    """A name as its entity bears it: one line, single blanks, no shouting."""
    name = " ".join(text.split())
    return name.title() if name.isupper() and len(name) > 6 and " " in name else name


def _finish(item: Named) -> None:
    """Write the entity and the methods into the mention."""
    mention = item.mention
    if mention.name is not None and not item.link.is_open:
        mention.entity_id = ids.entity_id(mention.kind, mention.name)
    is_told = bool(mention.country) and item.country_by not in (Origin.UNKNOWN, Origin.COUNTRIES, Origin.LIBRARY)
    mention.linked_by = f"{item.link}/{item.country_by}" if is_told else str(item.link)
