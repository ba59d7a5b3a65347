"""From spans to mentions."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms import ids
from transforms.extract.entities.spans import Span
from transforms.extract.entities.words import Words
from transforms.extract.rows import Context, Mention, NamesReading


def link(doc: Doc, words: Words, spans: list[Span], acronyms: dict, context: Context) -> NamesReading:
    """First version: gazetteer entries only."""
    mentions = []
    for span in spans:
        entry = span.entries[0] if span.entries and span.entries[0].kind == span.kind else None
        text = words.span_text(span.first, span.stop)
        name = entry.name if entry else text
        mentions.append(
            Mention(words.start[span.first], words.end[span.stop - 1], text, span.kind, name,
                    ids.entity_id(span.kind, name), entry.country if entry else None, entry.sector if entry else None,
                    span.source)
        )  # fmt: skip
    return NamesReading(mentions)
