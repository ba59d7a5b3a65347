"""Marts count everything once: what the core tables hold stands in them, in the right month and with the right sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sql.ledger import Article, Ledger
from warehouse.build import build, read_frame
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import open_database
from warehouse.derive import derive_stories_and_events

NORWAY, CHAD = ("Norland", "NOR"), ("Chadia", "TCD")


def rows_of(home: Path, ledger: Ledger, sql: str) -> list[dict[str, Any]]:
    """Rows of a query over the ledger with stories and events derived; every check of the build holds."""
    ledger.stage(home)
    with open_database(build(home, "run1", derive_stories_and_events), read_only=True) as con:
        assert failed_checks(run_checks(con)) == []
        return read_frame(con, sql).to_dicts()


def dated(day: date) -> dict[str, Any]:
    return {"date_start": day, "date_end": day, "date_grain": "day", "date_basis": "relative"}


def tell(ledger: Ledger, words: str, number: int = 1, published: date | None = date(2025, 11, 4)) -> Article:
    return ledger.article(f"https://a.example/{number}", words, headline=f"Page {number}", published_on=published)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("ASSAULT", "attacked"), ("AID", "helped"), ("THREATEN", "threatened"), ("REJECT", "refused"),
        ("SUPPORT", "backed"), ("COERCE", "pressed"), ("REQUEST", "asked"), ("COOPERATE", "joined"),
    ],
)  # fmt: skip
def test_an_act_without_a_mode_is_counted(tmp_path: Path, act: str, words: str) -> None:
    ledger = Ledger()
    article = tell(ledger, f"Norland {words} Chadia on Monday.")
    article.movement(words, (NORWAY,), (CHAD,), type=act, mode=None, **dated(date(2025, 11, 3)))
    sql = "select from_country, to_country, month, month_basis, happened_count from mart.country_pair_months"
    assert rows_of(tmp_path, ledger, sql) == [
        {"from_country": "NOR", "to_country": "TCD", "month": date(2025, 11, 1), "month_basis": "date"}
        | {"happened_count": 1}
    ]


def test_a_mutual_act_of_any_mode_stands_in_both_orders(tmp_path: Path) -> None:
    ledger = Ledger()
    article = tell(ledger, "Norland and Chadia clashed.")
    article.movement("clashed", (NORWAY, CHAD), type="ASSAULT", mode="fight", is_reciprocal=True)
    sql = "select from_country, to_country, conflict_count from mart.country_pair_months order by 1"
    assert [tuple(row.values()) for row in rows_of(tmp_path, ledger, sql)] == [("NOR", "TCD", 1), ("TCD", "NOR", 1)]


def test_a_meeting_told_with_and_without_its_day_stands_once_in_its_month(tmp_path: Path) -> None:
    ledger = Ledger()
    first = tell(ledger, "Norland met Chadia on Friday.", 1, date(2025, 11, 1))
    first.movement("met", (NORWAY,), (CHAD,), mode="meeting", **dated(date(2025, 10, 31)))
    tell(ledger, "Chadia met Norland.", 2, date(2025, 11, 2)).movement("met", (CHAD,), (NORWAY,), mode="meeting")
    sql = "select month, month_basis, meeting_count from mart.country_pair_months where from_country = 'NOR'"
    assert rows_of(tmp_path, ledger, sql) == [{"month": date(2025, 10, 1), "month_basis": "date", "meeting_count": 1}]


@pytest.mark.parametrize(
    ("words", "published", "basis"),
    [
        ("Norland invaded Chadia.", date(2025, 11, 4), "published"),
        ("For the first time, Norland invaded Chadia once again.", date(2025, 11, 4), "published"),
        ("Earlier this week Norland invaded Chadia.", date(2025, 11, 4), "published"),
        ("During World War II, Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("In the last century Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("During the Hundred Lakes War Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("The novel tells how Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("Oslia, which invaded Chadia; Norland, which invaded Chadia.", date(2025, 11, 4), "none"),
        ("Norland had invaded Chadia.", date(2025, 11, 4), "none"),
        ("The ceremony marked the anniversary of the day Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("Three years ago, Norland invaded Chadia.", date(2025, 11, 4), "none"),
        ("Norland once invaded Chadia.", date(2025, 11, 4), "none"),
        ("Under the empire Norland always invaded Chadia.", date(2025, 11, 4), "none"),
        ("Norland invaded Chadia.", None, "none"),
    ],
)
def test_only_news_takes_the_month_of_publication(
    tmp_path: Path, words: str, published: date | None, basis: str
) -> None:
    ledger = Ledger()
    article = tell(ledger, words, published=published)
    article.movement("invaded", (NORWAY,), (CHAD,), type="ASSAULT", mode="invade")
    month = date(2025, 11, 1) if basis == "published" else None
    sql = "select month, month_basis, happened_count from mart.country_pair_months"
    assert rows_of(tmp_path, ledger, sql) == [{"month": month, "month_basis": basis, "happened_count": 1}]


def test_an_act_far_down_the_text_is_background_and_a_named_year_recalls(tmp_path: Path) -> None:
    ledger = Ledger()
    said = [f"Sentence {number} is news." for number in range(6)]
    article = ledger.article(
        "https://a.example/1", "Norland sued Chadia in 1999 or so.", *said, "Norland attacked Chadia."
    )
    article.movement("attacked", (NORWAY,), (CHAD,), type="ASSAULT", mode=None)
    article.movement("sued", (NORWAY,), (CHAD,), type="ACCUSE", mode="sue")
    span = article.span("1999")
    when = {"date_id": "t" + "1" * 16, "basis": "explicit", "rule": "year", "grain": "year", "value": "1999"}
    when |= {"date_start": date(1999, 1, 1), "date_end": date(1999, 12, 31)}
    ledger.rows["date_expressions"].append(span | when)
    sql = "select month, month_basis, happened_count from mart.country_pair_months"
    assert rows_of(tmp_path, ledger, sql) == [{"month": None, "month_basis": "none", "happened_count": 2}]


def test_a_flow_without_a_month_is_kept_in_the_row_without_one(tmp_path: Path) -> None:
    ledger = Ledger()
    article = tell(ledger, "Exports were $3 million, then $9 million.")
    flow = {"measure": "exports", "unit": "usd", "statistic": "level", "from_country": "NOR", "to_country": "TCD"}
    year = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31), "period_basis": "sentence"}
    article.metric("$3 million", value=3e6, **flow)
    article.metric("$9 million", value=9e6, **flow, **year)
    sql = "select month, month_basis, figure_count, trade_usd from mart.country_pair_months"
    assert rows_of(tmp_path, ledger, sql) == [
        {"month": None, "month_basis": "none", "figure_count": 2, "trade_usd": None}
    ]


@pytest.mark.parametrize(
    ("value", "direction", "statistic", "signed"),
    [
        (3.1, "down", "change_percent", -3.1),
        (-3.1, "down", "change_percent", -3.1),
        (-3.1, None, "change_percent", -3.1),
        (12.0, "up", "change_percent", 12.0),
        (-0.2, "up", "change_percent", -0.2),
        (5e6, "down", "change_absolute", -5e6),
        (-5e6, "down", "change_absolute", -5e6),
        (-5.0, None, "level", -5.0),
        (-5.0, "down", "level", -5.0),
        (5.0, "down", "level", 5.0),
        (0.0, "down", "change_percent", 0.0),
    ],
)
def test_a_fall_is_below_zero_however_it_is_written(
    tmp_path: Path, value: float, direction: str | None, statistic: str, signed: float
) -> None:
    ledger = Ledger()
    more = {"kind": "percent", "unit": "percent", "measure": "index", "period_start": date(2025, 11, 3)}
    tell(ledger, "It moved by so much.").metric(
        "so much", value=value, direction=direction, statistic=statistic, **more
    )
    [figure] = rows_of(tmp_path, ledger, "select signed_value from mart.figures_with_evidence")
    [point] = rows_of(tmp_path, ledger, "select value, value_low, value_high from mart.metric_series")
    assert figure["signed_value"] == signed
    assert set(point.values()) == {signed}
