"""One reader per format: ``read(source, stream)`` gives the raw rows of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from transforms.ingest.readers.csv_tables import read_csv_table
from transforms.ingest.readers.html_pages import read_html_page
from transforms.ingest.readers.json_files import read_json_file
from transforms.ingest.readers.json_lines import read_json_lines
from transforms.ingest.readers.parquet_tables import read_parquet_table
from transforms.ingest.readers.text_files import read_text_file
from transforms.ingest.readers.web_archives import read_web_archive
from transforms.ingest.rows import RawRow
from transforms.ingest.sources import Source

Reader = Callable[[Source, BinaryIO], Iterator[RawRow]]

READERS: dict[str, Reader] = {
    "txt": read_text_file,
    "html": read_html_page,
    "json": read_json_file,
    "jsonl": read_json_lines,
    "csv": read_csv_table,
    "parquet": read_parquet_table,
    "warc": read_web_archive,
    "wet": read_web_archive,
}
