"""Figures in base units: the same amount in two units is the same number."""

from __future__ import annotations

from math import isclose

import pytest

from transforms.extract.metrics.conversion.si import base_unit, ratio, state_in_si
from transforms.extract.rows import Metric


def figure(value: float | None, unit: str, kind: str = "measure", statistic: str = "level") -> Metric:
    metric = Metric(0, 1, "x", kind, value=value, unit=unit, statistic=statistic)
    state_in_si(metric)
    return metric


@pytest.mark.parametrize(
    ("value", "unit", "expected", "symbol"),
    [
        (3, "mile", 4828.032, "m"),
        (5, "kilometer", 5000, "m"),
        (2, "square mile", 5179976.220672, "m²"),
        (4, "cubic foot", 0.113267386368, "m³"),
        (10, "metric ton", 10000, "kg"),
        (8, "ounce", 0.226796185, "kg"),
        (100, "kilometer per hour", 27.7777777778, "m/s"),
        (2, "hour", 7200, "s"),
        (3, "year of age", 94672800, "s"),
        (20, "degree celsius", 293.15, "K"),
        (5, "percent", 0.05, "1"),
        (25, "basis point", 0.0025, "1"),
        (1, "barrel", 0.158987294928, "m³"),
        (3, "kilowatt hour", 10.8e6, "kg·m²/s²"),
        (35, "microgram per cubic meter", 3.5e-8, "kg/m³"),
    ],
)
def test_value_in_base_units(value: float, unit: str, expected: float, symbol: str) -> None:
    metric = figure(value, unit)
    assert metric.unit_si == symbol
    assert metric.value_si is not None
    assert isclose(metric.value_si, expected, rel_tol=1e-9)


@pytest.mark.parametrize(
    "unit", ["gallon", "ton", "usd", "usd per barrel", "degree", "point", "soldier", "decibel", "cfa franc"]
)
def test_units_of_no_one_size_stay_empty(unit: str) -> None:
    metric = figure(3, unit)
    assert (metric.value_si, metric.unit_si) == (None, None)


def test_counts_and_money_are_no_measures() -> None:
    assert figure(3, "yard", kind="count").unit_si is None
    assert figure(3, "pound", kind="money").unit_si is None


def test_a_change_of_temperature_has_no_offset() -> None:
    assert figure(20, "degree fahrenheit", statistic="change_absolute").value_si == pytest.approx(11.1111111111)


def test_both_ends_of_a_range() -> None:
    metric = Metric(0, 1, "x", "distance", value_low=1, value_high=2, unit="kilometer")
    state_in_si(metric)
    assert (metric.value_si, metric.value_low_si, metric.value_high_si, metric.unit_si) == (None, 1000, 2000, "m")


def test_ratio_of_two_units() -> None:
    assert ratio("mile", "kilometer") == pytest.approx(1.609344)
    assert ratio("degree celsius", "degree fahrenheit") == 0.0
    assert ratio("mile", "kilogram") is None
    assert base_unit("unheard of") is None
