"""Date words that are parts of names or only describe a thing: "April Glaspie", "spring wheat", "the past week"."""

from __future__ import annotations

from transforms.extract.dates.grammar import Match
from transforms.extract.dates.scene import Scene

_DOUBTFUL_RULES = frozenset({"month", "weekday", "month_after_preposition", "bare_season", "season", "feast"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"})


# Words that are dates only as nouns of their own: not in "winter wheat" or "the past epidemic".
_NOUN_RULES = frozenset({"bare_season", "in_the_past"})


def is_attribute(match: Match, scene: Scene) -> bool:
    """True when a season or "past" describes the noun that follows."""
    if match.rule.name not in _NOUN_RULES:
        return False
    token = scene.token_at(match.last - 1)
    return token.dep_ in ("compound", "amod") and token.head.i > token.i


def is_name(match: Match, scene: Scene) -> bool:
    """True when a bare month, weekday or season lies inside a longer name that the model has found."""
    if match.rule.name not in _DOUBTFUL_RULES:
        return False
    token = scene.token_at(match.last - 1)
    if token.ent_type_ not in _NAME_LABELS:
        return False
    if token.ent_type_ == "PERSON" and match.rule.name.startswith("month"):
        return True
    first = scene.token_at(match.first)
    before = first.i > 0 and first.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.doc[token.i + 1].ent_iob_ == "I"
    return before or after
