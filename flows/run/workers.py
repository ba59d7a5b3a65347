"""Reading outside the flow's process: each worker loads the model once and reads whole batches.

Every worker is a process of its own with a pipe: one that dies costs nothing but its own batch, and that batch is read
again without the document that killed it. Workers are spawned, never forked: forking after Polars has started its
threads can deadlock.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import resource
import signal
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from flows.run.interrupt import follow_parent
from flows.run.limits import forget_mark, marked_document

_MOST_DEATHS = 3
_SECONDS_TO_END = 5.0


class WorkerDiedError(Exception):
    """A worker process ended before its answer came."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"a worker process died (exit code {exit_code}): killed, or out of memory")
        self.is_out_of_time = exit_code == -signal.SIGXCPU


class WorkersEndedError(Exception):
    """The workers were ended while a batch waited for its answer: the night is over."""


class _Worker:
    """One process that does what it is told through a pipe."""

    def __init__(self) -> None:
        # One matrix thread per worker: the workers together already fill the cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def do(self, task: Callable[..., Any], *args: Any) -> Any:
        """What the task returns or raises there. Raises WorkerDiedError."""
        try:
            self._pipe.send((task, args))
            succeeded, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(_SECONDS_TO_END)
            raise WorkerDiedError(self._process.exitcode) from error
        if not succeeded:
            raise value
        return value

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join(_SECONDS_TO_END)
        self._pipe.close()


def _serve(pipe: Connection) -> None:
    """The loop of a worker process."""
    follow_parent()
    # One that the kernel ends leaves its record, not its memory.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    while True:
        try:
            task, args = pipe.recv()
        except EOFError:
            return
        try:
            answer = True, task(*args)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the caller
            answer = False, _sendable(error)
        pipe.send(answer)


def _sendable(error: Exception) -> Exception:
    """The error with the traceback of this process as a note; one that no pipe can carry becomes a RuntimeError."""
    note = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(note)
    return error


class _Workers:
    """Workers that batches wait for: as many as are allowed, started when the first work comes."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._changed = threading.Condition()
        self._generation = 0

    @contextmanager
    def borrowed(self, allowed: int) -> Iterator[_Worker]:
        """One worker for the body alone. One that died is not given to anybody again."""
        with self._changed:
            generation = self._generation
            while not self._idle and len(self._busy) >= allowed:
                self._changed.wait()
                self._require_same(generation)
            worker = self._idle.pop() if self._idle else _Worker()
            self._busy.append(worker)
        try:
            yield worker
        except WorkerDiedError:
            self._require_same(generation)
            self._give_back(worker, is_alive=False)
            raise
        except BaseException:
            self._give_back(worker, is_alive=True)
            raise
        self._give_back(worker, is_alive=True)

    def _require_same(self, generation: int) -> None:
        if generation != self._generation:
            raise WorkersEndedError("the night ended before this batch was read")

    def _give_back(self, worker: _Worker, is_alive: bool) -> None:
        with self._changed:
            if worker in self._busy:  # else they were all ended meanwhile
                self._busy.remove(worker)
                if is_alive:
                    self._idle.append(worker)
                else:
                    worker.end()
            self._changed.notify()

    def end(self) -> None:
        """End all of them, and the waiting for them."""
        with self._changed:
            ended, self._idle, self._busy = [*self._idle, *self._busy], [], []
            self._generation += 1
            self._changed.notify_all()
        for worker in ended:
            worker.end()


_workers = _Workers()


def submit(task: Callable[..., dict[str, int]], folder: Path, *args: Any, workers: int) -> dict[str, int]:
    """``task(folder, *args, refused, is_single)`` in a worker process, without the documents that kill it.

    ``refused`` maps documents that must not be read to (reason, detail). A document is refused when its reading used up
    the time of a process, or when two processes died of it: a worker may be killed for reasons of its own. Once a
    process has died, documents are read singly, so that the next one is known.
    """
    refused: dict[str, tuple[str, str]] = {}
    deaths = Counter[str]()
    forget_mark(folder)
    while True:
        try:
            with _workers.borrowed(workers) as worker:
                rows: dict[str, int] = worker.do(task, folder, *args, refused, bool(deaths))
            forget_mark(folder)
            return rows
        except WorkerDiedError as error:
            document = marked_document(folder)
            deaths[document] += 1
            if document and (error.is_out_of_time or deaths[document] == 2):
                refused[document] = _why(error)
            elif deaths[document] >= _MOST_DEATHS:
                raise


def _why(error: WorkerDiedError) -> tuple[str, str]:
    if error.is_out_of_time:
        return (
            "too_slow",
            "a library was still at it when its time was over; shorten the text, or leave it out",
        )
    return "reading_failed", f"{error}; shorten the text, or leave it out"


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Worker processes for work without a night; the caller shuts the pool down."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=follow_parent)


@contextmanager
def extraction_workers() -> Iterator[None]:
    """No worker outlives the body, however it ends."""
    try:
        yield
    finally:
        close_workers()


def close_workers() -> None:
    """End the worker processes; the next batch starts new ones."""
    _workers.end()
