"""Forgetting: after it no file below the home holds the text, and everything else is as if it had never been there."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations.contract import load_contracts
from tests.sql.ledger import Ledger, run_frames, small_ledger
from tests.unit.test_warehouse_build import derive
from transforms import ids
from transforms.ledger.dispositions import decide
from warehouse import rewrite
from warehouse.build import build
from warehouse.checks import failed_checks, run_checks
from warehouse.connect import WarehouseError, open_database, published_path
from warehouse.forget import finish_forgetting, forget
from warehouse.forgotten import keep_out_forgotten, read_forgotten
from warehouse.lock import LockedError, hold
from warehouse.publish import publish, rollback
from warehouse.report import write_report
from warehouse.staging import known_documents, read_batches, read_stages, write_run

URL = "https://private.example/story"
# Long enough, and repeated in enough rows, that no packing hides it.
SECRET = "Quentin Zabriskie was treated for melancholia at the Brockenhurst clinic"
HEADLINE = "Zabriskie hospital stay"
WORDS = (b"Zabriskie", b"melancholia", b"Brockenhurst", b"private.example")


def secret_ledger(run_id: str = "run1") -> Ledger:
    """The small ledger and one document more, with every kind of row."""
    ledger = small_ledger()
    article = ledger.article(URL, f"{SECRET} on Monday.", headline=HEADLINE, run_id=run_id)
    article.mention("Quentin Zabriskie", country="NZL")
    article.movement("treated", (("Quentin Zabriskie", "NZL"),))
    return ledger


def secret_id() -> str:
    return ids.document_id(URL, "")


def told_of(document: dict[str, object], disposition: str) -> pl.DataFrame:
    row = {name: document[name] for name in ("record_id", "source_path", "document_id")}
    row |= {"record_no": 2, "disposition": disposition, "reason": None, "detail": f"see {HEADLINE}"}
    return pl.DataFrame([row], schema_overrides={"reason": pl.String})


def full_home(home: Path) -> Path:
    """Two published nights, a failed one, reports, quarantine, checks, line counts, corrections and broken-off work."""
    ledger = secret_ledger()
    ledger.stage(home)
    document = ledger.rows["documents"][-1]
    quarantined = {"record_id": None, "document_id": secret_id(), "table_name": "core.metrics", "row_id": "q1"}
    quarantined |= {"reason": "value_between", "detail": None, "payload": json.dumps({"text": SECRET})}
    check = {"scope": "build", "check_name": "names", "table_name": "core.mentions", "severity": "warn"}
    check |= {"checked_count": 9, "failed_count": 1, "passed": False, "detail": "Names are names. m1, Zabriskie"}
    said = {"dispositions": told_of(document, "loaded"), "checks": pl.DataFrame([check])}
    said["quarantine"] = pl.DataFrame([quarantined], schema_overrides={"record_id": pl.String, "detail": pl.String})
    for run_id in ("run1", "run2"):
        write_run(home, run_id, run_frames(run_id, 1) | said)
        published = publish(build(home, run_id, derive), home)
        write_page(home, published, run_id)
    write_run(home, "run3", run_frames("run3", 1, "failed", detail=f"extract: ValueError: {SECRET[:30]}") | said)
    build(home, "run3", derive)
    rest = home / "builds" / "work-run3" / "raw"
    rest.mkdir(parents=True)
    (rest / "0.parquet").write_text(SECRET)
    (home / "builds" / "run3.private.duckdb.wal").write_text(SECRET)
    (home / "staged" / "batches" / "bbroken").mkdir()
    (home / "staged" / "batches" / "bbroken" / "documents.parquet").write_text(SECRET)
    (home / "state").mkdir(exist_ok=True)
    lines = [("private.example", None, 1), ("private.example", f"{SECRET} on Monday.", 1), ("a.example", "Menu", 9)]
    counts = pl.DataFrame(lines, schema=["publisher", "line", "documents"], orient="row")
    counts.write_parquet(home / "state" / "line_counts.parquet")
    (home / "corrections.csv").write_text(
        f"document,table,row,field,old,new,reason,expiry\n{URL},documents,,byline,,Zabriskie,told us,2000-01-01\n"
        "https://a.example/1,documents,,byline,,A. Reporter,told us,2000-01-01\n"
    )
    return home


def write_page(home: Path, published: Path, run_id: str) -> None:
    with open_database(published) as con:
        write_report(con, run_id, "published", [], home / "reports" / f"{run_id}.html", read_stages(home, run_id))


def quoting(home: Path, words: tuple[bytes, ...] = WORDS) -> set[str]:
    """Files below the home that hold one of the words: as bytes, in decoded Parquet, in any table of a database."""
    found = set()
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        contents = [path.read_bytes()]
        try:
            if path.suffix == ".parquet":
                contents.append(json.dumps(pl.read_parquet(path).to_dicts(), default=str).encode())
            if path.suffix == ".duckdb":
                contents.append(all_values(path))
        except (pl.exceptions.PolarsError, duckdb.Error, WarehouseError):
            pass
        if any(word in content for word in words for content in contents):
            found.add(path.relative_to(home).as_posix())
    return found


def all_values(path: Path) -> bytes:
    with open_database(path, read_only=True) as con:
        return str([con.execute(f"select * from {name}").fetchall() for name in load_contracts()]).encode()


def contents(path: Path) -> dict[str, Counter]:
    tables = [name for name in load_contracts() if not name.startswith("meta.")]
    with open_database(path, read_only=True) as con:
        return {name: Counter(con.execute(f"select * from {name}").fetchall()) for name in tables}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_home(tmp_path_factory.mktemp("forget") / "home")


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A copy in which the published file still is a link to its build."""
    subprocess.run(["cp", "-a", prepared, tmp_path / "home"], check=True)
    return tmp_path / "home"


@pytest.fixture(scope="module")
def forgotten(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after the document was forgotten. Read only."""
    home = tmp_path_factory.mktemp("forgotten") / "home"
    subprocess.run(["cp", "-a", prepared, home], check=True)
    (home / "reports" / "run0.html").write_text("an earlier night")
    (home / "reports" / "run3.html").write_text(SECRET)
    told = forget(home, [URL], derive)
    assert (told.document_ids, told.was_here, told.still_quoting) == ([secret_id()], True, [])
    return home


def test_no_file_below_the_home_holds_the_text(prepared: Path, forgotten: Path) -> None:
    before = quoting(prepared)
    for name in ("published/newsledger.duckdb", "builds/run1.duckdb", "builds/run3.private.duckdb", "corrections.csv"):
        assert name in before
    for name in ("reports/run1.html", "state/line_counts.parquet", "staged/runs/run3/runs.parquet"):
        assert name in before
    assert quoting(forgotten) == set()


def test_all_else_is_as_if_it_had_never_been_there(forgotten: Path, tmp_path: Path) -> None:
    small_ledger().stage(tmp_path / "other")
    other = build(tmp_path / "other", "run1", derive)
    expected = contents(other)
    with open_database(other) as con:
        # The events of this test are made by hand and break a rule of their own.
        broken = failed_checks(run_checks(con))
    for path in (published_path(forgotten), forgotten / "builds" / "run1.duckdb"):
        assert contents(path) == expected
    with open_database(published_path(forgotten), read_only=True) as con:
        told = con.execute("select run_id, document_count from meta.builds").fetchall()
        assert told == [("run2", 2)]
        assert con.execute("select count(distinct run_id) from meta.runs").fetchall() == [(2,)]
        assert con.execute("select distinct disposition from meta.dispositions").fetchall() == [("forgotten",)]
        assert failed_checks(run_checks(con)) == broken


def test_the_next_builds_fold_and_rebuild_without_it_and_rollback_works(home: Path, tmp_path: Path) -> None:
    forget(home, [URL], derive)
    write_run(home, "run4", run_frames("run4"))
    folded, rebuilt = build(home, "run4", derive), build(home, "run5", derive, mode="rebuild")
    with open_database(folded, read_only=True) as con:
        assert con.execute("select mode from meta.builds").fetchall() == [("fold",)]
    assert contents(folded) == contents(rebuilt)
    assert rollback(home) == home / "builds" / "run1.duckdb"
    assert quoting(home) == set()


def test_the_list_holds_digests_only(forgotten: Path) -> None:
    text = (forgotten / "state" / "forgotten.csv").read_text()
    assert not any(word.decode() in text for word in WORDS)
    assert secret_id() not in text
    assert len(read_forgotten(forgotten)) == 2, "the document and its content"


@pytest.mark.parametrize(
    ("url", "raw_hash", "disposition"),
    [
        (URL, "0" * 16, "forgotten"),
        (None, "same", "forgotten"),
        ("https://elsewhere.example/copy", "same", "forgotten"),
        (None, "0" * 16, "pending"),
    ],
)
def test_it_is_kept_out_by_address_and_by_content(
    forgotten: Path, url: str | None, raw_hash: str, disposition: str
) -> None:
    content = secret_ledger().rows["documents"][-1]["content_hash"]
    raw_hash = content if raw_hash == "same" else raw_hash
    raw = dict.fromkeys(("publisher", "headline", "byline", "section", "text", "html"), SECRET)
    raw |= {"record_id": "r1", "source_path": "a.txt", "record_no": 0, "url": url, "raw_hash": raw_hash}
    raw |= {"document_id": ids.document_id(url, raw_hash), "reason": None, "detail": None}
    frame = pl.DataFrame([raw], schema_overrides=dict.fromkeys(("reason", "detail", "url"), pl.String))
    kept = keep_out_forgotten(frame, read_forgotten(forgotten))
    decided = decide(kept, known_documents(forgotten))
    assert decided["disposition"].to_list() == [disposition]
    assert (SECRET in str(kept.to_dicts())) == (disposition == "pending")


def test_the_very_same_text_at_another_address_goes_as_well(tmp_path: Path) -> None:
    ledger = secret_ledger()
    ledger.article("https://copy.example/1", f"{SECRET} on Monday.", headline=HEADLINE)
    ledger.stage(tmp_path)
    write_run(tmp_path, "run1", run_frames())
    publish(build(tmp_path, "run1", derive), tmp_path)
    told = forget(tmp_path, [URL], derive)
    assert told.same_text == [ids.document_id("https://copy.example/1", "")]
    assert quoting(tmp_path) == set()


def test_all_versions_go_and_a_batch_without_documents_with_them(tmp_path: Path) -> None:
    for text in (SECRET, f"{SECRET}, again"):
        ledger = Ledger()
        ledger.article(URL, text)
        ledger.stage(tmp_path)
    write_run(tmp_path, "run1", run_frames())
    publish(build(tmp_path, "run1", derive), tmp_path)
    assert forget(tmp_path, [URL], derive).builds_written == 1
    assert list(read_batches(tmp_path)) == []
    assert quoting(tmp_path) == set()


def test_a_document_that_only_lies_in_quarantine_can_be_forgotten(tmp_path: Path) -> None:
    small_ledger().stage(tmp_path)
    document = secret_ledger().rows["documents"][-1]
    row = {"record_id": document["record_id"], "document_id": secret_id(), "table_name": "core.documents"}
    row |= {"row_id": secret_id(), "reason": "x", "detail": "d", "payload": json.dumps(document, default=str)}
    refused = told_of(document, "quarantined").with_columns(document_id=pl.lit(None, pl.String), reason=pl.lit("x"))
    said = {"quarantine": pl.DataFrame([row]), "dispositions": refused}
    write_run(tmp_path, "run1", run_frames() | said)
    publish(build(tmp_path, "run1", derive), tmp_path)
    assert quoting(tmp_path) != set()
    assert forget(tmp_path, [URL], derive).was_here
    assert quoting(tmp_path) == set()
    assert len(read_forgotten(tmp_path)) == 2
    told = pl.read_parquet(tmp_path / "staged" / "runs" / "run1" / "dispositions.parquet")
    assert told["disposition"].to_list() == ["forgotten"]


@pytest.mark.parametrize(
    ("moment", "is_before"),
    [("scrub_runs", True), ("rewrite_builds", False)],
)
def test_broken_off_anywhere_it_is_finished_later(
    home: Path, monkeypatch: pytest.MonkeyPatch, moment: str, is_before: bool
) -> None:
    from warehouse import forget as module

    original = getattr(module, moment)

    def break_off(*arguments: object) -> None:
        if not is_before:
            original(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, moment, break_off)
        with pytest.raises(KeyboardInterrupt):
            forget(home, [URL], derive)
    finish_forgetting(home, derive)
    assert quoting(home) == set()
    assert not (home / "state" / "forgetting.json").exists()


def test_half_a_batch_rewritten_is_finished_later(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse import staging

    written = []

    def break_off(frame: pl.DataFrame, path: Path) -> None:
        written.append(path.name)
        if len(written) == 3:
            raise KeyboardInterrupt
        frame.write_parquet(path)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "write_atomically", break_off)
        with pytest.raises(KeyboardInterrupt):
            forget(home, [URL], derive)
    assert "documents.parquet" not in written
    finish_forgetting(home, derive)
    assert quoting(home) == set()


def test_a_kept_build_of_another_kind_goes_and_a_damaged_published_file_is_rebuilt(home: Path) -> None:
    (home / "builds" / "run1.duckdb").write_bytes(SECRET.encode())
    (home / "builds" / "run2.duckdb").unlink()
    published_path(home).write_bytes(SECRET.encode())
    told = forget(home, [URL], derive)
    assert told.dropped_builds == [home / "builds" / "run1.duckdb"]
    assert quoting(home) == set()
    with open_database(published_path(home), read_only=True) as con:
        assert con.execute("select count(*) from core.documents").fetchall() == [(2,)]


def test_a_reader_keeps_its_file_and_builds_keep_their_order_and_links(home: Path) -> None:
    times = {path.name: path.stat().st_mtime_ns for path in (home / "builds").glob("run[12].duckdb")}
    with open_database(published_path(home), read_only=True) as con:
        forget(home, [URL], derive)
        assert con.execute("select count(*) from core.documents").fetchall() == [(3,)]
    assert times == {path.name: path.stat().st_mtime_ns for path in (home / "builds").glob("run[12].duckdb")}
    assert (home / "builds" / "run2.duckdb").samefile(published_path(home))


def test_without_hard_links_files_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(rewrite.os, "link", refuse)
    forget(home, [URL], derive)
    assert quoting(home) == set()
    assert contents(home / "builds" / "run2.duckdb") == contents(published_path(home))


def test_its_file_in_landing_goes_and_one_with_other_articles_is_named(tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    (landing / "sub").mkdir(parents=True)
    alone, shared = landing / "sub" / "z.txt", landing / "many.jsonl"
    alone.write_text(f"{HEADLINE}\n\n{SECRET} on Monday.")
    shared.write_text(json.dumps({"text": f"{SECRET} twice"}) + "\n" + json.dumps({"text": "other"}) + "\n")
    (landing / "manifest.jsonl").write_text(
        f'{{"file": "sub/z.txt", "headline": "{HEADLINE}"}}\n{{"file": "y.txt", "headline": "Other"}}\n'
    )
    ledger = Ledger()
    ledger.article(URL, f"{SECRET} on Monday.", headline=HEADLINE, source_path=str(alone))
    ledger.article("https://private.example/2", f"{SECRET} twice", source_path=str(shared))
    ledger.article("https://a.example/1", "Another article.", source_path=str(shared))
    ledger.stage(tmp_path)
    told = forget(tmp_path, [URL, "https://private.example/2"], derive)
    assert told.still_quoting == [shared]
    assert not alone.exists()
    assert (landing / "manifest.jsonl").read_text() == '{"file": "y.txt", "headline": "Other"}\n'


def test_only_its_line_leaves_the_corrections(forgotten: Path) -> None:
    lines = (forgotten / "corrections.csv").read_text().splitlines()
    assert [line.partition(",")[0] for line in lines] == ["document", "https://a.example/1"]


def test_reports_before_its_first_night_stay_as_they_are(forgotten: Path) -> None:
    pages = sorted((forgotten / "reports").iterdir())
    assert [page.name for page in pages] == ["run0.html", "run1.html", "run2.html"]
    assert pages[0].read_text() == "an earlier night"
    assert "Moreno" in pages[1].read_text()


def test_what_never_came_is_kept_out_all_the_same(home: Path) -> None:
    told = forget(home, ["https://never.example/seen"], derive)
    assert not told.was_here
    assert len(read_forgotten(home)) == 1
    with open_database(published_path(home), read_only=True) as con:
        assert con.execute("select count(*) from core.documents").fetchall() == [(3,)]


@pytest.mark.parametrize("name", ["d12", "m0123456789abcdef", "private.example/story", "", "https://a b.example"])
def test_what_names_no_document_is_refused(home: Path, name: str) -> None:
    with pytest.raises(WarehouseError, match="no document id"):
        forget(home, [name], derive)
    assert read_forgotten(home) == frozenset()


def test_not_while_a_night_is_running_and_not_where_there_is_no_home(home: Path, tmp_path: Path) -> None:
    # Who holds the home already may go on, so the night runs in another thread than the command.
    with hold(home), ThreadPoolExecutor(1) as elsewhere, pytest.raises(LockedError, match="another night"):
        elsewhere.submit(forget, home, [URL], derive).result()
    with pytest.raises(WarehouseError, match="there is no home"):
        forget(tmp_path / "absent", [URL], derive)
