"""``.parquet``: one article a row, read group by group."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from transforms.ingest.fields import known_columns
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

_ROWS_AT_ONCE = 200


def read_parquet_table(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per row of the table. The stream is spooled to disk first: Parquet is read from its end."""
    import pyarrow as pa  # 0.2 s, needed here only
    import pyarrow.parquet as pq

    with tempfile.TemporaryFile() as spooled:
        shutil.copyfileobj(stream, spooled, 1 << 20)
        spooled.seek(0)
        try:
            table = pq.ParquetFile(spooled)
        except pa.ArrowInvalid as error:
            reason = str(error).split("\n")[0]
            detail = f"{source.path}: no Parquet file ({reason}); write or fetch it again"
            yield failed_row(source.path, 0, source.format, "unreadable", detail)
            return
        names = table.schema_arrow.names
        if not {"text", "html"} & known_columns(names):
            columns = ", ".join(names[:8])
            detail = f"{source.path}: no column with article text among {columns}; see transforms/ingest/fields.toml"
            yield failed_row(source.path, 0, source.format, "no_text", detail)
            return
        record_no = 0
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE):
            for record in _records(batch):
                yield record_row(source.path, record_no, source.format, record, "utf-8", source.sidecar)
                record_no += 1
    if record_no == 0:
        yield failed_row(source.path, 0, source.format, "empty", f"{source.path}: has no rows; nothing to read in it")


def _records(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows as Python values; one that Python cannot hold (a day in the year 200,000) is unknown."""
    columns = [(name, batch.column(number)) for number, name in enumerate(batch.schema.names)]
    for at in range(batch.num_rows):
        yield {name: _value(column[at]) for name, column in columns}


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return None
