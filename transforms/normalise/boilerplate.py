"""What a page prints around its article: menus, share buttons, notices. Rules are data, one file per publisher."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from transforms.normalise.byline import is_name_in_capitals
from transforms.normalise.publisher import domains_of, host_of
from transforms.normalise.text import clean_text, squash

_FOLDER = Path(__file__).parent / "boilerplate_rules"
_MATCHES_NOTHING = r"(?!)"
# A line recurs when this many documents of a publisher carry it and they are this share of its documents. Longer
# lines are article text that a publisher printed twice, not page furniture.
_FEWEST_DOCUMENTS = 4
_LEAST_SHARE = 0.15
_LONGEST_LINE = 240
# A sentence of this length is article text, not a link or a button.
_SHORTEST_PROSE = 80
_MOST_TITLES, _TITLE_WORDS = 5, 4


@dataclass(frozen=True)
class Rules:
    """Compiled rules of one publisher: ``drop`` takes a line out, ``cut`` it and all after it (``cut_if_last``: when no
    article text follows), ``translated`` marks.

    ``sign_off`` is taken from the end of the last line; below a ``titles_follow`` line stand titles of other stories.
    """

    drop: re.Pattern[str]
    cut: re.Pattern[str]
    cut_if_last: re.Pattern[str]
    translated: re.Pattern[str]
    sign_off: re.Pattern[str]
    titles_follow: re.Pattern[str]


def rules_for(host: str | None) -> Rules:
    """The general rules and those of the files named after the host or a domain above it."""
    return _rules_of_files(tuple(d for d in domains_of(host) if d in _rule_files()))


@cache
def _rule_files() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def _rules_of_files(domains: tuple[str, ...]) -> Rules:
    lists: dict[str, list[str]] = {
        "drop": [],
        "cut": [],
        "cut_if_last": [],
        "translated": [],
        "sign_off": [],
        "titles_follow": [],
    }
    for stem in ("_default", *domains):
        content = tomllib.loads((_FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
        for kind, patterns in lists.items():
            for group in content.get(kind, {}).values():
                patterns += group
    sign_off = re.compile(rf"(?:{'|'.join(lists['sign_off']) or _MATCHES_NOTHING})$")
    whole_line = {kind: _compile(patterns) for kind, patterns in lists.items() if kind != "sign_off"}
    return Rules(sign_off=sign_off, **whole_line)


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or _MATCHES_NOTHING, re.I)


def strip_boilerplate(paragraphs: list[str], rules: Rules, recurring: frozenset[str]) -> tuple[list[str], bool]:
    """The paragraphs without page furniture, and whether a notice says that a machine translated the article.

    A ``cut`` line ends the article only after some of it was seen: pages print the same prompts above it as well.
    """
    kept: list[str] = []
    translated = False
    titles_left = 0
    last_prose = max((at for at, p in enumerate(paragraphs) if _is_prose(squash(p), rules)), default=-1)
    for at, paragraph in enumerate(paragraphs):
        line = squash(paragraph)
        if at > last_prose and kept and rules.cut_if_last.fullmatch(line):
            break
        if titles_left and _is_title(line):
            titles_left -= 1
            continue
        titles_left = _MOST_TITLES if rules.titles_follow.fullmatch(line) else 0
        if rules.translated.fullmatch(line):
            translated = True
        elif rules.cut.fullmatch(line):
            if sum(map(len, kept)) >= 400:
                break
        elif not rules.drop.fullmatch(line) and (line not in recurring or is_name_in_capitals(line)):
            kept.append(paragraph)
    if kept and (end := rules.sign_off.search(kept[-1])) and end.start() > 0:
        kept[-1] = kept[-1][: end.start()].rstrip()
    return kept, translated


def _is_prose(line: str, rules: Rules) -> bool:
    if len(line) < _SHORTEST_PROSE or line[-1] not in ".!?\"')]":
        return False
    return not any(rule.fullmatch(line) for rule in (rules.drop, rules.cut, rules.translated))


def _is_title(line: str) -> bool:
    """Whether a line below "Related Articles" is the title of one."""
    return line[:1].isupper() and _TITLE_WORDS <= len(line.split()) <= 25 and line[-1] not in ".!:;,\"'"


def count_lines(raw: pl.DataFrame) -> pl.DataFrame:
    """In how many documents of a publisher each line stands: frame (publisher, line, documents).

    ``publisher`` is the host of the address; the row with a null line counts the publisher's documents. Counts of
    several batches are put together by concatenating. Pages are left out: their furniture is gone already.
    """
    texts = raw.filter(pl.col("reason").is_null() & pl.col("text").is_not_null() & pl.col("url").is_not_null())
    lines = (
        texts.select(
            publisher=pl.col("url").map_elements(host_of, return_dtype=pl.String),
            raw_hash="raw_hash",
            line=clean_text(pl.col("text")).str.split("\n"),
        )
        .explode("line")
        .with_columns(pl.col("line").map_elements(squash, return_dtype=pl.String))
        .filter(pl.col("line").str.len_chars().is_between(1, _LONGEST_LINE) & pl.col("publisher").is_not_null())
        .unique(["publisher", "raw_hash", "line"])
    )
    each = lines.group_by("publisher", "line").agg(documents=pl.len().cast(pl.Int64))
    totals = lines.group_by("publisher").agg(documents=pl.col("raw_hash").n_unique().cast(pl.Int64))
    return pl.concat(
        [totals.select("publisher", pl.lit(None, pl.String).alias("line"), "documents"), each], how="vertical"
    ).sort("publisher", "line")


def recurring_lines(counts: pl.DataFrame) -> pl.DataFrame:
    """The lines that are page furniture, for ``normalise``: frame (publisher, line, documents)."""
    together = counts.group_by("publisher", "line").agg(pl.col("documents").sum())
    totals = together.filter(pl.col("line").is_null()).select("publisher", of="documents")
    return (
        together.filter(pl.col("line").is_not_null())
        .join(totals, on="publisher")
        .filter((pl.col("documents") >= _FEWEST_DOCUMENTS) & (pl.col("documents") >= _LEAST_SHARE * pl.col("of")))
        .select("publisher", "line", "documents")
        .sort("publisher", "line")
    )
