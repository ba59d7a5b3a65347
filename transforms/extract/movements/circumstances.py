"""When, where, and who says so: date, place and source of a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.people import code_of
from transforms.extract.movements.syntax import children, climb, counted, lemma, prepositions, subject
from transforms.extract.movements.triggers import Trigger
from transforms.extract.rows import DateExpression, Mention

_PLACE_WORDS = frozenset({"in", "at", "on", "near", "outside", "inside", "off", "around", "along", "across", "throughout"})
_GOAL_WORDS = frozenset({"to", "into", "towards", "toward", "over"})


@dataclass(slots=True)
class When:
    """Day bounds (inclusive), grain and basis of a movement's date."""

    start: date | None = None
    end: date | None = None
    grain: str | None = None
    basis: str = "none"


@dataclass(slots=True)
class Where:
    """Place name, its country and how it was found: argument, sentence or none."""

    place: str | None = None
    country: str | None = None
    basis: str = "none"


def date_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> When:
    """The date the trigger's own clause names; for a caption without one the day its photo was taken."""
    best: list[tuple[int, DateExpression, Token]] = []
    for first, end, expression in index.dates:
        if first < sentence.start or end > sentence.end:
            continue
        root = _root(index, first, end)
        rank = _date_rank(root, trigger)
        if rank is None and first - sentence.start <= 2:
            rank = _opening_rank(sentence, trigger)
        if rank is not None:
            best.append((rank, expression, root))
    if best:
        top = min(rank for rank, _, _ in best)
        return _join([(e, r) for rank, e, r in best if rank == top])
    part = index.part_at(trigger.token.idx)
    if part is not None and part.name == "caption" and part.taken_on is not None:
        return When(part.taken_on, part.taken_on, "day", "explicit")
    return When()


def _root(index: TextIndex, first: int, end: int) -> Token:
    span = index.doc[first:end]
    return span.root


def _join(found: list[tuple[DateExpression, Token]]) -> When:
    resolved = [(e, r) for e, r in found if e.date_start is not None]
    if not resolved:
        return When()
    first, root = resolved[0]
    if len(resolved) > 1 and _is_range(root, resolved[1][1]):
        return When(first.date_start, resolved[1][0].date_end, first.grain, first.basis)
    return When(first.date_start, first.date_end, first.grain, first.basis)


def _is_range(first: Token, second: Token) -> bool:
    if first.head.lower_ == "between" or any(t.lower_ == "between" for t in climb(first, 2)):
        return True
    words = {t.lower_ for t in first.doc[first.i : second.i + 1]}
    return first.head.lower_ == "from" and bool(words & {"to", "until", "through", "till", "-", "–"})


def _date_rank(root: Token, trigger: Trigger) -> int | None:
    """How surely a date belongs to the trigger: 0 its own, larger for dates of the clauses around it, None not its."""
    verb, noun = trigger.verb, trigger.token
    speech = word_lists("speech")["verbs"]
    for ancestor in climb(root):
        if ancestor.i in (verb.i, noun.i):
            return 0
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.dep_ not in ("aux", "auxpass"):
            return _rank_of_clause(ancestor, verb, noun, speech)
    return None


def _opening_rank(sentence: Span, trigger: Trigger) -> int | None:
    """A date that opens the sentence dates its main clause, whatever phrase comes between."""
    node = trigger.verb
    for step in range(3, 8):
        if node.i == sentence.root.i:
            return None if lemma(node) in word_lists("speech")["verbs"] and step > 3 else step
        is_same_time = node.dep_ == "advcl" and any(c.lower_ in ("while", "as", "when", "where") for c in node.children)
        if node.dep_ not in ("xcomp", "conj", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "ccomp") and not is_same_time:
            return None
        node = node.head
    return None


def _rank_of_clause(owner: Token, verb: Token, noun: Token, speech: frozenset[str]) -> int | None:
    """The date hangs on the verb ``owner``: does its clause speak of the trigger too?"""
    if owner.dep_ in ("acl", "relcl") and owner.head.i == noun.i:
        return 1
    if lemma(owner) in speech:
        return None
    node = verb
    for step in range(1, 7):
        if node.i == owner.i:
            return step
        if node.dep_ in ("xcomp", "conj", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "pcomp", "attr", "agent", "acl"):
            node = node.head
        elif node.dep_ == "advcl" and not any(c.lower_ in ("after", "before", "since", "because", "if") for c in node.children):
            node = node.head
        else:
            break
    if noun.i != verb.i:
        return None
    # a purpose or participle clause below the trigger: "arrived for talks starting Monday" is not the arrival's day
    if owner.dep_ == "xcomp" and owner.head.i == verb.i and lemma(verb) in ("expect", "schedule", "plan", "set"):
        return 2
    return None


def place_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> Where:
    """Where it happened: a place among the trigger's own phrases, else the one place its sentence names."""
    is_towards = trigger.mode in ("visit", "deployment", "invitation", "attend", "tribute", "envoy")
    words = _PLACE_WORDS | _GOAL_WORDS if is_towards else _PLACE_WORDS
    if trigger.mode in ("visit", "inspection"):
        for noun in trigger.objects:
            found = _noun_place(noun, index)
            if found.place:
                return found
    nodes = [trigger.verb] if trigger.carrier is None else [trigger.token, trigger.verb]
    nodes += [noun for noun in trigger.objects if noun.pos_ == "NOUN" and trigger.mode in ("visit", "summit", "meeting")]
    nodes += [child for child in trigger.token.children if child.dep_ == "acl" and trigger.part == "noun"]
    for node in nodes:
        found = _argument_place(node, words, index)
        if found.place:
            return found
    above = _place_above(trigger, index)
    return above if above.place else _sentence_place(sentence, trigger, index)


def _argument_place(node: Token, words: frozenset[str], index: TextIndex) -> Where:
    holders = [node, *children(node, "dobj", "attr", "nsubjpass")]
    for holder in holders:
        for word, noun in prepositions(holder):
            if word in words and noun.dep_ == "pobj":
                found = _noun_place(noun, index)
                if found.place:
                    return found
    for holder in holders:
        for _, noun in prepositions(holder):
            for word, inner in prepositions(noun):
                if word in _PLACE_WORDS and noun.dep_ == "pobj" and inner.dep_ == "pobj":
                    found = _noun_place(inner, index)
                    if found.place:
                        return found
    return Where()


def _noun_place(noun: Token, index: TextIndex) -> Where:
    """A place phrase from the narrowest to the widest name: "Friendship Tower, Pyongyang"."""
    noun = counted(noun)
    mention = index.mentions.get(noun.i)
    if mention is not None and mention.kind == "place":
        return Where(_spell(noun, mention, index), _country(noun, mention, index), "argument")
    if noun.pos_ not in ("NOUN", "PROPN") or mention is not None and mention.kind in ("person", "nationality"):
        return Where()
    inside = [m for m in _below(noun, index) if m.kind == "place"]
    if not inside or lemma(noun) not in _SITES and mention is None:
        return Where()
    start = index.doc[noun.left_edge.i].idx
    end = max(noun.idx + len(noun), max(m.end for m in inside))
    text = " ".join(index.doc.text[start:end].split())
    text = text.removeprefix("the ").removeprefix("The ")
    return Where(text if len(text) <= 100 else inside[0].name or inside[0].text, inside[0].country, "argument")


_SITES = frozenset(
    "cemetery grave tower hall palace residence house building square airport base camp headquarters port factory plant "
    "school university church mosque hospital border town city village capital province region district island center "
    "centre monument memorial museum stadium hotel embassy consulate station side zone area site ceremony line bank "
    "suburb sector neighborhood neighbourhood part north south east west coast waters sea street prison jail court".split()
)


def _below(noun: Token, index: TextIndex) -> list[Mention]:
    found: list[Mention] = []
    for token in noun.subtree:
        mention = index.mentions.get(token.i)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _spell(noun: Token, mention: Mention, index: TextIndex) -> str:
    """"Freedom House on the South Korean side of Panmunjom": the name and the next wider one."""
    names = [mention.name or mention.text]
    for word, inner in prepositions(noun):
        outer = [m for m in _below(inner, index) if m.kind == "place"] if word in ("in", "of", "on", "at", "near") else []
        if outer:
            names.append(outer[0].name or outer[0].text)
            break
    return ", ".join(dict.fromkeys(names))


def _country(noun: Token, mention: Mention, index: TextIndex) -> str | None:
    if mention.country:
        return mention.country
    return next((m.country for m in _below(noun, index) if m.country), None)


def _place_above(trigger: Trigger, index: TextIndex) -> Where:
    """"… in Beijing, where he met …" and "talks … in a meeting in Beijing": the place of the clause above."""
    for child in trigger.verb.children:
        if child.lower_ == "where" and trigger.verb.dep_ in ("relcl", "advcl", "acl"):
            found = _noun_place(trigger.verb.head, index)
            if found.place:
                return Where(found.place, found.country, "argument")
            return _argument_place(trigger.verb.head, _PLACE_WORDS, index)
    return Where()


def _sentence_place(sentence: Span, trigger: Trigger, index: TextIndex) -> Where:
    found: list[tuple[Token, Mention]] = []
    for token in sentence:
        mention = index.mentions.get(token.i)
        if mention is None or mention.kind != "place" or any(m is mention for _, m in found):
            continue
        head = token
        while head.head.i != head.i and index.mentions.get(head.head.i) is mention:
            head = head.head
        if _is_located(head):
            found.append((head, mention))
    own = trigger.verb.i
    found = [(t, m) for t, m in found if not any(a.dep_ in ("relcl",) and a.i != own for a in climb(t, 6))]
    if not found:
        return Where()
    token, mention = min(found, key=lambda pair: abs(pair[0].i - own))
    outer = _noun_place(token.head, index) if token.dep_ == "poss" else Where()
    if outer.place:
        return Where(outer.place, outer.country, "sentence")
    return Where(_spell(token, mention, index), _country(token, mention, index), "sentence")


def _is_located(noun: Token) -> bool:
    """Whether a place stands in a phrase of place, also as "the city of Basra" or "a suburb of Cairo"."""
    for _ in range(3):
        if noun.dep_ == "appos":
            noun = noun.head
        elif noun.dep_ == "poss" and lemma(noun.head) in _SITES:
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head
        else:
            break
    return noun.dep_ == "pobj" and noun.head.lower_ in _PLACE_WORDS


def attribute_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> str | None:
    """Who says so: the subject of the reporting verb above, "according to …"; null when the paper itself says it."""
    speech = word_lists("speech")["verbs"]
    node = trigger.verb
    for ancestor in climb(node):
        if lemma(ancestor) in speech and ancestor.pos_ == "VERB" and ancestor.i != trigger.token.i:
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
        elif token.lower_ in ("citing", "quoting"):
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
    text = " ".join(index.doc.text[start : noun.idx + len(noun)].split()).rpartition(",")[2].strip()
    if noun.left_edge.i < noun.i - 8 or len(text) > 80:
        text = noun.text
    for prefix in ("the ", "The ", "a ", "A ", "an ", "An "):
        text = text.removeprefix(prefix)
    return text
