"""Date expressions of a text, resolved to TIMEX3 values and calendar days."""

from transforms.extract.dates.reading import read_dates

__all__ = ["read_dates"]
