"""Ordered tables of named rules: the first that applies to a case decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar, TypeVarTuple

Case = TypeVar("Case")
Parts = TypeVarTuple("Parts")

# A rule by its name, and its condition on a case of one or more parts.
Rule = tuple[str, Callable[[*Parts], bool]]


class Refusal(NamedTuple, Generic[Case]):
    """A rule by its name; ``applies`` is True for cases that it refuses."""

    name: str
    applies: Callable[[Case], bool]


def first_rule(rules: Iterable[Rule[*Parts]], *case: *Parts) -> str | None:
    """The name of the first rule that applies to the case; None if none does."""
    return next((name for name, applies in rules if applies(*case)), None)
