"""The names reader: candidates, document rules, links, countries, references, in this order."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.entities.acronyms import expand_acronyms
from transforms.extract.entities.document_rules import repeat_names, surnames_of
from transforms.extract.entities.joint_names import part_joint_names
from transforms.extract.entities.kinds import settle_kinds
from transforms.extract.entities.leader_names import leader_spans
from transforms.extract.entities.lexicon import common_words, lexicon
from transforms.extract.entities.linking import link
from transforms.extract.entities.mending import mend
from transforms.extract.entities.model_spans import model_spans
from transforms.extract.entities.no_names import is_no_name
from transforms.extract.entities.patterns import numbered_events, pattern_spans, titled_spans, vessel_spans
from transforms.extract.entities.regions import abbreviation_spans
from transforms.extract.entities.spans import Span, choose, gazetteer_spans, prefer_known
from transforms.extract.entities.towns import know_towns, town_spans
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context, NamesReading


def read_names(doc: Doc, context: Context) -> NamesReading:
    """Mentions of a parsed text in text order, and the references to them. Offsets count code points of the text."""
    words = Words(doc.text)
    if not len(words):
        return NamesReading()
    words.capitalise(common_words())
    spans, acronyms = find_spans(doc, words, context)
    return link(doc, words, spans, acronyms, context)


def find_spans(doc: Doc, words: Words, context: Context) -> tuple[list[Span], dict[str, tuple[int, int]]]:
    """The names of a text as spans with kinds, and the acronyms it defines."""
    shouted = shouted_words(words)
    small = {word for word in words.text if word.islower()}
    # the model knows persons better than the lists of words that are no names
    found = [s for s in model_spans(doc, words) if s.kind == "person" or not is_no_name(words, s, small)]
    by_words = {(span.first, span.stop): span for span in found}
    know_towns(words, found)
    spans = found + gazetteer_spans(words, lexicon().matches(words), by_words)
    spans = [mended for span in spans if (mended := mend(words, span)) is not None]
    guessed = pattern_spans(words, shouted) + titled_spans(words)
    spans += [span for span in guessed if not is_no_name(words, span, small)]
    spans = part_joint_names(words, spans)
    spans += leader_spans(words, spans, context.published_on)
    spans = choose(prefer_known(words, spans + vessel_spans(words) + numbered_events(words)))
    spans += town_spans(words, spans)
    spans += abbreviation_spans(words, spans)
    acronyms = expand_acronyms(words, spans)
    spans = choose(spans)
    settle_kinds(words, spans, acronyms, surnames_of(words, spans))
    spans += repeat_names(words, spans, shouted)
    return choose(spans), acronyms


def shouted_words(words: Words) -> list[bool]:
    """For each word, whether its line has letters and all of them are capitals (headings, datelines)."""
    shouted = [False] * len(words)
    first = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and not words.new_line[at]:
            continue
        line = words.source[words.start[first] : words.end[at - 1]]
        if line.isupper():
            shouted[first:at] = [True] * (at - first)
        first = at
    return shouted
