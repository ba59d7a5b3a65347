"""What the whole document says about its names: surnames of its people, names the model missed once."""

from __future__ import annotations

from collections import defaultdict

from transforms.extract.entities.patterns import is_capital
from transforms.extract.entities.spans import Span
from transforms.extract.entities.word_lists import word_list
from transforms.extract.entities.words import Words

_PARTICLES = word_list("particles")
_REGNAL = word_list("regnal_titles")


def surnames_of(words: Words, spans: list[Span]) -> set[str]:
    """Folded last words (first words too, of names of East Asia, princes and sheikhs) of the full personal names."""
    found = set()
    for span in spans:
        if span.kind == "person" and 2 <= span.stop - span.first <= 8 and span.source != "leader":
            found.add(words.folded[span.stop - 1])
            if words.folded[span.stop - 2] in _PARTICLES:
                found.add(words.key(span.stop - 2, span.stop))
            if is_family_first(words, span) or (span.first and words.folded[span.first - 1] in _REGNAL):
                found.add(words.folded[span.first])
    return found


EAST_ASIAN_FAMILIES = word_list("east_asian_families")


def is_family_first(words: Words, span: Span) -> bool:
    """Whether a full name looks like an East Asian one with the family name in front ("Kim Song-nam", "Xi Jinping")."""
    return (
        words.folded[span.first] in EAST_ASIAN_FAMILIES and words.folded[span.stop - 1] not in EAST_ASIAN_FAMILIES
    ) or (words.folded[span.first] in EAST_ASIAN_FAMILIES and span.stop - span.first == 3)


def repeat_names(words: Words, spans: list[Span], shouted: list[bool]) -> list[Span]:
    """Spans for names of the document that stand elsewhere in it uncovered, written the same way.

    Names of several words are looked for as they are; of persons also the surname, where it is no everyday word.
    """
    covered: set[int] = set()
    for span in spans:
        covered.update(range(span.first, span.stop))
    wanted: dict[str, list[tuple[tuple[str, ...], Span]]] = defaultdict(list)
    for span in spans:
        written = tuple(words.text[span.first : span.stop])
        guessed = span.source == "model" and span.kind in ("organization", "place", "nationality")
        if (
            guessed
            or span.kind in ("event", "product", "vehicle")
            or any(shouted[at] for at in range(span.first, span.stop))
        ):
            continue
        if is_capital(written[0]) and (len(written) > 1 or span.source in ("acronym", "title") or len(written[0]) > 3):
            wanted[written[0]].append((written, span))
        if span.kind == "person" and len(written) > 1:
            for at in {span.stop - 1, span.first if is_family_first(words, span) else span.stop - 1}:
                if len(words.text[at]) > 2 and words.text[at][0].isupper():
                    wanted[words.text[at]].append(((words.text[at],), span))
    small = {word for word in words.text if word.islower()}
    added = []
    for at, word in enumerate(words.text):
        if at in covered or word not in wanted:
            continue
        for written, span in sorted(wanted[word], key=lambda w: -len(w[0])):
            stop = at + len(written)
            if tuple(words.text[at:stop]) != written or not covered.isdisjoint(range(at, stop)):
                continue
            if len(written) == 1 and (word.lower() in small or _inside_a_name(words, at)):
                continue
            kind = span.kind
            added.append(
                Span(at, stop, kind, "repeated", span.entries if len(written) == span.stop - span.first else (), 1)
            )
            covered.update(range(at, stop))
            break
    return added


def _inside_a_name(words: Words, at: int) -> bool:
    """Whether the words beside are capitalised too, so that the word is part of another name."""
    before = at > 0 and not words.new_line[at] and is_capital(words.text[at - 1]) and words.text[at - 1][0].isalpha()
    after = at + 1 < len(words) and not words.new_line[at + 1] and words.text[at + 1][0].isupper()
    start_of_sentence = before and at > 1 and words.text[at - 2] in (".", "?", "!")
    return (before and not start_of_sentence) or after
