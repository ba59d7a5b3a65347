"""What a user sees: help, version, hints that can be pasted, and texts of strangers that change nothing."""

from __future__ import annotations

import shlex
import subprocess
from importlib.metadata import version
from pathlib import Path

import polars as pl
import pytest

from flows.cli.doctor import run_doctor
from flows.cli.tables import cell, print_rows
from flows.settings import Settings
from tests.sql.ledger import Ledger, publish_ledger, run_frames
from tests.unit.test_command_line import newsledger
from transforms.extract.language_model import ModelError, describe_model
from warehouse.connect import WarehouseError, hint, open_published, published_path
from warehouse.diff import diff_builds
from warehouse.legible import legible
from warehouse.publish import publish
from warehouse.query import query
from warehouse.report import write_report
from warehouse.staging import read_stages, write_run
from warehouse.status import read_status

ROOT = Path(__file__).resolve().parents[2]


def test_no_command_shows_the_help() -> None:
    done = newsledger()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == newsledger("--help").stdout


def test_version_is_that_of_the_package() -> None:
    done = newsledger("--version")
    assert (done.returncode, done.stdout) == (0, f"newsledger {version('newsledger')}\n")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published home whose path needs quotes and whose one document has a hostile headline."""
    home = tmp_path_factory.mktemp("printing") / "my [home] of news"
    ledger = Ledger()
    ledger.article("https://a.example/1", "Quiet text.", headline="\x1b[31m[sic] [/] [bold]<script>\x07")
    publish_ledger(home, ledger)
    return home


def test_an_answer_without_rows_says_so(home: Path) -> None:
    done = newsledger("query", "select headline from core.documents where false", "--home", home)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].strip() == "headline"
    assert done.stdout.splitlines()[-1] == "0 rows"
    for output in ("csv", "json"):
        done = newsledger("query", "select 1 as one where false", "--format", output, "--home", home)
        assert "0 rows" not in done.stdout, "a program reads this"


def test_brackets_in_texts_are_texts(home: Path) -> None:
    sql = "select headline, '[/]' as \"[/red]\", ':smile:' as colons from core.documents"
    done = newsledger("query", sql, "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[sic] [/] [bold]<script>" in done.stdout
    assert "[/red]" in done.stdout
    assert ":smile:" in done.stdout


@pytest.mark.parametrize("command", ["query", "explain"])
def test_escape_bytes_do_not_reach_the_terminal(home: Path, command: str) -> None:
    document = query(home, "select document_id from core.documents").rows.item()
    arguments = ["select headline from core.documents"] if command == "query" else [document]
    done = newsledger(command, *arguments, "--home", home)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\\x1b[31m[sic]" in done.stdout


def test_csv_in_a_file_keeps_every_byte(home: Path) -> None:
    done = newsledger("query", "select headline from core.documents", "--format", "csv", "--home", home)
    assert "\x1b[31m[sic]" in done.stdout


def test_escape_bytes_in_an_error_message_are_written_out(home: Path) -> None:
    done = newsledger("explain", "v\x1b[2J", "--home", home)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr


def test_escape_bytes_and_tags_do_not_reach_the_page(home: Path, tmp_path: Path) -> None:
    record = {"record_id": "r" + "0" * 16, "source_path": "a\x1b.txt", "record_no": 0, "disposition": "quarantined"}
    rows = pl.DataFrame([{"table_name": "raw", "row_id": "r0", "reason": "\x1b]0;x\x07", "detail": "<b>\x1b[5m</b>"}])
    write_run(home, "run2", run_frames("run2", 1) | {"quarantine": rows})
    write_run(home, "run2", {"dispositions": pl.DataFrame([record | {"reason": "x", "document_id": None}])})
    from warehouse.build import build

    publish(build(home, "run2"), home)
    page = tmp_path / "home with space" / "reports" / "run2.html"
    with open_published(published_path(home)) as con:
        write_report(con, "run2", "stopped by \x1b[31mred", ["\x1b[0m"], page, read_stages(home, "run2"))
    text = page.read_text(encoding="utf-8")
    assert not set(text) & {chr(code) for code in range(32) if code not in (9, 10)}
    assert "\\x1b[5m" in text
    assert "<b>" not in text
    assert f"newsledger replay --home &#39;{page.parent.parent}&#39;" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, naïve 한국어 – “x”\n\t", "plain, naïve 한국어 – “x”\n\t"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\rb\x07\x7f", "a\\rb\\x07\\x7f"),
        ("\x9b31m", "\\x9b31m"),
        ("abc\u202egpj.exe", "abc\\u202egpj.exe"),
    ],
)
def test_control_characters_are_written_out_and_letters_are_not(text: str, shown: str) -> None:
    assert legible(text) == shown


def test_cells_of_lists_are_legible() -> None:
    assert cell(["a\x1b", None, 1.50]) == "a\\x1b, 1.5"


def test_a_table_prints_what_it_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(["[b]"], [("[/]",), ("[link=https://x.example]y",)])
    printed = capsys.readouterr().out
    assert "[b]" in printed
    assert "[/]" in printed
    assert "[link=https://x.example]y" in printed
    assert "0 rows" not in printed


def test_doctor_prints_folders_with_brackets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from flows.cli.tables import new_console

    run_doctor(Settings(home=tmp_path / "[/a]"), new_console(piped_width=4000))
    assert str(tmp_path / "[/a]") in capsys.readouterr().out


def pasted(line: str, home: Path) -> list[str]:
    """The arguments of the command that a hint names; it must be one that a shell takes apart as meant."""
    arguments = shlex.split(line.partition("run: ")[2])
    assert arguments[0] == "newsledger"
    assert arguments[arguments.index("--home") + 1] == str(home)
    return arguments


def test_every_hint_of_a_command_names_the_home(tmp_path: Path, home: Path) -> None:
    absent = tmp_path / "no 'such' home"
    lines = [
        newsledger(*arguments, "--home", absent).stderr for arguments in (["query", "select 1"], ["explain", "v0"])
    ]
    lines += [newsledger(command, "--home", absent).stderr for command in ("status", "report")]
    for line in lines:
        assert "run" in pasted(line, absent)
    stale = read_status(home, stale_after_hours=1e-9)
    assert "run" in pasted(stale.line, home)
    for failing in (
        lambda: diff_builds(absent, absent / "none.duckdb"),
        lambda: publish(absent / "builds" / "none.private.duckdb", absent),
    ):
        with pytest.raises(WarehouseError) as raised:
            failing()
        assert "run" in pasted(str(raised.value), absent)


def test_a_hint_is_one_line_that_a_shell_understands() -> None:
    assert shlex.split(hint(Path("/a b/$(c)"), "replay")) == ["newsledger", "replay", "--home", "/a b/$(c)"]


def test_a_missing_model_is_fetched_from_spacy_and_never_by_its_name_from_an_index() -> None:
    with pytest.raises(ModelError) as raised:
        describe_model("en_core_web_trf")
    assert "python -m spacy download en_core_web_trf" in str(raised.value)
    assert "pip install" not in str(raised.value)


def test_nothing_tells_the_user_to_install_a_model_from_an_index() -> None:
    told = subprocess.run(
        ["git", "grep", "-nE", r"(pip|uv|pipx|conda) (install|add)[^|]*(_core_|spacy-model|\{name)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert [line for line in told.splitlines() if Path(line.partition(":")[0]).name != Path(__file__).name] == []


def test_a_run_without_input_reads_the_landing_folder_of_its_home(tmp_path: Path) -> None:
    done = newsledger("run", "--home", tmp_path / "h", "--workers", "1")
    assert done.returncode == 1
    assert f"{tmp_path / 'h' / 'landing'} is an empty folder" in done.stderr
    assert "Traceback" not in done.stderr
