"""Abbreviated states after a town and a comma: "Ala.", "N.H.", "TX"."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Rank, Span
from transforms.extract.entities.text.tokens import is_capital
from transforms.extract.entities.text.words import Words


def abbreviation_spans(words: Words, spans: list[Span]) -> list[Span]:
    """The abbreviated states of a text; one without a point counts only after a known place."""
    places = {span.stop for span in spans if any(e.kind == "place" for e in span.entries) or span.kind == "place"}
    found = []
    for comma in range(1, len(words) - 1):
        if words.text[comma] == "," and _joins_capitals(words, comma):
            span = _abbreviation_at(words, comma + 1, comma in places)
            if span is not None:
                found.append(span)
    return found


def _joins_capitals(words: Words, comma: int) -> bool:
    is_one_line = not words.new_line[comma + 1]
    return is_one_line and is_capital(words.text[comma - 1]) and is_capital(words.text[comma + 1])


def _abbreviation_at(words: Words, at: int, is_after_place: bool) -> Span | None:
    start = words.start[at]
    for short, entry in words.gazetteer.regions.abbreviations:
        if not words.source.startswith(short, start) or (short[-1] != "." and not is_after_place):
            continue
        first, stop = words.at(start, start + len(short))
        if words.end[stop - 1] == start + len(short):
            return Span(first, stop, "place", Finder.GAZETTEER, (entry,), Rank.STATE)
    return None
