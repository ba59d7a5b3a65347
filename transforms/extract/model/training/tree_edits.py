"""Edits that keep words, trees and names in step: insert a line break, replace a name by another."""

from __future__ import annotations

from transforms.extract.model.training.passages import UNKNOWN, Passage


def insert_break(passage: Passage, position: int, break_text: str) -> None:
    """Put a whitespace token after token ``position``; it hangs on that token, and inside a name it is of the name."""
    passage.spaces[position] = False
    at = position + 1
    passage.words.insert(at, break_text)
    passage.spaces.insert(at, False)
    if passage.ents is not None:
        following = passage.ents[at] if at < len(passage.ents) else "O"
        passage.ents.insert(at, following if following.startswith("I-") or following == UNKNOWN else "O")
    if passage.tree is not None:
        tree = passage.tree
        tree.heads[:] = [head + (head >= at) for head in tree.heads]
        tree.heads.insert(at, position)
        tree.tags.insert(at, "_SP")
        tree.pos.insert(at, "SPACE")
        tree.morphs.insert(at, "")
        tree.deps.insert(at, "dep")


def replace_span(
    passage: Passage, start: int, end: int, words: list[str], spaces: list[bool], kind: str = "PERSON"
) -> None:
    """Replace tokens ``start:end`` (one name) by ``words``; the new name's last word takes over head and children."""
    ends_with_space = passage.spaces[end - 1]
    passage.words[start:end] = words
    passage.spaces[start:end] = [*spaces[:-1], ends_with_space]
    if passage.ents is not None:
        passage.ents[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)
    if passage.tree is not None:
        _replace_subtree(passage, start, end, len(words))


def _replace_subtree(passage: Passage, start: int, end: int, length: int) -> None:
    """The tree side of replace_span: the root of the old name stays the root, everything else is ``compound``."""
    tree = passage.tree
    assert tree is not None
    root = next(i for i in range(end - 1, start - 1, -1) if not start <= tree.heads[i] < end or tree.heads[i] == i)
    last, shift = start + length - 1, length - (end - start)
    moved = [last if start <= h < end else h + shift * (h >= end) for h in tree.heads]
    root_head = last if tree.heads[root] == root else moved[root]
    hyphen = [word == "-" for word in passage.words[start : start + length]]
    tree.heads[:] = [*moved[:start], *[last] * (length - 1), root_head, *moved[end:]]
    tree.deps[start:end] = ["punct" if h else "compound" for h in hyphen[:-1]] + [tree.deps[root]]
    tree.tags[start:end] = ["HYPH" if h else "NNP" for h in hyphen]
    tree.pos[start:end] = ["PUNCT" if h else "PROPN" for h in hyphen]
    tree.morphs[start:end] = ["" if h else "Number=Sing" for h in hyphen]
