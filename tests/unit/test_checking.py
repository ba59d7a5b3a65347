"""The validate stage on a batch: what hangs on a refused row is kept in quarantine with a reason, not dropped."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.run.batches import NORMALISED, Batch
from flows.stages.validate import keep_valid
from tests.sql.ledger import TABLES, small_ledger
from transforms.extract.frames import TABLES as DERIVED


def test_rows_of_a_refused_movement_are_kept_in_quarantine(tmp_path: Path) -> None:
    batch = Batch(0, tmp_path, records=2)
    for table, frame in small_ledger().frames().items():
        batch.write(table, frame)
    movements = batch.read("movements")
    refused = movements["movement_id"][0]
    batch.write("movements", movements.with_columns(type=pl.when(pl.col("movement_id") != refused).then("type")))
    owners, frames = ({table: batch.read(table) for table in tables} for tables in (NORMALISED, DERIVED))
    given, passed = keep_valid(batch, frames, owners)
    quarantine = batch.read("quarantine")
    assert given - passed == quarantine.height
    assert set(quarantine["reason"]) == {"complete", "movement_id_orphan"}
    assert refused not in batch.read("movement_participants")["movement_id"].to_list()
    assert set(TABLES) <= {path.stem for path in tmp_path.glob("*.parquet")}
