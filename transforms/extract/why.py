"""Why a sentence gave the rows it gave: the words that may tell an act and the numbers, each with its scores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from transforms.extract.encoder.decoding import ReadNumber, ReadTrigger, weigh_words
from transforms.extract.readers import Readers
from transforms.extract.reading import compose_reading, read_exact, understand_exact
from transforms.extract.rows import Context

# A word is worth showing if it tells an act with at least this probability.
_SHOWN = 0.05


def explain_text(readers: Readers, text: str, published_on: date | None = None) -> Iterator[str]:
    """Lines of plain text: words weighed, acts with their phrases, numbers with theirs. Probabilities in per cent."""
    doc = readers.nlp(text)
    context = Context(published_on)
    exact = read_exact(doc, context, readers.gazetteer)
    read = understand_exact(exact)
    taken = [(act.start, act.end) for act in read.triggers]
    yield "words that may tell an act"
    for start, end, kind, probability in weigh_words(exact.encoded):
        is_taken = any(a <= start < b for a, b in taken)
        if is_taken or probability >= _SHOWN:
            yield f"  {'+' if is_taken else '-'} {doc.text[start:end]:20} {kind:10} {probability:4.0%}"
    for act in read.triggers:
        yield from _act(act, doc.text)
    for metric, number in zip(exact.metrics, read.numbers, strict=True):
        if number is not None:
            yield from _number(metric.text, number, doc.text)
    compose_reading(doc, context, exact, read)
    if context.trace.decisions:
        yield "what the rules decided"
    for made in context.trace.decisions:
        yield f"  {made.verdict:8} {doc.text[made.start : made.end]!r} by {made.reader}: {made.rule}"


def _act(act: ReadTrigger, text: str) -> Iterator[str]:
    told = ", ".join(
        f"{name} {value} {act.scores[key]:.0%}"
        for name, value, key in (
            ("", act.type, "type"),
            ("mode", act.mode or "none", "mode"),
            ("", act.modality, "modality"),
            ("", act.polarity, "polarity"),
        )
    )
    yield f"act {text[act.start : act.end]!r}: {told}".replace("  ", " ")
    for side in act.sides:
        yield (
            f"  {side.role:10} {text[side.span.start : side.span.end]!r} {side.span.probability:.0%}, "
            f"side of {side.owner or 'nobody'} {side.owner_probability:.0%}, sector {side.sector or 'none'}"
        )
    for role in ("time", "place", "source"):
        for span in act.spans[role]:
            yield f"  {role:10} {text[span.start : span.end]!r} {span.probability:.0%}"


def _number(shown: str, number: ReadNumber, text: str) -> Iterator[str]:
    scores = number.scores
    yield (
        f"number {shown!r}: {number.weight} {scores['number']:.0%}, {number.statistic} {scores['statistic']:.0%}, "
        f"direction {number.direction or 'none'} {scores['direction']:.0%}, {number.reality} {scores['reality']:.0%}"
    )
    for role, spans in number.spans.items():
        for span in spans:
            yield f"  {role:10} {text[span.start : span.end]!r} {span.probability:.0%}"
