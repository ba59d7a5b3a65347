"""Gates: how far a night may differ from the nights before it, read from gates.toml and judged without a database."""

from __future__ import annotations

import math
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from expectations.contract import FOLDER, ContractError, load_contracts

PATH = FOLDER / "gates.toml"
# What each kind of gate may be bounded by.
_BOUNDS = {"volume": {"below", "above"}, "share": {"below", "above"}, "age": {"above"}, "silence": {"seen"}}
# Turns a median absolute deviation into the standard deviation of a normal distribution.
_NORMAL = 1.4826


@dataclass(frozen=True)
class Gate:
    """One gate of gates.toml. ``warn`` and ``fail`` hold bounds in spreads, or ``seen`` of a silence gate."""

    name: str
    compares: str
    table: str
    column: str
    meaning: str
    spread_at_least: float = 0.0
    warn: dict[str, float] = field(default_factory=dict)
    fail: dict[str, float] = field(default_factory=dict)

    @property
    def strictest(self) -> str:
        """The severity that stands for the gate as long as it holds."""
        return "fail" if self.fail else "warn"


@dataclass(frozen=True)
class Nights:
    """How many nights are compared, how many are needed, and how soon a start counts as the same night again."""

    compared: int
    needed: int
    repeated_within_hours: float


@dataclass(frozen=True)
class Count:
    """What one night counted for one gate. ``missing`` of ``rows`` lack the value; None where no share is compared."""

    rows: int
    value: float
    missing: int | None = None


@dataclass(frozen=True)
class Judgement:
    """What a gate says of a night. ``usual`` is None while too few nights are known; low and high are its bounds."""

    severity: str
    passed: bool
    usual: float | None = None
    spread: float | None = None
    low: float | None = None
    high: float | None = None
    is_accepted: bool = False


@cache
def load_gates(path: Path = PATH) -> tuple[Nights, dict[str, Gate]]:
    """Nights and gates by name. Raises ContractError naming what is wrong in the file."""
    content = tomllib.loads(path.read_text("utf-8"))
    try:
        nights = Nights(**content["nights"])
        gates = {name: Gate(name, **section) for name, section in content["gates"].items()}
    except (KeyError, TypeError) as error:
        raise ContractError(f"expectations/{path.name}: {error}") from error
    for gate in gates.values():
        _check_gate(path, gate)
    return nights, gates


def _check_gate(path: Path, gate: Gate) -> None:
    if gate.compares not in _BOUNDS:
        raise ContractError(f"expectations/{path.name}: {gate.name} compares one of {', '.join(_BOUNDS)}")
    unknown = (set(gate.warn) | set(gate.fail)) - _BOUNDS[gate.compares]
    if unknown or not (gate.warn or gate.fail):
        allowed = ", ".join(sorted(_BOUNDS[gate.compares]))
        raise ContractError(f"expectations/{path.name}: {gate.name} needs warn or fail bounds out of {allowed}")
    table = load_contracts().get(gate.table)
    if table is None or gate.column not in table.column_names:
        raise ContractError(f"expectations/{path.name}: {gate.name} counts {gate.table}.{gate.column}: no such column")


def judge(gate: Gate, tonight: Count, earlier: Sequence[Count], needed: int) -> Judgement:
    """Compare a night with those before it. Passed, with no ``usual``, while fewer than ``needed`` are known.

    The severity is that of the bound the night went beyond, the strictest of the gate when it kept them all.
    """
    if len(earlier) < needed:
        return Judgement(gate.strictest, True)
    usual, spread = _middle(gate, tonight, earlier)
    beyond = [severity for severity in ("fail", "warn") if _is_beyond(gate, severity, tonight.value, usual, spread)]
    went_as_far = any(_is_beyond(gate, "fail", night.value, usual, spread) for night in earlier)
    is_accepted = "fail" in beyond and went_as_far
    severity = "warn" if is_accepted else beyond[0] if beyond else gate.strictest
    low, high = _bounds(gate, beyond[0] if beyond else "warn" if gate.warn else "fail", usual, spread)
    shown = [None if value is None else _unscaled(gate, value) for value in (usual, low, high)]
    return Judgement(severity, not beyond, shown[0], spread, shown[1], shown[2], is_accepted)


def _middle(gate: Gate, tonight: Count, earlier: Sequence[Count]) -> tuple[float, float]:
    """Median and spread of the nights before, on the gate's scale."""
    values = sorted(_scaled(gate, night.value) for night in earlier)
    usual = statistics.median(values)
    deviation = _NORMAL * statistics.median(abs(value - usual) for value in values)
    half_range = (values[-2] - values[1]) / 2 if len(values) > 3 else 0.0
    return usual, max(deviation, half_range, gate.spread_at_least, _chance(gate, tonight, earlier))


def _chance(gate: Gate, tonight: Count, earlier: Sequence[Count]) -> float:
    """What chance alone does to a count or a share of so few rows."""
    if gate.compares == "volume":
        return 1 / math.sqrt(1 + statistics.median(night.value for night in earlier))
    if gate.compares == "share" and tonight.rows:
        missing = sum(night.missing or 0 for night in earlier) + 1
        share = missing / (sum(night.rows for night in earlier) + 2)
        return max(math.sqrt(share * (1 - share) / tonight.rows), 0.5 / tonight.rows)
    return 0.0


def _bounds(gate: Gate, severity: str, usual: float, spread: float) -> tuple[float | None, float | None]:
    bounds: dict[str, Any] = getattr(gate, severity)
    low = usual - bounds["below"] * spread if "below" in bounds else None
    return low, usual + bounds["above"] * spread if "above" in bounds else None


def _is_beyond(gate: Gate, severity: str, value: float, usual: float, spread: float) -> bool:
    low, high = _bounds(gate, severity, usual, spread)
    scaled = _scaled(gate, value)
    return (low is not None and scaled < low) or (high is not None and scaled > high)


def _scaled(gate: Gate, value: float) -> float:
    """Volumes are compared by ratio, everything else by difference."""
    return math.log1p(value) if gate.compares == "volume" else value


def _unscaled(gate: Gate, value: float) -> float:
    return max(0.0, math.expm1(value)) if gate.compares == "volume" else value


def silent_publishers(gate: Gate, tonight: set[str], earlier: Sequence[set[str]]) -> list[str]:
    """Publishers that are missing tonight and for longer than ever in the nights before, oldest night first.

    Only who came in the gate's share of these nights is missed: others have gaps of their own.
    """
    came = {publisher for night in earlier for publisher in night} - tonight
    return sorted(publisher for publisher in came if _is_missed(gate, [publisher in night for night in earlier]))


def _is_missed(gate: Gate, came: list[bool]) -> bool:
    if sum(came) < (gate.warn or gate.fail)["seen"] * len(came):
        return False
    # Gaps before the last appearance are its habit; the nights since then and tonight are the silence.
    last = len(came) - 1 - came[::-1].index(True)
    longest = gap = 0
    for is_there in came[came.index(True) : last + 1]:
        gap = 0 if is_there else gap + 1
        longest = max(longest, gap)
    return len(came) - last > longest


def gate_lines() -> Iterator[str]:
    """The gates as lines of the data dictionary, in Markdown."""
    nights, gates = load_gates()
    yield (
        f"A night is compared with the last {nights.compared} published nights that brought something, from "
        f"{nights.needed} known ones on. Bounds count spreads from the median; `expectations/gates.toml` holds them."
    )
    yield from ("", "| gate | compares | counts | warn | fail |", "|---|---|---|---|---|")
    for gate in gates.values():
        bounds = [", ".join(f"{word} {value:g}" for word, value in side.items()) for side in (gate.warn, gate.fail)]
        cells = (f"`{gate.name}`", f"{gate.compares} of `{gate.table}.{gate.column}`", gate.meaning, *bounds)
        yield f"| {' | '.join(cells)} |"
    yield ""
