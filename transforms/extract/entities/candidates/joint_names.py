"""Two bodies read as one: "Bank of England and Bank of America"."""

from __future__ import annotations

from transforms.extract.entities.candidates.spans import Finder, Span
from transforms.extract.entities.gazetteer.entries import Origin
from transforms.extract.entities.text.words import Words

_JOINTS = ("and", "&", ",")
_ARTICLES = ("the", "and", "&", ",")
# Words of the longest span that is read; what is longer is a table or a broken page.
_LONGEST = 40
_OF = ("of", "for")
_OF_STATES = ("of", "from", "between")


def part_joint_names(words: Words, spans: list[Span]) -> list[Span]:
    """Part the organisations that the model or a pattern read as one name, and leave those that are one."""
    parted = []
    for span in spans:
        if span.kind == "place":
            parted += _states(words, span)
        else:
            parted += (
                _parts(words, span) if span.kind == "organization" and span.finder is not Finder.GAZETTEER else [span]
            )
    return parted


def _states(words: Words, span: Span) -> list[Span]:
    """ "the leaders of Serbia and Montenegro": the two states of today, where several have something of them."""
    joint = next((at for at in range(span.first + 1, span.stop - 1) if words.folded[at] == "and"), None)
    if joint is None or span.first < 2 or words.folded[span.first - 1] not in _OF_STATES:
        return [span]
    several = words.folded[span.first - 2]
    if words.folded[span.first - 1] != "between" and not (several.endswith("s") and not several.endswith("ss")):
        return [span]
    halves = [(span.first, joint), (joint + 1, span.stop)]
    found = [words.gazetteer.names.at(words, *half) for half in halves]
    named = [[e for e in known if e.kind == "place" and e.origin is Origin.COUNTRIES] for known in found]
    if not all(named):
        return [span]
    return [
        Span(first, stop, "place", Finder.GAZETTEER, tuple(entries), span.rank)
        for (first, stop), entries in zip(halves, named, strict=True)
    ]


def _parts(words: Words, span: Span) -> list[Span]:
    """The names in a span; the joint is the first one with a whole name on both sides."""
    if span.stop - span.first > _LONGEST or _known(words, span.first, span.stop):
        return [span]
    for joint in range(span.first + 1, span.stop - 1):
        if words.folded[joint] not in _JOINTS:
            continue
        second = joint + 1
        while second < span.stop - 1 and words.folded[second] in _ARTICLES:
            second += 1
        if _are_two(words, span.first, joint, second, span.stop):
            left = Span(span.first, joint, span.kind, span.finder, (), span.rank, _sector(words, span.first, joint))
            right = Span(second, span.stop, span.kind, span.finder, (), span.rank, _sector(words, second, span.stop))
            return [left, *_parts(words, right)]
    return [span]


def _are_two(words: Words, first: int, joint: int, second: int, stop: int) -> bool:
    """True if the words before the joint and those after it are names of their own.

    Known ones are; so are "X of Y" twice, and a headed name behind one that ends with a proper name: "University of
    Nairobi and Makerere University", not "Department of Health and Human Services".
    """
    left_known, right_known = _known(words, first, joint), _known(words, second, stop)
    left_whole, right_whole = _is_headed(words, first, joint), _is_headed(words, second, stop)
    if left_known and right_known:
        return True
    if _opens_with_head(words, second, stop):
        return left_known or left_whole
    if right_known:
        return left_whole
    last, known = words.folded[joint - 1], words.gazetteer
    is_proper = last not in known.common_words or last in known.heads
    return right_whole and (left_known or (left_whole and is_proper)) and not _is_plain(words, second, stop)


def _known(words: Words, first: int, stop: int) -> bool:
    """True if a gazetteer has an organisation of exactly this name."""
    entries = words.gazetteer.names.folded_at(words, first, stop)
    known = [entry for entry in entries if entry.kind == "organization" and not entry.generic]
    return bool(known) and (stop - first > 1 or words.text[first].isupper() or not known[0].weak)


def _is_headed(words: Words, first: int, stop: int) -> bool:
    """True if the words are a whole name by their build: "X University", "Bank of X"."""
    if stop - first < 2:
        return False
    last = words.gazetteer.heads.get(words.folded[stop - 1])
    return _opens_with_head(words, first, stop) or (
        last is not None and last.kind == "organization" and not last.first_only
    )


def _opens_with_head(words: Words, first: int, stop: int) -> bool:
    """True for "Bank of X", "Federal Ministry of X"."""
    for at in range(first, min(first + 3, stop - 2)):
        head = words.gazetteer.heads.get(words.folded[at])
        if head is not None and head.kind == "organization" and head.before_of and words.folded[at + 1] in _OF:
            return True
    return False


def _is_plain(words: Words, first: int, stop: int) -> bool:
    """True if all words are everyday ones, as in the second half of a portfolio ("Social Security Agency")."""
    return all(words.folded[at] in words.gazetteer.common_words for at in range(first, stop))


def _sector(words: Words, first: int, stop: int) -> str | None:
    for at in (first, stop - 1):
        head = words.gazetteer.heads.get(words.folded[at])
        if head is not None and head.sector is not None:
            return head.sector
    return None
