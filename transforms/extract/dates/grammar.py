"""The rules of rules.toml as one automaton over lexeme symbols."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from transforms.extract.dates.feasts import feast_phrases
from transforms.extract.dates.lexemes import BREAK, FULL_DATE, OTHER, Alphabet, Lexeme, number_classes

_HERE = Path(__file__).parent

# One element of a pattern: a CLASS, a word or mark in lower case, a look to the left or right, or an operator.
_ELEMENT = re.compile(r"(?P<look><!|<|>!|>)?(?P<name>[A-Z_]+[A-Z]|[^\sA-Z()|?*<>!]+)|(?P<operator>[()|?*])")


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


class Grammar:
    """Reads texts into lexemes and finds the rules in them, leftmost first, and in the order of the file."""

    def __init__(self, classes: dict[str, dict[str, Any]], capitalised: list[str], rules: list[Rule]) -> None:
        literals = {name for rule in rules for name in _names(rule.pattern) if name not in classes}
        self.classes = classes
        self.alphabet = Alphabet(classes, literals - {FULL_DATE}, capitalised)
        self._rules: dict[int, Rule] = {}
        self._captures: dict[int, list[tuple[int, str]]] = {}
        self._search = re.compile(f"(?=[^{OTHER}{BREAK}])(?:{'|'.join(self._branches(rules))})")

    def find(self, lexemes: list[Lexeme], symbols: str) -> Iterator[Match]:
        """Every match over the text, from left to right, never overlapping."""
        for found in self._search.finditer(symbols):
            branch = found.lastindex
            assert branch is not None
            values: dict[str, Any] = {}
            for group, name in self._captures[branch]:
                at = found.start(group)
                if at >= 0:
                    word = lexemes[at].word
                    values.setdefault(name, self.classes[name][word] if name != FULL_DATE else word)
            yield Match(self._rules[branch], found.start(), found.end(), values)

    def _branches(self, rules: list[Rule]) -> Iterator[str]:
        """One alternative a rule, wrapped in a group of its own whose number tells the rule."""
        group = 0
        for rule in rules:
            group += 1
            self._rules[group] = rule
            captures = self._captures[group] = []
            parts: list[str] = []
            for element in _ELEMENT.finditer(rule.pattern):
                name = element["name"]
                if name is None:
                    parts.append("(?:" if element["operator"] == "(" else element["operator"])
                    continue
                members = self.alphabet.members(name)
                if not members:
                    raise ValueError(f"rules.toml: rule {rule.name} names {name}, which no class of vocabulary.toml is")
                if element["look"]:
                    opening = {"<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}[element["look"]]
                    parts.append(f"{opening}[{members}])")
                elif name.isupper() and name.lower() != name:
                    group += 1
                    captures.append((group, name))
                    parts.append(f"([{members}])")
                else:
                    parts.append(f"[{members}]")
            yield f"({''.join(parts)})"


def _names(pattern: str) -> Iterator[str]:
    return (element["name"] for element in _ELEMENT.finditer(pattern) if element["name"])


@cache
def load_grammar() -> Grammar:
    """The grammar of vocabulary.toml, rules.toml and feasts.toml. Raises ValueError naming a rule that cannot be."""
    vocabulary = tomllib.loads((_HERE / "vocabulary.toml").read_text(encoding="utf8"))
    spelling = vocabulary.pop("spelling")
    classes: dict[str, dict[str, Any]] = {**vocabulary, **number_classes()}
    for name, members in tomllib.loads((_HERE / "rules.toml").read_text(encoding="utf8"))["unions"].items():
        classes[name] = {word: value for member in members for word, value in classes[member].items()}
    return Grammar(classes, spelling["capitalised"], list(_rules()))


def _rules() -> Iterator[Rule]:
    for phrase, feast in feast_phrases():
        settings = {"feast": feast}
        yield Rule("feast", f"{phrase} (,? YEAR|STEP year)?", "feast", settings)
    for row in tomllib.loads((_HERE / "rules.toml").read_text(encoding="utf8"))["rules"]:
        settings = {key: value for key, value in row.items() if key not in ("name", "pattern", "resolve")}
        yield Rule(row["name"], row["pattern"], row["resolve"], settings)
