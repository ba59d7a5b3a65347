"""Which movement a figure belongs to: the one whose trigger governs it ("fired two missiles")."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import climb
from transforms.extract.movements.figures.agreement import GovernedFigure, agree_on_reality, agree_on_sources
from transforms.extract.movements.located import LocatedMovement
from transforms.extract.rows import Metric
from transforms.extract.text.index import TextIndex

_BEFALLING = frozenset({"ASSAULT", "COERCE"})
_TOLD_DATES = frozenset({"explicit", "relative"})
_OTHER_CLAUSE = frozenset({"relcl", "advcl"})


def govern_metrics(metrics: list[Metric], found: list[LocatedMovement], index: TextIndex) -> None:
    """Set ``movement`` on figures that a movement governs; both then say the same of source and reality."""
    owners = _owners(found)
    governed = []
    for metric in metrics:
        token = index.token_at(metric.start)
        path = _path(token, owners) if token.idx == metric.start else []
        if not path:
            continue
        number = owners[path[-1].i]
        figure = GovernedFigure(metric, found[number].movement, path)
        if agree_on_reality(figure):
            metric.movement = number
            _date(figure)
            governed.append(figure)
    agree_on_sources(governed, found)


def _owners(found: list[LocatedMovement]) -> dict[int, int]:
    """The number of a movement by the tokens of its trigger."""
    owners: dict[int, int] = {}
    for number, located in enumerate(found):
        owners.setdefault(located.trigger.token.i, number)
        if located.trigger.carrier is not None:
            owners.setdefault(located.trigger.carrier.i, number)
    return owners


def _path(token: Token, owners: dict[int, int]) -> list[Token]:
    """The tokens from a figure up to the trigger that governs it; empty when none does or a clause lies between."""
    path: list[Token] = []
    for node in (token, *climb(token)):
        path.append(node)
        if node.i in owners:
            return path
        if node.dep_ in _OTHER_CLAUSE and node.pos_ in ("VERB", "AUX"):
            return []
    return []


def _date(figure: GovernedFigure) -> None:
    """Count those an act befell for its day: "Troops on Monday stormed a camp and killed 12 people"."""
    metric, movement = figure.metric, figure.movement
    befell = metric.kind == "count" and figure.is_of_same_clause and movement.type in _BEFALLING
    is_told = movement.date_start is not None and movement.date_basis in _TOLD_DATES
    if metric.period_start is None and befell and is_told:
        metric.period_start, metric.period_end, metric.period_basis = movement.date_start, movement.date_end, "movement"
