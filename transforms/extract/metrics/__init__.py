"""Figures with their meaning: value, unit, bound, level or change, measure, countries, period, source."""

from __future__ import annotations

from transforms.extract.metrics.reading import read_metrics

__all__ = ["read_metrics"]
