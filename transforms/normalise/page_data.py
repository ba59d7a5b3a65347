"""What a page tells machines about its article: the day and the authors in its JSON-LD, the day in its meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias

from lxml import html as lxml_html
from trafilatura.json_metadata import normalize_authors

from transforms.ingest.fields import parse_date

Element: TypeAlias = lxml_html.HtmlElement
Node: TypeAlias = dict[str, Any]

_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST = 6
_ARTICLE = re.compile(r"(?:Article|Posting|Report|OpinionPiece|Editorial|NewsStory)$")
# A page about a page, or what is shown or said on it.
_NO_ARTICLE = re.compile(r"(?:Comment|VideoObject|ImageObject|AudioObject|MediaObject|WebSite|Organization|Person)$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T|\s|$)")
_EPOCH = re.compile(r"\s*-?(\d{9,10})(\d{3})?(?:\.\d+)?\s*")


def read_json(text: str | None) -> Any:
    """The value a script holds, null when it is not JSON."""
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def read_nodes(tree: Element) -> list[Node]:
    """The nodes of a page's JSON-LD, in page order."""
    scripts = (script for script in tree.iter("script") if "json" in script.get("type", ""))
    return [node for script in scripts for node in nodes_of(read_json(script.text))]


def sort_nodes(nodes: list[Node]) -> list[Node]:
    """Articles first, pages and nodes without a type behind them, what is no article left out."""
    kept = [node for node in nodes if not any(_NO_ARTICLE.search(kind) for kind in _types(node))]
    return sorted(kept, key=lambda node: not any(_ARTICLE.search(kind) for kind in _types(node)))


def nodes_of(value: Any, depth: int = 0) -> Iterator[Node]:
    """The objects of a JSON-LD value in page order: itself, those of a list, a graph, and what a page is about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from nodes_of(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from nodes_of(value.get(key), depth + 1)


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def published_stamp(nodes: list[Node]) -> str | None:
    """When the first node that tells it was published, in ISO 8601."""
    return next(filter(None, (iso_stamp(node.get("datePublished")) for node in nodes)), None)


def iso_stamp(value: Any) -> str | None:
    """A stamp in ISO 8601 as it stands; seconds since 1970, mail dates and dates in words are brought to that form."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if _ISO.match(text):
        return text
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found.group(1)), UTC).isoformat()
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError):
        day: date | None = parse_date(text)
        return day.isoformat() if day else None


def author_names(nodes: list[Node]) -> list[str]:
    """The authors of the first node that names some: a string, an object, a reference, or a list of these."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for node in sort_nodes(nodes):
        authors = [known.get(_reference(author), author) for author in _as_list(node.get("author"))]
        if names := [name for author in authors for name in _names(author)]:
            return list(dict.fromkeys(names))
    return []


def _reference(author: Any) -> str | None:
    found = author.get("@id") if isinstance(author, dict) and "name" not in author else None
    return found if isinstance(found, str) else None


def _names(author: Any) -> list[str]:
    """A body that signs as author is the site itself, or nobody."""
    if isinstance(author, dict):
        if "Organization" in " ".join(_types(author)):
            return []
        return [name for given in _as_list(author.get("name")) for name in _names(given)]
    joined = normalize_authors(None, author) if isinstance(author, str) else None
    return [name for name in (joined or "").split("; ") if name]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
