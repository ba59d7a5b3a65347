"""Which spaCy pipeline reads the texts: the bundled one, or one the user installed."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

BUNDLED = "bundled"
_BUNDLED_META = Path(__file__).parent / "model" / "weights" / "meta.json"
# A document longer than this is a data dump, not an article; spaCy needs about 1 GB per 100,000 characters parsed.
MAX_CHARACTERS = 1_000_000


class ModelError(Exception):
    """The wanted pipeline is not there or cannot name things; the message says how to get it."""


def describe_model(name: str) -> tuple[str, str]:
    """Name and version of a pipeline without loading it. Raises ModelError when it is not installed."""
    meta = _BUNDLED_META if name == BUNDLED else Path(name) / "meta.json"
    if meta.is_file():
        described = json.loads(meta.read_text(encoding="utf-8"))
        prefix = "" if name == BUNDLED else f"{described['lang']}_"
        return f"{prefix}{described['name']}", described["version"]
    try:
        return name, version(name)
    except PackageNotFoundError as error:
        raise ModelError(
            f"spaCy pipeline {name!r} is not installed; with the Python of this environment run: "
            f"python -m spacy download {name} (spaCy's pipelines are not on PyPI; packages of such names there are by "
            "strangers), give the path of one, or unset NEWSLEDGER_MODEL to use the bundled one"
        ) from error


@cache
def load_model(name: str = BUNDLED) -> Language:
    """The pipeline, ready to parse and name. Raises ModelError when it is missing or has no parser or no NER."""
    import spacy

    describe_model(name)
    if name == BUNDLED:
        from transforms.extract.model import load_bundled

        nlp = load_bundled()
    else:
        nlp = _load_installed(spacy, name)
    missing = [pipe for pipe in ("parser", "ner") if pipe not in nlp.pipe_names]
    if missing and name != BUNDLED:  # names of the bundled pipeline come from the encoder
        raise ModelError(f"spaCy pipeline {name!r} has no {' and no '.join(missing)}; choose one that has both")
    nlp.max_length = MAX_CHARACTERS + 1
    return nlp


def _load_installed(spacy: ModuleType, name: str) -> Language:
    """A pipeline of the user's; its sentences end at blank lines, too: documents are put together with them."""
    from transforms.extract.model import COMPONENT

    try:
        nlp: Language = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"spaCy pipeline {name!r} cannot be loaded: {error}") from error
    if COMPONENT not in nlp.pipe_names and "parser" in nlp.pipe_names:
        nlp.add_pipe(COMPONENT, before="parser")
    return nlp
