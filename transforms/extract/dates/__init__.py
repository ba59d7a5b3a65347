"""Date expressions of a text, resolved to TIMEX3 values and calendar days."""

from transforms.extract.dates.reader import dates_between, read_dates

__all__ = ["dates_between", "read_dates"]
