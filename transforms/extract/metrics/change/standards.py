"""Against what a figure is compared when that is no earlier figure: a norm, an average, a target, a forecast, a limit.

A figure is the distance from its standard ("30 percent below normal"), a multiple of it ("twice the average"), or a
level told beside it ("4.1 percent, above the target of 4 percent").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from transforms.extract.metrics.lexemes import Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.rows import DateExpression
from transforms.vocabulary import Vocabulary

_LONGEST_NAME = 9  # lexemes from the words of comparison to the standard: "the central bank's own long-term target"
_LONGEST_GAP = 12  # lexemes from a level to the words of comparison: "4.1 percent of output in May, above"
_LONGEST_CLAUSE = 6  # lexemes of "what analysts had expected"
_NAME_TAGS = frozenset(
    ["DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "VBG", "CD", "HYPH"]
)
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
EARLIER = "earlier"


class _Relations(Vocabulary):
    up: tuple[str, ...]
    down: tuple[str, ...]
    level: tuple[str, ...]
    participles: frozenset[str]
    topical: frozenset[str]
    adverbs: frozenset[str]


class _Levels(Vocabulary):
    words: frozenset[str]
    links: frozenset[str]
    prefixes: frozenset[str]
    nouns: frozenset[str]


class Standards(Vocabulary):
    """The words of ``standards.toml``."""

    nouns: dict[str, frozenset[str]]
    participles: dict[str, frozenset[str]]
    relations: _Relations
    levels: _Levels

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of standard by the noun that names it."""
        return {word: kind for kind, listed in self.nouns.items() for word in listed}

    @cached_property
    def expected(self) -> dict[str, str]:
        """The kind of standard by the participle that names it."""
        return {word: kind for kind, listed in self.participles.items() for word in listed}

    @cached_property
    def ways(self) -> dict[tuple[str, ...], str]:
        """up, down or level by the words of comparison."""
        relations = self.relations
        listed = {"up": relations.up, "down": relations.down, "level": relations.level}
        return {tuple(phrase.split()): way for way, phrases in listed.items() for phrase in phrases}


WORDS = Standards.load(Path(__file__).parents[1] / "data" / "standards.toml")
_CUES = frozenset([*WORDS.kinds, *WORDS.expected, *WORDS.levels.words])


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard named at the lexemes ``first``..``last``; the words of comparison begin at ``relation``."""

    kind: str
    first: int
    last: int
    relation: int
    way: str


class _Figures:
    """The figures of a paragraph in text order, found by lexeme."""

    def __init__(self, lexemes: Lexemes, quantities: list[Quantity]) -> None:
        self._lexemes = lexemes
        self._all = quantities
        self._firsts = [quantity.first for quantity in quantities]
        self._lasts = [quantity.last for quantity in quantities]

    def before(self, at: int) -> Quantity | None:
        """The last figure that ends before a lexeme."""
        n = bisect_left(self._lasts, at)
        while n and self._lexemes.word(self._firsts[n - 1] - 1) == "per":
            n -= 1  # "2.6 doctors per 1,000 people"
        return self._all[n - 1] if n else None

    def after(self, at: int) -> Iterator[Quantity]:
        """The figures that begin at or behind a lexeme."""
        for n in range(bisect_left(self._firsts, at), len(self._all)):
            yield self._all[n]


def read_standards(lexemes: Lexemes, quantities: list[Quantity], dates: list[DateExpression]) -> None:
    """Note against which standard each figure is compared, and which figures are standards themselves."""
    if not quantities:
        return
    starts = {bisect_left(lexemes.start, expression.start) for expression in dates}
    figures = _Figures(lexemes, quantities)
    for at in (n for n, word in enumerate(lexemes.lower) if word in _CUES):
        kind = _kind_at(lexemes, at, starts)
        if kind is None:
            continue
        multiple = _multiple_before(lexemes, figures, at)
        if multiple is not None:
            multiple.compared_with = multiple.compared_with or kind
            multiple.is_level = True
            continue
        standard = _related(lexemes, kind, at)
        if standard is not None:
            _compare(lexemes, figures, standard)


def compare_levels(present: Quantity, base: Quantity, is_moved: bool, is_dated: bool) -> None:
    """Note that ``present`` was ``base`` at another time: it moved from there ("to 6 from 5"), or the base is dated."""
    base.is_base = True
    if is_moved or present.change_end or (is_dated and present.kind != "percent"):
        present.is_level = base.is_level = True
    if present.compared_with is None and (is_moved or is_dated or present.change_end):
        present.compared_with, present.compared_value = EARLIER, base.value


def _kind_at(lexemes: Lexemes, at: int, dates: set[int]) -> str | None:
    """The kind of standard named at a lexeme, ``None`` if the word names none there."""
    word, before = lexemes.word(at), lexemes.word(at - 1)
    if word in WORDS.expected and before in ("than", "as"):
        return WORDS.expected[word]
    if word in WORDS.expected and _follows_what(lexemes, at):
        return WORDS.expected[word]
    if word in WORDS.levels.words and _is_earlier_level(lexemes, at, dates):
        return EARLIER
    kind = WORDS.kinds.get(word)
    if kind is None or before == "on":  # "on average"
        return None
    return kind if kind == "average" or not _modifies(lexemes, at) else None


def _follows_what(lexemes: Lexemes, at: int) -> bool:
    """True for "expected" in "three times what analysts had expected"."""
    return "what" in lexemes.lower[max(0, at - _LONGEST_CLAUSE) : at]


def _is_earlier_level(lexemes: Lexemes, at: int, dates: set[int]) -> bool:
    """True for "the level of 2019", "those of a year earlier" and "pre-pandemic levels"."""
    if lexemes.word(at).startswith("level"):
        near = lexemes.lower[max(0, at - 3) : at]
        if not WORDS.levels.prefixes.isdisjoint(near):
            return True
    here = at + 1
    while lexemes.word(here) in WORDS.levels.links or (here > at + 1 and lexemes.word(here) == "the"):
        here += 1
    return here in dates


def _modifies(lexemes: Lexemes, at: int) -> bool:
    """True if the word is part of another name: "the target area"; "its normal size" still names a standard."""
    if at + 1 >= len(lexemes) or lexemes.word(at + 1) in WORDS.levels.nouns:
        return False
    return lexemes.token_at(at + 1).tag_ in ("NN", "NNS", "NNP", "NNPS")


def _multiple_before(lexemes: Lexemes, figures: _Figures, at: int) -> Quantity | None:
    """The multiple right before the words that name a standard: "twice the national average"."""
    last = figures.before(at)
    if last is None or at - last.last > _LONGEST_NAME:
        return None
    if last.kind != "times" and last.number.form != "half":
        return None
    here = last.last + 1
    if lexemes.word(here) == "as":
        return last if lexemes.word(at - 1) == "as" else None
    if lexemes.word(here) == "what":
        return last
    return last if all(_names(lexemes, n) for n in range(here, at)) else None


def _names(lexemes: Lexemes, here: int) -> bool:
    """True if the lexeme may be part of the name of a standard."""
    return lexemes.word(here) in ("-", "'s", "’s", "$", "%", "£", "€") or lexemes.token_at(here).tag_ in _NAME_TAGS


def _related(lexemes: Lexemes, kind: str, at: int) -> Standard | None:
    """The standard named at ``at`` with the words of comparison before it."""
    for here in range(at, max(0, at - _LONGEST_NAME), -1):
        for size in (2, 1):
            way = WORDS.ways.get(tuple(lexemes.lower[max(0, here - size) : here]))
            if way is not None and here - size >= 0:
                return Standard(kind, here, at, here - size, way)
        if here - 1 < 0 or not _names(lexemes, here - 1):
            return None
    return None


def _compare(lexemes: Lexemes, figures: _Figures, standard: Standard) -> None:
    """Tie the figure before the words of comparison to the standard, and the figure of the standard to both."""
    present = figures.before(standard.relation)
    own = _figure_of(lexemes, figures, standard)
    if own is not None:
        own.is_standard = True
    if present is None or not _is_same_sentence(lexemes, present, standard.relation):
        return
    gap = [word for word in lexemes.lower[present.last + 1 : standard.relation] if word not in WORDS.relations.adverbs]
    is_level = standard.way == "level" or lexemes.word(standard.relation) in WORDS.relations.participles
    if not gap and not is_level:
        if present.kind in ("count", "number") and lexemes.word(standard.relation) in WORDS.relations.topical:
            return
        present.compared_with, present.distance = standard.kind, standard.way
    elif gap[:1] == [","] or (len(gap) <= _LONGEST_GAP and _is_clause(lexemes, present, standard)):
        present.compared_with = standard.kind
    else:
        return
    if own is not None and own.value is not None and (own.unit == present.unit or own.unit is None):
        present.compared_value = own.value


def _figure_of(lexemes: Lexemes, figures: _Figures, standard: Standard) -> Quantity | None:
    """The figure of the standard: "the 2 percent target", "a target of about 2 percent"."""
    for quantity in figures.after(standard.first):
        if quantity.first <= standard.last and quantity.is_compound:
            continue  # "the five-year average"
        if quantity.first <= standard.last:
            return quantity
        if quantity.first <= standard.last + 4:
            between = lexemes.lower[standard.last + 1 : quantity.first]
            if between and between[0] in ("of", "at", "for") and not {",", "and", "to"} & set(between):
                return quantity
        break
    return None


def _is_same_sentence(lexemes: Lexemes, quantity: Quantity, at: int) -> bool:
    sentence = lexemes.sentence_at(lexemes.token_at(quantity.first).i)
    return bool(sentence.start_char <= lexemes.start[at] < sentence.end_char)


def _is_clause(lexemes: Lexemes, present: Quantity, standard: Standard) -> bool:
    """True if nothing between the level and the words of comparison begins another statement."""
    between = range(present.last + 1, standard.relation)
    if any(lexemes.token_at(n).tag_ in _FINITE or lexemes.word(n) in (";", ":", "while", "and") for n in between):
        return False
    return lexemes.word(standard.relation - 1) in {",", *WORDS.relations.adverbs} or standard.way == "level"
