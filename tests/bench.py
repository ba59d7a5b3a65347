"""Timings as ratios to floors measured in the same run: ``make bench`` or ``make bench BENCH_INPUT=folder``.

Seconds differ between machines, ratios much less: every line names its floor. Without an input the bundled sample is
repeated under new addresses until there is enough to measure.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from spacy.tokens import Doc

SAMPLE = Path(__file__).parent / "sample"
COPIES = 80
NEWSLEDGER = Path(sys.executable).parent / "newsledger"


def main() -> None:
    """Print every ratio of the bench."""
    if sys.argv[1:] == ["memory"]:
        return show_memory()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        source = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else repeated_sample(work / "input")
        home = work / "home"
        first = timed_night(source, home)
        show_stage_shares(home, first)
        show_second_night(home, work, first)
        show_load_floor(home)
        texts = staged_texts(home)
        return show_reading(texts)


def repeated_sample(folder: Path) -> Path:
    """COPIES of every sample text as one JSON-lines file, each copy a document of its own."""
    from transforms.ingest import read_inputs

    folder.mkdir(parents=True)
    raw = pl.concat(list(read_inputs([SAMPLE]))).filter(pl.col("reason").is_null(), pl.col("text").is_not_null())
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as out:
        for copy in range(COPIES):
            for row in raw.iter_rows(named=True):
                article = {"url": f"https://bench.example/{copy}/{row['record_id']}", "title": row["headline"]}
                article |= {"text": row["text"], "published_at": str(row["published_on"] or "2025-11-01")}
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return folder


def timed_night(source: Path, home: Path) -> float:
    """Seconds of one night as a user runs it, process start included."""
    started = time.perf_counter()
    command = [str(NEWSLEDGER), "run", "--input", str(source), "--home", str(home)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def show_stage_shares(home: Path, seconds: float) -> None:
    """Each stage's share of all stage seconds of the first night."""
    stages = pl.read_parquet(home / "staged" / "runs" / "*" / "stages.parquet")
    total = stages["seconds"].sum()
    documents = pl.read_parquet(home / "staged" / "batches" / "*" / "documents.parquet", columns=["word_count"])
    words = documents["word_count"].sum()
    print(f"first night: {documents.height:,} documents, {words:,} words, {seconds:.1f} s wall clock")
    for stage, spent in stages.group_by("stage", maintain_order=True).agg(pl.col("seconds").sum()).iter_rows():
        print(f"  {stage:<10} {spent / total:6.1%} of the stages' seconds")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    print(f"  peak memory of the largest process {peak:.2f} GiB")


def show_second_night(home: Path, work: Path, first: float) -> None:
    """A night of the same input again (nothing new) and one with 1 % new documents, against the first night."""
    staged = pl.read_parquet(home / "staged" / "batches" / "*" / "documents.parquet", columns=["text"])
    fresh = work / "fresh"
    fresh.mkdir()
    with (fresh / "articles.jsonl").open("w", encoding="utf-8") as out:
        for number, text in enumerate(staged["text"].head(max(1, staged.height // 100))):
            out.write(json.dumps({"url": f"https://bench.example/fresh/{number}", "text": text}) + "\n")
    idle = idle_night(work)
    one_percent = timed_night(fresh, home)
    print(f"second night, 1 % new: {one_percent / first:.1%} of the first ({one_percent:.1f} s)")
    print(
        f"  of which an empty night's fixed start costs {idle:.1f} s: beyond it "
        f"{max(0, one_percent - idle) / first:.1%}"
    )


def idle_night(work: Path) -> float:
    """Seconds of a night over one short text in a home of its own: process, orchestrator and library start."""
    folder = work / "idle"
    folder.mkdir()
    (folder / "one.txt").write_text("Ministers met in Oslo on Monday to sign a trade agreement.\n" * 3)
    return timed_night(folder, work / "idle-home")


def show_load_floor(home: Path) -> None:
    """Rebuilding the warehouse from staged Parquet against a bare COPY-like load of the same files."""
    from warehouse.build import build
    from warehouse.connect import open_database

    def bare() -> None:
        target = home / "builds" / "floor.duckdb"
        with open_database(target) as con:
            for table in ("documents", "sentences", "mentions", "metrics", "movements", "movement_participants",
                          "statements"):  # fmt: skip
                files = home / "staged" / "batches" / "*" / f"{table}.parquet"
                con.execute(f"create table {table} as from read_parquet('{files}')")
        target.unlink()

    floor = seconds_of(bare)
    whole = seconds_of(lambda: build(home, "bench", None, mode="rebuild").unlink())
    print(f"load: rebuild with marts {whole / floor:.1f} x a bare load of the same Parquet ({whole:.1f} s)")


def staged_texts(home: Path) -> list[str]:
    """Texts of the first night, at most 2,000."""
    return pl.read_parquet(home / "staged" / "batches" / "*" / "documents.parquet", columns=["text"])["text"].to_list()[
        :2000
    ]


def show_reading(texts: list[str]) -> None:
    """Extraction against bare parsing and bare tokenisation of the same texts, in this process on one core."""
    from transforms.extract.dates import read_dates
    from transforms.extract.entities import read_names
    from transforms.extract.metrics import read_metrics
    from transforms.extract.readers import load_readers
    from transforms.extract.reading import PARSE_BATCH, mark_names, read_texts
    from transforms.extract.rows import Context

    readers = load_readers()
    nlp = readers.nlp
    context = Context()
    list(read_texts(readers, [(texts[0], context)]))
    words = sum(len(text.split()) for text in texts)
    tokenise = seconds_of(lambda: [len(nlp.make_doc(text)) for text in texts])
    # The faster of two runs each: the first one also pays for words and tables never seen before.
    parse = min(seconds_of(lambda: [len(d) for d in nlp.pipe(texts, batch_size=PARSE_BATCH)]) for _ in range(2))
    whole = min(
        seconds_of(lambda: [len(r.mentions) for r in read_texts(readers, ((text, context) for text in texts))])
        for _ in range(2)
    )
    print(f"extraction: {whole / parse:.2f} x bare nlp.pipe, {whole / tokenise:.0f} x bare tokenisation")
    print(f"  {words / whole:,.0f} words/s on this core")
    docs = list(nlp.pipe(texts[:400], batch_size=PARSE_BATCH))
    show_encoder(docs)
    names = [read_names(mark_names(doc), context, readers.gazetteer) for doc in docs]
    sentences = sum(len(list(doc.sents)) for doc in docs)

    def numbers() -> None:
        for doc, named in zip(docs, names, strict=True):
            read_metrics(doc, context, named, read_dates(doc, context))

    print(f"metrics and dates: {sentences / seconds_of(numbers):,.0f} sentences/s on parsed text")


def show_encoder(docs: list[Doc]) -> None:
    """Everything asked of the encoder against one bare pass of it over the same windows."""
    from transforms.extract.encoder.decoding import encode_text, find_names, understand
    from transforms.extract.encoder.session import encode
    from transforms.extract.encoder.windows import read_windows

    read = [(doc.text, [(sentence.start_char, sentence.end_char) for sentence in doc.sents]) for doc in docs]
    windows = [window for text, sentences in read for window in read_windows(text, sentences)]

    def ask_all() -> None:
        for text, sentences in read:
            encoded = encode_text(text, sentences)
            list(find_names(encoded))
            understand(encoded, [], [])

    bare = min(seconds_of(lambda: [encode(window.ids, window.cases) for window in windows]) for _ in range(2))
    whole = min(seconds_of(ask_all) for _ in range(2))
    words = sum(len(text.split()) for text, _ in read)
    print(f"encoder: {whole / bare:.2f} x one bare pass, {words / whole:,.0f} words/s on this core")


def show_memory(documents: int = 20_000) -> None:
    """Resident memory of one reading process, per 1,000 documents: it must stay flat."""
    from transforms.extract.readers import load_readers
    from transforms.extract.reading import read_texts
    from transforms.extract.rows import Context
    from transforms.ingest import read_inputs

    raw = pl.concat(list(read_inputs([SAMPLE]))).filter(pl.col("text").is_not_null())
    stems = [text[:450] for text in raw["text"]]
    readers = load_readers()
    for thousand in range(documents // 1000):
        numbers = range(thousand * 1000, (thousand + 1) * 1000)
        # Words never seen before: a vocabulary that grows would show.
        texts = [f"{stems[n % len(stems)]} Code word zq{n}x was noted in Port Aqz{n}." for n in numbers]
        for _ in read_texts(readers, ((text, Context()) for text in texts)):
            pass
        print(f"memory after {(thousand + 1) * 1000:>6,} documents: {resident_mib():,.0f} MiB", flush=True)


def resident_mib() -> float:
    """Resident memory of this process, as Linux counts it now (not its peak)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def seconds_of(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
