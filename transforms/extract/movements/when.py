"""The date of a trigger: what its own clause names, never silently the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from transforms.extract.dates import periods
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.past_times import lies_in_named_past
from transforms.extract.movements.recall import (
    Elapsed,
    date_before_clause,
    elapsed_expression,
    find_eras,
    is_long_past,
    is_remembered,
    lies_in_past,
)
from transforms.extract.movements.syntax import climb, lemma
from transforms.extract.movements.trigger import Trigger
from transforms.extract.rows import DateExpression

# A date behind one of these bounds the movement on one side; it is not its day.
_OPEN = frozenset({"after", "before", "since", "following", "until", "till"})


# Behind every date that the parse ties to the trigger's own clause.
_NEARBY = 9


@dataclass(slots=True)
class When:
    """Day bounds (inclusive), grain and basis of a movement's date."""

    start: date | None = None
    end: date | None = None
    grain: str | None = None
    basis: str = "none"


def date_trigger(trigger: Trigger, sentence: Span, index: TextIndex) -> When:
    """The date the trigger's own clause names; for a caption without one the day its photo was taken.

    A recalled act has the date on which its clause is hung, or none: its basis is then ``past``.
    """
    hung = date_before_clause(trigger, index)
    if hung is not None:
        return When(hung.date_start, hung.date_end, hung.grain, hung.basis)
    elapsed = elapsed_expression(trigger)
    if elapsed is not None and (counted := _count_back(elapsed, trigger, sentence, index)) is not None:
        return counted
    remembered = is_remembered(trigger)
    best = _ranked_dates(trigger, sentence, index, remembered)
    if best:
        top = min(rank for rank, _, _ in best)
        when = _join([(e, r) for rank, e, r in best if rank == top])
        if when.start is not None or when.basis == "past":
            return when
    else:
        part = index.part_at(trigger.token.idx)
        if part is not None and part.name == "caption" and part.taken_on is not None:
            return When(part.taken_on, part.taken_on, "day", "explicit")
    is_past = remembered or lies_in_past(trigger) or lies_in_named_past(trigger)
    return When(basis="past") if is_past else When()


def _count_back(elapsed: Elapsed, trigger: Trigger, sentence: Span, index: TextIndex) -> When | None:
    """ "three years since Russia invaded": that long before publication, or before what the sentence tells besides.

    Null for days, weeks and months after something of which no day is told.
    """
    base = index.context.published_on
    if elapsed.after is not None:
        own = {token.i for token in trigger.verb.subtree if token.i > elapsed.after.i}
        in_sentence = [(first, d) for first, end, d in index.dates if sentence.start <= first and end <= sentence.end]
        dates = [d.date_start for first, d in in_sentence if d.date_start is not None and first not in own]
        if not dates and elapsed.unit not in ("year", "decade"):
            return None
        base = dates[0] if dates else base
    if base is None:
        return When(basis="past")
    period = periods.of_grain(elapsed.unit, periods.step(base, -elapsed.count, elapsed.unit))
    return When(period.start, period.end, period.grain, "relative")


def _ranked_dates(
    trigger: Trigger, sentence: Span, index: TextIndex, remembered: bool
) -> list[tuple[int, DateExpression, Token]]:
    """The dates that may be the trigger's, each with how far from it they are."""
    best: list[tuple[int, DateExpression, Token]] = []
    in_sentence = [date for date in index.dates if date[0] >= sentence.start and date[1] <= sentence.end]
    for first, end, expression in [*in_sentence, *find_eras(sentence)]:
        root = _root(index, first, end)
        rank = _remembered_rank(root, trigger) if remembered else _rank(root, first, trigger, sentence)
        if rank is not None:
            best.append((rank, expression, root))
    return best


def _rank(root: Token, first: int, trigger: Trigger, sentence: Span) -> int | None:
    rank = _date_rank(root, trigger)
    if rank is None and (_stands_before(first, trigger) or _went_astray(root, trigger)):
        rank = _NEARBY
    if rank is None and first - sentence.start <= 2 and root.head.lower_ not in _OPEN:
        rank = _opening_rank(sentence, trigger)
    if rank is None:
        rank = _rank_at_noun(root, trigger)
    return rank


def _remembered_rank(root: Token, trigger: Trigger) -> int | None:
    """Of what is only remembered, a date says when only inside its own clause: "those killed in last year's attack"."""
    above = list(climb(root))
    if any(token.dep_ == "prep" and token.lower_ in _OPEN for token in above[:2]):
        return None
    for step, token in enumerate(above):
        if token.i in (trigger.token.i, trigger.verb.i):
            return step
    return _rank_at_noun(root, trigger)


def _rank_at_noun(root: Token, trigger: Trigger) -> int | None:
    """ "the 2019 attack that killed 50 people", "the coup of 1973, in which …": the date of what a clause describes."""
    clause = next((t for t in [trigger.verb, *climb(trigger.verb, 3)] if t.dep_ in ("relcl", "acl")), None)
    if clause is None or root.i > clause.i:
        return None
    if clause.i != trigger.verb.i and lemma(clause) in word_lists("speech")["verbs"]:
        return None  # "the 2019 report, which says Iran attacked Oman"
    noun = clause.head
    if root.head.i == noun.i or (
        root.head.dep_ == "prep" and root.head.lower_ in ("of", "in", "on") and root.head.head.i == noun.i
    ):
        return _NEARBY - 1
    return None


def _root(index: TextIndex, first: int, end: int) -> Token:
    span = index.doc[first:end]
    return span.root


def _join(found: list[tuple[DateExpression, Token]]) -> When:
    resolved = [(e, r) for e, r in found if e.date_start is not None]
    if not resolved:
        return When(basis="past") if any(is_long_past(e) for e, _ in found) else When()
    first, root = resolved[0]
    if len(resolved) > 1 and _is_range(root, resolved[1][1]):
        last = resolved[1][0].date_end
        if first.date_start is not None and last is not None and first.date_start <= last:
            return When(first.date_start, last, first.grain, first.basis)
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
    for step, ancestor in enumerate(climb(root)):
        if ancestor.dep_ == "prep" and ancestor.lower_ in _OPEN:
            return None
        if step == 0 and _is_of_another_noun(root, ancestor, trigger):
            return None
        if ancestor.i in (verb.i, noun.i):
            return 0
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.dep_ not in ("aux", "auxpass"):
            return _rank_of_clause(ancestor, verb, noun, speech)
    return None


def _stands_before(first: int, trigger: Trigger) -> bool:
    """ "ministers on Monday imposed": a date right before the verb is the verb's, whatever the parse made of it."""
    between = trigger.token.doc[first : trigger.token.i]
    opens = first > 0 and between.doc[first - 1].lower_ == "on"
    return opens and 0 < len(between) <= 2 and all(t.ent_type_ or t.pos_ in ("PROPN", "NOUN", "NUM") for t in between)


def _went_astray(root: Token, trigger: Trigger) -> bool:
    """A date before a comma that the parse hung on a verb behind that comma: it belongs to the verb before it."""
    verb, doc = trigger.verb, root.doc
    owner = next((t for t in climb(root) if t.pos_ in ("VERB", "AUX")), None)
    if owner is None or owner.i < root.i or verb.i > root.i:
        return False
    if not any(t.text == "," for t in doc[root.i : owner.i]):
        return False
    return not any(t.pos_ == "VERB" for t in doc[verb.i + 1 : root.i])


def _is_of_another_noun(root: Token, above: Token, trigger: Trigger) -> bool:
    """ "the May 13 landing", "the annexation of 1981": the date of a thing the movement is about."""
    if trigger.type in ("CONSULT", "PROTEST", "AGREE", "REJECT"):
        return False
    noun = above
    if above.dep_ == "prep" and above.lower_ == "of":
        noun = above.head
    elif root.dep_ not in ("compound", "nmod", "poss", "nummod", "amod"):
        return False
    if noun.lower_ in word_lists("grammar")["day_parts"]:
        return False  # "on Tuesday night"
    return noun.pos_ in ("NOUN", "PROPN") and noun.i != trigger.token.i and trigger.carrier is None


def _opening_rank(sentence: Span, trigger: Trigger) -> int | None:
    """A date that opens the sentence dates its main clause, whatever phrase comes between."""
    node = trigger.verb
    for step in range(3, 8):
        if node.i == sentence.root.i:
            return None if lemma(node) in word_lists("speech")["verbs"] and step > 3 else step
        is_same_time = node.dep_ == "advcl" and any(c.lower_ in ("while", "as", "when", "where") for c in node.children)
        if (
            node.dep_ not in ("xcomp", "conj", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "ccomp", "parataxis")
            and not is_same_time
        ):
            return None
        node = node.head
    return None


def _rank_of_clause(owner: Token, verb: Token, noun: Token, speech: frozenset[str]) -> int | None:
    """The date hangs on the verb ``owner``: does its clause speak of the trigger too?"""
    if owner.dep_ in ("acl", "relcl") and owner.head.i == noun.i:
        return 1
    if lemma(owner) in speech:
        return None
    is_same_time = any(c.lower_ in ("when", "as", "while") for c in owner.children)
    if owner.dep_ == "advcl" and owner.head.i == verb.i and is_same_time:
        return 2
    node = verb
    for step in range(1, 7):
        if node.i == owner.i:
            return step
        if node.dep_ in (
            "xcomp",
            "conj",
            "dobj",
            "pobj",
            "prep",
            "nsubj",
            "nsubjpass",
            "pcomp",
            "attr",
            "agent",
            "acl",
        ) or (
            node.dep_ == "advcl"
            and not any(c.lower_ in ("after", "before", "since", "because", "if") for c in node.children)
        ):
            node = node.head
        else:
            break
    if noun.i != verb.i:
        return None
    # a purpose or participle clause below the trigger: "arrived for talks starting Monday" is not the arrival's day
    if owner.dep_ == "xcomp" and owner.head.i == verb.i and lemma(verb) in ("expect", "schedule", "plan", "set"):
        return 2
    return None
