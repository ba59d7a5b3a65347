"""The order of reading: readers name their steps, and no step imports a later one."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from transforms import extract

FOLDER = Path(extract.__file__).parent
# The packages of a text, first to last; whoever comes later asks whoever came before.
ORDER = (
    "english", "model", "text", "clauses", "roles", "entities",
    "encoder", "dates", "metrics", "statements", "movements",
)  # fmt: skip
READERS = sorted(
    path.parent.name for path in FOLDER.glob("*/reading.py") if "STEPS" in path.read_text(encoding="utf-8")
)


def imported_modules(path: Path) -> set[str]:
    """Every module that a file imports, lazily or not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    direct = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    sources = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return direct | {f"{node.module}.{alias.name}" for node in sources for alias in node.names}


def steps_used(folder: Path, package: str, steps: tuple[str, ...]) -> dict[str, set[str]]:
    """The steps that the files of each step import."""
    used = {}
    for step in steps:
        modules = {module for path in (folder / step).rglob("*.py") for module in imported_modules(path)}
        used[step] = {other for other in steps for module in modules if module.startswith(f"{package}.{other}.")}
    return used


@pytest.mark.parametrize("package", ORDER)
def test_no_package_imports_one_that_reads_later(package: str) -> None:
    # training reads whole texts, to learn from them
    paths = [path for path in (FOLDER / package).rglob("*.py") if "training" not in path.parts]
    modules = {module for path in paths for module in imported_modules(path)}
    later = ORDER[ORDER.index(package) + 1 :]
    assert [other for other in later for module in modules if module.startswith(f"transforms.extract.{other}.")] == []


def test_the_readers_in_steps_are_found() -> None:
    assert {"movements", "statements"} <= set(READERS)


@pytest.mark.parametrize("reader", READERS)
def test_no_step_imports_a_later_one(reader: str) -> None:
    package = f"transforms.extract.{reader}"
    steps = importlib.import_module(f"{package}.reading").STEPS
    used = steps_used(FOLDER / reader, package, steps)
    assert {step: [other for other in used[step] if steps.index(other) > n] for n, step in enumerate(steps)} == {
        step: [] for step in steps
    }


@pytest.mark.parametrize("reader", READERS)
def test_every_folder_of_a_reader_is_a_step(reader: str) -> None:
    steps = importlib.import_module(f"transforms.extract.{reader}.reading").STEPS
    folders = {path.parent.name for path in (FOLDER / reader).glob("*/__init__.py")}
    assert folders == set(steps)


@pytest.mark.parametrize("reader", READERS)
def test_the_steps_fit_on_one_screen(reader: str) -> None:
    assert len((FOLDER / reader / "reading.py").read_text(encoding="utf-8").splitlines()) <= 80


def test_an_import_of_a_later_step_is_noticed(tmp_path: Path) -> None:
    for step in ("first", "second"):
        (tmp_path / step).mkdir()
    (tmp_path / "first" / "early.py").write_text("def f():\n    from here.second.late import g\n", encoding="utf-8")
    (tmp_path / "second" / "late.py").write_text("g = 1\n", encoding="utf-8")
    assert steps_used(tmp_path, "here", ("first", "second")) == {"first": {"second"}, "second": set()}
