"""Giving a trigger its actors and recipients, also those a sentence leaves to its place or its object."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from transforms.extract.movements.actors import verb_actors
from transforms.extract.movements.countries import country_mention
from transforms.extract.movements.homes import home_of, is_body_of_state, same_body_before
from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import word_lists
from transforms.extract.movements.nominal import nominal_roles
from transforms.extract.movements.parties import parties
from transforms.extract.movements.people import Party, code_of, is_domestic, without
from transforms.extract.movements.recipients import verb_recipients
from transforms.extract.movements.selection import way_is_complement
from transforms.extract.movements.syntax import (
    direct_object,
    is_passive,
    lacks_finite_verb,
    lemma,
    prepositions,
    subject,
)
from transforms.extract.movements.trigger import Trigger
from transforms.extract.movements.where import Where
from transforms.extract.rows import Mention

# Unnamed rebels, students or workers act against the government named with them, in its country.
_DOMESTIC_TYPES = frozenset({"PROTEST", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Slots where a place beside a reciprocal verb is the scene ("shook hands in Pyongyang").
_SCENES = frozenset({"in", "at", "on", "near", "from", "of", "by", "about", "over", "deep"})
_WITHIN = frozenset({"in", "across", "throughout", "around", "within", "inside", "of", "from"})
# Where the place of an act is its goal.
_TOWARDS = frozenset({"visit", "deployment", "invitation", "attend", "tribute", "envoy"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
_GOVERNED = frozenset({"REB", "OPP", "CVL", "LAB", "EDU", "REL", "AGR", "PTY", "ELI", "REF"})


def assign_roles(trigger: Trigger, candidates: list[Trigger], index: TextIndex) -> bool:
    if trigger.part == "noun":
        trigger.actors, trigger.recipients, is_explicit = nominal_roles(trigger, index)
        trigger.slot = "noun" if is_explicit else "carrier"
        return is_explicit
    trigger.actors = verb_actors(trigger.token, index)
    if trigger.part == "adjective" and (not trigger.actors or _has_noun_subject(trigger.token)):
        trigger.actors = _predicate_actors(trigger.token, index)
    if not trigger.has("N"):
        is_wide = trigger.has("E") or trigger.type == "PROTEST"
        if trigger.has("E") and not trigger.entry.to:
            trigger.recipients = _sides_of_promise(trigger, candidates, index)
            trigger.slot = "complement"
    if not trigger.has("N") and not trigger.recipients:
        trigger.recipients, trigger.slot = verb_recipients(
            trigger.token, trigger.entry.to, trigger.actors, index, is_wide
        )
        if not trigger.recipients:
            _share_recipients(trigger, index)
    trigger.recipients = [
        p for p in trigger.recipients if not (_is_scene(p) or _is_moved(p, trigger) or _is_own_ground(p, trigger))
    ]
    if trigger.type == "AGREE" and trigger.slot in ("clause", "deep"):
        homes = {p.country for p in trigger.actors}
        trigger.recipients = [p for p in trigger.recipients if p.country and p.country not in homes]
    if trigger.is_reciprocal and trigger.slot in _SCENES and all(_is_place(p) for p in trigger.recipients):
        trigger.recipients = []
    if not trigger.actors and (trigger.type == "RETREAT" or trigger.mode == "deployment") and is_passive(trigger.token):
        trigger.actors = [p for noun in trigger.objects for p in parties(noun, index)]
        trigger.recipients = without(trigger.recipients, trigger.actors)
    if not trigger.actors:
        _participants_of_object(trigger, index)
    return True


def _share_recipients(trigger: Trigger, index: TextIndex) -> None:
    """ "donated and delivered goods to X": a verb without an object of its own shares what follows the next verb."""
    verb = trigger.token
    for following in verb.children:
        if following.dep_ == "conj" and following.pos_ == "VERB" and direct_object(verb) is None:
            trigger.recipients, trigger.slot = verb_recipients(
                following, trigger.entry.to, trigger.actors, index, is_wide=False
            )
            return


def _sides_of_promise(trigger: Trigger, candidates: list[Trigger], index: TextIndex) -> list[Party]:
    """ "threatened to break off relations with X": the other side of what is promised, threatened, refused."""
    for inner in candidates:
        if inner.part == "verb" and inner.token.i > trigger.token.i and way_is_complement(inner.token, trigger.token):
            found, slot = verb_recipients(inner.token, inner.entry.to, trigger.actors, index, is_wide=False)
            return [] if slot in ("deep", "") or not any(p.country for p in found) else found
    return []


def _is_place(party: Party) -> bool:
    return party.mention is not None and party.mention.kind == "place"


def _is_named_place(party: Party) -> bool:
    return _is_place(party) and party.mention is not None and party.mention.start <= party.token.idx < party.mention.end


def _predicate_actors(word: Token, index: TextIndex) -> list[Party]:
    found = _predicate_subject(word)
    return parties(found, index) if found is not None else []


def _has_noun_subject(word: Token) -> bool:
    found = _predicate_subject(word) if word.pos_ == "ADJ" else None
    return found is not None and found.pos_ == "PROPN"


def _predicate_subject(word: Token) -> Token | None:
    return subject(word) or (subject(word.head) if word.head.i != word.i else None)


def _participants_of_object(trigger: Trigger, index: TextIndex) -> None:
    """ "The meeting between A and B was postponed": who takes part in the event that something was done to."""
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


def fill_unnamed(trigger: Trigger, where: Where, sentence: Span, index: TextIndex) -> None:
    """Countries of unnamed people, and the doer an agentless sentence leaves to its place."""
    agentless = word_lists("domestic")["agentless"]
    recipients = trigger.recipients
    is_told = trigger.part != "verb" or not lacks_finite_verb(trigger.token)
    if (
        is_told
        and not trigger.actors
        and trigger.mode == "dismissal"
        and recipients
        and recipients[0].mention is not None
    ):
        _imply_actor(trigger, recipients[0].country, recipients[0])
    if not trigger.actors and trigger.mode == "parade" and where.country:
        _imply_place_actor(trigger, where, sentence, index, None)
    is_scene_known = is_told and where.country is not None and where.basis == "argument"
    if not trigger.actors and trigger.has("A") and trigger.type in agentless and recipients and is_scene_known:
        _imply_place_actor(trigger, where, sentence, index, "UAF" if trigger.type == "ASSAULT" else None)
    _lend_country(trigger, where, sentence, index)
    if trigger.mode == "deployment":
        _recall_force(trigger, index)
    home = where.country or next((p.country for p in trigger.actors if p.country not in (None, "IGO", "NGO")), None)
    _place_actors(trigger, where, index)
    for party in trigger.recipients:
        if _is_any_state(party):
            continue
        if party.country is None and _is_acted_on_by_states(party, trigger):
            party.country = home_of(party, {p.country for p in trigger.actors}, index)
        elif party.country is None and _is_nameless(party) and is_domestic(party.sector):
            party.country = home if lemma(party.token) not in word_lists("grammar")["relational"] else None
        elif trigger.type in ("ASSAULT", "COERCE") and where.country and _is_ethnic(party):
            party.country = where.country
        elif party.country is None and party.mention is not None and trigger.has("D") and not _is_person(party):
            party.country = home


def _place_actors(trigger: Trigger, where: Where, index: TextIndex) -> None:
    """The country of nameless actors: of a state's bodies what the text tells elsewhere, of people where they are."""
    for party in trigger.actors:
        if party.country is not None or _is_any_state(party):
            continue
        if party.mention is not None:
            is_home = party.sector in _STATE and (trigger.has("D") or trigger.mode == "resign")
            if is_home and where.country not in _outer_countries(trigger, where):
                party.country = where.country
            continue
        if party.sector in word_lists("domestic")["state"]:
            party.country = _country_of_body(party, trigger, where, index)
        elif is_domestic(party.sector):
            party.country = where.country
            if trigger.type in _DOMESTIC_TYPES and party.sector in _GOVERNED:
                party.country = next((r.country for r in trigger.recipients if r.country), where.country)


def _country_of_body(party: Party, trigger: Trigger, where: Where, index: TextIndex) -> str | None:
    is_local = party.sector in word_lists("domestic")["local"]
    barred = _outer_countries(trigger, where, is_local)
    if not is_body_of_state(party):
        return where.country if where.country not in barred else None
    ground = _ground_in_front(party, trigger, index)
    if ground is not None:
        return ground
    told = None if is_local else same_body_before(party, index)
    if told is not None and told not in barred:
        return told
    origin = _origin(trigger, index) if trigger.mode == "visit" else None
    if origin is not None and origin not in barred:
        return origin
    if trigger.type != "CONSULT" and where.country is not None and where.country not in barred:
        return where.country
    return home_of(party, barred, index)


def _ground_in_front(party: Party, trigger: Trigger, index: TextIndex) -> str | None:
    """ "In Ecuador on Monday, the government …": the country a clause opens with. Who meets may do so anywhere."""
    scenes = word_lists("domestic")["scenes"]
    if trigger.type == "CONSULT":
        return None
    opening = [noun for word, noun in prepositions(trigger.verb) if word in scenes and noun.i < party.token.i]
    named = [index.mentions.get(noun.i) for noun in opening]
    return next((m.country for m in named if m is not None and m.kind == "place"), None)


def _origin(trigger: Trigger, index: TextIndex) -> str | None:
    """The country a journey starts from: "flew from Tbilisi to Baku"."""
    starts = [index.mentions.get(noun.i) for word, noun in prepositions(trigger.token) if word == "from"]
    return next((m.country for m in starts if m is not None and m.kind == "place"), None)


def _outer_countries(trigger: Trigger, where: Where, is_local: bool = False) -> set[str | None]:
    """Countries that a nameless body goes to or acts against: never its own. Police arrest foreigners at home."""
    barred = {p.country for p in trigger.recipients if _is_named_place(p) or not (is_local or _is_located(p))} - {None}
    if trigger.mode in _TOWARDS:
        barred.add(where.country)
    return barred


def _is_located(party: Party) -> bool:
    """True for "12 civilians in Myanmar": the country is only where they are."""
    shown, scenes = party.mention, word_lists("domestic")["scenes"]
    if shown is None:
        return party.country is None
    return any(word in scenes and shown.start <= noun.idx < shown.end for word, noun in prepositions(party.token))


def _is_acted_on_by_states(party: Party, trigger: Trigger) -> bool:
    """True for the government in "Russia condemned the government": hardly Russia's own."""
    is_abroad = bool(trigger.actors) and all(_is_named_place(p) for p in trigger.actors)
    return is_abroad and not trigger.has("D") and is_body_of_state(party)


def _is_any_state(party: Party) -> bool:
    """ "Asian countries", "the country", "member states": whose they are the noun itself must say."""
    if party.mention is not None:
        return False
    nouns = [party.token, *(inner for word, inner in prepositions(party.token) if word == "of")]
    words = word_lists("grammar")
    is_office = lemma(party.token) in words["foreign_offices"]
    is_global = not is_office and any(child.lower_ in words["worldwide"] for child in party.token.children)
    return is_global or any(lemma(noun) in words["any_state"] for noun in nouns)


def _is_moved(party: Party, trigger: Trigger) -> bool:
    """ "withdrew U.S. forces from …": an actor's own troops are no other side."""
    if party.sector != "MIL" or not (trigger.type == "RETREAT" or trigger.mode in ("deployment", "withdraw")):
        return False
    return party.country is None or party.country in {p.country for p in trigger.actors}


def _is_scene(party: Party) -> bool:
    """ "across the country", "in the country": where it happens, nobody's other side."""
    return _is_any_state(party) and party.country is None and party.token.head.lower_ in _WITHIN


def _is_own_ground(party: Party, trigger: Trigger) -> bool:
    """ "In Kenya, the government imposed a curfew": the place in front is that of the nameless doer."""
    word, doers = party.token, trigger.actors
    if not _is_named_place(party) or word.dep_ != "pobj" or word.head.lower_ not in word_lists("domestic")["scenes"]:
        return False
    is_nameless = bool(doers) and all(p.mention is None and p.country is None for p in doers)
    return is_nameless and all(word.i < p.token.i for p in doers)


def _recall_force(trigger: Trigger, index: TextIndex) -> None:
    """ "The unit includes personnel sent to …": the force named in the lines before."""
    for number, party in enumerate(trigger.actors):
        if party.country is not None or party.mention is not None:
            continue
        for i in range(party.token.i - 1, max(0, party.token.i - 70), -1):
            mention = index.mentions.get(i)
            if mention is None or mention.sector != "MIL" or mention.country is None:
                continue
            shown = country_mention(mention.country, mention) or mention
            trigger.actors[number] = replace(party, mention=shown, country=mention.country)
            break


def _lend_country(trigger: Trigger, where: Where, sentence: Span, index: TextIndex) -> None:
    """Who resigns or rules at home belongs to the one country the sentence names."""
    lacking = [p for p in trigger.actors if p.country is None and (p.sector in _STATE or trigger.mode == "resign")]
    lacking = [p for p in lacking if not _is_person(p) and not _is_any_state(p)]
    if not lacking or not (trigger.has("D") or trigger.mode == "resign"):
        return
    codes = {code_of(m)[0] for t in sentence if (m := _home_mention(t, index)) is not None} - {None, "IGO", "NGO"}
    if len(codes) == 1 and not codes & _outer_countries(trigger, where):
        for party in lacking:
            party.country = next(iter(codes))


def _home_mention(token: Token, index: TextIndex) -> Mention | None:
    """A country word that may tell whose police or government speaks: not the one they act towards."""
    mention = index.mentions.get(token.i)
    if token.dep_ == "pobj" and token.head.lower_ in word_lists("grammar")["outward"]:
        return None
    return mention


def _is_person(party: Party) -> bool:
    return party.mention is not None and party.mention.kind == "person"


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
