"""Module and file names that comments and docstrings mention exist, so that they cannot lead a reader astray."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("flows", "warehouse", "transforms", "expectations")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

PAGES = [ROOT / "README.md", ROOT / ".github" / "CONTRIBUTING.md"] + [
    page for package in PACKAGES for page in sorted((ROOT / package).rglob("README.md"))
]

# "expectations/core/metrics.toml", "transforms/normalise/", "sql/checks", but not "and/or".
_PATH = re.compile(r"\b(?:flows|warehouse|transforms|expectations|sql|tests)/[\w./*<>{}-]*[\w/]")
# "entities/lexicon", "warehouse.staging", "flows.run.night.open_night".
_DOTTED = re.compile(r"\b(?:flows|warehouse|transforms|expectations)(?:\.[a-z_][a-zA-Z_0-9]*)+")
# "units.toml", "reading.py": a file of its own, wherever it lies.
_FILE = re.compile(r"(?<![\w/.*<>{}-])[a-z][a-z0-9_]*\.(?:py|toml|csv|cfg|sql|j2)\b")
# "see find_pounds": a function, in words.
_SEE = re.compile(r"\bsee ([a-z]+(?:_[a-z]+)+)\b")
# What stands for any name.
_PLACEHOLDER = re.compile(r"[<>{}*…]")
# Names of files that the user has, not the project.
_OF_THE_USER = {"manifest.csv", "corrections.csv", "warehouse/data/"}


def mentions(path: Path) -> str:
    """Comments and docstrings of a module as one text."""
    source = path.read_text(encoding="utf-8")
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docs = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(source)) if isinstance(node, documented)]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return "\n".join([*docs, *(token.string for token in tokens if token.type == tokenize.COMMENT)])


@cache
def identifiers() -> set[str]:
    """Every name that the code uses."""
    names = set[str]()
    for path in SOURCES:
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        names |= {token.string for token in tokens if token.type == tokenize.NAME}
    return names


@cache
def file_names() -> set[str]:
    return {
        path.name for folder in (*PACKAGES, "sql", "tests") for path in (ROOT / folder).rglob("*") if path.is_file()
    }


def exists(name: str) -> bool:
    """True if a dotted name is a module, or something that a module defines or holds."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:size])
        module = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
        if module.exists():
            rest = parts[size : size + 1]
            return not rest or re.search(rf"\b{rest[0]}\b", module.read_text(encoding="utf-8")) is not None
        if place.is_dir() and size == len(parts):
            return True
    return False


def missing(text: str) -> list[str]:
    """The names in a text that lead nowhere."""
    paths = [found for found in _PATH.findall(text) if not _PLACEHOLDER.search(found)]
    gone = [found for found in paths if not (ROOT / found.rstrip(".")).exists()]
    gone += [
        found for found in _DOTTED.findall(text) if found.split(".")[-1] not in ("py", "toml") and not exists(found)
    ]
    gone += [found for found in _SEE.findall(text) if found not in identifiers()]
    return gone + [found for found in _FILE.findall(text) if found not in file_names() | _OF_THE_USER]


@pytest.mark.parametrize(
    "text",
    [
        "see flows/no_such.py",
        "as in transforms.ingest.no_such_module",
        "lies in no_such_words.toml",
        "warehouse/no_folder/ holds it",
        "flows.run.night.no_such_function does it",
        "weight or grade; see find_no_such_thing",
    ],
)
def test_a_name_that_leads_nowhere_is_noticed(text: str) -> None:
    assert len(missing(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "see flows/run/night.py and expectations/core/metrics.toml",
        "warehouse.staging writes it; transforms.ingest.opening.DAMAGED is raised",
        "``staged/runs/<run_id>/<table>.parquet`` and expectations/core/<table>.toml",
        "rules.toml and units.toml lie beside it",
        "and/or, either/or, e.g. a.txt, www.paper.com",
    ],
)
def test_names_that_lead_somewhere_are_left_alone(text: str) -> None:
    assert missing(text) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_module_mentions_exists(path: Path) -> None:
    assert missing(mentions(path)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_mentions_exists(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    # In a table of a package, "stages/" is a folder beside the page.
    beside = [name for name in re.findall(r"^\| `(\w+)/`", text, re.MULTILINE) if not (page.parent / name).is_dir()]
    lying = [name for name in beside if not name.startswith(("staged", "builds", "published", "reports", "state"))]
    assert [name for name in missing(text) if name not in _OF_THE_USER] + lying == []


@pytest.mark.parametrize(
    "package",
    [path for path in SOURCES if path.name == "__init__.py"],
    ids=lambda path: str(path.parent.relative_to(ROOT)),
)
def test_the_modules_that_a_package_says_it_has_are_there(package: Path) -> None:
    tree = ast.parse(package.read_text(encoding="utf-8"))
    defined = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    defined |= {argument.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for argument in node.args}
    here = {path.stem for path in package.parent.iterdir()} | defined
    said = re.findall(r"``([a-z_]+)``", ast.get_docstring(tree) or "")
    assert [name for name in said if name not in here] == []
