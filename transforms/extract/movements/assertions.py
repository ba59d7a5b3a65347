"""What a sentence tells without asserting it: what is called false, doubted, dreamt, or shown in a film."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Span, Token

from transforms.extract.movements.syntax import is_finite, lemma
from transforms.extract.movements.trigger import Trigger
from transforms.extract.rows import Movement

_RULES = Path(__file__).parent / "lexicon" / "assertions.toml"
_QUOTES = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
_WORD = r"[^\s,;:]+"
# Forms in which what nobody doubts is told as happened.
_TOLD_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP", "NN", "NNS"})
# Relative clauses between commas are told of their own: "It is not true that Iran, which attacked Oman, …".
_ASIDES = frozenset({"which", "who", "whose", "where"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of assertions.toml; the columns are explained at the head of the file."""

    name: str
    pattern: re.Pattern[str]
    modality: str
    polarity: str
    form: str
    types: frozenset[str]
    side: str


@dataclass(frozen=True, slots=True)
class Unasserted:
    """Words of a sentence that a rule speaks of (token numbers, the last excluded), and the words that make it so."""

    rule: Rule
    first: int
    last: int
    cue: str


@dataclass(frozen=True, slots=True)
class Assertions:
    """What a sentence takes back, and the tokens that only say that somebody gave no answer."""

    unasserted: list[Unasserted]
    unanswering: set[int]


def read_assertions(sentence: Span) -> Assertions:
    """Apply the rules of assertions.toml to one sentence."""
    return Assertions(find_unasserted(sentence), find_phrases(sentence))


@cache
def assertion_rules() -> tuple[Rule, ...]:
    """The rules of assertions.toml in file order; raises KeyError for a list that [words] lacks."""
    content = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return tuple(_rule(row, content["words"]) for row in content["rules"])


@cache
def unanswering_phrases() -> tuple[re.Pattern[str], ...]:
    """The patterns of [[phrases]] in assertions.toml: "declined to comment"."""
    content = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return tuple(re.compile(r"(?<!\S)" + _expand(row["pattern"], content["words"])) for row in content["phrases"])


def find_phrases(sentence: Span) -> set[int]:
    """Numbers of the tokens of a sentence that only say somebody gave no answer."""
    text, tokens = _lemmas(sentence)
    found: set[int] = set()
    for pattern in unanswering_phrases():
        for match in pattern.finditer(text):
            first, last = text.count(" ", 0, match.start()), text.count(" ", 0, match.end() - 1)
            found.update(token.i for token in tokens[first : last + 1])
    return found


def _rule(row: dict[str, Any], words: dict[str, list[str]]) -> Rule:
    pattern = re.compile(r"(?<!\S)" + _expand(row["pattern"], words))
    form, side = row.get("form", "any"), row.get("side", "told")
    return Rule(row["name"], pattern, row["modality"], row["polarity"], form, frozenset(row.get("types", ())), side)


def _expand(pattern: str, words: dict[str, list[str]]) -> str:
    end = r"(?:(?!(?:<closer>) |, (?:and|or|so|yet|nor) (?!that ))\S+ )*"
    pattern = pattern.replace("<TOLD>", f"(?P<told>(?!, ){end})")
    pattern = pattern.replace("<PHRASE>", r"(?P<told>(?:(?!(?:<closer>|,) )\S+ )*)")
    pattern = pattern.replace("<NOUN>", r"(?P<told>(?:(?!(?:<closer>|<scene>|,) )\S+ )*)")
    for _ in range(2):  # a word of a list may hold <W>
        pattern = re.sub(r"(?<!P)<([a-z]+)>", lambda found: "|".join(words[found[1]]), pattern)
    return pattern.replace("<W>", _WORD)


def find_unasserted(sentence: Span) -> list[Unasserted]:
    """Every stretch of a sentence that its words take back, in the order of the rules."""
    text, tokens = _lemmas(sentence)
    found = []
    for rule in assertion_rules():
        for match in rule.pattern.finditer(text):
            span = match.span("told") if rule.side == "told" else (match.start(), match.start() + 1)
            first, last = text.count(" ", 0, span[0]), text.count(" ", 0, span[1])
            if rule.side != "told":
                last = first + 1
            if first < last:
                found.append(Unasserted(rule, tokens[first].i, tokens[last - 1].i + 1, _cue(match, rule)))
    return found


def _lemmas(sentence: Span) -> tuple[str, list[Token]]:
    tokens = [token for token in sentence if not token.is_space and token.text not in _QUOTES]
    words = ["not" if token.lower_ in ("n't", "n’t") else lemma(token).replace(" ", "_") for token in tokens]
    return "".join(f"{word} " for word in words), tokens


def _cue(match: re.Match[str], rule: Rule) -> str:
    text = match[0].strip()
    if rule.side == "told":
        start, end = (match.start("told") - match.start(), match.end("told") - match.start())
        text = f"{match[0][:start]}{match[0][end:]}".strip()
    return " ".join(text.split()[:6])


def correct_reality(movement: Movement, trigger: Trigger, stretches: list[Unasserted]) -> None:
    """Set modality and polarity of an act that other words of its sentence take back, or put beyond doubt."""
    stretch = next((stretch for stretch in stretches if _speaks_of(stretch, trigger, movement.mode)), None)
    if stretch is None:
        return
    rule = stretch.rule
    if rule.modality == "told":
        if trigger.verb.tag_ in _TOLD_TAGS and movement.polarity == "positive":
            movement.modality = "actual"
    elif "denied" in (rule.modality, movement.modality):
        movement.modality, movement.polarity, movement.cue = "denied", "negative", stretch.cue
    else:
        if movement.modality in ("actual", "ongoing"):
            movement.modality = rule.modality
        if rule.polarity == "negative":
            movement.polarity = "negative"
        movement.cue = stretch.cue


def _speaks_of(unasserted: Unasserted, trigger: Trigger, mode: str | None) -> bool:
    """True if what a rule takes back is the event of the trigger."""
    rule, verb = unasserted.rule, trigger.verb
    if rule.types and (trigger.type not in rule.types or mode in ("kill", "injure")):
        return False
    if rule.side == "verb":
        return trigger.token.doc[unasserted.first].head.i in (trigger.token.i, verb.i)
    if not unasserted.first <= trigger.token.i < unasserted.last or _is_aside(trigger.token, unasserted.first):
        return False
    if rule.form == "noun":
        return trigger.is_noun
    if rule.form == "clause":
        return not trigger.is_noun or trigger.carrier is not None
    if rule.form == "infinitive":
        return verb.tag_ == "VB" and not is_finite(verb)
    if rule.form == "base":
        return verb.tag_ in ("VB", "VBP")
    return rule.form != "phrase" or not is_finite(verb)


def _is_aside(token: Token, first: int) -> bool:
    """True if a relative clause between commas holds the token."""
    for i in range(token.i - 1, first, -1):
        word = token.doc[i]
        if word.text == ",":
            return False
        if word.lower_ in _ASIDES and word.nbor(-1).text == ",":
            return True
    return False
