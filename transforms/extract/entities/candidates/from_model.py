"""Candidate names from the language model, their edges cleaned."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.entities.candidates.money import is_money
from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS

MODEL_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "LANGUAGE": "nationality",
    "EVENT": "event",
    "PRODUCT": "product",
}
_EDGES = frozenset("\"'“”‘’`()[]{}<>,.;:!?*|/-–—…«»•_=+~^&@#") | {"''", "``", "'s", "’s", "’"}
_LOOSE_ENDS = frozenset({"of", "the", "and", "for", "at", "on", "to", "with", "from"})
# Words of a person's name that another may follow.
_LONGEST_BEGINNING = 4
_ARTICLES = frozenset({"the", "a", "an"})


def model_spans(doc: Doc, words: Words) -> list[Span]:
    """What the language model found, edges cleaned: no articles, quotes, possessive endings, line breaks or titles."""
    spans = []
    for ent in doc.ents:
        kind = MODEL_KINDS.get(ent.label_)
        if kind is None:
            continue
        first, stop = words.at(ent.start_char, ent.end_char)
        stop = next((at for at in range(first + 1, stop) if words.new_line[at]), stop)
        first, stop = trim(words, first, stop, kind)
        if kind == "person" and first and words.text[first - 1] == "He" and not words.new_line[first]:
            first -= 1  # no name follows the pronoun: this is the Chinese family name
        if first < stop and not is_money(words, first, stop):
            spans.append(Span(first, stop, kind, Finder.MODEL))
    return _joined(words, spans)


def _joined(words: Words, spans: list[Span]) -> list[Span]:
    """Persons whose name the model cut: the rest of a hyphenated word, or the next capitalised part read as a place."""
    joined: list[Span] = []
    for span in spans:
        if joined and _continues(words, joined[-1], span):
            joined[-1].stop = span.stop
            continue
        if span.kind == "person":
            while span.stop < len(words) and _hyphen_joins(words, span.stop):
                span.stop += 1
        joined.append(span)
    return joined


def _continues(words: Words, last: Span, span: Span) -> bool:
    """True if a single word right after a person's name is its last part."""
    return (
        last.kind == "person"
        and span.first == last.stop
        and span.kind in ("person", "place")
        and span.is_single
        and not words.new_line[span.first]
        and last.stop - last.first < _LONGEST_BEGINNING
    )


def _hyphen_joins(words: Words, at: int) -> bool:
    """Whether a hyphen joins word ``at`` to the one before, and both are parts of a name."""
    between = words.source[words.end[at - 1] : words.start[at]]
    return (
        len(between) == 1
        and not between.isspace()
        and words.text[at].isalpha()
        and words.folded[at] not in NAME_WORDS.compounds
    )


def trim(words: Words, first: int, stop: int, kind: str) -> tuple[int, int]:
    """Cut articles, signs and, for persons, titles off the edges of a span; an empty span has first >= stop."""
    text, folded = words.text, words.folded
    while first < stop and (text[first] in _EDGES or (folded[first] in _ARTICLES and stop - first > 1)):
        first += 1
    while first < stop and (text[stop - 1] in _EDGES or (stop - first > 1 and text[stop - 1] in _LOOSE_ENDS)):
        stop -= 1
    if kind == "person":
        first = _without_titles(words, _after_last_title(words, first, stop), stop)
        stop = _one_person(words, first, stop)
    elif kind == "organization":
        stop = _before_title(words, first, stop)
    return first, stop


def _without_titles(words: Words, first: int, stop: int) -> int:
    while first < stop - 1:
        length = words.title_at(first, stop - 1)
        if not length:
            break
        first += length
        while first < stop - 1 and words.text[first] in _EDGES:
            first += 1
    return first


def _after_last_title(words: Words, first: int, stop: int) -> int:
    for at in range(stop - 2, first - 1, -1):
        if words.folded[at] in NAME_WORDS.plain_titles:
            return at + 1
    return first


def _before_title(words: Words, first: int, stop: int) -> int:
    """End of an organisation's name before a title the model read into it ("ICC Prosecutor Fatou Bensouda")."""
    for at in range(first + 1, stop):
        if words.folded[at] in NAME_WORDS.officials and _names_person(words.folded[at:stop]):
            return at
    return stop


def _names_person(folded: list[str]) -> bool:
    """True if a title and the words after it are of a person, not of an office ("Director's Office")."""
    if not NAME_WORDS.office_bodies.isdisjoint(folded):
        return False
    return folded[0] != "special" or not NAME_WORDS.special_officials.isdisjoint(folded)


def _one_person(words: Words, first: int, stop: int) -> int:
    """End of the first name when the model joined a name and its possessor's thing ("Modi's BJP")."""
    for at in range(first + 1, stop):
        if words.folded[at] == "'s" and at < stop - 1:
            return at
    return stop
