"""Word lists as data: a TOML file read once into a frozen, checked object."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError


class VocabularyError(Exception):
    """A vocabulary file does not have the keys its reader needs; the message names file, key and fix."""


class Vocabulary(BaseModel):
    """The content of one TOML file, or of one table in it. Keys that no field reads are refused.

    >>> class Seasons(Vocabulary):
    ...     names: frozenset[str]
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``path``. Raises VocabularyError on broken TOML and on a key that is missing, unknown or misshapen."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise VocabularyError(f"{path}: not TOML ({error}); mend that line") from error
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            raise VocabularyError(f"{path}: {key}: {first['msg']}; mend that key") from error
