"""Gates on an open build: count what a night brought, compare it with the published nights before, keep the counts.

Judged are the documents that no published night has brought yet. What a stopped night staged is therefore judged again
by the next one and does not slip in behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

from expectations.batch import RESULT_SCHEMA
from expectations.contract import contract_of, polars_schema
from expectations.gates import Count, Gate, Judgement, Nights, judge, load_gates, silent_publishers

SCOPE = "night"
MODES = ("enforce", "warn", "off")
_PUBLISHERS = 500
_NAMED = 5
_ACCEPT = "if it is right, start the night again with NEWSLEDGER_GATES=warn"
Row = dict[str, object]


@dataclass(frozen=True)
class GateOutcome:
    """``results`` has the shape of expectations.batch.RESULT_SCHEMA, ``counts`` that of meta.gates without run_id."""

    results: pl.DataFrame
    counts: pl.DataFrame


def run_gates(con: duckdb.DuckDBPyConnection, run_id: str, mode: str = "enforce", is_night: bool = True) -> GateOutcome:
    """Count and judge the night ``run_id`` in a build that holds its rows and the records of all runs.

    ``mode``: enforce; warn, which lets everything through with a warning; off, which only counts. Without ``is_night``
    (a backfill, which brings other days and publishers on purpose) only what stopped nights left behind is judged.
    """
    nights, gates = load_gates()
    _find_judged(con, run_id, is_night)
    results: list[tuple[object, ...]] = []
    counts: list[Row] = []
    if not is_night:
        gates = {name: gate for name, gate in gates.items() if gate.compares == "share"}
    elif _is_repeated(con, run_id, nights):
        gates = {name: gate for name, gate in gates.items() if gate.compares in ("share", "age")}
    for gate in gates.values():
        run = _run_silence if gate.compares == "silence" else _run_numbers
        result, rows = run(con, gate, nights, run_id)
        counts += rows if is_night else []
        if result is not None and mode != "off":
            results.append(_let_through(result) if mode == "warn" else result)
    con.execute("drop table judged_documents")
    schema = {name: kind for name, kind in polars_schema(contract_of("meta.gates")).items() if name != "run_id"}
    return GateOutcome(
        pl.DataFrame(results, schema=RESULT_SCHEMA, orient="row"),
        pl.DataFrame(counts, schema=schema),
    )


def _find_judged(con: duckdb.DuckDBPyConnection, run_id: str, is_night: bool) -> None:
    con.execute(
        """
        create or replace temp table judged_documents as
        select document_id from core.documents
        where run_id in (select run_id from meta.runs where not is_published) and ($is_night or run_id <> $run)
        """,
        {"run": run_id, "is_night": is_night},
    )


def _is_repeated(con: duckdb.DuckDBPyConnection, run_id: str, nights: Nights) -> bool:
    """True if the run found nothing new and another one did only hours ago: the same night, started twice."""
    rows = con.execute(
        """
        select true from meta.runs as this, meta.runs as other
        where this.run_id = $run and this.documents_loaded = 0
            and other.run_id <> $run and other.documents_loaded > 0
            and abs(epoch(this.started_at) - epoch(other.started_at)) < 3600 * $hours
        limit 1
        """,
        {"run": run_id, "hours": nights.repeated_within_hours},
    ).fetchall()
    return bool(rows)


def _run_numbers(
    con: duckdb.DuckDBPyConnection, gate: Gate, nights: Nights, run_id: str
) -> tuple[tuple[object, ...] | None, list[Row]]:
    tonight = {"volume": _count_volume, "share": _count_share, "age": _count_age}[gate.compares](con, gate, run_id)
    if tonight is None:
        return None, []
    earlier = [Count(rows, value, missing) for _, _, rows, missing, value in _earlier(con, gate, nights)]
    found = judge(gate, tonight, earlier, nights.needed)
    row = {"gate": gate.name, "row_count": tonight.rows, "missing_count": tonight.missing, "value": tonight.value}
    failed = 0 if found.passed else tonight.missing or 1
    detail = _tell(gate, tonight, found, nights, len(earlier))
    result = (gate.name, gate.table, found.severity, tonight.rows, failed, found.passed, detail)
    return result, [row | {"usual": found.usual, "spread": found.spread}]


def _count_volume(con: duckdb.DuckDBPyConnection, gate: Gate, run_id: str) -> Count:
    counted = con.execute(f'select "{gate.column}" from {gate.table} where run_id = ?', [run_id]).fetchall()[0][0]
    return Count(counted, float(counted))


def _count_share(con: duckdb.DuckDBPyConnection, gate: Gate, _run_id: str) -> Count | None:
    rows, missing = con.execute(
        f'select count(*), count(*) filter (where "{gate.column}" is null) from {gate.table} '
        "where document_id in (select document_id from judged_documents)"
    ).fetchall()[0]
    return Count(rows, missing / rows, missing) if rows else None


def _count_age(con: duckdb.DuckDBPyConnection, gate: Gate, run_id: str) -> Count | None:
    """Days from the newest document to the night; documents from the future (two days of grace) do not count."""
    rows, age = con.execute(
        f'select count(*), min(runs.started_at::date - "{gate.column}") from {gate.table} as dated, meta.runs as runs '
        f'where runs.run_id = $run and "{gate.column}" <= runs.started_at::date + 2',
        {"run": run_id},
    ).fetchall()[0]
    return Count(rows, float(age)) if rows else None


def _run_silence(
    con: duckdb.DuckDBPyConnection, gate: Gate, nights: Nights, _run_id: str
) -> tuple[tuple[object, ...], list[Row]]:
    came = dict(
        con.execute(
            f'select "{gate.column}", count(*) as documents from {gate.table} semi join judged_documents '
            f'using (document_id) where "{gate.column}" is not null group by all order by documents desc, 1'
        ).fetchall()
    )
    before: dict[str, set[str]] = {}
    for run, publisher, *_ in reversed(_earlier(con, gate, nights)):
        before.setdefault(run, set()).update([publisher] if publisher else [])
    known = len(before)
    silent = silent_publishers(gate, set(came), list(before.values())) if known >= nights.needed else []
    rows: list[Row] = [{"gate": gate.name, "row_count": sum(came.values()), "value": float(len(silent))}]
    kept = list(came.items())[:_PUBLISHERS]
    rows += [{"gate": gate.name, "publisher": who, "row_count": n, "value": float(n)} for who, n in kept]
    named = ", ".join(silent[:_NAMED]) + (f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else "")
    detail = f"{gate.meaning}: {named or 'none'}; {_known(known, nights)}"
    judged = len({who for night in before.values() for who in night} | set(came))
    return (gate.name, gate.table, gate.strictest, judged, len(silent), not silent, detail), rows


def _earlier(
    con: duckdb.DuckDBPyConnection, gate: Gate, nights: Nights
) -> list[tuple[str, str | None, int, int | None, float]]:
    """Counts of the last published nights, latest first; a silence gate has several rows a night."""
    return con.execute(
        """
        select gates.run_id, gates.publisher, gates.row_count, gates.missing_count, gates.value
        from meta.gates as gates join meta.runs as runs using (run_id)
        where gates.gate = $gate and runs.is_published
        qualify dense_rank() over (order by runs.started_at desc, run_id desc) <= $compared
        order by runs.started_at desc, run_id desc, publisher nulls first
        """,
        {"gate": gate.name, "compared": nights.compared},
    ).fetchall()


def _tell(gate: Gate, tonight: Count, found: Judgement, nights: Nights, known: int) -> str:
    what = f"{gate.meaning}: {_number(gate, tonight.value)}"
    if tonight.missing is not None:
        what += f" ({tonight.missing:,} of {tonight.rows:,})"
    if found.usual is None:
        return f"{what}; {_known(known, nights)}"
    ends = {"at least": found.low, "at most": found.high}
    expected = " and ".join(f"{word} {_number(gate, end)}" for word, end in ends.items() if end is not None)
    told = f"{what}; usually {_number(gate, found.usual)}, expected {expected}; {_known(known, nights)}"
    if found.is_accepted:
        return f"{told}; a published night went as far, so this one may"
    return f"{told}; {_ACCEPT}" if found.severity == "fail" and not found.passed else told


def _known(known: int, nights: Nights) -> str:
    return f"over {known} nights" if known >= nights.needed else f"not judged: {known} of {nights.needed} nights known"


def _number(gate: Gate, value: float) -> str:
    return f"{value:.1%}" if gate.compares == "share" else f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _let_through(result: tuple[object, ...]) -> tuple[object, ...]:
    name, table, _, *rest = result
    return (name, table, "warn", *rest)
