"""A text as windows of wordpieces: whole sentences packed together, led by the headline and the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tokenizers import Tokenizer

from transforms.extract.encoder.labels import WEIGHTS

# Wordpieces of a window, its two marks counted, and how many of them may be the sentence before and the headline (or
# the first sentence, where there is none).
LONGEST = 200
CONTEXT = 60
LEAD = 24

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Wordpieces ``ids`` with their character ``offsets`` into the text; those before ``own`` are context only.

    ``is_first[k]`` is True for the first piece of a word; ``cases[k]`` how its letters are written (``_case_of``);
    ``sentences`` are the number of the first sentence and of the one after the last.
    """

    ids: list[int]
    offsets: list[Bounds]
    own: int
    sentences: Bounds
    is_first: list[bool] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many wordpieces there are, marks counted."""
        return len(self.ids)

    def pieces(self, start: int, end: int) -> list[int]:
        """The first pieces of the words that lie in the characters ``start`` to ``end``."""
        return [k for k, (a, b) in enumerate(self.offsets) if self.is_first[k] and a < end and start < b]

    def word_end(self, piece: int) -> int:
        """The character after the word that begins with ``piece``."""
        k = piece
        while k + 2 < self.length and not self.is_first[k + 1]:
            k += 1
        return self.offsets[k][1]


# One sign of each kind, as in the texts the encoder was trained on; character for character, so offsets stay.
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "}
)


@cache
def load_tokenizer() -> Tokenizer:
    """The encoder's own wordpieces (lower case), from the repository."""
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_windows(text: str, sentences: Sequence[Bounds], is_packed: bool = True) -> Iterator[Window]:
    """Windows that label every wordpiece of every sentence once, in text order; linear in the text.

    ``sentences`` are character offsets; without ``is_packed`` each has a window of its own. One that is longer than a
    window is read in several, each led by the last pieces of the one before.
    """
    chunks = list(_chunks(text, sentences))
    first, last = _mark("[CLS]"), _mark("[SEP]")
    i = 0
    while i < len(chunks):
        ids, offsets = _before(chunks, i)
        own, begin = len(ids), i
        while i < len(chunks) and (i == begin or (is_packed and len(ids) + len(chunks[i][1]) <= LONGEST - 2)):
            ids, offsets, i = ids + chunks[i][1], offsets + chunks[i][2], i + 1
        spill = max(0, len(ids) - (LONGEST - 2))
        ids, offsets, own = ids[spill:], offsets[spill:], own - spill
        yield Window(
            [first, *ids, last],
            [(0, 0), *offsets, (0, 0)],
            own + 1,
            (chunks[begin][0], chunks[i - 1][0] + 1),
            [False, *_first_pieces(text, offsets), False],
            [0, *(_case_of(text[a:b]) for a, b in offsets), 0],
        )


def _case_of(piece: str) -> int:
    """0 without letters, 1 lower case, 2 first letter large, 3 all letters large, 4 otherwise: the encoder's own
    wordpieces know no large letters."""
    if not any(letter.isalpha() for letter in piece):
        return 0
    if piece.islower():
        return 1
    if piece.isupper() and len(piece) > 1:
        return 3
    return 2 if piece[0].isupper() and (len(piece) == 1 or piece[1:].islower()) else 4


def _mark(name: str) -> int:
    return int(load_tokenizer().token_to_id(name) or 0)


def _chunks(text: str, sentences: Sequence[Bounds]) -> Iterator[tuple[int, list[int], list[Bounds]]]:
    """Number, pieces and offsets of every sentence; at most a window's room without its context in one."""
    room = LONGEST - 2 - CONTEXT
    for number, (start, end) in enumerate(sentences):
        coded = load_tokenizer().encode(text[start:end].translate(_PLAIN), add_special_tokens=False)
        offsets = [(a + start, b + start) for a, b in coded.offsets]
        whole = len(coded.ids) <= LONGEST - 2
        for at in range(0, len(coded.ids), LONGEST if whole else room):
            stop = at + (LONGEST if whole else room)
            yield number, coded.ids[at:stop], offsets[at:stop]


def _before(chunks: list[tuple[int, list[int], list[Bounds]]], i: int) -> tuple[list[int], list[Bounds]]:
    if i == 0:
        return [], []
    _, ids, offsets = chunks[i - 1]
    lead = LEAD if i > 1 and chunks[0][0] != chunks[i - 1][0] else 0
    return chunks[0][1][:lead] + ids[-CONTEXT:], chunks[0][2][:lead] + offsets[-CONTEXT:]


def _first_pieces(text: str, offsets: list[Bounds]) -> list[bool]:
    """True for a piece that begins a word: it does not go on where letters of the one before ended."""
    found, previous = [], -1
    for start, end in offsets:
        goes_on = start == previous and start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        found.append(end > start and not goes_on)
        previous = end
    return found
