"""Gates on real builds: nights are small run records, tonight is a staged batch."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from expectations.contract import contract_of, polars_schema
from tests.sql.ledger import Ledger, run_frames
from warehouse.build import build
from warehouse.checks import failed_checks
from warehouse.connect import open_database
from warehouse.gates import GateOutcome, run_gates
from warehouse.publish import publish
from warehouse.report import write_report
from warehouse.staging import read_stages, write_run

FIRST = datetime(2025, 10, 1, 2)
PUBLISHERS = ("Wire", "Courier")
SHARES = ("published_on_missing", "publisher_missing", "participant_country_missing", "measure_missing")


def record_night(home: Path, number: int, documents: int = 10, publishers: tuple[str, ...] = PUBLISHERS) -> None:
    """What an ordinary published night leaves behind: its run and its counts."""
    run_id = f"night{number:02}"
    rows: list[dict[str, Any]] = [
        {"gate": gate, "row_count": documents, "value": float(documents)}
        for gate in ("records_volume", "documents_volume")
    ]
    shares = (*SHARES, "mentions_unlinked")
    rows += [{"gate": gate, "row_count": documents, "missing_count": 0, "value": 0.0} for gate in shares]
    rows += [{"gate": "newest_document_age", "row_count": documents, "value": 1.0}]
    rows += [{"gate": "publisher_silence", "row_count": documents, "value": 0.0}]
    rows += [{"gate": "publisher_silence", "publisher": who, "row_count": 5, "value": 5.0} for who in publishers]
    schema = {n: t for n, t in polars_schema(contract_of("meta.gates")).items() if n != "run_id"}
    run = run_frames(run_id, documents, started_at=FIRST + timedelta(days=number))
    write_run(home, run_id, run | {"gates": pl.DataFrame(rows, schema=schema)})


def stage_night(
    home: Path,
    number: int,
    documents: int = 10,
    read: int | None = None,
    started_at: datetime | None = None,
    **more: Any,
) -> str:
    """Stage tonight's documents (``more`` goes into each) and open its run; the run's id."""
    run_id = f"night{number:02}"
    started = started_at or FIRST + timedelta(days=number)
    ledger = Ledger(run_id=run_id)
    for n in range(documents):
        given = {"publisher": PUBLISHERS[n % 2], "published_on": (started - timedelta(days=1)).date()} | more
        article = ledger.article(
            f"https://a.example/{number}/{n}", "Ada Moreno visited Norland for $3 million.", **given
        )
        article.mention("Ada Moreno", country="NZL")
        article.movement("visited", (("Ada Moreno", "NZL"),), (("Norland", "NOR"),))
        article.metric("$3 million", value=3e6, unit="usd", measure="aid")
    if documents:
        ledger.stage(home)
    run = run_frames(run_id, documents, "running", started_at=started)["runs"]
    write_run(home, run_id, {"runs": run.with_columns(records_read=pl.lit(documents if read is None else read))})
    return run_id


def gates(
    home: Path, run_id: str, mode: str = "enforce", is_night: bool = True, change: str | None = None
) -> GateOutcome:
    with open_database(build(home, run_id)) as con:
        if change:
            con.execute(change)
        return run_gates(con, run_id, mode, is_night)


def found(outcome: GateOutcome) -> dict[str, str]:
    """Gates that did not hold, with their severity."""
    return dict(outcome.results.filter(~pl.col("passed")).select("check_name", "severity").rows())


@pytest.fixture(scope="module")
def fourteen_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("gates")
    for number in range(14):
        record_night(home, number)
    return home


@pytest.fixture
def home(fourteen_nights: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fourteen_nights, tmp_path / "home"))


def test_an_ordinary_night_passes_every_gate(home: Path) -> None:
    outcome = gates(home, stage_night(home, 14))
    assert found(outcome) == {}
    assert outcome.results.height == 9
    usual = dict(outcome.counts.filter(pl.col("publisher").is_null()).select("gate", "usual").rows())
    assert usual["documents_volume"] == pytest.approx(10)
    assert usual["mentions_unlinked"] == 0


BROKEN = {
    "published_on_missing": "update core.documents set published_on = null",
    "publisher_missing": "update core.documents set publisher = null",
    "participant_country_missing": "update core.movement_participants set country = null",
    "measure_missing": "update core.metrics set measure = null",
    "mentions_unlinked": "update core.mentions set entity_id = null",
}


@pytest.mark.parametrize("gate", BROKEN)
def test_a_night_without_its_values_is_stopped_and_told_how_to_go_on(home: Path, gate: str) -> None:
    outcome = gates(home, stage_night(home, 14), change=BROKEN[gate])
    assert found(outcome)[gate] == "fail"
    [line] = failed_checks(outcome.results)
    assert gate in line
    assert "100.0%" in line
    assert "NEWSLEDGER_GATES=warn" in line


def test_half_the_values_are_enough_for_few_rows_to_warn_only(home: Path) -> None:
    change = "update core.documents set publisher = null where url like '%/14/_' and url < 'https://a.example/14/3'"
    assert found(gates(home, stage_night(home, 14), change=change)) == {"publisher_missing": "warn"}


@pytest.mark.parametrize(
    ("night", "expected"),
    [
        ({"documents": 1}, {"documents_volume", "records_volume", "publisher_silence"}),
        ({"documents": 1, "read": 10}, {"documents_volume", "publisher_silence"}),
        ({"documents": 0, "read": 10}, {"documents_volume", "publisher_silence"}),
        ({"documents": 10, "read": 5000}, {"records_volume"}),
        ({"publisher": "Wire"}, {"publisher_silence"}),
        ({"published_on": FIRST.date()}, {"newest_document_age"}),
        ({"documents": 7}, set()),
        ({"publisher": "Wire", "documents": 12}, {"publisher_silence"}),
    ],
)
def test_what_else_is_unusual_is_a_warning(home: Path, night: dict[str, Any], expected: set[str]) -> None:
    outcome = gates(home, stage_night(home, 14, **night))
    assert found(outcome) == dict.fromkeys(expected, "warn")
    assert failed_checks(outcome.results) == []


def test_a_silent_publisher_is_named(home: Path) -> None:
    outcome = gates(home, stage_night(home, 14, publisher="Wire"))
    [row] = outcome.results.filter(pl.col("check_name") == "publisher_silence").to_dicts()
    assert row["failed_count"] == 1
    assert "Courier" in row["detail"]


def test_a_document_from_the_future_does_not_make_the_rest_look_fresh(home: Path) -> None:
    run_id = stage_night(home, 14, published_on=FIRST.date())
    change = (
        "update core.documents set published_on = date '2199-01-01' where document_id = "
        "(select min(document_id) from core.documents)"
    )
    assert "newest_document_age" in found(gates(home, run_id, change=change))


def test_four_nights_are_too_few(tmp_path: Path) -> None:
    for number in range(4):
        record_night(tmp_path, number)
    outcome = gates(tmp_path, stage_night(tmp_path, 4), change=BROKEN["publisher_missing"])
    assert found(outcome) == {}
    assert all("4 of 5 nights known" in detail for detail in outcome.results["detail"])
    record_night(tmp_path, 4)
    assert found(gates(tmp_path, stage_night(tmp_path, 5), change=BROKEN["publisher_missing"]))


def test_only_published_nights_are_compared_and_only_the_last_fourteen(home: Path) -> None:
    for number in range(14, 34):
        record_night(home, number, documents=1000)
        runs = run_frames(f"night{number:02}", 1000, "failed", started_at=FIRST + timedelta(days=number))
        write_run(home, f"night{number:02}", runs)
    assert found(gates(home, stage_night(home, 34))) == {}
    for number in range(35, 49):
        record_night(home, number, documents=1000)
    assert "documents_volume" in found(gates(home, stage_night(home, 49)))


def test_a_start_that_finds_nothing_new_hours_later_is_the_same_night(home: Path) -> None:
    later = FIRST + timedelta(days=13, hours=5)
    outcome = gates(home, stage_night(home, 14, documents=0, read=10, started_at=later))
    assert found(outcome) == {}
    assert set(outcome.counts["gate"]) <= {"newest_document_age"}, "it is not counted as a night"


def test_what_a_stopped_night_staged_does_not_slip_in_behind_the_next(home: Path) -> None:
    stopped = stage_night(home, 14, publisher=None)
    assert found(gates(home, stopped))["publisher_missing"] == "fail"
    write_run(home, stopped, run_frames(stopped, 10, "failed", started_at=FIRST + timedelta(days=14)))
    again = stage_night(home, 14 + 1, documents=0, read=10, started_at=FIRST + timedelta(days=14, hours=1))
    assert found(gates(home, again))["publisher_missing"] == "fail"
    assert found(gates(home, again, is_night=False)) == {"publisher_missing": "fail"}, "nor behind a backfill"
    outcome = gates(home, again, mode="warn")
    assert failed_checks(outcome.results) == []
    assert found(outcome)["publisher_missing"] == "warn"


def test_a_backfill_is_neither_judged_nor_counted(home: Path) -> None:
    outcome = gates(home, stage_night(home, 14, publisher=None), is_night=False)
    assert outcome.results.is_empty()
    assert outcome.counts.is_empty()


def test_off_counts_and_judges_nothing(home: Path) -> None:
    outcome = gates(home, stage_night(home, 14, publisher=None), mode="off")
    assert outcome.results.is_empty()
    assert outcome.counts.filter(pl.col("gate") == "publisher_missing")["missing_count"].to_list() == [10]


def test_results_and_usual_values_lie_in_the_file_and_on_the_page(home: Path, tmp_path: Path) -> None:
    run_id = stage_night(home, 14, publisher="Wire")
    path = build(home, run_id)
    with open_database(path) as con:
        outcome = run_gates(con, run_id)
    checks = outcome.results.with_columns(scope=pl.lit("night"))
    write_run(home, run_id, {"checks": checks, "gates": outcome.counts})
    with open_database(publish(path, home), read_only=True) as con:
        page = write_report(con, run_id, "published", [], tmp_path / "page.html", read_stages(home, run_id)).read_text()
        told = con.execute("select check_name from meta.checks where scope = 'night' and not passed").fetchall()
    assert told == [("publisher_silence",)]
    section = page.split("<h2>Against the nights before</h2>")[1].split("</section>")[0]
    assert all(f"<td>{gate}</td>" in section for gate in outcome.results["check_name"])
    assert "silent for longer than ever in these nights: Courier" in section
