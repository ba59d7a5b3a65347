"""Every command as a user types it, against a published warehouse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NEWSLEDGER = Path(sys.executable).parent / "newsledger"


def newsledger(*arguments: str | Path, code: int = 0) -> str:
    done = subprocess.run([NEWSLEDGER, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_query_answers_in_three_formats(sample_home: Path) -> None:
    sql = "select count(*) as documents from core.documents"
    assert json.loads(newsledger("query", sql, "--format", "json", "--home", sample_home))[0]["documents"] > 15
    assert newsledger("query", sql, "--format", "csv", "--home", sample_home).startswith("documents\n")
    assert "documents" in newsledger("query", sql, "--home", sample_home)


@pytest.mark.parametrize("example", sorted((ROOT / "sql" / "examples").glob("*.sql")), ids=lambda path: path.stem)
def test_every_example_runs_from_its_file(sample_home: Path, example: Path) -> None:
    newsledger("query", example, "--home", sample_home)


@pytest.mark.parametrize(
    "sql",
    [
        "delete from core.documents",
        "select * from read_csv('/etc/passwd')",
        "copy core.documents to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "select 1; select 2",
    ],
)
def test_sql_can_only_ask(sample_home: Path, sql: str) -> None:
    newsledger("query", sql, "--home", sample_home, code=1)


def test_explain_leads_from_a_movement_to_its_sentence_and_run(sample_home: Path) -> None:
    found = newsledger(
        "query", "select movement_id from core.movements limit 1", "--format", "csv", "--home", sample_home
    )
    explained = newsledger("explain", found.splitlines()[1], "--home", sample_home)
    for word in ("core.movements", "sentence", "document", "rule", "model_name"):
        assert word in explained


def test_status_report_diff_and_doctor(sample_home: Path) -> None:
    assert "old" in newsledger("status", "--home", sample_home)
    assert Path(newsledger("report", "--home", sample_home).strip()).exists()
    assert "orchestrator" in newsledger("doctor", "--home", sample_home)
    newsledger("diff", "--home", sample_home, code=1)


def test_replay_reads_what_was_mended_and_rollback_goes_back(orchestrator: None, tmp_path: Path) -> None:
    source, home = tmp_path / "in", tmp_path / "home"
    source.mkdir()
    (source / "good.txt").write_bytes((SAMPLE / "courier_cable_agreement.txt").read_bytes())
    broken = source / "broken.json"
    broken.write_text('{"title": "Talks", "text": ')
    newsledger("run", "--input", source, "--home", home)
    text = "Ministers from Norway and Chile met in Oslo on Monday to sign a fisheries agreement. " * 4
    broken.write_text(json.dumps({"title": "Talks", "text": text, "url": "https://a.example/2026/01/05/talks"}))
    assert "loaded 1" in newsledger("replay", "--home", home)
    assert "core.documents" in newsledger("diff", "--home", home)
    newsledger("rollback", "--home", home)
    [row] = json.loads(
        newsledger("query", "select count(*) as n from core.documents", "--format", "json", "--home", home)
    )
    assert row["n"] == 1


def test_annotate_keeps_order_ids_and_offsets(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = ["Norway’s prime minister visited Chile on Monday.", "", "Exports rose 8.1 percent to $3.2 billion in May."]
    lines = [{"id": n, "text": text, "published_on": "2026-06-03"} for n, text in enumerate(texts)]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    newsledger("annotate", source, target)
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert [row["id"] for row in rows] == [0, 1, 2]
    for row, text in zip(rows, texts, strict=True):
        for kind in ("mentions", "dates", "metrics", "movements", "statements"):
            for found in row[kind]:
                assert text[found["start"] : found["end"]] == found["text"]
    assert rows[0]["movements"][0]["actors"]
    assert {metric["value"] for metric in rows[2]["metrics"]} == {8.1, 3.2e9}
