"""SQL of strangers: what only reads is answered, everything else is refused in one line and leaves no trace."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.sql.ledger import publish_ledger, small_ledger
from warehouse.connect import published_path
from warehouse.query import query

# {file} is the published file, {beside} a path in its folder, {out} a folder that may be written to.
HOSTILE = """
copy core.documents to '{out}/a.csv'
copy (select 1) to '{file}'
copy (select 1) to '{file}' (use_tmp_file false)
copy core.documents from '/etc/passwd'
copy from database newsledger to memory
attach '{out}/b.duckdb' as b
attach '{file}' as again
attach ':memory:' as m
detach newsledger
use memory
install httpfs
load httpfs
force install spatial
pragma database_list
pragma enable_logging
pragma storage_info('core.documents')
set memory_limit = '100GB'
set enable_external_access = true
reset enable_external_access
set variable a = 1
from read_csv('/etc/passwd')
from read_csv_auto('/etc/passwd', header = false)
from read_text('/etc/hostname')
from read_text('{file}')
from read_blob('{file}')
from read_blob('/proc/self/environ')
from read_json('/etc/passwd')
from read_ndjson_objects('/etc/passwd')
from read_parquet('/etc/passwd')
from read_duckdb('{file}')
from sniff_csv('/etc/passwd')
from parquet_metadata('/etc/passwd')
from '/etc/passwd'
from 'https://example.org/a.csv'
from read_csv('s3://bucket/a.csv')
from glob('/etc/*')
select getenv('HOME')
from duckdb_secrets()
from which_secret('s3://bucket', 's3')
create secret s (type s3)
export database '{out}/export'
import database '{out}/export'
prepare p as select 1
execute p
deallocate p
select 1; select 2
select 1; drop table core.documents
/* select */ drop table core.documents
-- select
delete from core.documents
select 1 /* ; */ ; ; create table core.x as select 1
insert into core.documents by name select * from core.documents
update core.documents set headline = 'x'
delete from core.documents returning *
truncate core.documents
merge into core.documents d using core.documents e on d.url = e.url when matched then delete
create table core.x as select 1
create temp table x as select 1
create view core.x as select 1
create macro f() as 1
create or replace function core.f() as table select 1
create schema x
create type t as enum ('a')
create index i on core.documents (url)
alter table core.documents add column x int
comment on table core.documents is 'x'
drop schema core cascade
vacuum
checkpoint
force checkpoint
call pragma_version()
begin
commit
explain create table core.x as select 1
explain analyze create table x as select 1
explain analyze create temp table x as select 1
explain (analyze, format json) create table memory.main.x as select 1
/* a */ explain /* b */ analyze /* c */ insert into core.documents select 1
explain analyze delete from core.documents
explain (format json) delete from core.documents
explain analyze copy (select 1) to '{out}/c.csv'
explain analyze execute p
explain explain select 1
with t as (copy (select 1) to '{out}/d.csv') from t
with t as (copy (select 1) to '{file}' (use_tmp_file false)) from t
with t as (copy (select 1) to '{file}.wal') from t
select (with t as (copy (select 1) to '{beside}' (use_tmp_file false)) from t)
explain analyze with t as (copy (select 1) to '{file}' (use_tmp_file false)) from t
from query('with t as (copy (select 1) to ''{file}'' (use_tmp_file false)) from t')
from query('with t as (copy (select 1) to ''{out}/e.csv'') from t')
with t as (insert into core.documents by name from core.documents returning 1) from t
select * from (with t as (delete from core.documents returning *) from t)
from query('create table memory.main.x as select 1')
from query('with t as (copy (select 1 as a) to ''{file}.wal'' (format parquet, partition_by (a))) from t')
with t as (copy (select 1 as a) to '{file}.wal' (format parquet, partition_by (a))) from t
from QUERY('with t as (copy (select 1) to ''{file}.wal.recovery'') from t')
from system.main."query"('with t as (copy (select 1) to ''{file}.wal'') from t')
from (select 1), query('select 1')
from json_execute_serialized_sql(json_serialize_sql('create table x as select 1'))
from enable_logging(storage := 'file', storage_path := '{out}/log')
from enable_profiling(save_location := '{out}/profile')
from register_external_resource('a', 'b')
from secret_frame
selec 1
select nothing from core.documents
select * from core.documents where
\\x00
""".strip().splitlines()

READING = [
    "select count(*) from core.documents",
    "SELECT /* explain delete */ 1 -- ; drop table core.documents",
    "from core.documents select url limit 1;",
    "with recursive t(i) as (select 1 union all select i + 1 from t where i < 5) from t",
    "select 1 union all select 2 intersect select 2",
    "with d as materialized (from core.documents) select (select count(*) from d), exists (from d)",
    "values (1), (2)",
    "table core.documents",
    "show tables",
    "show all tables",
    "describe core.documents",
    "summarize core.documents",
    "pivot core.documents on publisher in ('Wire') using count(*) group by language",
    "unpivot (select 1 as a, 2 as b) on a, b",
    "explain select 1",
    "explain (select 1)",
    "explain analyze ((select 1))",
    "/* a */ EXPLAIN /* b */ ANALYZE /* c */ select 'é', 'delete'",
    "explain (analyze, format json) with d as (from core.documents) from d",
    "select 'COPY_QUERY_NODE', {'type': 'DELETE_QUERY_NODE'}",
    "select random(), uuid(), now(), current_date, today(), timezone('Asia/Seoul', now())",
    "from query_table('core.documents')",
    "select * from core.documents, lateral (select length(headline))",
]

# As for a single question, a process each; forked, since starting a hundred of them anew takes long.
ALL_AT_ONCE = """
    import json, os, sys
    from pathlib import Path
    import warehouse.answer
    from warehouse.answer import RefusedError, answer
    secret_frame = 1
    if len(sys.argv) > 2:
        warehouse.answer._only_question = lambda _, sql: sql
    for sql in json.load(sys.stdin):
        if os.fork() == 0:
            try:
                told = len(answer(Path(sys.argv[1]), sql, 10, 256, 1)[0])
            except RefusedError as error:
                told = str(error)
            print(json.dumps(told), flush=True)
            os._exit(0)
        if os.wait()[1]:
            print(json.dumps("the process died"), flush=True)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("strangers")
    publish_ledger(home, small_ledger())
    return home


def answers(home: Path, questions: list[str], cwd: Path, *flags: str) -> list[int | str]:
    command = [sys.executable, "-c", textwrap.dedent(ALL_AT_ONCE), str(published_path(home)), *flags]
    asked = json.dumps(questions)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def in_place(questions: list[str], home: Path, out: Path) -> list[str]:
    """The questions with their places filled in."""
    file = published_path(home)
    for mark, place in (("{file}", file), ("{beside}", file.with_name("new.duckdb")), ("{out}", out)):
        questions = [sql.replace(mark, str(place)) for sql in questions]
    return questions


def traces(home: Path) -> dict[str, str]:
    """Every file of the home with the digest of what it holds."""
    files = [path for path in sorted(home.rglob("*")) if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_does_not_read_is_refused_in_one_line_and_leaves_no_trace(home: Path, tmp_path: Path) -> None:
    before, hostile = traces(home), in_place(HOSTILE, home, tmp_path)
    told = answers(home, hostile, tmp_path)
    assert len(told) == len(hostile) > 100
    for sql, line in zip(hostile, told, strict=True):
        assert isinstance(line, str), f"answered with {line} rows: {sql}"
        assert line not in ("", "the process died"), sql
        assert "\n" not in line, sql
    assert traces(home) == before
    assert list(tmp_path.iterdir()) == []


def test_what_the_parser_let_through_could_still_open_no_file(home: Path, tmp_path: Path) -> None:
    written = [sql for sql in HOSTILE if "copy (select" in sql and not sql.startswith(("copy", "explain"))]
    before, copies = traces(home), in_place(written, home, tmp_path)
    told = answers(home, copies, tmp_path, "--without-parser")
    assert len(told) == len(copies) > 8
    assert all(isinstance(line, str) for line in told)
    after = traces(home)
    assert {path: after[path] for path in before} == before
    assert list(tmp_path.iterdir()) == []


def test_what_only_reads_is_answered(home: Path, tmp_path: Path) -> None:
    for sql, told in zip(READING, answers(home, READING, tmp_path), strict=True):
        assert isinstance(told, int), f"{sql}: {told}"
        assert told > 0, sql


def test_files_of_the_present_folder_are_no_modules(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("duckdb", "json", "pyarrow", "warehouse"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert query(home, "select 1").rows.item() == 1
    assert not (tmp_path / "ran").exists()


def test_an_answering_process_does_not_know_the_environment(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > '{seen}'\nexec '{sys.executable}' \"$@\"\n")
    spy.chmod(0o755)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "geheim")
    monkeypatch.setattr("warehouse.query.sys.executable", str(spy))
    assert query(home, "select 1").rows.item() == 1
    assert "PATH=" in seen.read_text()
    assert "geheim" not in seen.read_text()
