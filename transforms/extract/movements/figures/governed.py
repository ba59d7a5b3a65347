"""Which movement a figure belongs to, so that both rows say the same about who tells it and whether it happened."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.syntax import climb
from transforms.extract.movements.told import ToldMovement
from transforms.extract.rows import Metric, Movement
from transforms.extract.text.index import TextIndex

# What these speak of has not happened yet, though the asking or promising has: "urged it to free 20 prisoners".
_COMPLEMENT_REALITY = {"REQUEST": "planned", "AGREE": "planned", "THREATEN": "conditional", "REJECT": "denied"}
_MODALITY_REALITY = {
    "planned": "planned",
    "requested": "planned",
    "possible": "conditional",
    "conditional": "conditional",
    "denied": "denied",
}
_BEFALLING = frozenset({"ASSAULT", "COERCE"})
_OTHER_CLAUSE = frozenset({"relcl", "advcl"})


def govern_metrics(metrics: list[Metric], found: list[ToldMovement], index: TextIndex) -> None:
    """Set ``movement`` on figures that the trigger of a movement governs ("fired two missiles"); both agree."""
    owners: dict[int, int] = {}
    for number, told in enumerate(found):
        owners.setdefault(told.trigger.token.i, number)
        if told.trigger.carrier is not None:
            owners.setdefault(told.trigger.carrier.i, number)
    if not owners:
        return
    governed: list[tuple[Metric, Movement]] = []
    for metric in metrics:
        token = index.token_at(metric.start)
        path = _path(token, owners) if token.idx == metric.start else []
        if not path:
            continue
        movement = found[owners[path[-1].i]].movement
        reality = _reality(metric.reality, movement, path)
        if reality is not None:
            _date(metric, movement, path)
            metric.movement, metric.reality = owners[path[-1].i], reality
            governed.append((metric, movement))
    _share_sources(governed, found)


def _date(metric: Metric, movement: Movement, path: list[Token]) -> None:
    """ "Troops on Monday stormed a camp and killed 12 people": those the act befell are counted for its day."""
    is_own = not any(token.pos_ in ("VERB", "AUX") for token in path[:-1])
    befell = metric.kind == "count" and is_own and movement.type in _BEFALLING
    is_told = movement.date_start is not None and movement.date_basis in ("explicit", "relative")
    if metric.period_start is None and befell and is_told:
        metric.period_start, metric.period_end, metric.period_basis = movement.date_start, movement.date_end, "movement"


def _is_asked(verb: Token, outer: str) -> bool:
    """True if the clause is what was asked or promised: "told them to go"; False for "told them that 15 had"."""
    return verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and (outer != "REQUEST" or verb.tag_ == "VB"))


def _share_sources(governed: list[tuple[Metric, Movement]], found: list[ToldMovement]) -> None:
    """Who says so is one fact: of the figures, of their movement, and of the others on its trigger."""
    told = {id(movement): metric.attributed_to for metric, movement in reversed(governed)}
    by_trigger = {row.trigger.token.i: told[id(row.movement)] for row in found if id(row.movement) in told}
    for row in found:
        row.movement.attributed_to = row.movement.attributed_to or by_trigger.get(row.trigger.token.i)
    for metric, movement in governed:
        metric.attributed_to = movement.attributed_to


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


def _reality(reality: str, movement: Movement, path: list[Token]) -> str | None:
    """The reality of a figure inside ``movement``; ``None`` when it speaks of something else that did not happen."""
    if movement.modality == "denied" or movement.polarity == "negative":
        return "denied"
    if movement.modality in _MODALITY_REALITY:
        return _MODALITY_REALITY[movement.modality] if reality in ("reported", "denied") else reality
    is_complement = any(_is_asked(token, movement.type) for token in path[:-1])
    if movement.type in _COMPLEMENT_REALITY:
        return _COMPLEMENT_REALITY[movement.type] if is_complement and reality == "reported" else reality
    if reality in ("reported", "estimated"):
        return reality
    is_own = not any(token.pos_ in ("VERB", "AUX") for token in path[:-1])
    return "reported" if is_own else None
