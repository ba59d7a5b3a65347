"""``.parquet``: one article a row, read group by group."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO

from transforms.ingest.fields import is_known_column, known_columns
from transforms.ingest.limits import MAX_RECORD_BYTES, MAX_UNPACKED_TABLE_BYTES, in_mib
from transforms.ingest.opening import TooLargeError
from transforms.ingest.records import record_row
from transforms.ingest.rows import RawRow, failed_row
from transforms.ingest.sources import Source

_MOST_ROWS_AT_ONCE = 200


def read_parquet_table(source: Source, stream: BinaryIO) -> Iterator[RawRow]:
    """One row per row of the table. The stream is spooled to disk first: Parquet is read from its end."""
    import pyarrow as pa  # 0.2 s, needed here only
    import pyarrow.parquet as pq

    with tempfile.TemporaryFile() as spooled:
        _copy(stream, spooled)
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
        read = [name for name in dict.fromkeys(names) if is_known_column(name)]
        for batch in table.iter_batches(_rows_at_once(table.metadata), columns=read):
            for record in _records(batch):
                yield record_row(source.path, record_no, source.format, record, "utf-8", source.sidecar)
                record_no += 1
    if record_no == 0:
        yield failed_row(source.path, 0, source.format, "empty", f"{source.path}: has no rows; nothing to read in it")


def _copy(stream: BinaryIO, spooled: IO[bytes]) -> None:
    """Raises TooLargeError: a few kilobytes may unpack to more than any disk holds."""
    size = 0
    while block := stream.read(1 << 20):
        size += len(block)
        if size > MAX_UNPACKED_TABLE_BYTES:
            raise TooLargeError(f"more than {in_mib(MAX_UNPACKED_TABLE_BYTES)} in one table")
        spooled.write(block)


def _rows_at_once(metadata: Any) -> int:
    """As many rows as are about one record of the greatest size. Raises TooLargeError when one row may be more."""
    rows_at_once = _MOST_ROWS_AT_ONCE
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        a_row = group.total_byte_size // max(1, group.num_rows)
        if a_row > MAX_RECORD_BYTES:
            raise TooLargeError(f"rows of more than {in_mib(MAX_RECORD_BYTES)}")
        rows_at_once = min(rows_at_once, MAX_RECORD_BYTES // max(1, a_row))
    return max(1, rows_at_once)


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
