"""Data files that a program can read: ``python -m tests.data_files FILE…`` names every line that it cannot."""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

# Larger files in a repository are weights or downloads, and belong into a release.
MOST_BYTES = 30 * 2**20


def problems(path: Path) -> Iterator[str]:
    """What is wrong with a file, as ``file:line: why``; nothing for kinds of files that are not data."""
    if path.stat().st_size > MOST_BYTES:
        yield f"{path}: larger than {MOST_BYTES // 2**20} MiB"
    elif path.suffix in (".toml", ".csv"):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            yield f"{path}: not UTF-8 ({error})"
            return
        if "\r" in text or not text.endswith("\n"):
            yield f"{path}: lines end with a line feed, the last one too"
        yield from _toml_problems(path, text) if path.suffix == ".toml" else _csv_problems(path, text)


def _toml_problems(path: Path, text: str) -> Iterator[str]:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"{path}: {error}"


def _csv_problems(path: Path, text: str) -> Iterator[str]:
    """Every row has the columns of the first one; lines that begin with # are comments."""
    width = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error as error:
            yield f"{path}:{number}: {error}"
            continue
        width = width or len(cells)
        if len(cells) != width:
            yield f"{path}:{number}: {len(cells)} cells, the first row has {width}"


def main() -> None:
    """Print what is wrong; exit code 1 if anything is."""
    found = [line for name in sys.argv[1:] for line in problems(Path(name))]
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
