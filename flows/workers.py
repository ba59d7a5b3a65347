"""Extraction outside the flow's process: each worker loads the model once and reads whole batches.

Workers are spawned, never forked: forking after Polars has started its threads can deadlock.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from flows.interrupt import follow_parent

_pool: ProcessPoolExecutor | None = None
_pool_lock = threading.Lock()


def extract_folder(folder: Path, model: str, gazetteers: Path | None) -> dict[str, int]:
    """Read documents and captions from a batch folder, write every derived table into it; rows by table.

    A document whose reading raises is left without derived rows and listed in ``unread.parquet``.
    """
    from expectations.contract import load_contracts, polars_schema
    from transforms.extract.documents import extract
    from transforms.extract.entities import use_gazetteers
    from transforms.extract.frames import TABLES
    from transforms.extract.language_model import load_model

    if gazetteers is not None:
        use_gazetteers(gazetteers)
    contracts = load_contracts()
    schemas = {table: polars_schema(contracts[f"core.{table}"]) for table in TABLES}
    documents, captions = (
        pl.read_parquet(folder / f"{table}.parquet", glob=False) for table in ("documents", "captions")
    )
    frames, unread = extract(load_model(model), documents, captions, schemas)
    unread.write_parquet(folder / "unread.parquet")
    for table, frame in frames.items():
        frame.write_parquet(folder / f"{table}.parquet")
    return {table: frame.height for table, frame in frames.items()}


def submit_extraction(folder: Path, model: str, gazetteers: Path | None, workers: int) -> dict[str, int]:
    """Run extract_folder in the pool and wait; a pool broken by a killed worker is thrown away for the retry."""
    pool = _current_pool(workers)
    try:
        return pool.submit(extract_folder, folder, model, gazetteers).result()
    except Exception:
        if getattr(pool, "_broken", False):
            close_workers()
        raise


def _current_pool(workers: int) -> ProcessPoolExecutor:
    global _pool
    with _pool_lock:
        if _pool is None:
            _pool = new_pool(workers)
        return _pool


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Worker processes, started when the first work comes; the caller shuts the pool down."""
    # One matrix thread per worker: the workers together already fill the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=follow_parent)


@contextmanager
def extraction_workers() -> Iterator[None]:
    """No worker outlives the body, however it ends: a process with live workers would never exit."""
    try:
        yield
    finally:
        close_workers()


def close_workers() -> None:
    """End the worker processes; the next batch starts new ones."""
    global _pool
    with _pool_lock:
        pool, _pool = _pool, None
    if pool is not None:
        pool.shutdown(wait=False, cancel_futures=True)
