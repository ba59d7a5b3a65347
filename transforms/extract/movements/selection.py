"""Which of a sentence's triggers are movements of their own: what stands in a promise, threat or refusal is not."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.syntax import has_infinitive_mark, is_displaced, is_finite, subject
from transforms.extract.movements.trigger import Trigger

HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "THREATEN", "PROTEST", "REJECT"})
_UNDONE = frozenset({"deny", "cancel", "postpone"})
# Adjuncts of time: an event named in one is background that did happen, whatever governs the phrase.
_BACKGROUND = frozenset({"after", "during", "since", "following", "amid", "before", "ahead", "despite", "until"})


@dataclass(frozen=True, slots=True)
class Position:
    """Where a trigger stands below the accepted trigger above it: ``relation`` names the way, ``above`` the other."""

    relation: str
    above: Trigger | None = None

    @property
    def is_embedded(self) -> bool:
        """Whether the trigger above speaks for both."""
        return self.relation in ("complement", "purpose", "argument")


def locate(trigger: Trigger, accepted: dict[int, Trigger]) -> Position:
    """The nearest accepted trigger above (``accepted`` by token number) and the grammatical way up to it."""
    for child in trigger.token.children:
        if child.i in accepted and is_displaced(child):
            return Position("argument", accepted[child.i])
    node, path = trigger.verb, [trigger.token, trigger.verb]
    if trigger.carrier is not None and trigger.carrier.i in accepted:
        return Position("argument", accepted[trigger.carrier.i])
    for _ in range(25):
        head = node.head
        if head.i == node.i:
            return Position("main")
        path.append(head)
        if head.i in accepted and accepted[head.i] is not trigger:
            return Position(_relation(path[:-1], trigger, accepted[head.i]), accepted[head.i])
        node = head
    return Position("main")


def _relation(path: list[Token], trigger: Trigger, above: Trigger) -> str:
    labels = {token.dep_ for token in path}
    if any(token.dep_ == "relcl" for token in path):
        return "relative"
    if (
        path[-1].dep_ in ("ccomp", "xcomp")
        and "E" in above.entry.flags
        and trigger.part == "verb"
        and above.mode not in _UNDONE
    ):
        return "complement"
    if (
        any(token.dep_ == "pcomp" and token.head.lower_ not in _BACKGROUND for token in path)
        and above.type != "STATEMENT"
    ):
        return "complement"
    if any(token.lower_ in _BACKGROUND and token.dep_ in ("prep", "pcomp", "mark", "advmod") for token in path):
        return "background"
    if above.type == "STATEMENT":
        return "reported"
    if above.mode in _UNDONE:
        return "undone"
    is_own_clause = trigger.part == "verb" and is_finite(trigger.token) and subject(trigger.token) is not None
    if is_own_clause and "E" not in above.entry.flags and not labels & {"pcomp", "acl"}:
        return "coordinate"
    if "advcl" in labels:
        clause = next(token for token in reversed(path) if token.dep_ == "advcl")
        return "purpose" if has_infinitive_mark(clause) else "adverbial"
    top = path[-1]
    if labels <= {"conj", "ROOT", "cc", "dobj", "dep"} and top.dep_ == "conj" and trigger.part == "verb":
        return "coordinate"
    if top.dep_ == "conj" and top.pos_ == "VERB":
        return "coordinate"
    if top.dep_ in ("ccomp", "xcomp", "pcomp"):
        return "complement"
    return "argument"


def complement_is_hostile(trigger: Trigger, candidates: list[Trigger]) -> bool:
    """Whether what is promised, offered or sworn is a hostile act: then the promise is a threat."""
    below = [
        c for c in candidates if c is not trigger and c.token.i > trigger.token.i and trigger.token.is_ancestor(c.token)
    ]
    below = [c for c in below if c.part == "verb" and way_is_complement(c.token, trigger.token)]
    if not below:
        return False
    first = min(below, key=lambda c: c.token.i)
    return first.type in HOSTILE and not any(child.dep_ == "neg" for child in first.token.children)


def way_is_complement(token: Token, above: Token) -> bool:
    """Whether a verb stands in what another verb says, not in a clause beside it."""
    for _ in range(25):
        if token.i == above.i:
            return True
        if token.dep_ in ("relcl", "advcl", "acl") or token.head.i == token.i:
            return False
        token = token.head
    return False


def speaks_of_games(doc_words: list[str]) -> bool:
    """Whether a text is about sport: many words of games among few words."""
    weak = word_lists("sports")["weak"]
    strong = word_lists("sports")["strong"]
    count = sum(word in weak for word in doc_words) + 2 * sum(word in strong for word in doc_words)
    return count >= 6 and count >= 0.025 * len(doc_words)
