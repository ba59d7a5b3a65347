"""The night as a whole: real Prefect runs over real files into a real DuckDB file."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.nightly import nightly
from flows.run.night import NightError, only_night
from flows.settings import Settings
from tests.conftest import SAMPLE
from warehouse.connect import open_database

pytestmark = pytest.mark.slow

CORE = ("documents", "captions", "sentences", "entities", "mentions", "date_expressions", "metrics", "movements",
        "statements")  # fmt: skip


def rows(home: Path, query: str) -> list[tuple]:
    with open_database(home / "published" / "newsledger.duckdb", read_only=True) as con:
        return con.execute(query).fetchall()


def table_rows(home: Path, table: str) -> list[tuple]:
    """All rows, order fixed, without the run that happened to bring them."""
    excluded = "exclude (run_id)" if table == "documents" else ""
    return rows(home, f"select * {excluded} from core.{table} order by all")


def test_every_record_has_exactly_one_disposition(sample_home: Path) -> None:
    [(records, distinct, read)] = rows(
        sample_home,
        """select count(*), count(distinct record_id), (select max(records_read) from meta.runs)
           from meta.dispositions""",
    )
    assert records == distinct == read
    found = dict(rows(sample_home, "select disposition, count(*) from meta.dispositions group by all"))
    assert found["quarantined"] >= 2, "the sample holds a broken and an empty file"
    assert found["loaded"] == rows(sample_home, "select count(*) from core.documents")[0][0]


def test_quarantined_records_name_their_file_and_reason(sample_home: Path) -> None:
    for source_path, reason, detail in rows(
        sample_home,
        "select source_path, reason, detail from meta.dispositions where disposition = 'quarantined'",
    ):
        assert reason
        assert Path(source_path).name in detail


def test_the_same_input_again_adds_nothing_and_changes_no_row(own_home: Path) -> None:
    before = {table: table_rows(own_home, table) for table in CORE}
    summary = nightly([str(SAMPLE)], Settings(home=own_home, workers=1))
    assert set(summary.dispositions) <= {"unchanged", "duplicate", "quarantined"}
    for table in CORE:
        assert table_rows(own_home, table) == before[table]


def test_another_home_batch_size_and_number_of_processes_give_the_same_rows(
    sample_home: Path, tmp_path: Path, orchestrator: None
) -> None:
    other = tmp_path / "other"
    nightly([str(SAMPLE)], Settings(home=other, workers=2, batch_size=4))
    for table in CORE:
        assert table_rows(other, table) == table_rows(sample_home, table), table


def test_a_new_version_of_an_article_replaces_the_old_rows(own_home: Path, tmp_path: Path) -> None:
    url, document_id = rows(own_home, "select url, document_id from core.documents where url is not null order by 1")[0]
    (tmp_path / "in").mkdir()
    text = "Ministers from Norway and Chile signed a fisheries agreement in Oslo on Monday, officials said. " * 3
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps({"url": url, "title": "Fisheries", "text": text}) + "\n")
    summary = nightly([str(tmp_path / "in")], Settings(home=own_home, workers=1))
    assert summary.dispositions == {"updated": 1}
    [(headline, count)] = rows(
        own_home, f"select any_value(headline), count(*) from core.documents where document_id = '{document_id}'"
    )
    assert (headline, count) == ("Fisheries", 1)


def test_a_missing_input_is_one_line_and_leaves_the_warehouse_alone(own_home: Path) -> None:
    published = own_home / "published" / "newsledger.duckdb"
    before = published.read_bytes()
    with pytest.raises(NightError, match="no-such-folder"):
        nightly([str(own_home / "no-such-folder")], Settings(home=own_home))
    assert published.read_bytes() == before


def test_a_second_night_in_the_same_home_is_refused(own_home: Path) -> None:
    # Who holds the home in this thread may go on; another start is in another thread or process.
    with only_night(own_home), ThreadPoolExecutor(1) as elsewhere, pytest.raises(NightError, match="another night"):
        elsewhere.submit(nightly, [str(SAMPLE)], Settings(home=own_home)).result()


def test_a_failed_check_keeps_the_old_warehouse_and_says_why(own_home: Path, tmp_path: Path) -> None:
    published = own_home / "published" / "newsledger.duckdb"
    before = published.read_bytes()
    (tmp_path / "broken.jsonl").write_text('{"text": \n' * 30)
    with pytest.raises(NightError, match="not published"):
        nightly([str(tmp_path / "broken.jsonl")], Settings(home=own_home, max_quarantined_share=0.1))
    assert published.read_bytes() == before
    newest = max((own_home / "reports").glob("*.html"), key=lambda page: page.stat().st_mtime)
    assert "not published" in newest.read_text()
