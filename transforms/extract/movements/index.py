"""One look-up from tokens to what the earlier readers found there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

from transforms.extract.movements.assertions import Assertions, read_assertions
from transforms.extract.rows import Context, DateExpression, Mention, NamesReading, Part, Reference

if TYPE_CHECKING:
    from transforms.extract.movements.homes import Home


@dataclass(slots=True)
class TextIndex:
    """A parsed text with its mentions, references and dates by token number. Made once per text, in linear time."""

    doc: Doc
    # doc.text, which spaCy joins anew on every access
    text: str
    context: Context
    # the canonical name of each country by its code
    countries: Mapping[str, str]
    mentions: dict[int, Mention] = field(default_factory=dict)
    references: dict[int, Mention] = field(default_factory=dict)
    pronouns: dict[int, list[Any]] = field(default_factory=dict)
    offices: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)
    # the last token of each dateline and its country
    datelines: list[tuple[int, str | None]] = field(default_factory=list)
    dates: list[tuple[int, int, DateExpression]] = field(default_factory=list)
    _assertions: dict[int, Assertions] = field(default_factory=dict)

    def assertions_of(self, sentence: Span) -> Assertions:
        """What a sentence takes back; read once a sentence."""
        if sentence.start not in self._assertions:
            self._assertions[sentence.start] = read_assertions(sentence)
        return self._assertions[sentence.start]

    def part_at(self, start: int) -> Part | None:
        """The document part a character offset lies in."""
        return next((part for part in self.context.parts if part.start <= start < part.end), None)


def index_text(doc: Doc, context: Context, names: NamesReading, dates: list[DateExpression]) -> TextIndex:
    """Lay mentions, references and dates over the tokens of ``doc``."""
    index = TextIndex(doc, doc.text, context, names.countries)
    token_at = {token.idx: token.i for token in doc}
    for mention in sorted(names.mentions, key=lambda m: m.start - m.end):
        for i in _tokens(doc, token_at, mention):
            index.mentions.setdefault(i, mention)
    for reference in names.references:
        for i in _tokens(doc, token_at, reference):
            index.references.setdefault(i, reference.mention)
    for expression in dates:
        covered = list(_tokens(doc, token_at, expression))
        if covered:
            index.dates.append((covered[0], covered[-1] + 1, expression))
    return index


def _tokens(doc: Doc, token_at: dict[int, int], row: Mention | Reference | DateExpression) -> Iterable[int]:
    first = token_at.get(row.start)
    if first is None:
        span = doc.char_span(row.start, row.end, alignment_mode="expand")
        if span is None:
            return
        first = span.start
    for i in range(first, len(doc)):
        if doc[i].idx >= row.end:
            return
        yield i
