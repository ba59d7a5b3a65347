"""Which words of a sentence tell of a movement: verbs, nouns, adjectives and light-verb phrases of the lexicon."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import (
    Entry,
    in_class,
    noun_entries,
    verb_entries,
    verb_forms,
    word_lists,
)
from transforms.extract.movements.noun_triggers import noun_trigger, predicate_trigger, words_near
from transforms.extract.movements.parties import parties
from transforms.extract.movements.syntax import (
    children,
    companions,
    conjuncts,
    counted,
    direct_object,
    has_infinitive_mark,
    is_displaced,
    is_passive,
    lemma,
    prepositions,
    subject,
)
from transforms.extract.movements.trigger import Trigger, trigger_of

_NOT_EVENTS = frozenset({"amod", "aux", "auxpass", "compound", "punct", "intj"})
_QUESTIONS = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where"})
_ASKING = frozenset({"mark", "advmod", "dobj", "nsubj", "attr", "pobj", "nsubjpass"})
OBLIGATION = Entry("say", frozenset(), "must", "REQUEST", "demand", frozenset(), ("clause",), frozenset("EP"))


def find_triggers(sentence: Span, index: TextIndex) -> list[Trigger]:
    """All words of a sentence that fit a line of the lexicon, in text order; chosen among later."""
    found = []
    for token in sentence:
        if token.is_space or token.is_punct:
            continue
        trigger = None
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            trigger = _verb_trigger(token, index)
        elif token.pos_ in ("NOUN", "PROPN"):
            trigger = noun_trigger(token, index)
        elif token.pos_ == "ADJ":
            trigger = predicate_trigger(token)
        if trigger is not None:
            found.append(trigger)
    return found


def _verb_trigger(verb: Token, index: TextIndex) -> Trigger | None:
    if (verb.dep_ in _NOT_EVENTS and not is_displaced(verb)) or _is_descriptive(verb):
        return None
    described = predicate_trigger(verb) if verb.tag_ == "VBN" and is_passive(verb) else None
    if described is not None:
        return described
    if lemma(verb) in ("call", "name", "know") and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return None  # "a restaurant called …"
    if _is_obligation(verb, index):
        return trigger_of(verb, OBLIGATION, "verb")
    entries = verb_entries().get(lemma(verb)) or verb_entries().get(verb_forms().get(verb.lower_, ""))
    if not entries:
        return None
    around = companions(verb)
    objects = verb_objects(verb)
    for entry in entries:
        if entry.companions and not entry.companions & around:
            continue
        if entry.condition and not _fits(verb, objects, entry.condition, index):
            continue
        if not entry.type or (entry.type == "STATEMENT" and not _says_something(verb)):
            return None
        trigger = trigger_of(verb, entry, "verb")
        trigger.objects = objects
        _take_mode(trigger)
        return trigger
    return None


def _is_descriptive(verb: Token) -> bool:
    """ "two demanding sections", "a threatening sky": a participle between the words of a noun phrase."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.i + 1 >= len(verb.doc):
        return False
    return verb.nbor(-1).tag_ in ("DT", "CD", "PRP$") and verb.nbor(1).pos_ in ("ADJ", "NOUN")


def _says_something(verb: Token) -> bool:
    """A reporting verb without what was said is the tail of another sentence ("…, a spokesman said")."""
    found = direct_object(verb)
    clauses = [child for child in children(verb, "ccomp", "xcomp") if child.i > verb.i]
    return bool(clauses) or (found is not None and found.i > verb.i) or lemma(verb) in ("address", "comment", "respond")


def _take_mode(trigger: Trigger) -> None:
    """ "organised a general strike": the noun knows the mode better than the verb."""
    for noun in trigger.objects:
        near = words_near(noun)
        for entry in noun_entries().get(lemma(noun), ()):
            if entry.type == trigger.type and entry.mode and (not entry.condition or near & in_class(entry.condition)):
                trigger.mode = entry.mode
                return


def verb_objects(verb: Token) -> list[Token]:
    """What a verb acts on: object, a passive's subject, the noun before a participle; else its prepositions' nouns."""
    found = direct_object(verb)
    if found is None and verb.dep_ == "acl" and is_passive(verb):
        found = verb.head
    if found is None and verb.dep_ == "relcl" and is_passive(verb):
        found = verb.head
    if found is not None:
        nouns = [counted(noun) for noun in conjuncts(found)]
        if found.lower_ in ("part", "aim", "place"):
            nouns += [noun for word, noun in prepositions(verb) if word == "in"]
        return nouns
    return [counted(noun) for _, noun in prepositions(verb) if noun.dep_ == "pobj"]


def _fits(verb: Token, objects: list[Token], condition: str, index: TextIndex) -> bool:
    if condition == "none":
        return direct_object(verb) is None and not is_passive(verb)
    if condition == "any":
        return bool(objects)
    if condition == "inf":
        if any(c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in verb.children):
            return False
        return any(has_infinitive_mark(child) for child in children(verb, "xcomp", "ccomp", "advcl"))
    if condition.startswith("near:"):
        words_before = set(condition[5:].split("/"))
        return any(words_before & words_near(noun) for noun in objects)
    if condition.startswith("inf:"):
        wanted = condition[4:].split("/")
        return any(
            lemma(child) in wanted for child in children(verb, "xcomp", "ccomp", "advcl") if has_infinitive_mark(child)
        )
    if condition == "whether":
        clauses = list(children(verb, "ccomp", "advcl"))
        return any(child.lower_ in _QUESTIONS and child.dep_ in _ASKING for c in clauses for child in c.children)
    if condition == "named":
        return _names_person(verb, index)
    if condition == "clause":
        return any(not has_infinitive_mark(child) for child in children(verb, "ccomp"))
    if condition == "person":
        return any(noun.pos_ != "VERB" and parties(noun, index) for noun in objects)
    lemmas = in_class(condition)
    return any(_is_one_of(noun, lemmas) for noun in objects)


def _names_person(verb: Token, index: TextIndex) -> bool:
    """ "called Putin", not "called them parasites": a person as the only object."""
    found = direct_object(verb)
    if found is None or any(child.dep_ in ("oprd", "xcomp", "ccomp") for child in verb.children):
        return False
    return any(p.mention is not None and p.mention.kind == "person" for p in parties(found, index))


def _is_one_of(noun: Token, lemmas: frozenset[str]) -> bool:
    word = lemma(noun)
    if word in lemmas or noun.lower_ in lemmas or noun.lower_.removesuffix("s") in lemmas:
        return True
    if noun.i >= 2 and noun.nbor(-1).text == "-" and f"{noun.nbor(-2).lower_}-{word}" in lemmas:
        return True
    return noun.i >= 1 and f"{noun.nbor(-1).lower_} {word}" in lemmas


def _is_obligation(verb: Token, index: TextIndex) -> bool:
    """ "X said Y must …", Y somebody who can act: a demand put as a statement."""
    speech = word_lists("speech")
    if lemma(verb) not in speech["verbs"]:
        return False
    for clause in children(verb, "ccomp"):
        if any(child.dep_ == "aux" and lemma(child) in speech["obligations"] for child in clause.children):
            found = subject(clause)
            is_somebody = found is not None and found.pos_ != "PRON" and bool(parties(found, index))
            return is_somebody and clause.i > verb.i and not is_passive(clause)
    return False
