"""Variations of training passages: what news looks like and treebanks do not.

Curly quotes, wrapped lines, blank lines, capital headlines, and names from parts of the world the corpora know little.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from spacy.tokenizer import Tokenizer

from transforms.extract.model.training.newsroom import add_dateline, add_hyphen, add_title
from transforms.extract.model.training.passages import Passage
from transforms.extract.model.training.rosters import Rosters
from transforms.extract.model.training.tree_edits import insert_break, replace_span


@dataclass
class Shares:
    """How many passages of a corpus get each variation."""

    curly: float = 0.4
    wrapped: float = 0.2
    blank_lines: float = 0.2
    capitals: float = 0.03
    lower: float = 0.02
    title: float = 0.03
    names: float = 0.35
    names_each: float = 0.6  # of the names of a chosen passage
    dateline: float = 0.0
    habits: float = 0.0  # of the names: a title before it, a hyphen on it


def curl_quotes(passage: Passage) -> None:
    """Straight quotes and apostrophes become typographic ones; a double quote opens and closes in turn."""
    is_open = False
    for i, word in enumerate(passage.words):
        if word == '"':
            passage.words[i] = "”" if is_open else "“"
            is_open = not is_open
        elif word == "'" and not passage.spaces[i] and (i == 0 or passage.spaces[i - 1]):
            passage.words[i] = "‘"
        elif "'" in word:
            passage.words[i] = word.replace("'", "’")


def wrap_lines(passage: Passage, rng: Random) -> None:
    """Break lines at some 70 columns, as old newswire is set; now and then with an indent."""
    width, column, i = rng.choice((50, 60, 66, 70, 72, 80)), rng.randrange(60), 0
    indent = rng.choice(("", "", "", "  ", "    "))
    while i < len(passage.words) - 1:
        column += len(passage.words[i]) + passage.spaces[i]
        if passage.spaces[i] and column + len(passage.words[i + 1]) > width:
            insert_break(passage, i, "\n" + indent)
            i, column = i + 1, 0
        i += 1


def sentence_ends(passage: Passage) -> list[int]:
    """Indexes of the last tokens of sentences, from the gold tree, or the end of the passage if it has none."""
    last = len(passage.words) - 1
    if passage.tree is None:
        return [last]
    roots = [_root_of(i, passage.tree.heads) for i in range(last + 1)]
    return [i for i in range(last) if roots[i] != roots[i + 1]] + [last]


def _root_of(index: int, heads: list[int]) -> int:
    """Walk up to the root of a token's sentence."""
    while heads[index] != index:
        index = heads[index]
    return index


def break_paragraphs(passage: Passage, rng: Random) -> None:
    """Blank lines after some sentences, and sometimes a single line break after others."""
    for position in reversed(sentence_ends(passage)):
        draw = rng.random()
        if draw < 0.6:
            insert_break(passage, position, "\n\n" if draw < 0.5 else "\n")


def change_case(passage: Passage, rng: Random, how: str) -> None:
    """All capitals or all lower case; with ``title`` the capitals of a headline."""
    change = {"capitals": str.upper, "lower": str.lower, "title": _as_headline}[how]
    passage.words[:] = [change(word) for word in passage.words]


def _as_headline(word: str) -> str:
    """Headline capitals: every word of four letters or more."""
    return word[0].upper() + word[1:] if len(word) > 3 and word.islower() else word


class Variator:
    """Applies the variations to copies of passages."""

    def __init__(self, tokenizer: Tokenizer, rosters: Rosters, shares: Shares) -> None:
        self.tokenizer, self.rosters, self.shares = tokenizer, rosters, shares

    def vary(self, passage: Passage, rng: Random) -> Passage:
        """One varied copy; most passages change in one or two respects, many in none."""
        varied, shares = passage.copy(), self.shares
        if rng.random() < shares.names:
            self.replace_names(varied, rng)
        if varied.ents is not None:
            self.add_habits(varied, rng)
        if rng.random() < shares.curly:
            curl_quotes(varied)
        draw = rng.random()
        for how, share in (("capitals", shares.capitals), ("lower", shares.lower), ("title", shares.title)):
            if draw < share:
                change_case(varied, rng, how)
                break
            draw -= share
        draw = rng.random()
        if draw < shares.wrapped:
            wrap_lines(varied, rng)
        elif draw < shares.wrapped + shares.blank_lines:
            break_paragraphs(varied, rng)
        return varied

    def replace_names(self, passage: Passage, rng: Random) -> None:
        """Replace some names by drawn ones, from the last to the first so that indexes hold."""
        spans = name_spans(passage) if passage.ents is not None else proper_noun_pairs(passage, self.rosters)
        for start, end, kind in reversed(spans):
            drawn = self.draw(kind, passage.words[start:end], rng) if rng.random() < self.shares.names_each else None
            if drawn:
                new_kind, name = drawn
                doc = self.tokenizer(" ".join(name.split()))
                replace_span(passage, start, end, [t.text for t in doc], [bool(t.whitespace_) for t in doc], new_kind)

    def draw(self, kind: str, words: list[str], rng: Random) -> tuple[str, str] | None:
        """(kind, new name) for a name; organizations and peoples are kept more often than not."""
        share = rng.random()
        if kind == "PERSON":
            return kind, self.rosters.draw_person(rng, full=len(words) > 1)
        if share < {"GPE": 0.03, "LOC": 0.4, "FAC": 0.4}.get(kind, 0):
            return self.rosters.draw_landmark(rng)
        if kind == "GPE" and share < 0.55:
            return kind, self.rosters.draw_like(" ".join(words), rng)
        if kind == "ORG" and share < 0.4:
            return kind, self.rosters.draw_organization(rng)
        if kind == "NORP" and len(words) == 1 and share < 0.4:
            return kind, self.rosters.draw_people(rng, is_plural=words[0].endswith("s"))
        return None

    def add_habits(self, passage: Passage, rng: Random) -> None:
        """Titles and hyphens on some names, and a dateline before some passages."""
        for start, end, kind in reversed(name_spans(passage)):
            if rng.random() >= self.shares.habits:
                continue
            if kind == "PERSON" and rng.random() < 0.7:
                add_title(passage, start, self.tokenizer, self.rosters, rng)
            elif kind in ("GPE", "ORG", "NORP", "PERSON"):
                add_hyphen(passage, start, end, self.tokenizer, self.rosters, rng)
        if rng.random() < self.shares.dateline:
            add_dateline(passage, self.tokenizer, self.rosters, rng)


def name_spans(passage: Passage) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the labelled names."""
    assert passage.ents is not None
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(passage.ents):
        if tag.startswith("B-"):
            spans.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return spans


def proper_noun_pairs(passage: Passage, rosters: Rosters) -> list[tuple[int, int, str]]:
    """Two or three proper nouns in a row that begin with a given name: persons of a treebank without name labels."""
    tree = passage.tree
    assert tree is not None
    spans, i = [], 0
    given = rosters.given_names
    while i < len(passage.words):
        end = i
        while end < len(passage.words) and tree.tags[end] == "NNP" and passage.words[end].isalpha():
            end += 1
        if 2 <= end - i <= 3 and passage.words[i] in given and _is_one_name(tree.heads, i, end):
            spans.append((i, end, "PERSON"))
        i = max(end, i + 1)
    return spans


def _is_one_name(heads: list[int], start: int, end: int) -> bool:
    """True if exactly one token of the run hangs outside it, so that the run is one noun."""
    return sum(not start <= heads[i] < end or heads[i] == i for i in range(start, end)) == 1
