"""Figures in base units of the SI (pint), so that miles and kilometres, ounces and tonnes can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.extract.metrics.number import exact
from transforms.extract.metrics.vocabulary import UNITS
from transforms.extract.rows import Metric


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """What a unit is in base units: ``value * factor + offset`` of ``symbol``."""

    symbol: str
    factor: float
    offset: float = 0.0


def state_in_si(metric: Metric) -> None:
    """Fill in value and unit of the SI where the unit of ``metric`` has one; a change of temperature has no offset."""
    if metric.unit is None or metric.kind in ("money", "count", "rank"):
        return
    base = base_unit(metric.unit)
    if base is None:
        return
    offset = 0.0 if metric.statistic in ("change_absolute", "change_percent") else base.offset
    metric.unit_si = base.symbol
    metric.value_si, metric.value_low_si, metric.value_high_si = (
        None if value is None else exact(value * base.factor + offset)
        for value in (metric.value, metric.value_low, metric.value_high)
    )


def base_unit(name: str) -> BaseUnit | None:
    """The base unit of a canonical unit, ``None`` for what has none or several ("gallon", "ton", "usd per barrel")."""
    if set(name.removesuffix(" of age").split(" per ")) & UNITS.si.ambiguous:
        return None
    return _convert(name.removesuffix(" of age"))


def ratio(left: str, right: str) -> float | None:
    """How many ``right`` one ``left`` is; 0 for temperatures (an offset), ``None`` for different dimensions."""
    if left.startswith("degree ") and right.startswith("degree "):
        return 0.0
    one, other = _convert(left), _convert(right)
    return one.factor / other.factor if one and other and one.symbol == other.symbol else None


@cache
def _convert(name: str) -> BaseUnit | None:
    share: float | None = UNITS.si.shares.get(name)
    if share is not None:
        return BaseUnit("1", share)
    unit = None
    whole = name in UNITS.pint
    for part in (name,) if whole else name.split(" per "):
        one = _pint_unit(part)
        if one is None:
            return None
        unit = one if unit is None else unit / one
    zero, single = (_registry().Quantity(value, unit).to_base_units() for value in (0.0, 1.0))
    return BaseUnit(f"{single.units:~P}" or "1", float(single.magnitude - zero.magnitude), float(zero.magnitude))


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _pint_unit(name: str) -> Any:
    """The unit of pint by our name: "square meter", "kilowatt hour", "metric ton", "100 kilometer"."""
    named: str | None = UNITS.pint.get(name)
    for spelling in (named,) if named else (name.replace(" ", "_"), name.replace(" ", "*")):
        for power, exponent in (("square", 2), ("cubic", 3)):
            if spelling.startswith((f"{power}_", f"{power}*")):
                spelling = f"{spelling[len(power) + 1 :]}**{exponent}"
        try:
            return _registry().parse_units(spelling)
        except Exception:  # noqa: BLE001 - pint raises many kinds for what it does not know
            continue
    return None
