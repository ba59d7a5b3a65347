"""The night's progress bar: documents read out of documents known, documents per second, time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class NightProgress:
    """Counts always; draws only between ``shown()`` and its end, so flows run the same under a scheduler."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._ingest: TaskID | None = None
        self._extract: TaskID | None = None

    @contextmanager
    def shown(self, console: Console) -> Iterator[None]:
        """Draw on the console while the body runs; a console that is no terminal gets no bar."""
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as self._bar:
            self._ingest = self._bar.add_task("ingest", total=None, rate="")
            self._extract = None
            yield
        self._bar = None

    def read(self, records: int) -> None:
        """So many more records were read."""
        if self._bar is not None and self._ingest is not None:
            self._bar.advance(self._ingest, records)

    def expect(self, documents: int) -> None:
        """All inputs are read; so many documents go on."""
        if self._bar is not None and self._ingest is not None:
            read = self._bar.tasks[self._ingest].completed
            self._bar.update(self._ingest, total=read)
            self._extract = self._bar.add_task("extract", total=documents, rate="")

    def advance(self, documents: int) -> None:
        """So many more documents were extracted."""
        if self._bar is not None and self._extract is not None:
            self._bar.advance(self._extract, documents)
            speed = self._bar.tasks[self._extract].speed
            self._bar.update(self._extract, rate=f"{speed:,.0f} documents/s" if speed else "")


progress = NightProgress()
