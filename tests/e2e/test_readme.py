"""README.md is true: its commands run against the bundled sample and print what it shows.

When an output has changed for good reason: ``make run && make readme`` writes the outputs anew; read the difference.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from flows.cli.app import app
from flows.schedule import check_schedule
from tests.conftest import SAMPLE
from tests.readme import NEWSLEDGER, README, ROOT, Step, printed, read_steps, rewrite, run_step
from transforms.ingest.fields import pick_fields
from transforms.ingest.sources import KNOWN_ENDINGS

pytestmark = pytest.mark.slow

TEXT = README.read_text(encoding="utf-8")
STEPS = read_steps(TEXT)
# These install, or stay: what they start is run by other tests, see below.
NOT_RUN_HERE = ("make ", "run ", "serve ")


def steps(beginning: str) -> list[Step]:
    return [step for step in STEPS if step.arguments.startswith(beginning)]


def name(step: Step) -> str:
    return " ".join(step.arguments.split())[:60]


def block(language: str) -> str:
    return TEXT.partition(f"```{language}\n")[2].partition("```")[0]


def test_every_command_of_the_readme_is_covered_here() -> None:
    assert len(STEPS) == TEXT.count("\n$ ")
    assert len(STEPS) >= 7
    covered = [*(step for beginning in NOT_RUN_HERE for step in steps(beginning)), *steps("query "), *steps("status")]
    assert sorted(covered, key=STEPS.index) == STEPS


@pytest.mark.parametrize("step", steps("query ") + steps("status"), ids=name)
def test_a_command_prints_what_the_readme_shows(sample_home: Path, step: Step) -> None:
    done = run_step(step, sample_home)
    assert done.returncode == 0, done.stderr
    if step.output and printed(done) != step.output:
        shown = f"README.md shows\n\n{step.output}\n\nbut this is printed\n\n{printed(done)}"
        pytest.fail(f"{shown}\n\nIf that is right: make run && make readme", pytrace=False)
    assert "0 rows" not in step.output


def test_the_make_targets_run_the_night_over_the_sample_and_the_suite() -> None:
    """``make`` itself would install; ``make -n`` shows what it would run: the night of the fixture, and pytest."""
    wanted = {"make run": f"newsledger run --input {SAMPLE.relative_to(ROOT)} --home ", "make test": "python -m pytest"}
    shown = {step.command.partition("#")[0].strip() for step in steps("make ")}
    assert shown == set(wanted)
    for command, runs in wanted.items():
        done = subprocess.run([*command.split(), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert runs in done.stdout


def test_serve_is_given_what_it_understands() -> None:
    """``serve`` stays: tests/flows/test_schedule.py starts one. Here its options are read as the command reads them."""
    [step] = steps("serve ")
    command = typer.main.get_command(app).commands["serve"]  # type: ignore[attr-defined]
    context = command.make_context("serve", shlex.split(step.arguments, comments=True)[1:])
    check_schedule(context.params["cron"], context.params["timezone"])
    assert context.params["inputs"] == ["/data/articles"]


def test_a_folder_of_own_articles_is_run_as_the_readme_says(tmp_path: Path) -> None:
    [step] = steps("run ")
    articles = tmp_path / "my_articles"
    articles.mkdir()
    shutil.copy(SAMPLE / "courier_cable_agreement.txt", articles / "a.txt")
    (articles / "manifest.jsonl").write_text(block("json").replace("…", "h.example/a"), encoding="utf-8")
    command = step.command.replace(".venv/bin/newsledger", str(NEWSLEDGER))
    environment = os.environ | {"NEWSLEDGER_HOME": str(tmp_path / "home"), "NEWSLEDGER_WORKERS": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "loaded 1" in done.stdout
    found = run_step(Step('.venv/bin/newsledger query "select url from documents"', ""), tmp_path / "home")
    assert "https://h.example/a" in found.stdout


def test_the_line_of_the_manifest_names_fields_that_are_read() -> None:
    line = json.loads(block("json"))
    assert set(pick_fields(line)) == set(line) - {"file"}


def test_the_python_block_runs(sample_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = block("python")
    assert '"warehouse/data/published/newsledger.duckdb"' in code
    exec(code.replace("warehouse/data", str(sample_home)), {})
    shown = capsys.readouterr().out
    assert "country" in shown
    assert not re.search(r"\b0 rows", shown)


def test_the_table_of_commands_is_that_of_the_program() -> None:
    table = TEXT.partition("## Commands")[2].partition("## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.count("|") > 2]
    named = {word.split()[0] for cell in cells for word in cell.split("`")[1::2]}
    assert named == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_every_known_ending_stands_in_the_readme() -> None:
    said = TEXT.partition("## Your own articles")[2].partition("## ")[0].lower()
    for ending in KNOWN_ENDINGS.replace("(each also .gz or .zst)", ".gz .zst").replace(",", " ").split():
        word = {".htm": ".html", ".tar.gz": "tar"}.get(ending, ending)
        assert word in said or word.removeprefix(".") in said, ending


def test_outputs_are_written_anew_where_they_differ(sample_home: Path) -> None:
    text = 'Before.\n```console\n$ .venv/bin/newsledger query "\n    select 1 as one"\n one\n━━━\n 7\n```\nAfter.\n'
    assert rewrite(text, sample_home) == text.replace("━━━\n 7", "━━━━━\n 1")
