"""Names in a trie over folded words, found in a text by one walk."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.extract.entities.gazetteer.entries import Entry
from transforms.extract.entities.text.tokens import Tokens, name_words
from transforms.extract.entities.vocabulary import NAME_WORDS

_SMALL = NAME_WORDS.small
_FEW_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A gazetteer name in a text: words [first, stop) and what it may stand for, best first."""

    first: int
    stop: int
    entries: tuple[Entry, ...]


class Node:
    """A step in the trie: the next words, and the names that end here as (words as written, entry)."""

    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.names: list[tuple[tuple[str, ...], Entry]] = []


class Trie:
    """Names by folded words."""

    def __init__(self) -> None:
        self.root = Node()

    def add(self, alias: str, entry: Entry) -> None:
        """Add a name. The first entry of a name is the one it stands for unless the context says otherwise."""
        written, folded = name_words(alias)
        node = self.root
        for word in folded:
            node = node.children.setdefault(word, Node())
        known = [words for words, e in node.names if e.kind == entry.kind and e.name == entry.name]
        if tuple(written) not in known:
            node.names.append((tuple(written), entry))

    def at(self, words: Tokens, first: int, stop: int) -> tuple[Entry, ...]:
        """What the longest name that starts at ``first`` and ends by ``stop`` may stand for."""
        found: tuple[Entry, ...] = ()
        node: Node | None = self.root
        for at in range(first, stop):
            node = node.children.get(words.folded[at]) if node is not None else None
            if node is None:
                break
            found = _agreeing(node.names, words.text, first) or found
        return found

    def called(self, name: str) -> tuple[Entry, ...]:
        """What exactly this name may stand for, however it is written."""
        node: Node | None = self.root
        for word in name_words(name)[1]:
            node = node.children.get(word) if node is not None else None
        return tuple(entry for _, entry in node.names) if node is not None else ()

    def folded_at(self, words: Tokens, first: int, stop: int) -> tuple[Entry, ...]:
        """What exactly these words may stand for, however they are written."""
        node: Node | None = self.root
        for at in range(first, stop):
            node = node.children.get(words.folded[at]) if node is not None else None
        return tuple(entry for _, entry in node.names) if node is not None else ()

    def matches(self, words: Tokens) -> list[Match]:
        """The longest name at each word, shorter ones inside it included only where the longer has wrong letters."""
        found: list[Match] = []
        top, folded, new_line = self.root.children, words.folded, words.new_line
        count = len(folded)
        for first in range(count):
            node = top.get(folded[first])
            if node is None:
                continue
            ends = []
            at = first
            while node is not None:
                at += 1
                if node.names:
                    ends.append((at, node.names))
                if at >= count or new_line[at]:
                    break
                node = node.children.get(folded[at])
            for stop, names in reversed(ends):
                entries = _agreeing(names, words.text, first)
                if entries:
                    found.append(Match(first, stop, entries))
                    break
        return found


def _agreeing(names: list[tuple[tuple[str, ...], Entry]], text: list[str], first: int) -> tuple[Entry, ...]:
    """The entries that bear a name as it is written in the text, each once."""
    found: list[Entry] = []
    for written, entry in names:
        if _letters_agree(text, first, written) and all(entry is not e for e in found):
            found.append(entry)
    return tuple(found)


def _letters_agree(text: list[str], first: int, written: tuple[str, ...]) -> bool:
    """True if the words of the text are written like the name: capitals where the name has them, or all capitals."""
    words = text[first : first + len(written)]
    if tuple(words) == written:
        return True
    shouting = True
    for place, (word, name_word) in enumerate(zip(words, written, strict=True)):
        if word == name_word:
            shouting = shouting and not word.islower()
            continue
        if not word.isupper() or (len(word) == 1 and len(written) == 1):
            shouting = False
        if _differs(word, name_word, shouting or place > 0):
            return False
    is_shouted = all(word.isupper() for word in words) and not all(word.isupper() for word in written)
    return not is_shouted or sum(map(len, written)) >= _FEW_LETTERS


def _differs(word: str, name_word: str, may_be_small: bool) -> bool:
    """True if a word lacks a capital that the name has, or has none where the name's first word needs one."""
    is_small = not word[0].isupper()
    if name_word[0].isupper() and is_small:
        return True
    if is_small and not may_be_small and name_word[0].islower() and name_word not in NAME_WORDS.small:
        return True
    if word.isupper():
        return False
    if name_word.isupper():
        return len(name_word) > 1 and word.replace(".", "") != name_word
    return _has_inner_capital(name_word)


def _has_inner_capital(word: str) -> bool:
    """Short names told from everyday words by their capitals ("LeT", "IsDB")."""
    return len(word) < _FEW_LETTERS and any(c.isupper() for c in word[1:])
