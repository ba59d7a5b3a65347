"""What one night did, as values for callers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flows.run.night import Night


@dataclass(frozen=True)
class NightSummary:
    """Counts of one published night: records by disposition, rows by table."""

    run_id: str
    warehouse: Path
    report: Path
    dispositions: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)


def summarise(night: Night, published: Path) -> NightSummary:
    """Read back from the published warehouse what this night did."""
    from warehouse.highlights import count_night

    dispositions, tables = count_night(published, night.run_id)
    return NightSummary(night.run_id, published, night.report, dispositions, tables)
