"""Does the verb that governs a place in the text tell of the past or of the future?"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from transforms.extract.dates.cues import cue_words

PAST, OPEN, FUTURE = -1, 0, 1

# A clause is rarely deeper; the limit keeps a damaged parse from costing time.
_MOST_HEADS = 12
# A head farther to the right than this many tokens is doubtful.
_NEAR_HEAD = 6
# Without a parse, cue words this many tokens away still count.
_NEAR_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Tense:
    """``direction`` is PAST, OPEN or FUTURE; ``is_sure`` when a finite verb or "will" itself says so.

    ``is_strict``: the date hangs on that verb itself and tells when it happens ("visited on Dec. 3"), so that
    nearness has no say. A date of something else ("declared a dividend payable Dec. 1") is not strict.
    """

    direction: int
    is_sure: bool = False
    is_strict: bool = False

    @property
    def is_strictly_past(self) -> bool:
        """True if the verb leaves no choice but a date before publication."""
        return self.is_strict and self.direction == PAST


class TenseReader:
    """Answers for one parsed text; a text without parse is judged by cue words nearby."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None

    def token_at(self, offset: int) -> Token:
        """The token that holds the character at ``offset``."""
        if self._starts is None:
            self._starts = [int(start) for start in self.doc.to_array(["IDX"]).ravel()]
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def at(self, start: int, end: int) -> Tense:
        """The tense that governs the date between the offsets ``start`` and ``end``."""
        token = self.token_at(start)
        before = _words_before(token)
        if before and before[0] in cue_words("tense")["past_prepositions"]:
            return Tense(PAST, True, True)
        if cue_words("tense")["future_prepositions"].intersection(before):
            return Tense(FUTURE)
        if not (token.dep_ and token.tag_):
            return _nearby_tense(self.doc, token)
        if _is_arranged(token):
            return Tense(FUTURE, True)
        tense = _parsed_tense(token)
        verb = dated_verb(self.doc[token.i : self.token_at(end - 1).i + 1])
        return replace(tense, is_strict=verb is not None and _is_binding(verb, tense, token))


def _is_arranged(date: Token) -> bool:
    """ "postponed the trial to Jan. 12", "called an election for March 8"."""
    link = next((token for token in (date.head, date.head.head) if token.dep_ == "prep"), date)
    if link.lower_ not in ("for", "to") or link.i > date.i:
        return False
    above = link.head.head if link.head.pos_ == "NOUN" and link.head.dep_ == "dobj" else link.head
    return above.tag_[:2] == "VB" and above.lemma_.lower() in cue_words("tense")["arranging_verbs"]


def dated_verb(date: Span) -> Token | None:
    """The verb whose own time the date tells: "visited Japan on Dec. 3", "killed in an attack on Dec. 3"."""
    cues = cue_words("tense")
    root = next(token for token in date if token.head.i == token.i or not date.start <= token.head.i < date.end)
    above = root.head
    if above.dep_ == "prep" or above.pos_ == "ADP":
        if above.lower_ not in cues["dating_prepositions"]:
            return None
        above = above.head
    elif root.dep_ not in ("npadvmod", "tmod", "advmod", "nmod", "dobj", "dep"):
        return None
    if above.pos_ == "NOUN" and above.i < date.start:
        above = _verb_of_noun(above)
    return above if above.tag_[:2] == "VB" and above.i not in range(date.start, date.end) else None


def _verb_of_noun(noun: Token) -> Token:
    """ "crossed the border in December", "held talks in December", "died in a crash on Dec. 3": the verb is meant.

    Not so when the noun is an event with a time of its own: "discussed the summit in December".
    """
    cues = cue_words("tense")
    is_timed = noun.lemma_.lower() in cues["timed_nouns"]
    if noun.dep_ == "dobj" and (not is_timed or noun.head.lemma_.lower() in cues["performing_verbs"]):
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in (
        cues["scene_prepositions"] if is_timed else cues["place_prepositions"]
    ):
        return noun.head.head
    return noun


def _is_binding(verb: Token, tense: Tense, date: Token) -> bool:
    """True if the tense of the dated verb leaves no choice of side."""
    cues = cue_words("tense")
    own = _verb_tense(verb)
    if own is None or own.direction != tense.direction:
        return False
    if verb.lemma_.lower() in cues["arranging_verbs"] | cues["telling_verbs"]:
        return False
    if tense.direction == PAST:
        if any(word.lower_ in cues["future_auxiliaries"] for word in verb.doc[max(0, verb.i - _NEAR_HEAD) : verb.i]):
            return False  # "will redeem five preferred shares": no verb but for the parse
        return tense.is_sure or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "ccomp", "ROOT", "conj", "relcl"))
    if any(child.lower_ in cues["future_auxiliaries"] for child in verb.lefts):
        return True
    return tense.direction == FUTURE and tense.is_sure and verb.tag_ == "VB" and _is_present(verb.head)


def _is_present(governor: Token) -> bool:
    """True if a plan is still one: "is due to", "plans to", but not "was due to"."""
    if governor.pos_ == "ADJ" and governor.head.pos_ in ("AUX", "VERB"):
        governor = governor.head
    helpers = [child for child in governor.children if child.dep_ in ("aux", "auxpass")]
    return not any(token.tag_ in ("VBD", "VBN") for token in ([*helpers] or [governor])) and governor.pos_ != "NOUN"


def _words_before(token: Token) -> list[str]:
    """The nearest words to the left, past a time of day ("until 9 a.m. Tuesday"); the nearest first."""
    words: list[str] = []
    for other in reversed(token.doc[max(0, token.i - 5) : token.i]):
        if other.is_space:
            continue
        words.append(other.lower_)
        if not (other.like_num or other.lower_ in cue_words("tense")["clock_words"]):
            break
    return words


def _parsed_tense(date: Token) -> Tense:
    node = date
    for _ in range(_MOST_HEADS):
        if node.head.i == node.i:
            break
        node = node.head
        tense = _verb_tense(node) if node.tag_[:2] in ("VB", "MD") else _noun_tense(node)
        if tense is not None:
            return _unless_a_verb_is_nearer(_unless_plan_between(tense, node, date), node, date)
    return Tense(OPEN)


def _noun_tense(node: Token) -> Tense | None:
    if node.tag_[:2] in ("NN", "JJ") and _looks_ahead(node):
        return Tense(FUTURE, True)
    if node.tag_[:2] == "NN" and any(child.dep_ == "amod" and _looks_ahead(child) for child in node.lefts):
        return Tense(FUTURE, True)
    return None


def _looks_ahead(token: Token) -> bool:
    if token.lemma_.lower() in cue_words("tense")["future_governors"]:
        return True
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return f"{token.lower_} {following}" in cue_words("tense")["future_pairs"]


def _verb_tense(verb: Token) -> Tense | None:
    """None when the verb leaves it to its own governor (participles, infinitives of purpose)."""
    cues = cue_words("tense")
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    is_plan = _looks_ahead(verb)
    if helpers & cues["future_auxiliaries"]:
        return Tense(FUTURE, True)
    if helpers & cues["possible_auxiliaries"]:
        is_past = "have" in helpers or any(child.dep_ == "neg" for child in verb.lefts)
        return Tense(PAST) if is_past else Tense(FUTURE)
    if "to" in helpers or (verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).lower_ == "to"):
        return _infinitive_tense(verb, helpers)
    if helpers & cues["past_auxiliaries"] or verb.tag_ == "VBD":
        return Tense(FUTURE) if is_plan and verb.tag_ == "VBN" else Tense(PAST, True)
    if verb.tag_ == "VBN":
        return Tense(FUTURE, True) if is_plan else (Tense(OPEN) if helpers else Tense(PAST))
    if verb.tag_ == "VBG":
        return Tense(FUTURE) if is_plan or verb.lower_ == "going" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return Tense(FUTURE) if is_plan or verb.lemma_.lower() in cues["announced_verbs"] else Tense(OPEN)
    return None


def _infinitive_tense(verb: Token, helpers: set[str]) -> Tense | None:
    if "have" in helpers:
        return Tense(PAST)
    governor = verb.head
    if governor.lemma_.lower() in cue_words("tense")["infinitive_governors"]:
        return Tense(FUTURE, True)
    return None


def _unless_plan_between(tense: Tense, verb: Token, date: Token) -> Tense:
    """A past verb far to the left loses its say when a plan stands between ("announced plans to visit in April")."""
    if tense.direction != PAST or verb.i > date.i:
        return tense
    between = verb.doc[verb.i + 1 : date.i]
    if any(_looks_ahead(token) for token in between):
        return Tense(FUTURE)
    return tense


def _unless_a_verb_is_nearer(tense: Tense, verb: Token, date: Token) -> Tense:
    """A possible event far to the right loses to a past verb just before: such heads are parse errors."""
    if tense.direction != FUTURE or tense.is_sure or verb.i - date.i <= _NEAR_HEAD:
        return tense
    is_past = any(token.tag_ == "VBD" for token in verb.doc[max(0, date.i - _NEAR_HEAD) : date.i])
    return Tense(PAST) if is_past else tense


def _nearby_tense(doc: Doc, date: Token) -> Tense:
    cues = cue_words("tense")
    for token in reversed(doc[max(0, date.i - _NEAR_TOKENS) : date.i + _NEAR_TOKENS]):
        word = token.lower_
        if word in cues["future_auxiliaries"] or word.rstrip("ds") in cues["future_governors"]:
            return Tense(FUTURE)
    return Tense(PAST)
