"""The gazetteer: one object, built once, never changed; loading is the check of a user's files."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from rich.console import Console
from test_movements import language

from flows.cli.doctor import run_doctor
from flows.settings import PROJECT, Settings
from transforms.extract.entities import Gazetteer, GazetteerError, read_names
from transforms.extract.readers import load_gazetteer
from transforms.extract.rows import Context, Mention

ENTITIES = PROJECT / "transforms" / "extract" / "entities"
PEOPLE = "name,aliases,country,role,sector,start,end\n"
ORGANIZATIONS = "name,aliases,country,sector\n"


def read(text: str, gazetteer: Gazetteer) -> list[Mention]:
    return read_names(language()(text), Context(), gazetteer).mentions


def test_two_gazetteers_in_one_process_give_different_rows(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text(f"{ORGANIZATIONS}Zorblatt Works,Zorblatt|ZBW,ISL,BUS\n")
    own, built_in = Gazetteer.load(tmp_path), load_gazetteer()
    text = "Shares of Zorblatt fell."
    assert read(text, built_in) == []
    (found,) = read(text, own)
    assert (found.name, found.country, found.sector) == ("Zorblatt Works", "ISL", "BUS")
    assert read(text, built_in) == []
    assert tmp_path / "organizations.csv" in own.files and tmp_path / "organizations.csv" not in built_in.files


def test_a_users_rows_come_before_the_built_in_ones(tmp_path: Path) -> None:
    header = "alpha3,name,aliases,adjectives,people,capitals,seats\n"
    (tmp_path / "countries.csv").write_text(f"{header}TUR,Türkiye,Turkey,Turkish,Turk,Ankara,\n")
    own = Gazetteer.load(tmp_path)
    assert own.countries["TUR"] == "Türkiye" and load_gazetteer().countries["TUR"] == "Turkey"
    (found,) = read("Rain fell in Turkey.", own)
    assert found.name == "Türkiye"


BROKEN = [
    ("organisations.csv", ORGANIZATIONS, r"organisations\.csv: no gazetteer has this name.*organizations\.csv"),
    ("people.txt", "name\n", r"people\.txt: no gazetteer has this name.*people\.csv"),
    ("organizations.csv", "title,aliases\nZorblatt,ZBW\n", r"organizations\.csv line 1: the first line must be name"),
    ("organizations.csv", f"# mine\n\n{ORGANIZATIONS}Zorblatt,ZBW,ISL,BUS,1\n", r"line 4: 5 fields for 4 columns"),
    ("organizations.csv", f"{ORGANIZATIONS},ZBW,ISL,BUS\n", r"line 2: column name is empty"),
    ("organizations.csv", f"{ORGANIZATIONS}Zorblatt,,Iceland,BUS\n", r"line 2: 'Iceland' is no country code.*NOR"),
    ("organizations.csv", f"{ORGANIZATIONS}Zorblatt,,ISL,firm\n", r"line 2: 'firm' is not known in column sector.*BUS"),
    ("organizations.csv", f'{ORGANIZATIONS}"Zorblatt,,ISL\n', r"organizations\.csv line 2: .*quotes"),
    (
        "people.csv",
        f"{PEOPLE}Ada Zorb,,ISL,mayor,GOV,2024-13,\n",
        r"line 2: '2024-13'",
    ),
    ("cues.csv", "cue,place,kind,weight\nzorbs,after,person,much\n", r"cues\.csv line 2: 'much' is not a number"),
]


@pytest.mark.parametrize(("name", "content", "told"), BROKEN)
def test_a_broken_file_is_told_with_its_line_and_a_fix(name: str, content: str, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(GazetteerError, match=told):
        Gazetteer.load(tmp_path)


def test_a_file_in_another_encoding_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_bytes(f"{ORGANIZATIONS}Zörblatt,,ISL,BUS\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"organizations\.csv.*save it as UTF-8"):
        Gazetteer.load(tmp_path)
    with pytest.raises(GazetteerError, match="does not exist; create it"):
        Gazetteer.load(tmp_path / "nowhere")


@pytest.mark.parametrize(("name", "content"), [("organisations.csv", ORGANIZATIONS), ("people.csv", "who\nAda\n")])
def test_doctor_fails_for_a_broken_folder(name: str, content: str, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "organizations.csv").write_text(f"{ORGANIZATIONS}Zorblatt Works,Zorblatt|ZBW,ISL,BUS\n")
    settings = Settings(home=tmp_path / "home", gazetteers=folder)
    console = Console(record=True, width=400)
    run_doctor(settings, console)
    assert f"1 of them in {folder}" in console.export_text()
    (folder / name).write_text(content)
    load_gazetteer.cache_clear()
    assert run_doctor(settings, console) == 1
    assert str(folder / name) in console.export_text()


def test_entities_keep_no_state_and_import_each_other_in_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    modules = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in ENTITIES.rglob("*.py")
    }
    for module, path in modules.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        cached = {f.name for f in functions if any("cache" in ast.unparse(d) for d in f.decorator_list)}
        assert not cached, path
        imported = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        }
        graph[module] = {name for name in imported & set(modules) if name != module and not module.startswith(name)}
    TopologicalSorter(graph).prepare()
