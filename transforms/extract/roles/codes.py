"""Country and sector of a name."""

from __future__ import annotations

from transforms.extract.roles.tables import ORGANISATIONS
from transforms.extract.rows import Mention

# PLOVER writes these in the place of a country for bodies above the states.
ABOVE_STATES = frozenset({"IGO", "NGO"})
# Kinds of names that can act and speak.
ACTING_KINDS = frozenset({"person", "organization", "place", "nationality"})


def code_of(mention: Mention) -> tuple[str | None, str | None]:
    """Country (or IGO, NGO) and sector of a mention."""
    known = _organisation(mention)
    if known:
        return known
    if mention.sector in ABOVE_STATES:
        return mention.sector, None
    # a country is named, not yet its government; what acts for it in a sentence gives the sector
    return mention.country, None if mention.kind in ("place", "nationality") else mention.sector


def _organisation(mention: Mention) -> tuple[str, str | None] | None:
    if mention.kind == "person":
        return None
    names = (name.lower().removeprefix("the ").strip() for name in (mention.name, mention.text) if name)
    return next((ORGANISATIONS[name] for name in names if name in ORGANISATIONS), None)
