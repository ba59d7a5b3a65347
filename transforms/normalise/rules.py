"""The rules about page furniture, read from ``boilerplate_rules/``: general ones and those of one publisher."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transforms.normalise.publisher import domains_of

_FOLDER = Path(__file__).parent / "boilerplate_rules"
_MATCHES_NOTHING = r"(?!)"
_BETWEEN_WORDS = r"[\s|•·/,»>:–-]+"


@dataclass(frozen=True)
class Rules:
    """Compiled rules of one publisher. All match a whole squashed line, but ``sign_off``, which matches at its end.

    ``drop`` takes a line out, ``bar`` one of nothing but menu words; ``cut`` takes all that follows as well,
    ``cut_if_last`` only where no article text follows; below ``titles_follow`` stand titles of other stories;
    ``promotion`` is what ``drop`` and its own lines find between the paragraphs of a page; ``told`` marks lines that
    tell what happened and are never promotion, ``addressed`` those that speak to readers. ``translated`` marks the
    article; ``sign_off`` is taken from the end of the last line.
    """

    drop: re.Pattern[str]
    promotion: re.Pattern[str]
    told: re.Pattern[str]
    addressed: re.Pattern[str]
    bar: re.Pattern[str]
    cut: re.Pattern[str]
    cut_if_last: re.Pattern[str]
    titles_follow: re.Pattern[str]
    translated: re.Pattern[str]
    sign_off: re.Pattern[str]


def rules_for(host: str | None) -> Rules:
    """The general rules and those of the files named after the host or a domain above it."""
    return _rules_of_files(tuple(d for d in domains_of(host) if d in _rule_files()))


@cache
def _rule_files() -> frozenset[str]:
    return frozenset(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def _rules_of_files(domains: tuple[str, ...]) -> Rules:
    files = [_FOLDER / f"{stem}.toml" for stem in ("_default", *domains)]
    contents = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]

    def one_of(kind: str) -> str:
        groups = [group for content in contents for group in content.get(kind, {}).values()]
        return _any_of([pattern for group in groups for pattern in group])

    promotion = [
        pattern
        for content in contents
        for group in content.get("promotion", {}).get("groups", ())
        for pattern in content["drop"][group]
    ] + [pattern for content in contents for pattern in content.get("promotion", {}).get("lines", ())]
    bar = rf"(?:(?:{one_of('words')})(?:{_BETWEEN_WORDS}|$))+"
    whole_line = {
        kind: one_of(kind)
        for kind in ("drop", "told", "addressed", "cut", "cut_if_last", "titles_follow", "translated")
    }
    compiled = {
        kind: re.compile(pattern, re.I)
        for kind, pattern in (whole_line | {"bar": bar, "promotion": _any_of(promotion)}).items()
    }
    return Rules(sign_off=re.compile(f"(?:{one_of('sign_off')})$"), **compiled)


def _any_of(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or _MATCHES_NOTHING
