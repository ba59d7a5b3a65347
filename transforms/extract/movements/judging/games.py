"""Sport: whose matches, strikes and attacks are no movements."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from transforms.extract.movements.document import Document
from transforms.extract.movements.located import LocatedMovement
from transforms.extract.movements.vocabulary import SPORT
from transforms.extract.rows import Movement

# The least number of words of games, strong ones twice, and their share of all words, in a text about sport.
_LEAST, _SHARE = 6, 0.025
# Whoever of these takes part makes it a matter of state even in a text about sport.
_OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "IGO", "REB", "SPY"})


def without_games(found: list[LocatedMovement], document: Document) -> list[LocatedMovement]:
    """The movements that are no acts of a game; the others are refused."""
    in_sport = is_about_games(document.index.doc)
    kept = []
    for located in found:
        movement = located.movement
        if is_game(movement, located.trigger.token.sent, in_sport):
            document.context.trace.refuse("movements", "game", movement.start, movement.end)
        else:
            kept.append(located)
    return kept


def is_about_games(doc: Doc) -> bool:
    """True if a text is about sport: many words of games among few words."""
    words = [token.lower_ for token in doc]
    count = sum(word in SPORT.weak for word in words) + 2 * sum(word in SPORT.strong for word in words)
    return count >= _LEAST and count >= _SHARE * len(words)


def is_game(movement: Movement, sentence: Span, in_sport: bool) -> bool:
    """True for an act of a text or sentence about sport in which nobody of a state takes part."""
    if not in_sport and not any(token.lower_ in SPORT.strong for token in sentence):
        return False
    return not any(participant.sector in _OF_STATE for participant in movement.participants)
