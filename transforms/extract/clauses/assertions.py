"""What a sentence mentions without asserting it: what is called false, doubted, dreamt, or shown in a film."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from transforms.extract.clauses.assertion_rules import NO_ANSWERS, RULES, Rule
from transforms.extract.clauses.syntax import lemma

_QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
# The words that make an event less than asserted are shown up to this many.
_LONGEST_CUE = 6


@dataclass(frozen=True, slots=True)
class Unasserted:
    """Words of a sentence that a rule is about (token numbers, the last excluded), and the words that make it so."""

    rule: Rule
    first: int
    last: int
    cue: str


@dataclass(frozen=True, slots=True)
class Assertions:
    """What a sentence takes back, and the tokens that only say that somebody gave no answer."""

    unasserted: list[Unasserted]
    unanswering: set[int]


def read_assertions(sentence: Span) -> Assertions:
    """Apply the rules of assertions.toml to one sentence."""
    tokens = [token for token in sentence if not token.is_space and token.text not in _QUOTES]
    text = "".join(f"{_spell(token)} " for token in tokens)
    return Assertions(_find_unasserted(text, tokens), _find_unanswering(text, tokens))


def _spell(token: Token) -> str:
    """A word as the patterns write it."""
    return "not" if token.lower_ in ("n't", "n’t") else lemma(token).replace(" ", "_")


def _find_unanswering(text: str, tokens: list[Token]) -> set[int]:
    """Numbers of the tokens that only say that somebody gave no answer."""
    found: set[int] = set()
    for pattern in NO_ANSWERS.values():
        for match in pattern.finditer(text):
            first, last = text.count(" ", 0, match.start()), text.count(" ", 0, match.end() - 1)
            found.update(token.i for token in tokens[first : last + 1])
    return found


def _find_unasserted(text: str, tokens: list[Token]) -> list[Unasserted]:
    """Every stretch that the words of a sentence take back, in the order of the rules."""
    found = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = (match.start(), match.start() + 1) if rule.is_of_verb_above else match.span("told")
            first = text.count(" ", 0, start)
            last = first + 1 if rule.is_of_verb_above else text.count(" ", 0, end)
            if first < last:
                found.append(Unasserted(rule, tokens[first].i, tokens[last - 1].i + 1, _cue(match, rule)))
    return found


def _cue(match: re.Match[str], rule: Rule) -> str:
    text = match[0].strip()
    if not rule.is_of_verb_above:
        start, end = match.start("told") - match.start(), match.end("told") - match.start()
        text = f"{match[0][:start]}{match[0][end:]}".strip()
    return " ".join(text.split()[:_LONGEST_CUE])
