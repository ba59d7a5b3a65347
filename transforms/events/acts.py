"""Kinds and families of acts: the rules of acts.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_RULES = tomllib.loads(Path(__file__).with_name("acts.toml").read_text("utf-8"))
_TRAITS = {trait: frozenset(kinds) for trait, kinds in _RULES["traits"].items()}
_BODIES = {part.casefold(): body.casefold() for body, parts in _RULES["bodies"].items() for part in parts}
_VERB = re.compile(r"verb:([a-z]+)")


@cache
def kinds_of(act: str) -> frozenset[str]:
    """The kinds a mode, or a type without a mode, can be told as."""
    return frozenset(kind for kind, acts in _RULES["kinds"].items() if act in acts) or frozenset({act})


@cache
def families_of(kinds: frozenset[str]) -> frozenset[str]:
    """The families of these kinds: a plan and its fact share one."""
    families = {family for family, members in _RULES["families"].items() if kinds & set(members)}
    return frozenset(families) or kinds


def has_trait(kinds: frozenset[str], trait: str) -> bool:
    """True if all these kinds have the trait."""
    return kinds <= _TRAITS[trait]


def is_turned(mode: str | None) -> bool:
    """True if the other side is the one that acts: who is received visits."""
    return mode in _TRAITS["turned"]


def is_converse(rule: str | None) -> bool:
    """True if the rule that read an act has a verb whose doer is on the other side: who buys is sold to."""
    verb = _VERB.match(rule or "")
    return verb is not None and verb.group(1) in _RULES["converse"]["verbs"]


def is_group(noun: str) -> bool:
    """True if a noun means several people: "leaders", "children"."""
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in _RULES["words"]["groups"]


def body_of(name: str) -> str | None:
    """The body above states that a seat or a part stands for, null for all other names."""
    return _BODIES.get(name.casefold())
