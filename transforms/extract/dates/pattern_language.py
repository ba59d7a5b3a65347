"""The pattern language of rules.toml, translated to regexes over lexeme symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

# One element of a pattern: a CLASS, a word or mark in lower case, a look to the left or right, or an operator.
_ELEMENT = re.compile(r"(?P<look><!|<|>!|>)?(?P<name>[A-Z][A-Z_]+|[^\sA-Z()|?*<>!]+)|(?P<operator>[()|?*])")

_LOOKS = {"<": "(?<=", "<!": "(?<!", ">": "(?=", ">!": "(?!"}


@dataclass
class Translation:
    """``regex`` over symbols; ``captures`` the class of each group; ``first`` the symbols it can begin with."""

    regex: str
    captures: list[str] = field(default_factory=list)
    first: frozenset[str] = frozenset()


def element_names(pattern: str) -> Iterator[str]:
    """The classes and words that a pattern names."""
    return (element["name"] for element in _ELEMENT.finditer(pattern) if element["name"])


def translate(pattern: str, members: Callable[[str], str]) -> Translation:
    """Translate one pattern; ``members`` gives the symbols of a class or word. Raises ValueError for a faulty one."""
    elements = list(_ELEMENT.finditer(pattern))
    captures: list[str] = []
    parts: list[str] = []
    for element in elements:
        name, look = element["name"], element["look"]
        if name is None:
            parts.append("(?:" if element["operator"] == "(" else element["operator"])
            continue
        symbols = members(name)
        if not symbols:
            raise ValueError(f"pattern {pattern!r} names {name}, which no class is")
        if look:
            parts.append(f"{_LOOKS[look]}[{symbols}])")
        elif name[0].isupper():
            captures.append(name)
            parts.append(f"([{symbols}])")
        else:
            parts.append(f"[{symbols}]")
    first, is_optional, _ = _first(elements, 0, members)
    if is_optional:
        raise ValueError(f"pattern {pattern!r} matches no words at all")
    return Translation("".join(parts), captures, first)


def _first(elements: list[re.Match[str]], at: int, members: Callable[[str], str]) -> tuple[frozenset[str], bool, int]:
    """First symbols of the alternatives from ``at`` to the closing bracket, whether they may be empty, and where."""
    alternatives: list[tuple[frozenset[str], bool]] = []
    first: frozenset[str] = frozenset()
    is_optional = True
    while at < len(elements) and elements[at]["operator"] != ")":
        element = elements[at]
        at += 1
        if element["operator"] == "|":
            alternatives.append((first, is_optional))
            first, is_optional = frozenset(), True
            continue
        if element["look"]:
            continue
        if element["operator"] == "(":
            own, can_skip, at = _first(elements, at, members)
            at += 1
        else:
            own, can_skip = frozenset(members(element["name"])), False
        if at < len(elements) and elements[at]["operator"] in ("?", "*"):
            can_skip = True
            at += 1
        if is_optional:
            first |= own
        is_optional = is_optional and can_skip
    alternatives.append((first, is_optional))
    return frozenset().union(*(own for own, _ in alternatives)), any(skip for _, skip in alternatives), at
