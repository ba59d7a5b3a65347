"""Is a number of four digits a year? The digits alone never say so; the words around it do."""

from __future__ import annotations

from transforms.extract.dates import periods
from transforms.extract.dates.cues import cue_words
from transforms.extract.dates.grammar import Match
from transforms.extract.dates.outcomes import Outcome, explicit
from transforms.extract.dates.scene import Scene

# Before 1800 and after 2100 a number needs a preposition to be a year.
_LIKELY = range(1800, 2101)


def bare_year(match: Match, scene: Scene) -> Outcome | None:
    """A four-digit number that stands where a year stands."""
    at = match.first
    number = match.values["YEAR"]
    before, after = scene.word(at - 1), scene.word(at + 1)
    cues = cue_words("year")
    if before in cues["amount_words"] or after in cues["clock_words"] or _is_glued(match, scene):
        return None
    if before in cues["prepositions"]:
        return explicit(periods.whole_year(number))
    is_round = number % 100 == 0
    if number not in _LIKELY or (is_round and before not in cues["determiners"]):
        return None
    if _counts_things(match, scene) and (is_round or before not in cues["determiners"]):
        return None
    return explicit(periods.whole_year(number))


def _is_glued(match: Match, scene: Scene) -> bool:
    """A part of a longer code: "555-1998", "AB/1998", "1998-B", "2000-acre" (but not "pre-1990" or "1990-91")."""
    own, text = scene.lexemes[match.first], scene.text
    left, right = text[own.start - 1 : own.start], text[own.end : own.end + 1]
    if left in ("/", "#", ":", "_", "+", "=", "@") or right in ("/", "_", "@", "%", "°"):
        return True
    if left == "-" and not _is_year_or(scene.word(match.first - 2), ("pre", "post", "mid", "early", "late")):
        return True
    return right == "-" and text[own.end + 1 : own.end + 2].isalnum() and not scene.word(match.first + 2).isdigit()


def _is_year_or(word: str, words: tuple[str, ...]) -> bool:
    return word in words or (word.isdigit() and len(word) == 4)


def _counts_things(match: Match, scene: Scene) -> bool:
    """A plural noun follows: "1998 protesters"."""
    token = scene.token_at(match.first)
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.tag_ == "NNS" and following.is_lower
