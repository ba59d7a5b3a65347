"""Events across stories, measured on ``stories.jsonl``: invented stories in small groups, and which acts are one.

python -m tests.gold.stories [--fit]

Runs a night over all stories and compares pairs of acts of different stories. ``--fit`` learns the weights of
``transforms/events/likeness.toml`` from the groups outside the test half, cross-validated figures first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy.optimize import minimize

from transforms.events import likeness
from transforms.events.grouping import group_reports
from transforms.events.reports import read_reports
from warehouse.build import read_frame
from warehouse.connect import open_database, published_path
from warehouse.relations import read_sql

STORIES = Path(__file__).with_name("stories.jsonl")
WEIGHTS = Path(likeness.__file__).with_name("likeness.toml")
# pulls weights that say little towards none
RIDGE = 0.002
FOLDS = 4

Act = tuple[str, int]


class Night(NamedTuple):
    """The rows of a night over the stories, and the annotated act that each movement tells."""

    movements: pl.DataFrame
    participants: pl.DataFrame
    documents: pl.DataFrame
    acts: dict[str, Act]
    events: dict[str, str]


def read_groups() -> list[dict[str, Any]]:
    """The groups of stories.jsonl."""
    return [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]


def is_test(group: str) -> bool:
    """True for half of the groups: nobody looks into them while building, nothing is learned from them."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 2 == 0


def address(group: dict[str, Any], story: str) -> str:
    """The invented web address of a story."""
    return f"https://{group['id']}-{story}.example/{group['id']}"


def read_night(groups: list[dict[str, Any]]) -> Night:
    """Run a night over the stories and find the movement of each annotated act."""
    with TemporaryDirectory() as folder:
        articles, home = Path(folder) / "stories.jsonl", Path(folder) / "home"
        rows = [
            {"url": address(group, story["id"])} | {k: story[k] for k in ("text", "published_on", "publisher")}
            for group in groups
            for story in group["stories"]
        ]
        articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [
            str(Path(sys.executable).with_name("newsledger")),
            "run",
            "--input",
            str(articles),
            "--home",
            str(home),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open_database(published_path(home), read_only=True) as con:
            frames = [
                read_frame(con, read_sql("derive", name)) for name in ("movements", "participants", "named_documents")
            ]
            texts = dict(con.execute("select url, text from core.documents").fetchall())
            events = dict(con.execute("select movement_id, event_id from core.movements").fetchall())
    return Night(*frames, dict(_find_acts(groups, frames[0], frames[2], texts)), events)


def _find_acts(
    groups: list[dict[str, Any]], movements: pl.DataFrame, documents: pl.DataFrame, texts: dict[str, str]
) -> Iterator[tuple[str, Act]]:
    urls = dict(documents.select("document_id", "url").iter_rows())
    found = defaultdict(list)
    for row in movements.iter_rows(named=True):
        found[urls[row["document_id"]]].append(row)
    for group in groups:
        for act in group["acts"]:
            url = address(group, act["story"])
            start = texts.get(url, "").find(act["quote"])
            end = start + len(act["quote"])
            near = [row for row in found[url] if start >= 0 and row["char_start"] < end and start < row["char_end"]]
            if near:
                best = min(near, key=lambda row: abs(row["char_start"] - start))
                yield best["movement_id"], (group["id"], act["event"])


def score(night: Night, groups: list[dict[str, Any]]) -> Counter[str]:
    """Pairs of found acts of different stories of one group: right, wrong and missed joins."""
    names = {group["id"] for group in groups}
    document = dict(night.movements.select("movement_id", "document_id").iter_rows())
    told = [movement for movement, act in night.acts.items() if act[0] in names]
    pairs: Counter[str] = Counter()
    for one, other in combinations(told, 2):
        if document[one] == document[other] or night.acts[one][0] != night.acts[other][0]:
            continue
        is_one, is_joined = night.acts[one] == night.acts[other], night.events[one] == night.events[other]
        pairs["right" if is_one and is_joined else "missed" if is_one else "wrong" if is_joined else "apart"] += 1
    return pairs


def show(name: str, pairs: Counter[str]) -> None:
    """Pairwise precision and recall in one line."""
    joined, one = pairs["right"] + pairs["wrong"], pairs["right"] + pairs["missed"]
    print(
        f"{name:12} precision {pairs['right'] / max(1, joined):.2f} ({pairs['right']} of {joined}), "
        f"recall {pairs['right'] / max(1, one):.2f} ({pairs['right']} of {one})"
    )


def learn(night: Night, groups: list[dict[str, Any]]) -> dict[str, float]:
    """Weights by feature, from pairs of tellings of the groups; prints what each threshold gives, cross-validated."""
    names = {group["id"] for group in groups}
    reports = read_reports(night.movements, night.participants, night.documents)
    topics = likeness.find_topics(night.documents)
    tellings = [likeness.put_together(group, topics) for group in group_reports(reports)]
    acts = [{night.acts[r.movement_id] for r in t.reports if r.movement_id in night.acts} for t in tellings]
    inputs, right, fold = [], [], []
    features: list[str] = []
    for i, j in combinations(range(len(tellings)), 2):
        shared = {g for g, _ in acts[i]} & {g for g, _ in acts[j]} & names
        if not shared or {r.story_id for r in tellings[i].reports} & {r.story_id for r in tellings[j].reports}:
            continue
        told = likeness.describe(tellings[i], tellings[j])
        if likeness.is_open(told):
            features = [name for name in told if name not in likeness.BARRED]
            inputs.append([told[name] for name in features])
            right.append(float(bool(acts[i] & acts[j])))
            fold.append(int(hashlib.sha256(min(shared).encode()).hexdigest(), 16) // 2 % FOLDS)
    x, y, folds = np.array(inputs), np.array(right), np.array(fold)
    sure = np.zeros(len(y))
    for k in range(FOLDS):
        sure[folds == k] = 1 / (1 + np.exp(-x[folds == k] @ _fit(x[folds != k], y[folds != k])))
    print(f"{len(y)} pairs of tellings, {int(y.sum())} of one event")
    for threshold in np.arange(0.3, 0.85, 0.1):
        joined = sure >= threshold
        hits = float((joined & (y == 1)).sum())
        print(f"threshold {threshold:.1f}: precision {hits / max(1, joined.sum()):.2f}, recall {hits / y.sum():.2f}")
    return {name: round(float(weight), 3) for name, weight in zip(features, _fit(x, y), strict=True)}


def _fit(x: Any, y: Any) -> Any:
    def loss(weights: Any) -> float:
        scores = x @ weights
        return float(np.mean(np.logaddexp(0, scores) - y * scores) + RIDGE * np.sum(weights[1:] ** 2))

    return minimize(loss, np.zeros(x.shape[1])).x


def main() -> None:
    """Measure, and with ``--fit`` learn first."""
    parser = argparse.ArgumentParser(description="Events across stories.")
    parser.add_argument("--fit", action="store_true")
    is_fit = parser.parse_args().fit
    groups = read_groups()
    night = read_night(groups)
    open_half = [group for group in groups if not is_test(group["id"])]
    if is_fit:
        head, mark, _ = WEIGHTS.read_text(encoding="utf-8").partition("[weights]\n")
        lines = (f"{name} = {weight}\n" for name, weight in learn(night, open_half).items())
        WEIGHTS.write_text(head + mark + "".join(lines), encoding="utf-8")
        print(f"{WEIGHTS.name} is written; run again to see its events")
        return
    print(f"{len(night.acts)} of {sum(len(group['acts']) for group in groups)} annotated acts found")
    show("open half", score(night, open_half))
    for kind in sorted({group["kind"] for group in groups}):
        show(kind, score(night, [group for group in open_half if group["kind"] == kind]))
    show("test half", score(night, [group for group in groups if is_test(group["id"])]))


if __name__ == "__main__":
    main()
