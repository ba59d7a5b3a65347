"""Loading: folding and rebuilding give the same tables, whatever came when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations import contract
from expectations.contract import ContractError, load_contracts
from tests.sql.ledger import Ledger, run_frames, small_ledger
from warehouse.build import build, fill_columns, read_frame, replace_table
from warehouse.connect import WarehouseError, open_database
from warehouse.publish import publish
from warehouse.relations import relation_files
from warehouse.staging import StagingError, known_documents, read_batches, write_batch, write_run

TABLES = [table for table in load_contracts().values() if table.schema in ("core", "mart")]


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Every document its own story, every movement its own event."""
    stories = read_frame(con, "select document_id, document_id as story_id, true as is_original from core.documents")
    fill_columns(con, "core.documents", stories)
    events = read_frame(
        con,
        """
        select 'x' || movement_id as event_id, type, mode, 'happened' as status, 'A' as actors, 'B' as recipients,
            date_start, date_end, date_grain, place, place_country, 1 as movement_count, 1 as document_count,
            1 as story_count, 1 as happened_count, 0 as planned_count, 0 as denied_count,
            movement_id as best_movement_id, null as planned_event_id, confidence
        from core.movements
        """,
    )
    replace_table(con, "core.events", events)
    fill_columns(con, "core.movements", events.select(pl.col("best_movement_id").alias("movement_id"), "event_id"))


def contents(path: Path) -> dict[str, Counter]:
    with open_database(path, read_only=True) as con:
        return {table.name: Counter(con.execute(f"select * from {table.name}").fetchall()) for table in TABLES}


def batches_held(path: Path) -> int:
    with open_database(path, read_only=True) as con:
        return con.execute("select new_batch_count from meta.builds").fetchall()[0][0]


def mode_of(path: Path) -> str:
    with open_database(path, read_only=True) as con:
        return con.execute("select mode from meta.builds").fetchall()[0][0]


def later_ledger() -> Ledger:
    """Another version of the first document of the small ledger, and a new one."""
    ledger = Ledger(run_id="run2")
    again = ledger.article("https://a.example/1", "Ada Moreno will not visit Norland.", headline="Moreno cancels")
    again.mention("Ada Moreno", country="NZL")
    again.mention("Norland", kind="place", country="NOR")
    again.movement("visit", (("Ada Moreno", "NZL"),), (("Norland", "NOR"),), modality="denied", polarity="negative")
    new = ledger.article("https://c.example/3", "Bo Lind met Ada Moreno.", published_on=date(2025, 11, 9))
    new.mention("Bo Lind", country="NOR")
    new.mention("Ada Moreno", country=None)
    new.movement("met", (("Bo Lind", "NOR"),), (("Ada Moreno", "NZL"),), mode="meeting")
    return ledger


def test_folding_and_rebuilding_give_the_same_tables(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1", derive), tmp_path)
    later_ledger().stage(tmp_path)
    folded = build(tmp_path, "run2", derive, mode="fold")
    rebuilt = build(tmp_path, "run3", derive, mode="rebuild")
    assert (mode_of(folded), mode_of(rebuilt)) == ("fold", "rebuild")
    assert (batches_held(folded), batches_held(rebuilt)) == (1, 2)
    assert contents(folded) == contents(rebuilt)


def test_a_document_that_comes_again_replaces_all_its_older_rows(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1", derive), tmp_path)
    later_ledger().stage(tmp_path)
    with open_database(build(tmp_path, "run2", derive), read_only=True) as con:
        documents = con.execute("select headline, run_id from core.documents order by published_on, 1").fetchall()
        assert documents == [("Moreno cancels", "run2"), ("Moreno in Norland", "run1"), ("A headline", "run2")]
        assert con.execute("select count(*) from core.metrics").fetchall() == [(0,)]
        assert con.execute("select live_count from meta.batches order by staged_at").fetchall() == [(1,), (2,)]


def test_a_batch_that_arrives_late_does_not_undo_a_later_one(tmp_path: Path) -> None:
    older = small_ledger().stage(tmp_path)
    folder = tmp_path / "staged" / "batches" / older
    aside = folder.rename(tmp_path / "aside")
    later_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1", derive), tmp_path)
    aside.rename(folder)
    folded = build(tmp_path, "run2", derive)
    assert mode_of(folded) == "fold"
    assert contents(folded) == contents(build(tmp_path, "run3", derive, mode="rebuild"))
    with open_database(folded, read_only=True) as con:
        assert con.execute("select count(*) from core.documents where headline = 'Moreno cancels'").fetchall() == [(1,)]


def test_loading_the_same_batches_again_changes_nothing(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    published = publish(build(tmp_path, "run1", derive), tmp_path)
    before = contents(published)
    small_ledger().stage(tmp_path)
    again = build(tmp_path, "run2", derive)
    assert batches_held(again) == 0
    assert contents(again) == before


def test_the_order_of_batches_changes_no_entity(tmp_path: Path) -> None:
    for home, ledgers in (("one", [small_ledger(), later_ledger()]), ("other", [later_ledger(), small_ledger()])):
        for ledger in ledgers:
            ledger.rows["documents"] = [d for d in ledger.rows["documents"] if "a.example" not in d["url"]]
            kept = {d["document_id"] for d in ledger.rows["documents"]}
            for rows in ledger.rows.values():
                rows[:] = [row for row in rows if row["document_id"] in kept]
            ledger.stage(tmp_path / home)
    one, other = (contents(build(tmp_path / home, "run1", mode="rebuild")) for home in ("one", "other"))
    assert one == other
    assert one["core.entities"]


def test_a_batch_without_marker_does_not_count(tmp_path: Path) -> None:
    batch = small_ledger().stage(tmp_path)
    (tmp_path / "staged" / "batches" / batch / "_complete").unlink()
    assert list(read_batches(tmp_path)) == []
    assert known_documents(tmp_path).is_empty()
    with open_database(build(tmp_path, "run1"), read_only=True) as con:
        assert con.execute("select count(*) from core.documents").fetchall() == [(0,)]
    small_ledger().stage(tmp_path)
    assert known_documents(tmp_path).height == 2
    (tmp_path / "staged" / "batches" / batch).rename(tmp_path / "staged" / "batches" / f".{batch}.1")
    assert list(read_batches(tmp_path)) == []


def test_a_batch_that_is_gone_makes_a_rebuild(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    later = later_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1"), tmp_path)
    (tmp_path / "staged" / "batches" / later / "_complete").unlink()
    again = build(tmp_path, "run2")
    assert mode_of(again) == "rebuild"
    with open_database(again, read_only=True) as con:
        assert con.execute("select count(*) from core.documents").fetchall() == [(2,)]


def test_a_damaged_published_file_is_rebuilt(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1"), tmp_path).write_bytes(b"no database")
    assert mode_of(build(tmp_path, "run2")) == "rebuild"


def test_a_changed_contract_makes_a_rebuild_with_nulls_for_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_ledger().stage(tmp_path)
    publish(build(tmp_path, "run1"), tmp_path)
    contracts = dict(load_contracts())
    movements = contracts["core.movements"]
    weather = contract.Column("weather", "varchar", "the weather", null_meaning="not told")
    grown = contract.replace(movements, columns=(*movements.columns, weather))
    monkeypatch.setattr(contract, "load_contracts", lambda: contracts | {"core.movements": grown})
    monkeypatch.setattr("warehouse.build.load_contracts", contract.load_contracts)
    monkeypatch.setattr("warehouse.dictionary.load_contracts", contract.load_contracts)
    again = build(tmp_path, "run2")
    assert mode_of(again) == "rebuild"
    with open_database(again, read_only=True) as con:
        assert con.execute("select distinct weather from core.movements").fetchall() == [(None,)]


def test_a_failing_build_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(con: duckdb.DuckDBPyConnection) -> None:
        raise RuntimeError("clustering failed")

    small_ledger().stage(tmp_path)
    with pytest.raises(RuntimeError, match="clustering failed"):
        build(tmp_path, "run1", fail)
    assert list((tmp_path / "builds").iterdir()) == []


def test_fill_columns_writes_only_the_frame_and_nulls_the_rest(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    with open_database(build(tmp_path, "run1", derive)) as con:
        one = read_frame(con, "select document_id, 's' as story_id, true as is_original from core.documents limit 1")
        fill_columns(con, "core.documents", one)
        assert sorted(con.execute("select story_id, is_original from core.documents").fetchall(), key=str) == [
            ("s", True),
            (None, None),
        ]


def test_replace_table_wants_the_contract(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    with open_database(build(tmp_path, "run1")) as con, pytest.raises(ContractError, match=r"core\.events"):
        replace_table(con, "core.events", pl.DataFrame({"event_id": ["x"]}))


def test_sql_that_parts_from_its_contract_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "entity_aliases.sql").write_text("select 1 as one")
    monkeypatch.setattr("warehouse.relations.SQL", tmp_path)
    with pytest.raises(WarehouseError, match=r"sql/core/entity_aliases\.sql selects \('one',\)"):
        build(tmp_path, "run1")


def test_files_come_after_what_they_read() -> None:
    order = list(relation_files("mart"))
    assert order.index("mart.movement_evidence") < order.index("mart.country_pair_months")
    assert order.index("mart.figures_with_evidence") < order.index("mart.metric_series")


def test_a_batch_id_taken_by_other_content_is_refused(tmp_path: Path) -> None:
    batch = small_ledger().stage(tmp_path)
    with pytest.raises(StagingError, match="staged with other content"):
        write_batch(tmp_path, batch, later_ledger().frames())


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        ({}, "has no documents"),
        ({"entities": pl.DataFrame()}, "entities is not a staged table"),
        ({"documents": pl.DataFrame({"url": ["x"]})}, "lacks"),
    ],
)
def test_a_batch_of_wrong_shape_is_refused(tmp_path: Path, frames: dict[str, pl.DataFrame], message: str) -> None:
    with pytest.raises((StagingError, ContractError), match=message):
        write_batch(tmp_path, "b1", frames)
    assert list(read_batches(tmp_path)) == []


def test_known_documents_tell_the_latest_content(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    latest = later_ledger()
    batch = latest.stage(tmp_path)
    known = known_documents(tmp_path)
    assert known.height == 3
    again = latest.rows["documents"][0]
    row = known.filter(pl.col("document_id") == again["document_id"]).to_dicts()
    assert row == [{k: again[k] for k in ("document_id", "content_hash")} | {"batch_id": batch}]


def test_runs_are_read_again_each_time(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    write_run(tmp_path, "run1", run_frames(status="running"))
    path = build(tmp_path, "run1")
    write_run(tmp_path, "run1", run_frames(status="succeeded"))
    with open_database(publish(path, tmp_path), read_only=True) as con:
        assert con.execute("select status, finished_at from meta.runs").fetchall() == [("succeeded", None)]
