"""The rules of rules.toml as an automaton over lexeme symbols."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from transforms.extract.dates.alphabet import FULL_DATE, Alphabet, Lexeme, number_classes
from transforms.extract.dates.holidays import feast_phrases
from transforms.extract.dates.pattern_language import element_names, translate

_DATA = Path(__file__).parent / "data"

# "two days after the Monday before the eve of Easter": nobody writes more, and the limit keeps the work linear.
_MOST_PREFIXES = 3


@dataclass(frozen=True)
class Rule:
    """A rule: ``resolve`` names the function that dates it, ``settings`` are its further columns in rules.toml."""

    name: str
    pattern: str
    resolve: str
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found in the text: lexemes ``first`` up to (not including) ``last``, and the values of its classes.

    ``inner`` is the date that a prefix stands before: "May 5" in "two days after May 5".
    """

    rule: Rule
    first: int
    last: int
    values: dict[str, Any]
    inner: Match | None = None


@dataclass(frozen=True)
class _Branches:
    """All rules that can begin with one symbol, in the order of the file, as one regex."""

    regex: re.Pattern[str]
    rules: dict[int, tuple[Rule, list[str]]]


class _RuleSet:
    """Rules that are tried together at a place in the text, in the order of the file."""

    def __init__(self, rules: list[Rule], members: Callable[[str], str], classes: dict[str, dict[str, Any]]) -> None:
        self._classes = classes
        self._translated = [(rule, translate(rule.pattern, members)) for rule in rules]
        self._branches: dict[str, _Branches] = {}
        self.first = frozenset().union(*(translation.first for _, translation in self._translated))

    def match(self, lexemes: list[Lexeme], symbols: str, at: int) -> Match | None:
        """The first rule that fits at that lexeme."""
        symbol = symbols[at]
        branches = self._branches.get(symbol) or self._compile(symbol)
        found = branches.regex.match(symbols, at)
        if found is None:
            return None
        branch = found.lastindex
        assert branch is not None
        rule, captures = branches.rules[branch]
        values: dict[str, Any] = {}
        for group, name in enumerate(captures, branch + 1):
            place = found.start(group)
            if place >= 0:
                word = lexemes[place].word
                values.setdefault(name, word if name == FULL_DATE else self._classes[name][word])
        return Match(rule, at, found.end(), values)

    def _compile(self, symbol: str) -> _Branches:
        """Compiled when the symbol is first met: most texts need only some of them."""
        group = 1
        rules: dict[int, tuple[Rule, list[str]]] = {}
        parts: list[str] = []
        for rule, translation in self._translated:
            if symbol in translation.first:
                rules[group] = (rule, translation.captures)
                parts.append(f"({translation.regex})")
                group += 1 + len(translation.captures)
        self._branches[symbol] = branches = _Branches(re.compile("|".join(parts)), rules)
        return branches


class Grammar:
    """Reads texts into lexemes and finds the rules in them: leftmost first, then in the order of the file.

    A prefix counts only right before a date ("two days after" before "May 5"), which may have a prefix of its own.
    """

    def __init__(
        self,
        classes: dict[str, dict[str, Any]],
        spelling: tuple[list[str], dict[str, str]],
        rules: list[Rule],
        prefixes: list[Rule],
    ) -> None:
        patterns = [rule.pattern for rule in [*rules, *prefixes]]
        literals = {name for pattern in patterns for name in element_names(pattern) if name not in classes}
        self.classes = classes
        self.rules = rules
        self.prefixes = prefixes
        self.alphabet = Alphabet(classes, literals - {FULL_DATE}, *spelling)
        self._plain = _RuleSet(rules, self.alphabet.members, classes)
        self._prefixes = _RuleSet(prefixes, self.alphabet.members, classes)
        self._article = self.alphabet.members("the")

    def find(self, lexemes: list[Lexeme], symbols: str) -> Iterator[Match]:
        """Every match over the text, from left to right, never overlapping."""
        at, end, first = 0, len(symbols), self._plain.first | self._prefixes.first
        while at < end:
            match = self._match(lexemes, symbols, at, _MOST_PREFIXES) if symbols[at] in first else None
            if match is None:
                at += 1
                continue
            yield match
            at = match.last

    def _match(self, lexemes: list[Lexeme], symbols: str, at: int, prefixes_left: int) -> Match | None:
        if prefixes_left and symbols[at] in self._prefixes.first:
            prefix = self._prefixes.match(lexemes, symbols, at)
            inner = self._inner(lexemes, symbols, prefix.last, prefixes_left - 1) if prefix is not None else None
            only = prefix.rule.settings.get("only") if prefix is not None else None
            if prefix is not None and inner is not None and only in (None, inner.rule.resolve):
                return replace(prefix, last=inner.last, inner=inner)
        return self._plain.match(lexemes, symbols, at) if symbols[at] in self._plain.first else None

    def _inner(self, lexemes: list[Lexeme], symbols: str, at: int, prefixes_left: int) -> Match | None:
        """The date right behind a prefix, also behind an article."""
        for place in (at, at + 1):
            if place < len(symbols) and (place == at or symbols[at] in self._article):
                found = self._match(lexemes, symbols, place, prefixes_left)
                if found is not None and found.rule.resolve not in ("nothing", "reference", "stretch"):
                    return found
        return None


@cache
def load_grammar() -> Grammar:
    """The grammar of vocabulary.toml, rules.toml and feasts.toml. Raises ValueError naming a pattern that cannot be."""
    vocabulary = tomllib.loads((_DATA / "vocabulary.toml").read_text(encoding="utf8"))
    rules = tomllib.loads((_DATA / "rules.toml").read_text(encoding="utf8"))
    spelling = vocabulary.pop("spelling")
    classes: dict[str, dict[str, Any]] = {**vocabulary, **number_classes()}
    for name, members in rules["unions"].items():
        classes[name] = {word: value for member in members for word, value in classes[member].items()}
    capitalised = spelling["capitalised"] + [
        name for name, members in rules["unions"].items() if set(members) <= set(spelling["capitalised"])
    ]
    plain = [*_feast_rules(), *_written_rules(rules["rules"], rules["phrases"])]
    return Grammar(
        classes, (capitalised, spelling["same"]), plain, list(_written_rules(rules["prefixes"], rules["phrases"]))
    )


def _feast_rules() -> Iterator[Rule]:
    for phrase, feast in feast_phrases():
        yield Rule("feast", f"{phrase} ((of|,|in)? YEAR|of? STEP year >!'s)?", "feast", {"feast": feast})


def _written_rules(rows: list[dict[str, Any]], phrases: dict[str, str]) -> Iterator[Rule]:
    named = re.compile("|".join(rf"\b{name}\b" for name in phrases))
    for row in rows:
        settings = {key: value for key, value in row.items() if key not in ("name", "pattern", "resolve")}
        pattern = named.sub(lambda found: f"({phrases[found.group()]})", row["pattern"])
        yield Rule(row["name"], pattern, row["resolve"], settings)
