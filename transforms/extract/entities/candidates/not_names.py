"""What looks like a name and is none: everyday words with a capital, portfolios of ministers, numbers."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extract.entities.candidates.spans import Span
from transforms.extract.entities.text.words import Words
from transforms.extract.entities.vocabulary import NAME_WORDS
from transforms.extract.rules import Rule, first_rule

_OPENING_SIGNS = frozenset(".?!:\"“‘'•")
_LONGEST_ACRONYM = 5
# Words between a minister and the last word of the portfolio.
_PORTFOLIO = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate, its first word as written and folded, and the folded word before it."""

    words: Words
    span: Span

    @property
    def word(self) -> str:
        return self.words.text[self.span.first]

    @property
    def small(self) -> str:
        return self.words.folded[self.span.first]

    @property
    def before(self) -> str:
        return self.words.folded[self.span.first - 1] if self.span.first else "."


def drop_not_names(words: Words, spans: list[Span]) -> list[Span]:
    """The candidates without those that are everyday words, portfolios or numbers.

    Persons all stay: the model knows them better than the lists of words that are no names.
    """
    kept = []
    for span in spans:
        candidate = Candidate(words, span)
        is_person = span.kind == "person"
        rule = None if is_person else first_rule(REFUSALS, candidate)
        if rule is None:
            kept.append(span)
        else:
            words.refuse(rule, span.first, span.stop)
    return kept


def _is_portfolio(candidate: Candidate) -> bool:
    """True for what a minister is minister of: "the Minister of Labour and Employment"."""
    if candidate.span.kind != "organization" or candidate.before not in NAME_WORDS.portfolio_links:
        return False
    words, first = candidate.words, candidate.span.first
    for at in range(first - 1, max(-1, first - 1 - _PORTFOLIO), -1):
        if words.folded[at] in NAME_WORDS.portfolio_holders:
            return words.folded[at + 1] in ("of", "for")
        if words.text[at] in (".", "(", ";", ":") or words.folded[at] in NAME_WORDS.portfolio_ends:
            return False
    return False


def _is_small(candidate: Candidate) -> bool:
    """True for words in small letters, but in a text that has no capitals."""
    words, span = candidate.words, candidate.span
    if candidate.span.is_single:
        return candidate.word.islower()
    return words.span_text(span.first, span.stop).islower() and not words.source.islower()


def _is_listed(candidate: Candidate) -> bool:
    span = candidate.span
    return " ".join(candidate.words.text[span.first : span.stop]) in candidate.words.gazetteer.not_names


def _is_number(candidate: Candidate) -> bool:
    """True for "5G" and "30"; "G20" is a name, but of no place."""
    word = candidate.word
    if not candidate.span.is_single:
        return False
    if not any(c.isalpha() for c in word) or (any(c.isdigit() for c in word) and not word[0].isalpha()):
        return True
    is_code = len(word) > 1 and word[0].isalpha() and word[1:].isdigit()
    return is_code and candidate.span.kind in ("place", "nationality")


def _is_everyday_word(candidate: Candidate) -> bool:
    """True for an everyday word with a capital that its place explains, or that is written small elsewhere."""
    words, word, small, first = candidate.words, candidate.word, candidate.small, candidate.span.first
    is_acronym = word.isupper() and len(word) <= _LONGEST_ACRONYM
    if not candidate.span.is_single or small not in words.gazetteer.common_words or is_acronym:
        return False
    is_first = first == 0 or words.new_line[first] or candidate.before in _OPENING_SIGNS
    return is_first or small in words.small or candidate.before in NAME_WORDS.determiners


# Name and condition; the first that applies refuses.
REFUSALS: tuple[Rule[Candidate], ...] = (
    ("portfolio", _is_portfolio),
    ("small_letters", _is_small),
    ("listed_as_no_name", _is_listed),
    ("number", _is_number),
    ("everyday_word", _is_everyday_word),
)
