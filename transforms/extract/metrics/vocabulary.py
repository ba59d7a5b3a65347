"""The vocabulary of the metrics reader: TOML files beside the code, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def read_vocabulary(name: str) -> dict[str, Any]:
    """The content of ``<name>.toml``. Raises tomllib.TOMLDecodeError when an edit broke the file."""
    return tomllib.loads((Path(__file__).parent / "data" / f"{name}.toml").read_text(encoding="utf8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """A list of the file as a set, ``words("guards", "street")``."""
    node: Any = read_vocabulary(name)
    for key in keys:
        node = node[key]
    return frozenset(node)
