"""Did it happen: modality and polarity of a trigger, from the cues on its way up the parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from transforms.extract.movements.assertions import Unasserted, speaks_of
from transforms.extract.movements.governors import (
    Cues,
    beyond_adjective,
    beyond_complement,
    beyond_finite,
    beyond_noun_complement,
    beyond_preposition,
)
from transforms.extract.movements.lexicon import cue_words, word_lists
from transforms.extract.movements.syntax import (
    continues_passive,
    direct_object,
    has_infinitive_mark,
    is_finite,
    lemma,
    subject,
)
from transforms.extract.movements.trigger import Trigger

_STEPS = 10


@dataclass(slots=True)
class Reality:
    """What the cues add up to. ``cue`` are the words that say so, in the order found (nearest first)."""

    modality: str = "actual"
    polarity: str = "positive"
    cue: str | None = None


def judge(trigger: Trigger, unasserted: list[Unasserted]) -> Reality:
    """Modality (actual, ongoing, planned, possible, conditional, requested, denied) and polarity of an event.

    ``unasserted`` are the stretches of its sentence that other words take back.
    """
    word = trigger.token if trigger.part == "noun" else trigger.verb
    stretch = next((stretch for stretch in unasserted if speaks_of(stretch, trigger)), None)
    if stretch is not None and stretch.rule.modality == "told":
        return _climb_cues(word, stretch.first)
    told = _climb_cues(word)
    return told if stretch is None else _take_back(told, stretch)


def _take_back(told: Reality, stretch: Unasserted) -> Reality:
    rule = stretch.rule
    if told.modality == "denied" or rule.modality == "denied":
        return Reality("denied", "negative", stretch.cue)
    kind = rule.modality if told.modality in ("actual", "ongoing") else told.modality
    return Reality(kind, "negative" if "negative" in (rule.polarity, told.polarity) else "positive", stretch.cue)


def _climb_cues(token: Token, first: int = 0) -> Reality:
    """Sum up the cues from a word upwards; what stands before the token ``first`` says nothing."""
    cues = Cues()
    node: Token | None = token
    for _ in range(_STEPS):
        if node is None:
            break
        if node.head.i < first:
            _own_cues(node, cues, node.i == token.i)
            break
        if node.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            node = _from_noun(node, cues)
        else:
            node = _from_verb(node, cues, node.i == token.i)
    return _sum_up(cues, token)


def _sum_up(cues: Cues, token: Token) -> Reality:
    cue = " ".join(reversed(cues.words)) or None
    if "denied" in cues.kinds:
        return Reality("denied", "negative", cue)
    kind = cues.kinds[0] if cues.kinds else "actual"
    if "conditional" in cues.kinds and kind in ("actual", "ongoing", "planned", "possible"):
        kind = "conditional"
    if kind == "actual" and token.sent.text.rstrip().endswith("?") and '"' not in token.sent.text:
        kind, cue = "possible", "?"
    return Reality(kind, "negative" if cues.negations else "positive", cue)


def _from_verb(verb: Token, cues: Cues, is_first: bool) -> Token | None:
    """Collect the cues of a verb's own clause; the next word up whose cues count, or None at the end."""
    _own_cues(verb, cues, is_first)
    if continues_passive(verb):
        return verb.head
    if is_finite(verb):
        return beyond_finite(verb, cues)
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj":
        return head if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ in ("pcomp",) or (head.dep_ == "prep" and verb.dep_ in ("pobj", "pcomp")):
        return beyond_preposition(head, cues)
    if is_first and verb.pos_ == "ADJ" and verb.dep_ in ("acomp", "attr") and head.pos_ == "AUX":
        return head
    if verb.dep_ == "advcl":
        if has_infinitive_mark(verb) and head.pos_ != "ADJ":
            cues.add("planned", "to")
            return None
        if head.pos_ == "ADJ":
            return beyond_adjective(head, cues)
        return head if head.pos_ in ("VERB", "AUX") else None
    if head.pos_ == "ADJ":
        return beyond_adjective(head, cues)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not has_infinitive_mark(verb):
        return None  # "efforts undertaken by the charity" were undertaken
    if verb.dep_ == "acl":
        return beyond_noun_complement(verb, head, cues)
    if verb.dep_ in ("xcomp", "ccomp", "oprd", "dobj", "csubj"):
        return beyond_complement(verb, head, cues)
    return None


def _own_cues(verb: Token, cues: Cues, is_first: bool) -> None:
    auxiliaries, adverbs, marks = cue_words("auxiliaries"), cue_words("adverbs"), cue_words("marks")
    if verb.dep_ == "conj" and any(c.lower_ == "nor" and c.i < verb.i for c in verb.head.children):
        cues.add("negative", "nor")
    nobody = _names_nobody(verb)
    if nobody is not None:
        cues.add("negative", nobody.lower_)
    is_progressive = False
    if _is_inverted(verb):
        cues.add("conditional", "had")
    for child in verb.children:
        low, word = child.lower_, lemma(child)
        if _is_unnegated(child):
            continue
        if child.dep_ == "neg" or (adverbs.get(low) == "negative" and child.dep_ in ("advmod", "det", "preconj")):
            cues.add("negative", low)
        elif child.dep_ == "aux":
            kind = auxiliaries.get(low) or auxiliaries.get(word)
            if kind == "conditional":
                kind = "planned" if _is_reported_past(verb) else "conditional"
            if kind:
                cues.add(kind, low)
            is_progressive = is_progressive or (
                word in ("be", "'s", "'re", "’s", "’re") and child.tag_ in ("VBZ", "VBP")
            )
            if word == "have" and any(c.lower_ == "been" for c in verb.children):
                is_progressive = True
        elif (
            child.dep_ == "mark"
            and marks.get(low)
            and not (low in ("until", "till", "once") and verb.tag_ in ("VBD", "VBN"))
        ):
            cues.add(marks[low], low)
        elif child.dep_ == "advmod" and low in adverbs:
            cues.add(adverbs[low], low)
        elif child.dep_ == "advmod" and low in ("when", "whenever") and _is_future_matrix(verb):
            cues.add("planned", low)
    if is_first and is_progressive and verb.tag_ == "VBG" and not cues.kinds:
        cues.add(_progressive(verb), "is …ing")
    elif not is_first and is_progressive and verb.tag_ == "VBG" and lemma(verb) == "go":
        cues.add("planned", "going to")


def _names_nobody(verb: Token) -> Token | None:
    """The word that empties the subject or the object: "no country", "neither A nor B", "none of the soldiers"."""
    words = word_lists("cues")
    doer = subject(verb)
    if doer is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        doer = subject(verb.head)
    for noun in (doer, direct_object(verb)):
        if noun is None:
            continue
        if noun.lower_ in words["empty.pronouns"]:
            return noun
        for token in noun.doc[max(noun.left_edge.i, noun.i - 6) : noun.i]:
            is_empty = (
                token.lower_ in words["empty.determiners"] | words["empty.pronouns"] and token.head.i >= noun.i - 2
            )
            is_not_one = token.lower_ == "not" and token.nbor(1).lower_ in words["empty.not_one"]
            if (is_empty and not _is_unnegated(token)) or is_not_one:
                return token
    return None


def _is_unnegated(word: Token) -> bool:
    """True for the "no" of "no fewer than 12" and the "not" of "not only": nothing is denied."""
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in word_lists("cues")["empty.not_before"]


def _is_inverted(verb: Token) -> bool:
    """ "Had he travelled there, …": a condition without "if"."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    doer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    is_question = verb.sent.text.rstrip().endswith("?")
    return had is not None and doer is not None and had.i < doer.i and verb.dep_ == "advcl" and not is_question


def _progressive(verb: Token) -> str:
    lists = word_lists("cues")
    said = {child.lower_ for child in verb.children}
    is_journey = lemma(verb) in lists["travel.verbs"] and "been" not in said
    return "planned" if is_journey and not said & lists["travel.now"] else "ongoing"


def _is_reported_past(verb: Token) -> bool:
    """ "said it would": the future seen from the past; without a report "would" is conditional."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children):
        return False
    if any(c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children) for c in verb.children):
        return False
    head = verb.head if verb.dep_ != "conj" else verb.head.head
    if verb.dep_ == "advcl" and any(child.dep_ == "mark" for child in verb.children):
        return False
    return (
        verb.dep_ in ("ccomp", "relcl", "conj", "parataxis", "ROOT", "advcl")
        and lemma(head) in word_lists("speech")["verbs"]
    )


def _is_future_matrix(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ == "advcl" and any(
        c.dep_ == "aux" and lemma(c) in ("will", "shall", "would") for c in head.children
    )


def _from_noun(noun: Token, cues: Cues) -> Token | None:
    adjectives, verbs = cue_words("adjectives"), cue_words("verbs")
    for child in noun.children:
        if child.dep_ == "amod" and lemma(child) in adjectives:
            cues.add(adjectives[lemma(child)], child.lower_)
        elif child.dep_ == "amod" and child.lower_ in adjectives:
            cues.add(adjectives[child.lower_], child.lower_)
        elif (
            child.dep_ in ("acl", "relcl") and child.tag_ == "VBN" and verbs.get(lemma(child)) in ("planned", "denied")
        ):
            if child.dep_ == "acl":
                cues.add(verbs[lemma(child)], child.lower_)
        elif child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
            cues.add("negative", child.lower_)
    if not cues.kinds and any(c.dep_ == "amod" and c.lower_ in _past() for c in noun.children):
        return None
    head = noun.head
    if head.i == noun.i:
        return None
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return head
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        return _beyond_object(noun, head, cues)
    if noun.dep_ == "nsubj":
        return (
            head
            if lemma(head) in word_lists("cues")["happening.verbs"] or (lemma(head) == "be" and _is_dated(head))
            else None
        )
    if noun.dep_ == "pobj":
        return beyond_preposition(head, cues)
    return None


def _past() -> frozenset[str]:
    return word_lists("grammar")["past_adjectives"]


def _is_dated(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children) or any(
        c.dep_ == "acomp" and lemma(c) in cue_words("adjectives") for c in verb.children
    )


def _beyond_object(noun: Token, head: Token, cues: Cues) -> Token | None:
    word = lemma(head)
    kind = cue_words("verbs").get(word)
    light = word_lists("light")
    if word in light["cancel"]:
        cues.add("denied", word)
        return head
    if word in light["carry"] and kind in (None, "actual", "transparent", "planned"):
        if word == "announce" and subject(head) is not None:
            cues.add("planned", word)
        return head
    if kind:
        cues.add(kind, word)
        return head
    return None
