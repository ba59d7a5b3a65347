"""Small warehouses for tests: invented documents whose rows find their own offsets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from expectations.contract import contract_of, polars_schema
from transforms import ids
from warehouse.build import build
from warehouse.publish import publish
from warehouse.staging import write_batch, write_run

TABLES = [
    "documents",
    "captions",
    "signatures",
    "sentences",
    "mentions",
    "date_expressions",
    "metrics",
    "movements",
    "movement_participants",
    "statements",
]
Row = dict[str, Any]


@dataclass
class Article:
    """One document and the rows read from it. ``mention`` and the like look their words up in the text."""

    rows: dict[str, list[Row]]
    document: Row

    @property
    def text(self) -> str:
        return str(self.document["text"])

    def span(self, words: str, sentence_no: int | None = None) -> Row:
        """The place of the words, in a sentence if one is given."""
        sentences = [row for row in self.rows["sentences"] if row["document_id"] == self.document["document_id"]]
        home = sentences[sentence_no] if sentence_no is not None else {"char_start": 0}
        start = self.text.index(words, home["char_start"])
        number = next(s["sentence_no"] for s in sentences if s["char_start"] <= start < s["char_end"])
        place = {"document_id": self.document["document_id"], "sentence_no": number}
        return place | {"char_start": start, "char_end": start + len(words), "text": words}

    def mention(
        self, words: str, name: str | None = None, kind: str = "person", country: str | None = None, **more: Any
    ) -> str:
        """Add a mention linked to the entity of that kind and name; the entity's id."""
        span = self.span(words, more.pop("sentence_no", None))
        name = name or words
        entity = more.pop("entity_id", ids.entity_id(kind, name))
        mention = ids.row_id("m", span["document_id"], span["char_start"], span["char_end"])
        named = {"mention_id": mention, "kind": kind, "name": name, "entity_id": entity, "country": country}
        self.rows["mentions"].append({"sector": None, "linked_by": "name"} | span | named | more)
        return str(entity)

    def movement(
        self,
        words: str,
        actors: tuple[tuple[str, str], ...] = (),
        recipients: tuple[tuple[str, str], ...] = (),
        **more: Any,
    ) -> str:
        """Add a movement between (name, country) participants; its id."""
        span = self.span(words, more.pop("sentence_no", None))
        movement = ids.row_id("v", span["document_id"], span["char_start"], span["char_end"])
        told: Row = {"movement_id": movement, "type": "CONSULT", "mode": "visit", "modality": "actual"}
        told |= {
            "polarity": "positive",
            "is_reciprocal": False,
            "date_basis": "none",
            "place_basis": "none",
            "confidence": 0.8,
            "rule": "test",
        }
        self.rows["movements"].append(told | span | more)
        for role, people in (("actor", actors), ("recipient", recipients)):
            for ordinal, (name, country) in enumerate(people):
                place = self.span(name)
                place.pop("sentence_no")
                who = {"movement_id": movement, "role": role, "ordinal": ordinal, "country": country, "sector": "GOV"}
                self.rows["movement_participants"].append(who | place | {"entity_id": None, "name": None, "kind": None})
        return movement

    def metric(self, words: str, **more: Any) -> str:
        """Add a figure; its id."""
        span = self.span(words, more.pop("sentence_no", None))
        metric = ids.row_id("q", span["document_id"], span["char_start"], span["char_end"])
        plain = {"metric_id": metric, "kind": "money", "period_basis": "none", "reality": "reported", "rule": "test"}
        self.rows["metrics"].append(plain | span | more)
        return metric


@dataclass
class Ledger:
    """Rows of one batch."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    run_id: str = "run1"

    def article(self, url: str, *sentences: str, headline: str = "A headline", **more: Any) -> Article:
        """Add a document of the given sentences."""
        body = " ".join(sentences)
        text = f"{headline}\n\n{body}"
        document_id = ids.document_id(url, "")
        document = {
            "document_id": document_id,
            "url": url,
            "publisher": "Wire",
            "headline": headline,
            "published_on": date(2025, 10, 25),
            "published_basis": "manifest",
            "published_grain": "day",
            "language": "en",
            "is_machine_translated": False,
            "text": text,
            "body": body,
            "word_count": len(body.split()),
            "content_hash": ids.content_hash(text),
            "source_path": "articles.jsonl",
            "record_id": ids.record_id("articles.jsonl", len(self.rows["documents"])),
            "run_id": self.run_id,
        }
        self.rows["documents"].append(document | more)
        start = 0
        for number, sentence in enumerate((headline, *sentences)):
            start = text.index(sentence, start)
            place = {"document_id": document_id, "sentence_no": number, "part": "body" if number else "headline"}
            self.rows["sentences"].append(place | {"char_start": start, "char_end": start + len(sentence)})
            start += len(sentence)
        return Article(self.rows, self.rows["documents"][-1])

    def frames(self) -> dict[str, pl.DataFrame]:
        """Frames by table, in the shape of their contracts."""
        schemas = {table: polars_schema(contract_of(f"core.{table}")) for table in TABLES}
        return {table: pl.DataFrame(rows, schema=schemas[table]) for table, rows in self.rows.items()}

    def stage(self, home: Path, extractor: str = "x1") -> str:
        """Stage everything as one batch; its id."""
        contents = [f"{row['document_id']} {row['content_hash']}" for row in self.rows["documents"]]
        batch_id = ids.batch_id(contents, extractor)
        write_batch(home, batch_id, self.frames())
        return batch_id


def run_frames(
    run_id: str = "run1", records: int = 0, status: str = "succeeded", **more: Any
) -> dict[str, pl.DataFrame]:
    """The rows of meta.runs for one run."""
    run = {
        "run_id": run_id,
        "started_at": pl.Series([f"2025-10-26T02:00:0{len(run_id) % 10}"]).str.to_datetime()[0],
        "status": status,
        "inputs": "[]",
        "records_read": records,
        "documents_loaded": records,
        "code_version": "0",
        "extractor": "x1",
        "settings": "{}",
        "is_published": status == "succeeded",
    }
    return {"runs": pl.DataFrame([run | more])}


def publish_ledger(home: Path, ledger: Ledger, run_id: str = "run1") -> Path:
    """Stage, build and publish a ledger without stories and events; the published file."""
    ledger.stage(home)
    write_run(home, run_id, run_frames(run_id))
    return publish(build(home, run_id), home)


def small_ledger() -> Ledger:
    """Two documents of two publishers: a visit that was announced and then happened, with a trade figure."""
    ledger = Ledger()
    first = ledger.article(
        "https://a.example/1",
        "President Ada Moreno of Veland will visit Norland on November 3.",
        "Exports to Norland rose 12 percent to $3 million in September.",
        headline="Moreno to visit Norland",
        published_on=date(2025, 10, 25),
    )
    first.mention("Ada Moreno", country="NZL", sentence_no=1)
    first.mention("Norland", kind="place", country="NOR", sentence_no=1)
    first.movement(
        "visit",
        (("Ada Moreno", "NZL"),),
        (("Norland", "NOR"),),
        sentence_no=1,
        modality="planned",
        cue="will",
        date_start=date(2025, 11, 3),
        date_end=date(2025, 11, 3),
        date_grain="day",
        date_basis="explicit",
    )
    september = {"period_start": date(2025, 9, 1), "period_end": date(2025, 9, 30), "period_basis": "sentence"}
    flow = {"measure": "exports", "from_country": "NZL", "to_country": "NOR", **september}
    change = {"kind": "percent", "unit": "percent", "statistic": "change_percent", "direction": "up"}
    first.metric("12 percent", value=12.0, **change, **flow)
    first.metric("$3 million", value=3e6, unit="usd", statistic="level", **flow)
    second = ledger.article(
        "https://b.example/2",
        "Ada Moreno visited Norland on Monday.",
        headline="Moreno in Norland",
        publisher="Courier",
        published_on=date(2025, 11, 4),
    )
    second.mention("Ada Moreno", country="NZL", sentence_no=1)
    second.mention("Norland", kind="place", country="NOR", sentence_no=1)
    second.movement(
        "visited",
        (("Ada Moreno", "NZL"),),
        (("Norland", "NOR"),),
        date_start=date(2025, 11, 3),
        date_end=date(2025, 11, 3),
        date_grain="day",
        date_basis="relative",
    )
    return ledger
