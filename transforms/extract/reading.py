"""Texts in, readings out: one parse, then the readers in their order. Everything that needs a spaCy Doc ends here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc

from transforms.extract.agents import read_agents
from transforms.extract.asides import cut_asides
from transforms.extract.dates import read_dates
from transforms.extract.entities import read_names
from transforms.extract.lost_verbs import mend_forecasts
from transforms.extract.metrics import read_metrics
from transforms.extract.movements import read_movements
from transforms.extract.rows import Context, Reading, Sentence
from transforms.extract.sentences import read_sentences
from transforms.extract.statements import read_statements
from transforms.extract.tree_repairs import repair_trees

# Batches of 32 texts parsed faster than 64 or 256 on two cores: larger ones fall out of the cache.
PARSE_BATCH = 32


class _Spanned(Protocol):
    start: int
    sentence_no: int


def read_texts(nlp: Language, texts: Iterable[tuple[str, Context]]) -> Iterator[Reading]:
    """Read every text in order. Parses inside a memory zone, so the vocabulary does not grow with the corpus."""
    cuts = ((cut_asides(text), text, context) for text, context in texts)
    items = ((cut.text, (cut, text, context)) for cut, text, context in cuts)
    with nlp.memory_zone():
        for doc, (cut, text, context) in nlp.pipe(items, as_tuples=True, batch_size=PARSE_BATCH):
            reading = read_doc(doc, cut.shortened(context))
            if cut.places:
                cut.restore(reading, text)
            yield reading


def read_doc(doc: Doc, context: Context) -> Reading:
    """Run the readers over one parsed text: sentences, names, statements, dates, metrics, movements."""
    repair_trees(doc)
    mend_forecasts(doc)
    sentences = read_sentences(doc, context)
    names = read_names(doc, context)
    statements = read_statements(doc, names)
    dates = read_dates(doc, context, names.mentions)
    metrics = read_metrics(doc, context, names, dates)
    movements = read_movements(doc, context, names, dates, metrics)
    agents = read_agents(doc, names.mentions)
    mentions = sorted([*names.mentions, *agents], key=lambda mention: (mention.start, mention.end))
    reading = Reading(sentences, mentions, dates, metrics, movements, statements)
    for rows in (reading.mentions, reading.dates, reading.metrics, reading.movements, reading.statements):
        _number_sentences(sentences, rows)
    return reading


def _number_sentences(sentences: list[Sentence], rows: Iterable[_Spanned]) -> None:
    starts = [sentence.start for sentence in sentences]
    for row in rows:
        row.sentence_no = max(0, bisect_right(starts, row.start) - 1)
