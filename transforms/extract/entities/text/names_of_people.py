"""The order of the parts of personal names."""

from __future__ import annotations

from transforms.extract.entities.vocabulary import NAME_WORDS


def is_family_first(folded: list[str]) -> bool:
    """True if a full name looks East Asian with the family name first: "Kim Song-nam", "Xi Jinping"."""
    first, last = folded[0], folded[-1]
    return first in NAME_WORDS.east_asian_families and (last not in NAME_WORDS.east_asian_families or len(folded) == 3)
