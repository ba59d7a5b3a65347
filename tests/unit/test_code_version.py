"""What makes documents outdated: code, rules, vocabulary and weights, and nothing that only makes the weights."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from flows.run.night import code_digest
from flows.settings import PROJECT

EXTRACT = PROJECT / "transforms" / "extract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("model/training", "metrics"):
        shutil.copytree(EXTRACT / part, tmp_path / "extract" / part)
    shutil.copy(EXTRACT / "model" / "train.py", tmp_path / "extract" / "model")
    (tmp_path / "extract" / "model" / "weights").mkdir()
    (tmp_path / "extract" / "model" / "weights" / "meta.json").write_text("{}")
    return tmp_path


@pytest.mark.parametrize("part", ["training/names.py", "training/news_verbs.toml", "train.py", "__pycache__/load.pyc"])
def test_the_training_recipe_and_caches_change_nothing(folder: Path, part: str) -> None:
    before = code_digest(folder)
    path = folder / "extract" / "model" / part
    path.parent.mkdir(exist_ok=True)
    path.write_text("something else")
    assert code_digest(folder) == before


@pytest.mark.parametrize("part", ["model/weights/meta.json", "metrics/units.toml", "metrics/reader.py", "new.csv"])
def test_code_rules_vocabulary_and_weights_change_it(folder: Path, part: str) -> None:
    before = code_digest(folder)
    (folder / "extract" / part).write_text("something else")
    assert code_digest(folder) != before


def test_nothing_that_reads_texts_imports_the_recipe() -> None:
    recipe = "transforms.extract.model.train"
    for path in (PROJECT / "transforms").rglob("*.py"):
        if "training" in path.parts or path.name == "train.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
        assert not [module for module in modules if module.startswith(recipe)], path


def test_a_project_below_a_folder_called_training_is_digested(tmp_path: Path, folder: Path) -> None:
    moved = tmp_path / "training" / "transforms"
    shutil.copytree(folder / "extract", moved / "extract")
    before = code_digest(moved)
    (moved / "extract" / "metrics" / "units.toml").write_text("something else")
    assert code_digest(moved) != before
