"""The names reader: candidates, kinds, links, countries, references, in this order."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.entities.candidates.acronyms import expand_acronyms
from transforms.extract.entities.candidates.from_gazetteer import know_spans, prefer_known
from transforms.extract.entities.candidates.from_model import model_spans
from transforms.extract.entities.candidates.from_patterns import numbered_events, pattern_spans, vessel_spans
from transforms.extract.entities.candidates.joint_names import part_joint_names
from transforms.extract.entities.candidates.leader_names import leader_spans
from transforms.extract.entities.candidates.not_names import drop_not_names
from transforms.extract.entities.candidates.repair import repair_spans
from transforms.extract.entities.candidates.repeats import repeat_names
from transforms.extract.entities.candidates.spans import Span, choose
from transforms.extract.entities.candidates.states import abbreviation_spans
from transforms.extract.entities.candidates.towns import know_towns, town_spans
from transforms.extract.entities.gazetteer import Gazetteer
from transforms.extract.entities.kinds.decide import settle_kinds
from transforms.extract.entities.kinds.surnames import surnames_of
from transforms.extract.entities.linking.link import link
from transforms.extract.entities.text.words import Words
from transforms.extract.rows import Context, NamesReading


def read_names(doc: Doc, context: Context, gazetteer: Gazetteer) -> NamesReading:
    """Mentions of a parsed text in text order, and the references to them. Offsets count code points of the text."""
    words = Words(doc.text, gazetteer, context.trace)
    if not len(words):
        return NamesReading(countries=gazetteer.countries)
    spans, acronyms = find_spans(doc, words, context)
    return link(doc, words, spans, acronyms, context)


def find_spans(doc: Doc, words: Words, context: Context) -> tuple[list[Span], dict[str, tuple[int, int]]]:
    """The names of a text as spans with kinds, and the acronyms it defines."""
    spans = drop_not_names(words, model_spans(doc, words))
    know_towns(words, spans)
    spans = repair_spans(words, know_spans(words, spans))
    spans += drop_not_names(words, pattern_spans(words))
    spans = part_joint_names(words, spans)
    spans += leader_spans(words, spans, context.published_on)
    spans = choose(prefer_known(words, spans + vessel_spans(words) + numbered_events(words)))
    spans += town_spans(words, spans)
    spans += abbreviation_spans(words, spans)
    spans, acronyms = expand_acronyms(words, spans)
    spans = choose(spans)
    spans = settle_kinds(words, spans, acronyms, surnames_of(words, spans))
    spans += repeat_names(words, spans)
    return choose(spans), acronyms
