"""The night's page escapes everything that strangers wrote, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from lxml import html

from tests.sql.ledger import Ledger, run_frames
from warehouse.build import build
from warehouse.connect import open_database
from warehouse.publish import publish
from warehouse.report import write_report
from warehouse.staging import read_stages, write_run

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror='alert(2)'>{{ 7 * 7 }}{% for %}&lt;b&gt;\x1b[2J\u202e"
SECRET = "https://me:s3cret@news.example/?token=s3cret&b=1"


def write_page(home: Path) -> str:
    """The page of a run in which every text that is not ours is hostile."""
    ledger = Ledger()
    sentence = f"Ada Moreno {HOSTILE} visited Norland for $3 million, see {SECRET} today."
    article = ledger.article(
        "https://a.example/1", sentence, headline=f"A {HOSTILE}", publisher=HOSTILE, source_path=HOSTILE
    )
    article.mention("Ada Moreno", name=HOSTILE)
    article.movement("visited", (("Ada Moreno", "NZL"),), (("Norland", "NOR"),), place=HOSTILE)
    article.metric("$3 million", value=3e6, unit="usd", measure=HOSTILE)
    ledger.stage(home)
    quarantine = {"record_id": "r0", "table_name": "raw", "row_id": "r0", "reason": HOSTILE, "detail": HOSTILE + SECRET}
    disposition = {"record_id": "r" + "0" * 16, "source_path": HOSTILE, "record_no": 0, "disposition": "quarantined"}
    check = {"scope": "night", "check_name": "publisher_silence", "table_name": "core.documents", "severity": "warn"}
    check |= {"checked_count": 1, "failed_count": 1, "passed": False, "detail": HOSTILE}
    gate = {"gate": "publisher_silence", "row_count": 1, "value": 1.0}
    stage = {"stage": "load", "started_at": "2025-10-26", "seconds": 1.0, "rows_in": 1, "rows_out": 1}
    stages = pl.DataFrame([stage | {"status": "failed", "detail": HOSTILE}])
    tables = {"quarantine": quarantine, "dispositions": disposition, "checks": check, "gates": gate}
    frames = {name: pl.DataFrame([row]) for name, row in tables.items()}
    frames |= {"stages": stages.with_columns(pl.col("started_at").str.to_datetime())}
    write_run(home, "run1", run_frames() | frames)
    with open_database(publish(build(home, "run1"), home), read_only=True) as con:
        path = write_report(con, "run1", HOSTILE, [HOSTILE, SECRET], home / "page.html", read_stages(home, "run1"))
    return path.read_text(encoding="utf-8")


def test_nothing_on_the_page_is_live(tmp_path: Path) -> None:
    page = write_page(tmp_path)
    tree = html.fromstring(page)
    plain = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "section", "div", "table"}
    assert {element.tag for element in tree.iter()} <= plain | {"thead", "tbody", "tr", "th", "td"}
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert attributes <= {"lang", "charset", "name", "content", "class"}
    assert "\x1b" not in page
    assert "\u202e" not in page
    shown = tree.text_content()
    assert "{{ 7 * 7 }}" in shown, "templates in the text are text"
    for part in ("Quarantine", "Movements", "Figures", "Names", "Against the nights before"):
        [section] = tree.xpath(f"//section[h2='{part}']")
        assert "<script>alert(1)</script>" in section.text_content(), part
    assert "<script>alert(1)</script>" in tree.xpath("string(//p[contains(@class, 'verdict')])")
    assert "<script>alert(1)</script>" in tree.xpath("string(//ul[@class='stopped'])")


def test_no_secret_stands_on_the_page(tmp_path: Path) -> None:
    page = write_page(tmp_path)
    assert "s3cret" not in page
    assert "https://***@news.example/?token=***&amp;b=1" in page
