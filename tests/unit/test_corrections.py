"""Corrections by hand: applied where the source says what they expect, loud where it does not."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.sql.ledger import Ledger, run_frames, small_ledger
from tests.unit.test_warehouse_build import contents, derive
from warehouse import build as building
from warehouse.build import build
from warehouse.checks import failed_checks, read_check, run_checks
from warehouse.connect import WarehouseError, open_database
from warehouse.corrections import FIELDS, apply_corrections, read_corrections, require_valid
from warehouse.explain import explain
from warehouse.publish import publish
from warehouse.relations import SQL
from warehouse.staging import write_run

URL = "https://a.example/1"
LEDGER = small_ledger()
DOCUMENT = LEDGER.rows["documents"][0]["document_id"]
PERCENT, MONEY = (row["metric_id"] for row in LEDGER.rows["metrics"])
VISIT = LEDGER.rows["movements"][0]["movement_id"]


def correct(home: Path, *lines: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "corrections.csv").write_text("\n".join([",".join(FIELDS), *lines]) + "\n")


def staged(home: Path, ledger: Ledger = LEDGER) -> Path:
    ledger.stage(home)
    write_run(home, "run1", run_frames())
    return home


def told(con: duckdb.DuckDBPyConnection) -> list[tuple]:
    return con.execute("select line_no, state, detail from meta.corrections order by line_no").fetchall()


def states(home: Path, run_id: str = "run1", mode: str = "fold") -> list[tuple[str, str | None]]:
    with open_database(build(home, run_id, derive, mode), read_only=True) as con:
        return [(state, detail) for _, state, detail in told(con)]


def value(path: Path, sql: str) -> object:
    with open_database(path, read_only=True) as con:
        return con.execute(sql).fetchall()[0][0]


DAY_AFTER = date(2025, 10, 26)
APPLIED = [
    (f"{URL},core.metrics,{MONEY},value,3000000,4000000,the ministry's table,", "core.metrics", "value", 4e6),
    (f"{DOCUMENT},metrics,{PERCENT},direction,up,down,a table,2999-12-31", "core.metrics", "direction", "down"),
    (f"{DOCUMENT},metrics,{PERCENT},value,12,,no such figure,", "core.metrics", "value", None),
    (f"{URL},documents,,byline,,Ada Reporter,the printed page,", "core.documents", "byline", "Ada Reporter"),
    (f"{URL},documents,,published_on,2025-10-25,2025-10-26,seen,", "core.documents", "published_on", DAY_AFTER),
    (f"{DOCUMENT},movements,{VISIT},modality,planned,actual,it took place,", "core.movements", "modality", "actual"),
    (f"{URL},movement_participants,{VISIT}|actor|0,country,NZL,AUS,x,", "core.movement_participants", "country", "AUS"),
    (f"{URL},movements,{VISIT},is_reciprocal,false,true,joint,", "core.movements", "is_reciprocal", True),
]  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = staged(tmp_path_factory.mktemp("corrections") / "home")
    build(home, "run1", derive)
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A home with a build of two documents."""
    return Path(shutil.copytree(prepared, tmp_path / "home"))


def corrected(home: Path, *lines: str) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """The build of the home after the lines were applied."""
    correct(home, *lines)
    path = home / "builds" / "run1.private.duckdb"
    with open_database(path) as con:
        apply_corrections(con, home)
    return open_database(path)


@pytest.mark.parametrize(("line", "table", "field", "expected"), APPLIED)
def test_a_value_is_corrected_and_the_line_is_told(
    home: Path, line: str, table: str, field: str, expected: object
) -> None:
    with corrected(home, line) as con:
        [(row, state, before, after, reason)] = con.execute(
            "select row_id, state, value_before, value_after, reason from meta.corrections"
        ).fetchall()
        cells = line.split(",")
        assert (state, reason) == ("applied", cells[6])
        assert (before or "", after or "") == (cells[4], cells[5])
        key = "document_id" if table == "core.documents" else "metric_id" if "metrics" in table else "movement_id"
        role = " and role = 'actor'" if "participants" in table else ""
        found = con.execute(f"select {field} from {table} where {key} = ?{role}", [row.split("|")[0]]).fetchall()
        assert found == [(expected,)]


def test_what_is_derived_follows_and_staged_parquet_does_not_change(tmp_path: Path) -> None:
    correct(staged(tmp_path), f"{URL},metrics,{MONEY},value,3000000,4000000,table,")
    before = digests(tmp_path)
    path = build(tmp_path, "run1", derive)
    assert value(path, "select max(value) from mart.figures_with_evidence where unit = 'usd'") == 4e6
    assert digests(tmp_path) == before


def digests(home: Path) -> dict[Path, str]:
    files = sorted((home / "staged").rglob("*.parquet"))
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_folding_and_rebuilding_agree_after_a_correction_came_changed_and_went(tmp_path: Path) -> None:
    staged(tmp_path)
    expected = []
    for run, lines in enumerate(
        (
            [f"{URL},metrics,{MONEY},value,3000000,4000000,table,", f"{URL},metrics,{PERCENT},value,12,,table,"],
            [f"{URL},metrics,{MONEY},value,3000000,5000000,later table,"],
            [],
        )
    ):
        correct(tmp_path, *lines)
        folded = build(tmp_path, f"run{run}", derive)
        rebuilt = build(tmp_path, f"again{run}", derive, mode="rebuild")
        assert value(folded, "select mode from meta.builds") == ("fold" if run else "rebuild")
        assert contents(folded) == contents(rebuilt)
        expected.append(value(folded, "select value from core.metrics where unit = 'usd'"))
        publish(folded, tmp_path)
    assert expected == [4e6, 5e6, 3e6]


def test_it_ends_with_its_last_day(home: Path) -> None:
    last = date(2025, 12, 31)
    with corrected(home, f"{URL},metrics,{MONEY},value,3000000,4000000,table,{last}") as con:
        for day, state, amount in ((last, "applied", 4e6), (date(2026, 1, 1), "expired", 3e6), (last, "applied", 4e6)):
            apply_corrections(con, home, day)
            assert told(con)[0][1] == state
            assert con.execute("select value from core.metrics where unit = 'usd'").fetchall() == [(amount,)]
            assert con.execute(read_check(SQL / "checks" / "corrections_hold.sql").select).fetchall() == []


@pytest.mark.parametrize(
    ("line", "state", "says"),
    [
        (f"{URL},metrics,{MONEY},value,3,4,table,", "stale", "found '3000000.0' where the line expects '3'"),
        (f"{URL},metrics,{MONEY},value,,4,table,", "stale", "expects nothing"),
        (f"{URL},documents,,byline,Bo,Ada,table,", "stale", "found nothing where the line expects 'Bo'"),
        (f"{URL},metrics,q0000000000000000,value,3,4,table,", "stale", "no row q0000000000000000"),
        (f"{URL},movements,{VISIT}x,modality,planned,actual,table,", "stale", "no row"),
        (f"https://b.example/2,metrics,{MONEY},value,3000000,4,table,", "stale", "no row"),
        ("https://x.example/9,documents,,byline,,Ada,table,", "absent", "no document https://x.example/9"),
        (f"{URL},metrics,{MONEY},value,3000000,many,table,", "invalid", "no double"),
        (f"{URL},documents,,published_on,2025-10-25,25 October,table,", "invalid", "no date"),
        (f"{URL},metrics,{MONEY},reality,reported,imagined,table,", "invalid", "reality_in_set"),
        (f"{URL},metrics,{PERCENT},from_country,NZL,New Zealand,table,", "invalid", "from_country_regex"),
        (f"{URL},metrics,{MONEY},period_end,2025-09-30,2024-01-01,t,", "invalid", "period_start_period_end_ordered"),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_what_is_wrong_stops_the_publish(
    home: Path, line: str, state: str, says: str
) -> None:
    good = f"{URL},documents,,section,,News,the printed page,"
    with corrected(home, good, line) as con:
        assert [row[1] for row in told(con)] == ["applied", state]
        assert says in told(con)[1][2]
        check = read_check(SQL / "checks" / "corrections_hold.sql")
        assert check.severity == "fail"
        found = con.execute(check.select).fetchall()
    assert [row[:2] for row in found] == ([] if state == "absent" else [("corrections.csv line 3", state)])


def test_the_failed_check_names_the_line(home: Path) -> None:
    with corrected(home, f"{URL},metrics,{MONEY},value,3,4,table,") as con:
        [line] = [line for line in failed_checks(run_checks(con)) if "corrections" in line]
    assert "corrections_hold" in line
    assert "corrections.csv line 2, stale, core.metrics.value" in line
    assert "found '3000000.0'" in line


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"{URL},metrics,{MONEY},valeu,3,4,table,", "core.metrics has no column valeu"),
        (f"{URL},figures,{MONEY},value,3,4,table,", "there is no table core.figures"),
        (f"{URL},events,x1,status,a,b,table,", "core.events is derived"),
        (f"{URL},metrics,{MONEY},text,3,4,table,", "evidence"),
        (f"{URL},metrics,{MONEY},char_start,3,4,table,", "evidence"),
        (f"{URL},metrics,{MONEY},metric_id,3,4,table,", "evidence"),
        (f"{URL},documents,,story_id,3,4,table,", "derived"),
        (f"{URL},metrics,{MONEY},kind,money,,table,", "kind must have a value"),
        (f"{URL},metrics,{MONEY},value,3,4,,", "no reason given"),
        (f"{URL},metrics,,value,3,4,table,", "no row given"),
        (f",metrics,{MONEY},value,3,4,table,", "no document given"),
        (f"{URL},metrics,{MONEY},value,3,3,table,", "the same"),
        (f"{URL},metrics,{MONEY},value,3,4,table,soon", "expiry 'soon' is no day"),
    ],
)
def test_a_line_no_warehouse_could_make_right_is_told_before_the_night(tmp_path: Path, line: str, says: str) -> None:
    correct(tmp_path, line)
    [read] = read_corrections(tmp_path)
    assert read.state == "invalid"
    with pytest.raises(WarehouseError, match=r"corrections\.csv line 2: ") as raised:
        require_valid(tmp_path)
    assert says in str(raised.value)


def test_two_lines_for_one_value_contradict_each_other(tmp_path: Path) -> None:
    correct(tmp_path, f"{URL},metrics,{MONEY},value,3,4,t,", f"{URL},core.metrics,{MONEY},value,4,5,t,")
    assert [line.state for line in read_corrections(tmp_path)] == ["", "invalid"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"document,table\n", "first line must be"),
        (b"", "first line must be"),
        (",".join(FIELDS).encode() + b"\na,b\n", "line 2: 2 cells"),
        (",".join(FIELDS).encode() + b"\n\xff\xfe,b,c,d,e,f,g,h\n", "UTF-8"),
        (",".join(FIELDS).encode() + b'\n"a"b,b,c,d,e,f,g,h\n', "CSV"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_clear_line(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "corrections.csv").write_bytes(content)
    with pytest.raises(WarehouseError, match=says):
        read_corrections(tmp_path)


def test_a_spreadsheet_mark_blank_lines_and_quotes_are_understood(tmp_path: Path) -> None:
    head = "\ufeff" + ",".join(FIELDS)
    (tmp_path / "corrections.csv").write_text(f'{head}\r\n\r\n{URL},documents,,byline,,"Reporter, Ada",seen,\r\n')
    [line] = read_corrections(tmp_path)
    assert (line.line_no, line.new, line.state) == (3, "Reporter, Ada", "")


def test_a_source_that_changed_makes_the_line_stale(tmp_path: Path) -> None:
    correct(staged(tmp_path), f"{URL},documents,,byline,,Ada Reporter,the printed page,")
    publish(build(tmp_path, "run1", derive), tmp_path)
    again = Ledger(run_id="run2")
    again.article(URL, "Another text of the same article.", byline="Bo Writer")
    again.stage(tmp_path)
    assert states(tmp_path, "run2") == [("stale", "found 'Bo Writer' where the line expects nothing")]


def test_a_source_that_now_says_what_was_corrected_makes_the_line_stale(tmp_path: Path) -> None:
    correct(staged(tmp_path), f"{URL},documents,,byline,,Ada Reporter,the printed page,")
    publish(build(tmp_path, "run1", derive), tmp_path)
    again = Ledger(run_id="run2")
    again.article(URL, "Another text of the same article.", byline="Ada Reporter")
    again.stage(tmp_path)
    path = build(tmp_path, "run2", derive)
    assert value(path, "select state from meta.corrections") == "stale"
    assert value(path, f"select byline from core.documents where url = '{URL}'") == "Ada Reporter"


def test_without_the_file_nothing_is_told(tmp_path: Path) -> None:
    assert states(staged(tmp_path)) == []
    assert building.apply_corrections is apply_corrections


def test_explain_names_the_correction_of_a_row(tmp_path: Path) -> None:
    correct(staged(tmp_path), f"{URL},metrics,{MONEY},value,3000000,4000000,the ministry's table,")
    publish(build(tmp_path, "run1", derive), tmp_path)
    assert any("the ministry's table" in line for line in explain(tmp_path, MONEY).lines())
    assert not any("ministry" in line for line in explain(tmp_path, PERCENT).lines())
