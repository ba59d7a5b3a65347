"""From triggers to movements: participants, reality, circumstances, and what is left out."""

from __future__ import annotations

from spacy.tokens import Span, Token

from transforms.extract.movements.circumstances import When, Where, attribute_trigger, date_trigger, place_trigger
from transforms.extract.movements.confidence import rate
from transforms.extract.movements.countries import country_mention
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import in_class, word_lists
from transforms.extract.movements.nominal import nominal_roles
from transforms.extract.movements.people import Party, code_of, is_domestic, parties
from transforms.extract.movements.reality import Reality, judge
from transforms.extract.movements.roles import verb_actors, verb_recipients, without
from transforms.extract.movements.selection import Position, complement_is_hostile, locate
from transforms.extract.movements.syntax import is_displaced, is_passive, lemma, prepositions, subject
from transforms.extract.movements.triggers import Trigger, find_triggers
from transforms.extract.rows import Movement, Participant

_PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "REB", "JUD", "LEG", "SPY", "OPP"})
# Kept as they are when planned: an analyst follows a planned visit to the visit.
_KEPT_WHEN_PLANNED = frozenset({"CONSULT", "AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "MOBILIZE", "STATEMENT"})
_KEPT_MODES = frozenset({"tribute", "ceremony", "exercise", "parade", "trade", "resign", "dismissal"})
# Unnamed rebels, students or workers act against the government named with them, in its country.
_DOMESTIC_TYPES = frozenset({"PROTEST", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Slots where a place beside a reciprocal verb is the scene ("shook hands in Pyongyang").
_SCENES = frozenset({"in", "at", "on", "near", "from", "of", "by", "about", "over", "deep"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
_GOVERNED = frozenset({"REB", "OPP", "CVL", "LAB", "EDU", "REL", "AGR", "PTY", "ELI", "REF"})
# Nouns of words, not deeds: said again and again, they count only where nothing else in the sentence speaks.
_WORDS_ONLY = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT", "STATEMENT"})
_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_COMMITTING = ("will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d", "plan", "intend", "pledge", "promise", "vow")


def read_sentence(sentence: Span, index: TextIndex, is_sport: bool) -> list[tuple[Movement, Trigger]]:
    """The movements of one sentence, in text order, each with its trigger."""
    candidates = find_triggers(sentence, index)
    if not candidates:
        return []
    strong = word_lists("sports")["strong"]
    is_sport = is_sport or any(token.lower_ in strong for token in sentence)
    accepted: dict[int, Trigger] = {}
    found: list[tuple[Movement, Trigger]] = []
    for trigger in sorted(candidates, key=_depth):
        position = locate(trigger, accepted)
        if position.is_embedded:
            continue
        movement = _read_trigger(trigger, position, candidates, sentence, index, is_sport)
        if movement is not None:
            accepted[trigger.token.i] = trigger
            if trigger.carrier is not None:
                accepted.setdefault(trigger.carrier.i, trigger)
            found.append((movement, trigger))
    found = _drop_statements(found)
    return sorted(found, key=lambda pair: pair[1].token.i)


def _depth(trigger: Trigger) -> tuple[int, int, int]:
    depth, node = 0, trigger.verb
    if is_displaced(node):
        depth, node = -1, node.head
    while node.head.i != node.i and depth < 60:
        node, depth = node.head, depth + 1
    return depth, trigger.part == "noun", trigger.token.i


def _drop_statements(found: list[tuple[Movement, Trigger]]) -> list[tuple[Movement, Trigger]]:
    if all(trigger.type == "STATEMENT" for _, trigger in found):
        return found[:1]
    return [(movement, trigger) for movement, trigger in found if trigger.type != "STATEMENT"]


def _read_trigger(
    trigger: Trigger, position: Position, candidates: list[Trigger], sentence: Span, index: TextIndex, is_sport: bool
) -> Movement | None:
    if _is_mishap(trigger):
        return None
    is_explicit = _assign_roles(trigger, position, index)
    where = place_trigger(trigger, sentence, index)
    _fill_unnamed(trigger, where, sentence, index)
    if not _is_sensible(trigger, position, is_explicit, is_sport):
        return None
    if trigger.has("C") and complement_is_hostile(trigger, candidates):
        trigger.type = "THREATEN"
    reality = judge(trigger.token if trigger.part == "noun" else trigger.verb)
    when = date_trigger(trigger, sentence, index)
    _adjust_to_publication(reality, when, index)
    _adjust_type(trigger, reality)
    return _row(trigger, position, reality, when, where, attribute_trigger(trigger, sentence, index), sentence)


def _assign_roles(trigger: Trigger, position: Position, index: TextIndex) -> bool:
    if trigger.part == "noun":
        trigger.actors, trigger.recipients, is_explicit = nominal_roles(trigger, index)
        trigger.slot = "noun" if is_explicit else "carrier"
        return is_explicit
    trigger.actors = verb_actors(trigger.token, index)
    if trigger.part == "adjective" and not trigger.actors:
        trigger.actors = _predicate_actors(trigger.token, index)
    if not trigger.has("N"):
        trigger.recipients, trigger.slot = verb_recipients(trigger.token, trigger.entry.to, trigger.actors, index)
    if trigger.is_reciprocal and trigger.slot in _SCENES and all(_is_place(p) for p in trigger.recipients):
        trigger.recipients = []
    if not trigger.actors and (trigger.type == "RETREAT" or trigger.mode == "deployment") and is_passive(trigger.token):
        trigger.actors = [p for noun in trigger.objects for p in parties(noun, index)]
        trigger.recipients = without(trigger.recipients, trigger.actors)
    if not trigger.actors:
        _participants_of_object(trigger, index)
    return True


def _is_place(party: Party) -> bool:
    return party.mention is not None and party.mention.kind == "place"


def _predicate_actors(word: Token, index: TextIndex) -> list[Party]:
    found = subject(word) or (subject(word.head) if word.head.i != word.i else None)
    return parties(found, index) if found is not None else []


def _participants_of_object(trigger: Trigger, index: TextIndex) -> None:
    """"The meeting between A and B was postponed": who takes part in the event that something was done to."""
    for noun in trigger.objects:
        for word, inner in prepositions(noun):
            if word == "between":
                trigger.actors = parties(inner, index)
                kept = {p.key for p in trigger.actors}
                trigger.recipients = [p for p in trigger.recipients if p.key not in kept]
                trigger.is_reciprocal = True
                return
        if trigger.mode in ("cancel", "postpone"):
            for child in noun.children:
                if child.dep_ == "poss":
                    trigger.actors = parties(child, index)
                    return


def _is_mishap(trigger: Trigger) -> bool:
    """Killed by a storm or in a crash: nobody did it."""
    if trigger.type not in ("ASSAULT", "COERCE"):
        return False
    nouns = [noun for word, noun in prepositions(trigger.token) if word in ("in", "by", "from", "of", "after", "during")]
    found = subject(trigger.token)
    if found is not None and not is_passive(trigger.token):
        nouns.append(found)
    return any(lemma(noun) in in_class("accident") and noun.dep_ != "nsubjpass" for noun in nouns)


def _fill_unnamed(trigger: Trigger, where: Where, sentence: Span, index: TextIndex) -> None:
    """Countries of unnamed people, and the doer an agentless sentence leaves to its place."""
    agentless = word_lists("domestic")["agentless"]
    recipients = trigger.recipients
    if not trigger.actors and trigger.mode == "dismissal" and recipients and recipients[0].mention is not None:
        _imply_actor(trigger, recipients[0].country, recipients[0])
    if not trigger.actors and trigger.mode == "parade" and where.country:
        _imply_place_actor(trigger, where, sentence, index, None)
    if not trigger.actors and trigger.has("A") and trigger.type in agentless and recipients and where.country:
        _imply_place_actor(trigger, where, sentence, index, "UAF" if trigger.type == "ASSAULT" else None)
    home = where.country or next((p.country for p in trigger.actors if p.country not in (None, "IGO", "NGO")), None)
    for party in trigger.actors:
        if party.country is None and party.mention is None and is_domestic(party.sector):
            party.country = where.country
            if trigger.type in _DOMESTIC_TYPES and party.sector in _GOVERNED:
                party.country = next((r.country for r in recipients if r.country), where.country)
    if trigger.has("D") or trigger.mode == "resign":
        for party in trigger.actors:
            if party.country is None and party.sector in _STATE:
                party.country = where.country
    for party in trigger.recipients:
        if party.country is None and _is_nameless(party) and is_domestic(party.sector):
            party.country = home
        elif trigger.type in ("ASSAULT", "COERCE") and where.country and _is_ethnic(party):
            party.country = where.country
        elif party.country is None and party.mention is not None and trigger.has("D"):
            party.country = home


def _is_nameless(party: Party) -> bool:
    """A noun, or a capitalised one that names the body of any state ("Parliament")."""
    if party.mention is None:
        return True
    return party.mention.kind == "organization" and lemma(party.token) == party.mention.text.lower()


def _is_ethnic(party: Party) -> bool:
    return any(child.lower_ == "ethnic" for child in party.token.children)


def _imply_actor(trigger: Trigger, code: str | None, shown_by: Party) -> None:
    if code is None or shown_by.mention is None:
        return
    mention = country_mention(code, shown_by.mention)
    if mention is not None:
        trigger.actors = [Party(shown_by.token, mention.start, mention.end, mention.text, mention, code, "GOV")]


def _imply_place_actor(trigger: Trigger, where: Where, sentence: Span, index: TextIndex, sector: str | None) -> None:
    for token in sentence:
        mention = index.mentions.get(token.i)
        if mention is not None and mention.kind == "place" and code_of(mention)[0] == where.country and where.country:
            shown = country_mention(where.country, mention) or mention
            trigger.actors = [Party(token, mention.start, mention.end, mention.text, shown, where.country, sector)]
            return


def _is_sensible(trigger: Trigger, position: Position, is_explicit: bool, is_sport: bool) -> bool:
    actors, recipients = trigger.actors, trigger.recipients
    everyone = [*actors, *recipients]
    if not everyone or not actors and not (trigger.has("A") and recipients):
        return False
    if trigger.part == "noun" and trigger.has("L") and not is_explicit and trigger.carrier is None:
        return False
    if trigger.part == "noun" and trigger.carrier is None and not actors and not _suffers_by_name(trigger):
        return False
    if trigger.part == "noun" and trigger.carrier is None and position.relation != "main":
        if not actors or trigger.type in _WORDS_ONLY or trigger.mode in ("offer", "promise"):
            return False
    if position.relation == "relative" and (trigger.type in _WORDS_ONLY or not actors or not recipients):
        return False
    if trigger.has("Q") and not recipients and not (trigger.is_reciprocal and len(actors) > 1):
        return False
    if trigger.is_reciprocal and len(everyone) < 2 and not any(p.country and p.sector != "CVL" for p in actors):
        return False
    if trigger.has("P") and not any(_is_public(p) for p in everyone):
        return False
    if is_sport and not any(p.sector in _PUBLIC_SECTORS for p in everyone):
        return False
    return not (trigger.type == "STATEMENT" and not any(_is_public(p) for p in actors))


def _suffers_by_name(trigger: Trigger) -> bool:
    return trigger.has("A") and any(p.mention is not None and p.mention.kind == "person" for p in trigger.recipients)


def _is_public(party: Party) -> bool:
    if party.sector not in (None, "CVL"):
        return True
    if party.mention is None:
        return party.country is not None and party.sector != "CVL"
    return party.mention.kind != "person" and (party.country is not None or party.mention.kind == "organization")


def _adjust_to_publication(reality: Reality, when: When, index: TextIndex) -> None:
    """What is dated after the day of publication cannot have happened yet."""
    published = index.context.published_on
    if published is None or when.start is None or reality.modality not in ("actual", "ongoing"):
        return
    if when.start > published:
        reality.modality = "planned"
        reality.cue = reality.cue or "dated after publication"


def _adjust_type(trigger: Trigger, reality: Reality) -> None:
    """By the codebook a future cooperation is an agreement, a future blow a threat, an unwillingness a rejection."""
    words = (reality.cue or "").split()
    if reality.modality not in ("planned", "conditional") or not any(word in _COMMITTING for word in words):
        return
    if reality.polarity == "negative" and trigger.type == "AGREE":
        trigger.type, reality.polarity, reality.modality = "REJECT", "positive", "actual"
    if trigger.mode in _KEPT_MODES or trigger.type in _KEPT_WHEN_PLANNED:
        return
    if is_passive(trigger.verb) and not trigger.actors or trigger.part == "noun":
        return
    if reality.polarity == "negative":
        if trigger.type in _COOPERATIVE:
            trigger.type, reality.polarity, reality.modality = "REJECT", "positive", "actual"
        return
    if reality.modality == "conditional" and trigger.type not in _COOPERATIVE:
        return
    trigger.type = "AGREE" if trigger.type in _COOPERATIVE else "THREATEN"


def _row(
    trigger: Trigger, position: Position, reality: Reality, when: When, where: Where, source: str | None, sentence: Span
) -> Movement:
    start, end = _span(trigger)
    movement = Movement(
        start=start,
        end=end,
        text=sentence.doc.text[start:end],
        type=trigger.type,
        mode=trigger.mode,
        modality=reality.modality,
        polarity=reality.polarity,
        cue=reality.cue,
        date_start=when.start,
        date_end=when.end,
        date_grain=when.grain,
        date_basis=when.basis,
        place=where.place,
        place_country=where.country,
        place_basis=where.basis,
        attributed_to=source,
        rule=f"{trigger.part}:{trigger.entry.rule}",
        participants=_participants(trigger),
    )
    movement.is_reciprocal = _is_mutual(trigger)
    movement.confidence = rate(movement, trigger, position)
    return movement


def _is_mutual(trigger: Trigger) -> bool:
    if trigger.mode in ("visit", "host", "inspection", "attend", "invitation", "envoy"):
        return False
    if trigger.is_reciprocal:
        return True
    if trigger.type == "REJECT" and trigger.mode != "fail":
        return False
    countries = {p.country for p in trigger.actors if p.country}
    return trigger.type in ("AGREE", "CONSULT", "COOPERATE", "REJECT") and not trigger.recipients and len(countries) > 1


def _span(trigger: Trigger) -> tuple[int, int]:
    first, last = trigger.token, trigger.token
    for child in trigger.token.children:
        if child.dep_ == "prt" and child.i == trigger.token.i + 1:
            last = child
    if trigger.carrier is not None and 0 < trigger.token.i - trigger.carrier.i <= 6:
        first = trigger.carrier
    return first.idx, last.idx + len(last)


def _participants(trigger: Trigger) -> list[Participant]:
    rows = []
    for role, side in (("actor", trigger.actors), ("recipient", trigger.recipients)):
        for ordinal, p in enumerate(side):
            rows.append(Participant(role, ordinal, p.text, p.start, p.end, p.mention, p.country, p.sector))
    return rows
