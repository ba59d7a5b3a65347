"""Texts in, readings out: one parse, then the readers in their order. Everything that needs a spaCy Doc ends here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc
from spacy.util import filter_spans

from transforms.extract.agents import read_agents
from transforms.extract.clauses import Clauses
from transforms.extract.dates import read_dates
from transforms.extract.encoder.decoding import EncodedText, Understanding, encode_text, find_names, understand
from transforms.extract.entities import Gazetteer, read_names
from transforms.extract.language_model import MAX_CHARACTERS
from transforms.extract.metrics import read_metrics
from transforms.extract.metrics.conversion.exchange import state_in_usd
from transforms.extract.metrics.conversion.si import state_in_si
from transforms.extract.metrics.meaning import lay_meaning
from transforms.extract.movements import read_movements
from transforms.extract.readers import Readers
from transforms.extract.roles.codes import code_of
from transforms.extract.rows import Context, DateExpression, Metric, NamesReading, Reading, Sentence
from transforms.extract.statements import read_statements
from transforms.extract.text.asides import cut_asides
from transforms.extract.text.bounds import bound_sentences, mask_unreadable
from transforms.extract.text.index import TextIndex
from transforms.extract.text.repairs import repair_parse
from transforms.extract.text.sentences import number_sentences, read_sentences
from transforms.limits import Guard, TooLongError, no_guard

# Batches of 32 texts parsed faster than 64 or 256 on two cores: larger ones fall out of the cache.
PARSE_BATCH = 32


def read_texts(readers: Readers, texts: Iterable[tuple[str, Context]]) -> Iterator[Reading]:
    """Read every text in order. Parses inside a memory zone, so the vocabulary does not grow with the corpus."""
    nlp, gazetteer = readers.nlp, readers.gazetteer
    cuts = ((cut_asides(text, gazetteer.has_place), text, context) for text, context in texts)
    items = ((mask_unreadable(cut.text), (cut, text, context)) for cut, text, context in cuts)
    with nlp.memory_zone():
        for doc, (cut, text, context) in nlp.pipe(items, as_tuples=True, batch_size=PARSE_BATCH):
            reading = read_doc(bound_sentences(nlp, doc), cut.shortened(context), gazetteer)
            if doc.text != text:
                cut.restore(reading, text)
            for metric in reading.metrics:
                state_in_usd(metric, readers.rates)
            yield reading


def read_each(
    readers: Readers, texts: Iterable[tuple[str, str, Context]], guard: Guard = no_guard, is_single: bool = False
) -> Iterator[tuple[str, Reading | Exception]]:
    """Read every (key, text, context) in order; a text whose reading raises gives its exception.

    Texts are parsed together, and one by one when that fails or ``is_single``: one bad text never costs another.
    """
    waiting = iter(texts)
    while chunk := list(islice(waiting, PARSE_BATCH)):
        readings = None if is_single else _read_together(readers, chunk, guard)
        for number, (key, text, context) in enumerate(chunk):
            yield key, readings[number] if readings else _read_alone(readers, key, text, context, guard)


def _read_together(readers: Readers, chunk: list[tuple[str, str, Context]], guard: Guard) -> list[Reading] | None:
    """The readings, or None when one of the texts cannot be read."""
    try:
        with guard(""):
            return list(read_texts(readers, ((text, context) for _, text, context in chunk)))
    except Exception:  # noqa: BLE001 - told once it is known whose it is
        return None


def _read_alone(readers: Readers, key: str, text: str, context: Context, guard: Guard) -> Reading | Exception:
    try:
        with guard(key):
            if len(text) > MAX_CHARACTERS:
                raise TooLongError(f"longer than {MAX_CHARACTERS:,} characters; split it into one article a record")
            return next(read_texts(readers, [(text, context)]))
    except Exception as error:  # noqa: BLE001 - whatever a reader raises, the other texts must still be read
        return error


def read_doc(doc: Doc, context: Context, gazetteer: Gazetteer) -> Reading:
    """Run the readers over one parsed text: what is exact first, then acts and the meaning of figures."""
    exact = read_exact(doc, context, gazetteer)
    return compose_reading(doc, context, exact, understand_exact(exact))


def compose_reading(doc: Doc, context: Context, exact: ExactReading, read: Understanding) -> Reading:
    """The rows of a text from what is exact in it and what the encoder read."""
    statements = read_statements(exact.clauses, context.trace)
    metrics = lay_meaning(
        doc.text, exact.metrics, read.numbers, exact.dates, exact.names.mentions, context.published_on
    )
    for metric in metrics:
        state_in_si(metric)
    movements = read_movements(exact.clauses, context, metrics, read.triggers)
    agents = read_agents(exact.clauses.index, exact.names.mentions)
    mentions = sorted([*exact.names.mentions, *agents], key=lambda mention: (mention.start, mention.end))
    reading = Reading(exact.sentences, mentions, exact.dates, metrics, movements, statements, context.trace)
    for rows in (reading.mentions, reading.dates, reading.metrics, reading.movements, reading.statements):
        number_sentences(exact.sentences, rows)
    return reading


@dataclass(frozen=True, slots=True)
class ExactReading:
    """Sentences, names with entities, dates with days, numbers with units; and the text as the encoder sees it."""

    encoded: EncodedText
    clauses: Clauses
    sentences: list[Sentence]
    names: NamesReading
    dates: list[DateExpression]
    metrics: list[Metric]


def read_exact(doc: Doc, context: Context, gazetteer: Gazetteer) -> ExactReading:
    """Mend the parse of ``doc`` and run the exact readers."""
    repair_parse(doc, context.trace)
    sentences = read_sentences(doc, context)
    encoded = encode_text(doc.text, [(sentence.start, sentence.end) for sentence in sentences])
    _mark_found(doc, encoded)
    index = TextIndex(doc)
    clauses = Clauses(index)
    names = read_names(doc, context, gazetteer)
    index.add_names(names)
    dates = read_dates(doc, context, names.mentions, clauses)
    index.add_dates(dates)
    return ExactReading(encoded, clauses, sentences, names, dates, read_metrics(doc, context, names, dates, index))


def _mark_found(doc: Doc, encoded: EncodedText) -> None:
    """Give ``doc`` the names that the encoder found, unless a pipeline of the user's brought some."""
    if not doc.has_annotation("ENT_IOB"):
        spans = (doc.char_span(a, b, kind, alignment_mode="expand") for a, b, kind, _ in find_names(encoded))
        doc.set_ents(filter_spans(span for span in spans if span is not None))


def mark_names(doc: Doc) -> Doc:
    """The parsed ``doc`` with the names that the encoder finds in it as its entities."""
    _mark_found(doc, encode_text(doc.text, [(sent.start_char, sent.end_char) for sent in doc.sents]))
    return doc


def understand_exact(exact: ExactReading) -> Understanding:
    """Ask the encoder about the numbers of a text, and about its acts and the names that tell a country."""
    names = [((m.start, m.end), code) for m in exact.names.mentions if (code := code_of(m)[0])]
    return understand(exact.encoded, [(metric.start, metric.end) for metric in exact.metrics], names)
