"""Random texts made of the pieces that news is made of: whatever stands in them, they are read, and read truly.

``NEWSLEDGER_FUZZ=5000`` tries that many texts per test; continuous integration tries few of them every time.
"""

from __future__ import annotations

import json
import re
from datetime import date

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from expectations.contract import load_contracts, polars_schema
from tests.fuzzing import tries
from transforms.extract.annotate import annotate
from transforms.extract.documents import extract
from transforms.extract.frames import TABLES
from transforms.extract.language_model import load_model
from transforms.ingest.fields import parse_date, pick_fields
from transforms.ingest.records import record_row, text_row
from transforms.ingest.rows import to_frame
from transforms.normalise import CAPTIONS_SCHEMA, canonical_url, normalise

DAY = date(2025, 11, 6)

NAMES = """Putin|President Macron|U.S.|the U.N.|South Korea|J. P. Morgan|Reuters|Mr. Kim|al-Assad|O’Brien|Paris, Texas
Washington|the Bank of Japan|NATO|Kyiv's|ministers of France and Germany|New York-based Acme Inc.|Xi Jinping"""
VERBS = """said|met|visited and met|will visit|refused to sign|launched, deployed and fired|fell|rose to|was halved
agreed to|has been accused of|is expected to|denied that it had|urged|threatened with|left|to|did not"""
FIGURES = """5|5%|$3 million|€1.5bn|-0.0|1/2|½|two thirds|a dozen|hundreds of|12-14|3 to 5 percent|1,234,567.89|1.2.3
10^9|one hundred and five|a 7-fold|more than doubled|99999999999999999999999999|1e309|3,5|£|%|#1|No. 4|2×4|0x1F|[1]
from 5 percent to 6 percent|compared with 5%|twice as many|a quarter of a million|zero|minus 4 degrees|5 and 6|nil"""
DAYS = """Monday|on Feb. 30|May 2025|2025-02-29|31/31/2031|the third quarter of fiscal 2024|last week|since 1066
yesterday (July 28)|5 May to 3 April|tomorrow night|Q5 2025|year-end|0001-01-01|99 BC|24:61|the day after tomorrow"""
MARKS = [
    "(",
    ")",
    "[",
    "]",
    '"',
    "“",
    "”",
    "'",
    "—",
    "-",
    "–",
    "...",
    "…",
    ",",
    ";",
    ":",
    ".",
    "?!",
    "/",
    "*",
    "•",
    "|",
]
DIRT = [
    "<b>",
    "</p>",
    "<br/>",
    "&amp;",
    "&#x41",
    "&",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\0",
    "\x1b[31m",
    "\r\n",
    "\n",
    "\n\n",
]
DIRT += [
    "😀",
    "👩‍👩‍👧",
    "e\u0301\u0302",
    "٣٤",
    "中文",
    "مرحبا",
    "\ud83d",
    "\udc00",
    "\u2028",
    "\t",
    "\xa0",
    "ﬁ",
    "１２",
    "Ⅳ",
    "ß",
    "İ",
]
DIRT += [
    "PARIS (Reuters) - ",
    "(Photo by A. B./AFP)",
    "By John Smith",
    ", left, ",
    "http://a.b/?c=d%20",
    "@x",
    "#y",
    "ａ",
]

WORDS = [part for kind in (NAMES, VERBS, FIGURES, DAYS) for part in re.split(r"[|\n]", kind)]
piece = st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.sampled_from([*MARKS, *DIRT]) | st.text(max_size=8)
joint = st.sampled_from([" ", " ", " ", "", ". ", ", ", " and ", " of ", "\n"])
news = st.lists(st.tuples(piece, joint), max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    load_model()


@tries(60)
@given(st.lists(news, min_size=1, max_size=8))
def test_texts_are_annotated_without_an_error(texts: list[str]) -> None:
    records = [{"id": n, "text": text, "published_on": DAY.isoformat()} for n, text in enumerate(texts)]
    rows = list(annotate(load_model(), records))
    for text, row in zip(texts, rows, strict=True):
        assert "error" not in row, row["error"]
        json.dumps(row, allow_nan=False)
        for kind in ("mentions", "dates", "metrics", "movements"):
            for found in row[kind]:
                assert text[found["start"] : found["end"]] == found["text"]


@tries(25)
@given(st.lists(news.map(lambda text: text.encode("utf-8", "replace").decode()), min_size=1, max_size=8))
def test_documents_become_rows_that_a_table_can_hold(texts: list[str]) -> None:
    contracts = load_contracts()
    schemas = {table: polars_schema(contracts[f"core.{table}"]) for table in TABLES}
    ids = [f"d{number}" for number in range(len(texts))]
    nothing = {"headline": None, "language": "en", "published_on": DAY, "publisher_country": None}
    documents = pl.DataFrame(
        [{"document_id": key, "text": text, **nothing} for key, text in zip(ids, texts, strict=True)],
        schema_overrides={"headline": pl.String, "publisher_country": pl.String},
    )
    read = extract(load_model(), documents, pl.DataFrame(schema=CAPTIONS_SCHEMA), schemas)
    assert read.unread.is_empty()
    assert set(read.frames["sentences"]["document_id"]) <= set(ids)


@tries(120)
@given(news, st.sampled_from(["", "<html><body><article><p>", "https://www.a.example/2025/05/06/x\n", "By A. B.\n\n"]))
@example("<!---->" * 280 + "x", "")
def test_records_become_documents_or_are_rejected_with_a_reason(text: str, opening: str) -> None:
    raw = to_frame([text_row("a.txt", 0, "txt", opening + text, "utf-8", {})])
    result = normalise(raw)
    assert result.documents.height + result.rejected.height == 1
    assert set(result.rejected["reason"]) <= {"empty", "no_text"}


scalar = st.none() | st.booleans() | st.integers() | st.floats() | news | st.sampled_from(DAYS.split("|"))
value = st.recursive(scalar, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=8)
field = st.sampled_from(["text", "html", "url", "date", "author", "publisher", "title", "language", "section", "x"])


@tries(60)
@given(st.dictionaries(field | st.text(max_size=5), value, max_size=8))
def test_any_object_becomes_a_record_or_a_reason(record: dict[str, object]) -> None:
    pick_fields(record)
    row = record_row("a.json", 0, "json", record, "utf-8", {})
    assert row.reason in (None, "no_text") or "binary data" in str(row.detail), row.detail
    rejected = normalise(to_frame([row])).rejected["reason"].to_list()
    assert rejected in ([], ["no_text"], [row.reason])
    canonical_url(row.url)


@tries(100)
@given(st.sampled_from(DAYS.split("|")) | st.text(max_size=30) | st.datetimes().map(str) | st.integers().map(str))
def test_what_is_no_day_is_unknown(given_value: str) -> None:
    day = parse_date(given_value)
    assert day is None or 1700 <= day.year <= 2100
