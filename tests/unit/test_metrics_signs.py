"""A value keeps the sign that is written; the direction says which way a change goes."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.readers import load_readers
from transforms.extract.reading import read_texts
from transforms.extract.rows import Context


@pytest.mark.parametrize(
    ("text", "value", "statistic", "direction"),
    [
        ("The index in Seoul fell -3.1% on Monday.", -3.1, "change_percent", "down"),
        ("The index was down 3.1%.", 3.1, "change_percent", "down"),
        ("Wages dropped by minus 0.3 percent.", -0.3, "change_percent", "down"),
        ("Hang Seng: -2.4%.", -2.4, "change_percent", "down"),
        ("There was a 4.2% drop in orders.", 4.2, "change_percent", "down"),
        ("The baht lost 0.8%.", 0.8, "change_percent", "down"),
        ("The forint ended 0.7% weaker.", 0.7, "change_percent", "down"),
        ("The miner shed 5 percent.", 5, "change_percent", "down"),
        ("The stock gave up 2.5%.", 2.5, "change_percent", "down"),
        ("Retail sales were off 1.2 percent.", 1.2, "change_percent", "down"),
        ("Core prices were +0.2% in May.", 0.2, "change_percent", "up"),
        ("The krone put on 0.6 percent.", 0.6, "change_percent", "up"),
        ("The yen was up −0.2%.", -0.2, "change_percent", "down"),
        ("Growth was minus 3.1 percent.", -3.1, "level", None),
        ("The bank kept its rate at -0.5%.", -0.5, "level", None),
        ("The temperature fell to -5 degrees.", -5, "level", None),
        ("The team gave up 517 yards.", 517, "level", None),
        ("All shoes are 20 percent off.", 20, "level", None),
        ("Bread is 5 percent dearer than the average.", 5, "level", None),
        ("The company made a loss of 4 million euros.", 4e6, "level", None),
    ],
)
def test_sign_and_direction(text: str, value: float, statistic: str, direction: str | None) -> None:
    (reading,) = read_texts(load_readers(), [(text, Context(date(2025, 11, 6)))])
    (row,) = reading.metrics
    assert (row.value, row.statistic, row.direction) == (value, statistic, direction)
