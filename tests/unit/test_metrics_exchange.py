"""Money in dollars: the rate of the day from the user's own table, and what a broken table is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.cli.doctor import examine
from flows.settings import Settings
from transforms.extract.annotate import annotate
from transforms.extract.metrics.conversion.exchange import ExchangeRates, RatesError, state_in_usd
from transforms.extract.readers import load_readers
from transforms.extract.rows import Metric

TABLE = """currency,day,usd_per_unit
EUR,2025-03-14,1.0882
EUR,2025-03-17,1.0922
eur,2025-03-18,1.0925
JPY,2025-03-14,0.00673
"""
RATES = ExchangeRates.parse(TABLE.splitlines(), "rates.csv")
FRIDAY, SUNDAY, TUESDAY, WEDNESDAY = date(2025, 3, 14), date(2025, 3, 16), date(2025, 3, 18), date(2025, 3, 19)


def money(unit: str | None, day: date | None, until: date | None = None, value: float | None = 2e6) -> Metric:
    return Metric(0, 1, "x", "money", value=value, unit=unit, period_start=day, period_end=until or day)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (money("eur", FRIDAY), (2176400.0, FRIDAY)),
        (money("eur", SUNDAY), (2176400.0, FRIDAY)),
        (money("eur per barrel", TUESDAY, value=80.0), (87.4, TUESDAY)),
        (money("jpy", FRIDAY), (13460.0, FRIDAY)),
        (money("usd", None), (2e6, None)),
        (money("usd per share", FRIDAY, value=3.5), (3.5, None)),
        # No rate holds: behind the table, before it, another currency, a sign of several currencies, no single day.
        (money("eur", WEDNESDAY), (None, None)),
        (money("eur", date(2025, 3, 13)), (None, None)),
        (money("jpy", SUNDAY), (None, None)),
        (money("gbp", FRIDAY), (None, None)),
        (money("rupee", FRIDAY), (None, None)),
        (money("eur", None), (None, None)),
        (money("eur", date(2025, 3, 1), date(2025, 3, 31)), (None, None)),
        (money("eur", FRIDAY, value=None), (None, None)),
        (money(None, FRIDAY), (None, None)),
        (Metric(0, 1, "x", "percent", value=2.0, unit="percent", period_start=FRIDAY, period_end=FRIDAY), (None, None)),
    ],
)
def test_money_in_dollars(metric: Metric, expected: tuple[float | None, date | None]) -> None:
    state_in_usd(metric, RATES)
    assert (metric.value_usd, metric.usd_rate_day) == expected


def test_a_pause_longer_than_a_week_has_no_rate() -> None:
    rates = ExchangeRates.parse(
        ["currency,day,usd_per_unit", "EUR,2025-03-01,1.04", "EUR,2025-03-20,1.08"], "rates.csv"
    )
    assert rates.day_of_rate("eur", date(2025, 3, 8)) == date(2025, 3, 1)
    assert rates.day_of_rate("eur", date(2025, 3, 9)) is None


def test_without_a_table_only_dollars_are_dollars() -> None:
    euros, dollars = money("eur", FRIDAY), money("usd", FRIDAY)
    for metric in (euros, dollars):
        state_in_usd(metric, None)
    assert (euros.value_usd, dollars.value_usd) == (None, 2e6)


def test_annotated_texts_have_dollars() -> None:
    record = {"id": 1, "text": "The port was sold for 2 million euros on Friday.", "published_on": "2025-03-16"}
    (row,) = annotate(replace(load_readers(), rates=RATES), [record])
    (figure,) = row["metrics"]
    assert (figure["value_usd"], figure["usd_rate_day"]) == (2176400.0, "2025-03-14")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "line 1: the header is missing"),
        ("day,currency,usd\n", "line 1: the header is day,currency,usd"),
        ("currency,day,usd_per_unit\n", "no rate in the table"),
        ("currency,day,usd_per_unit\n\nEUR,2025-03-14\n", "line 3: 2 cells instead of 3"),
        ("currency,day,usd_per_unit\nEuro,2025-03-14,1.08\n", "line 2: 'Euro' is no currency code"),
        ("currency,day,usd_per_unit\nEUR,14.3.2025,1.08\n", "line 2: '14.3.2025' is no day"),
        ("currency,day,usd_per_unit\nEUR,2025-03-14,one\n", "line 2: 'one' is no number"),
        ("currency,day,usd_per_unit\nEUR,2025-03-14,-1\n", "line 2: -1 is no rate"),
        ("currency,day,usd_per_unit\nEUR,2025-03-14,nan\n", "line 2: nan is no rate"),
        ("currency,day,usd_per_unit\nEUR,2025-03-14,1.08\nEUR,2025-03-14,1.09\n", "line 3: EUR has two rates"),
    ],
)
def test_doctor_names_the_line_of_a_broken_table(tmp_path: Path, table: str, told: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(table)
    with pytest.raises(RatesError, match=r"rates\.csv") as error:
        ExchangeRates.load(path)
    assert told in str(error.value)
    checks = {name: (passed, found) for name, passed, found in examine(Settings(home=tmp_path, rates=path))}
    assert checks["rates"] == (False, str(error.value))


def test_doctor_counts_the_rates_and_names_a_missing_table(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("\ufeff" + TABLE)
    checks = {name: (passed, found) for name, passed, found in examine(Settings(home=tmp_path, rates=path))}
    assert checks["rates"] == (True, f"4 rates of 2 currencies in {path}")
    with pytest.raises(RatesError, match=r"nowhere\.csv: No such file.*give the path"):
        ExchangeRates.load(tmp_path / "nowhere.csv")
    path.write_bytes(TABLE.encode("utf-16"))
    with pytest.raises(RatesError, match="save the file as UTF-8"):
        ExchangeRates.load(path)
