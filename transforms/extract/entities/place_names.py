"""Whether a place is called so, asked of the gazetteers alone."""

from __future__ import annotations

from transforms.extract.entities.gazetteers import Entry
from transforms.extract.entities.lexicon import lexicon
from transforms.extract.entities.towns import towns
from transforms.extract.entities.trie import Node
from transforms.extract.entities.words import name_key, name_words


def is_place_name(name: str) -> bool:
    """True if the gazetteers know a place of this name, with or without what it lies in ("Goma, DR Congo")."""
    city = name.partition(",")[0].partition("/")[0].strip()
    return bool(_places(city)) or name_key(city) in towns()


def _places(name: str) -> list[Entry]:
    node: Node | None = lexicon().root
    for word in name_words(name)[1]:
        node = node.children.get(word) if node is not None else None
    return [entry for _, entry in node.names if entry.kind == "place"] if node is not None else []
