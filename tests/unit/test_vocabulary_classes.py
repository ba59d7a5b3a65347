"""Every field of a vocabulary class is read by code: a list that nobody reads misleads who edits it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from transforms import extract
from transforms.vocabulary import Vocabulary

FOLDER = Path(extract.__file__).parent
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.py")))


def vocabulary_classes() -> list[type[Vocabulary]]:
    for module in pkgutil.walk_packages([str(FOLDER)], "transforms.extract."):
        if ".training" not in module.name and ".build_" not in module.name and module.name.endswith("vocabulary"):
            importlib.import_module(module.name)
    importlib.import_module("transforms.extract.reading")
    found, queue = [], [Vocabulary]
    while queue:
        below = queue.pop().__subclasses__()
        queue += below
        found += [one for one in below if one.__module__.startswith("transforms.extract.")]
    return found


@pytest.mark.parametrize("vocabulary", vocabulary_classes(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_field_is_read(vocabulary: type[Vocabulary]) -> None:
    unread = [name for name in vocabulary.model_fields if not re.search(rf"\.{name}\b", CODE)]
    # what a person reads: why a list is there, and the sentence that the tests read
    assert set(unread) <= {"meaning", "example", "control", "speaker", "content"}
