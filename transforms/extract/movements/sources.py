"""Who says so: the subject of the reporting verb above a trigger, or of "according to"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import (
    children,
    climb,
    is_passive,
    lemma,
    prepositions,
    subject,
)
from transforms.extract.movements.trigger import Trigger


def attribute_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> str | None:
    """Who says so: the subject of the reporting verb above, "according to …"; null when the paper itself says it."""
    speech = word_lists("speech")["verbs"]
    node = trigger.verb
    for ancestor in climb(node):
        if lemma(ancestor) in speech and ancestor.pos_ == "VERB" and ancestor.i != trigger.token.i:
            if is_passive(ancestor):
                break  # "troops are said to have killed": they say nothing
            found = subject(ancestor)
            if found is not None and found.i not in (node.i,):
                return source_name(found, index)
        node = ancestor
    for child in trigger.verb.children:
        if child.dep_ in ("parataxis", "ccomp", "advcl") and lemma(child) in speech and child.i != trigger.token.i:
            found = subject(child)
            if found is not None and _is_report(child):
                return source_name(found, index)
    return _according(sentence, index)


def _is_report(verb: Token) -> bool:
    return verb.dep_ == "parataxis" or not any(c.dep_ in ("ccomp", "dobj") for c in verb.children)


def _according(sentence: Span, index: TextIndex) -> str | None:
    for token in sentence:
        if token.lower_ == "according":
            for word, noun in prepositions(token):
                if word == "to":
                    return source_name(noun, index)
        elif token.lower_ in word_lists("speech")["citing"]:
            for noun in children(token, "dobj"):
                return source_name(noun, index)
    return None


def source_name(noun: Token, index: TextIndex) -> str | None:
    """Name of a source, or its description up to the head noun ("two senior officials")."""
    mention = index.mention_at(noun)
    if mention is not None:
        return mention.name or mention.text
    if noun.pos_ == "PRON":
        return None
    start = index.doc[noun.left_edge.i].idx
    text = " ".join(index.text[start : noun.idx + len(noun)].split()).rpartition(",")[2].strip()
    if noun.left_edge.i < noun.i - 8 or len(text) > 80:
        text = noun.text
    for prefix in ("the ", "The ", "a ", "A ", "an ", "An "):
        text = text.removeprefix(prefix)
    return text
