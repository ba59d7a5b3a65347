"""Gates judge a night by those before it: quiet on what is usual, loud on what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.contract import ContractError
from expectations.dictionary import dictionary_markdown
from expectations.gates import Count, Gate, judge, load_gates, silent_publishers

NIGHTS, GATES = load_gates()
STEADY = [100, 103, 98, 101, 100, 99, 102, 100]
# Two weeks from Monday on: little is written on weekends.
WEEKS = [1000, 980, 1030, 1010, 990, 300, 310, 1000, 1020, 1000, 1015, 990, 305, 320]


def volume(rows: float) -> Count:
    return Count(int(rows), float(rows))


def share(missing: int, rows: int) -> Count:
    return Count(rows, missing / rows, missing)


def verdict(gate: str, tonight: Count, earlier: list[Count]) -> str:
    found = judge(GATES[gate], tonight, earlier, NIGHTS.needed)
    return "passed" if found.passed else found.severity


@pytest.mark.parametrize(
    ("rows", "earlier", "expected"),
    [
        (100, STEADY, "passed"),
        (80, STEADY, "passed"),
        (0, STEADY, "warn"),
        (40, STEADY, "warn"),
        (900, STEADY, "warn"),
        (305, WEEKS, "passed"),
        (1000, WEEKS, "passed"),
        (0, WEEKS, "warn"),
        (90, WEEKS, "warn"),
        (2, [5, 4, 6, 5, 7], "passed"),
        (0, [5, 4, 6, 5, 7], "warn"),
        (1, [1, 1, 1, 1, 1], "passed"),
        (0, [0, 0, 0, 0, 0], "passed"),
        # One night of ruin among them does not make ruin usual.
        (30, [*STEADY, 0], "warn"),
    ],
)
def test_volumes(rows: int, earlier: list[int], expected: str) -> None:
    assert verdict("documents_volume", volume(rows), [volume(count) for count in earlier]) == expected
    assert verdict("records_volume", volume(rows), [volume(count) for count in earlier]) == expected


@pytest.mark.parametrize("gate", [name for name, gate in GATES.items() if gate.compares == "share"])
@pytest.mark.parametrize(
    ("tonight", "earlier", "expected"),
    [
        (share(5, 100), [share(5, 100)] * 5, "passed"),
        (share(0, 100), [share(30, 100)] * 5, "passed"),
        (share(9, 100), [share(5, 100)] * 5, "passed"),
        (share(25, 100), [share(5, 100)] * 5, "warn"),
        (share(100, 100), [share(5, 100)] * 5, "fail"),
        (share(1, 5), [share(0, 5)] * 5, "passed"),
        (share(5, 5), [share(0, 5)] * 14, "fail"),
        # Two rows prove nothing.
        (share(2, 2), [share(10, 40)] * 5, "passed"),
        # What swings from night to night may swing.
        (share(45, 100), [share(n, 100) for n in (10, 40, 20, 50, 30, 45)], "passed"),
    ],
)
def test_shares(gate: str, tonight: Count, earlier: list[Count], expected: str) -> None:
    assert verdict(gate, tonight, earlier) == expected


@pytest.mark.parametrize(
    ("age", "earlier", "expected"),
    [
        (1, [0, 1, 0, 1, 0], "passed"),
        (3, [0, 1, 0, 1, 0], "passed"),
        (6, [0, 1, 0, 1, 0], "warn"),
        # An archive of last year is as old as ever.
        (401, [395, 396, 397, 398, 399, 400], "passed"),
        (0, [9, 9, 9, 9, 9], "passed"),
    ],
)
def test_freshness(age: int, earlier: list[int], expected: str) -> None:
    assert verdict("newest_document_age", volume(age), [volume(days) for days in earlier]) == expected


@pytest.mark.parametrize("gate", [gate for gate in GATES.values() if gate.compares != "silence"], ids=lambda g: g.name)
def test_no_gate_before_five_nights_are_known(gate: Gate) -> None:
    broken, fine = Count(50, 1.0, 50), Count(50, 0.0, 0)
    found = judge(gate, Count(50, 50.0, 50), [fine] * (NIGHTS.needed - 1), NIGHTS.needed)
    assert (found.passed, found.usual) == (True, None)
    assert NIGHTS.needed == 5
    if gate.compares == "share":
        assert not judge(gate, broken, [fine] * NIGHTS.needed, NIGHTS.needed).passed


def test_what_was_let_through_once_is_a_warning_from_then_on() -> None:
    usual = [share(0, 50)] * 10
    assert verdict("publisher_missing", share(50, 50), usual) == "fail"
    assert verdict("publisher_missing", share(50, 50), [*usual, share(50, 50)]) == "warn"


def test_bounds_are_told_in_what_is_counted() -> None:
    found = judge(GATES["documents_volume"], volume(100), [volume(rows) for rows in STEADY], NIGHTS.needed)
    assert found.usual == pytest.approx(100, abs=1)
    assert found.low is not None
    assert found.high is not None
    assert 40 < found.low < 90
    assert 110 < found.high < 400


A, B, C = "Wire", "Courier", "Ledger"


@pytest.mark.parametrize(
    ("earlier", "tonight", "expected"),
    [
        ([{A, B}] * 5, {A}, [B]),
        ([{A, B}] * 5, {A, B}, []),
        ([{A, B}] * 5, set(), [B, A]),
        # Never on Sundays: one night of silence is its habit, two are not.
        ([{A, B}] * 6 + [{A}] + [{A, B}] * 6, {A}, []),
        ([{A, B}] * 6 + [{A}] + [{A, B}] * 6 + [{A}], {A}, [B]),
        # It still says so in the nights after.
        ([{A, B}] * 8 + [{A}] * 4, {A}, [B]),
        # Came only now and then.
        ([{A}, {A, C}, {A}, {A}, {A, C}, {A}, {A}], {A}, []),
        ([set()] * 5, {A}, []),
    ],
)
def test_silence_is_judged_by_a_publishers_own_habit(
    earlier: list[set[str]], tonight: set[str], expected: list[str]
) -> None:
    assert silent_publishers(GATES["publisher_silence"], tonight, earlier) == expected


FAULTY = {
    'compares = "volume"\ntable = "meta.runs"\ncolumn = "nothing"\nwarn.below = 1': "no such column",
    'compares = "volume"\ntable = "meta.runs"\ncolumn = "records_read"': "needs warn or fail bounds",
    'compares = "share"\ntable = "core.metrics"\ncolumn = "unit"\nwarn.seen = 1': "above, below",
    'compares = "taste"\ntable = "core.metrics"\ncolumn = "unit"\nwarn.above = 1': "compares one of",
    'compares = "age"\ntable = "core.documents"\nwarn.above = 1': "column",
}


@pytest.mark.parametrize("section", FAULTY)
def test_a_faulty_file_is_named(tmp_path: Path, section: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(
        f"[nights]\ncompared = 14\nneeded = 5\nrepeated_within_hours = 12\n[gates.odd]\nmeaning = 'x'\n{section}"
    )
    with pytest.raises(ContractError, match=FAULTY[section]) as caught:
        load_gates(path)
    assert "expectations/gates.toml" in str(caught.value)


def test_the_dictionary_tells_every_gate_with_its_bounds() -> None:
    section = dictionary_markdown().split("\n## gates\n")[1]
    for gate in GATES.values():
        [line] = [line for line in section.splitlines() if line.startswith(f"| `{gate.name}` |")]
        assert gate.meaning in line
        assert all(f"{word} {value:g}" in line for side in (gate.warn, gate.fail) for word, value in side.items())
