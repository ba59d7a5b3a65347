"""The rules of rules.toml as an automaton over lexeme symbols."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from transforms.extract.dates.feasts import feast_phrases
from transforms.extract.dates.lexemes import FULL_DATE, Alphabet, Lexeme, number_classes
from transforms.extract.dates.patterns import Translation, element_names, translate

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Rule:
    """A rule: ``resolve`` names the function that dates it, ``settings`` are its further columns in rules.toml."""

    name: str
    pattern: str
    resolve: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found in the text: lexemes ``first`` up to (not including) ``last``, and the values of its classes."""

    rule: Rule
    first: int
    last: int
    values: dict[str, Any]


@dataclass(frozen=True)
class _Branches:
    """All rules that can begin with one symbol, in the order of the file, as one regex."""

    regex: re.Pattern[str]
    rules: dict[int, tuple[Rule, list[str]]]


class Grammar:
    """Reads texts into lexemes and finds the rules in them: leftmost first, then in the order of the file."""

    def __init__(self, classes: dict[str, dict[str, Any]], capitalised: list[str], rules: list[Rule]) -> None:
        literals = {name for rule in rules for name in element_names(rule.pattern) if name not in classes}
        self.classes = classes
        self.rules = rules
        self.alphabet = Alphabet(classes, literals - {FULL_DATE}, capitalised)
        self._translated = [(rule, translate(rule.pattern, self.alphabet.members)) for rule in rules]
        self._first = frozenset().union(*(translation.first for _, translation in self._translated))
        self._branches: dict[str, _Branches] = {}

    def find(self, lexemes: list[Lexeme], symbols: str) -> Iterator[Match]:
        """Every match over the text, from left to right, never overlapping."""
        at, end, first = 0, len(symbols), self._first
        while at < end:
            symbol = symbols[at]
            if symbol in first:
                branches = self._branches.get(symbol) or self._compile(symbol)
                found = branches.regex.match(symbols, at)
                if found is not None:
                    yield self._match(branches, found, lexemes)
                    at = found.end()
                    continue
            at += 1

    def _match(self, branches: _Branches, found: re.Match[str], lexemes: list[Lexeme]) -> Match:
        branch = found.lastindex
        assert branch is not None
        rule, captures = branches.rules[branch]
        values: dict[str, Any] = {}
        for group, name in enumerate(captures, branch + 1):
            at = found.start(group)
            if at >= 0:
                word = lexemes[at].word
                values.setdefault(name, word if name == FULL_DATE else self.classes[name][word])
        return Match(rule, found.start(), found.end(), values)

    def _compile(self, symbol: str) -> _Branches:
        """Compiled when the symbol is first met: most texts need only some of them."""
        group = 1
        rules: dict[int, tuple[Rule, list[str]]] = {}
        parts: list[str] = []
        for rule, translation in self._starting_with(symbol):
            rules[group] = (rule, translation.captures)
            parts.append(f"({translation.regex})")
            group += 1 + len(translation.captures)
        self._branches[symbol] = branches = _Branches(re.compile("|".join(parts)), rules)
        return branches

    def _starting_with(self, symbol: str) -> Iterator[tuple[Rule, Translation]]:
        return (pair for pair in self._translated if symbol in pair[1].first)


@cache
def load_grammar() -> Grammar:
    """The grammar of vocabulary.toml, rules.toml and feasts.toml. Raises ValueError naming a pattern that cannot be."""
    vocabulary = tomllib.loads((_HERE / "vocabulary.toml").read_text(encoding="utf8"))
    rules = tomllib.loads((_HERE / "rules.toml").read_text(encoding="utf8"))
    spelling = vocabulary.pop("spelling")
    classes: dict[str, dict[str, Any]] = {**vocabulary, **number_classes()}
    for name, members in rules["unions"].items():
        classes[name] = {word: value for member in members for word, value in classes[member].items()}
    capitalised = spelling["capitalised"] + [
        name for name, members in rules["unions"].items() if set(members) <= set(spelling["capitalised"])
    ]
    return Grammar(classes, capitalised, [*_feast_rules(), *_written_rules(rules["rules"], rules["phrases"])])


def _feast_rules() -> Iterator[Rule]:
    for phrase, feast in feast_phrases():
        yield Rule("feast", f"{phrase} (,? YEAR|STEP year)?", "feast", {"feast": feast})


def _written_rules(rows: list[dict[str, Any]], phrases: dict[str, str]) -> Iterator[Rule]:
    named = re.compile("|".join(rf"\b{name}\b" for name in phrases))
    for row in rows:
        settings = {key: value for key, value in row.items() if key not in ("name", "pattern", "resolve")}
        pattern = named.sub(lambda found: f"({phrases[found.group()]})", row["pattern"])
        yield Rule(row["name"], pattern, row["resolve"], settings)
