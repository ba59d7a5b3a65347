"""Every record is decided exactly once, before anything expensive happens to it."""

from __future__ import annotations

import polars as pl

from transforms.ledger.dispositions import decide

KNOWN = pl.DataFrame({"document_id": ["d1", "d2"], "content_hash": ["h1", "old"]})
NOTHING_KNOWN = KNOWN.clear()


def index(*rows: tuple[str, str | None, str | None, str | None]) -> pl.DataFrame:
    columns = {"record_id": pl.String, "document_id": pl.String, "raw_hash": pl.String, "reason": pl.String}
    columns["detail"] = pl.String
    return pl.DataFrame([(*row, None) for row in rows], schema=columns, orient="row")


def dispositions(records: pl.DataFrame, known: pl.DataFrame = NOTHING_KNOWN) -> dict[str, str]:
    decided = decide(records, known)
    return dict(decided.select("record_id", "disposition").iter_rows())


def test_a_new_record_goes_on() -> None:
    assert dispositions(index(("r1", "d9", "h9", None))) == {"r1": "pending"}


def test_what_is_staged_with_the_same_content_is_unchanged_and_with_another_goes_on() -> None:
    decided = decide(index(("r1", "d1", "h1", None), ("r2", "d2", "new", None)), KNOWN)
    assert decided["disposition"].to_list() == ["unchanged", "pending"]
    assert decided["is_known"].to_list() == [True, True]


def test_the_same_content_twice_in_one_input_is_read_once() -> None:
    assert dispositions(index(("r1", "d9", "h", None), ("r2", "d9", "h", None))) == {"r1": "pending", "r2": "duplicate"}


def test_the_last_content_of_an_address_wins() -> None:
    records = index(("r1", "d9", "first", None), ("r2", "d9", "last", None))
    assert dispositions(records) == {"r1": "superseded", "r2": "pending"}


def test_a_refused_record_is_quarantined_even_when_its_text_is_known() -> None:
    assert dispositions(index(("r1", "d1", "h1", "empty")), KNOWN) == {"r1": "quarantined"}


def test_order_and_number_of_records_are_kept() -> None:
    records = index(*((f"r{n}", f"d{n % 3}", f"h{n % 3}", None) for n in range(50)))
    decided = decide(records, KNOWN)
    assert decided["record_id"].to_list() == records["record_id"].to_list()
    assert decided["disposition"].null_count() == 0
