"""Who a noun phrase stands for: mentions, countries through adjectives and places, sectors through nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import organisation_codes, role_sectors, word_lists
from transforms.extract.movements.syntax import climb, conjuncts, counted, lemma, prepositions, subject
from transforms.extract.rows import Mention

_ACTING_KINDS = frozenset({"person", "organization", "place", "nationality"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "themselves", "itself"})
# "Syrian-backed militia", "anti-Syria journalist", "Russian-made rockets": the country is not theirs.
_FOREIGN_SUFFIX = frozenset(
    "backed supported made built occupied registered controlled held funded brokered sponsored style friendly speaking "
    "born mediated supplied trained designed oriented dominated bound".split()
)
_FOREIGN_PREFIX = frozenset({"anti", "pro", "non", "trans", "post", "ex"})
# "its neighbour", "Russia's ally": another country than the possessor's.
_RELATIONAL = frozenset({"neighbor", "neighbour", "ally", "counterpart", "rival", "enemy", "partner", "adversary", "foe", "opponent"})
# Nouns that leave the sector to the word before them ("rebel leaders", "army officers").
_GENERIC = frozenset(
    "leader official group movement chief member spokesman spokeswoman commander activist officer source head wing "
    "representative delegate delegation fighter team".split()
)
_OF_THEIRS = frozenset({"of", "in", "from", "at", "for", "inside", "throughout", "near", "outside"})


@dataclass(slots=True)
class Party:
    """One participant, not yet in a role. ``country`` is ISO 3166-1 alpha-3, or IGO/NGO for bodies above states."""

    token: Token
    start: int
    end: int
    text: str
    mention: Mention | None = None
    country: str | None = None
    sector: str | None = None

    @property
    def is_public(self) -> bool:
        """A state, a force, an organisation or a person with a public role, not just anybody."""
        return self.country is not None or self.sector not in (None, "CVL") or self.mention is not None

    @property
    def key(self) -> object:
        """Two parties with equal keys are one participant."""
        if self.mention is not None and self.mention.entity_id:
            return (self.mention.entity_id, self.sector)
        return (self.start, self.country)


def code_of(mention: Mention) -> tuple[str | None, str | None]:
    """Country (or IGO, NGO) and sector of a mention."""
    known = _organisation(mention)
    if known:
        return known
    if mention.sector in ("IGO", "NGO"):
        return mention.sector, None
    # a country is named, not yet its government; what acts for it in a sentence tells the sector
    return mention.country, None if mention.kind in ("place", "nationality") else mention.sector


def _organisation(mention: Mention) -> tuple[str, str | None] | None:
    if mention.kind == "person":
        return None
    codes = organisation_codes()
    for name in (mention.name, mention.text):
        if name:
            short = name.lower().removeprefix("the ").strip()
            if short in codes:
                return codes[short]
    return None


def parties(token: Token, index: TextIndex) -> list[Party]:
    """Everyone named by a noun phrase, coordination split; empty when nobody who can act is named."""
    found: list[Party] = []
    seen: set[object] = set()
    for head in conjuncts(token):
        people = _resolve(head, index)
        if head is not token and found and _is_apposition(head, found[-1], people):
            found[-1].country = found[-1].country or people[0].country
            found[-1].sector = found[-1].sector or people[0].sector
            continue
        for party in people:
            if party.key not in seen:
                seen.add(party.key)
                found.append(party)
    for party in found:
        _recall(party, index)
    return found


def _is_apposition(head: Token, last: Party, people: list[Party]) -> bool:
    """"Kim Jong-un, chairman of the commission, visited …" parsed as two people."""
    if last.mention is None or last.mention.kind != "person" or len(people) != 1 or people[0].token.pos_ == "PROPN":
        return False
    between = head.doc[last.token.i + 1 : head.i]
    return not any(token.lower_ in ("and", "or") for token in between)


def _recall(party: Party, index: TextIndex) -> None:
    """Country and office of a person told elsewhere in the text ("U.S. President Donald Trump … Trump")."""
    mention = party.mention
    if mention is None or mention.kind != "person":
        return
    name = mention.name or mention.text
    country, sector = index.offices.get(name) or index.offices.get(_only_bearer(name, index), (None, None))
    party.country, party.sector = party.country or country, party.sector or sector
    if party.country or party.sector:
        index.offices[name] = (party.country, party.sector)


def _only_bearer(name: str, index: TextIndex) -> str:
    """The one full name of the text that ends in a family name; "" when none or several do."""
    if " " in name:
        return ""
    bearers = [full for full in index.offices if full.endswith(f" {name}")]
    return bearers[0] if len(bearers) == 1 else ""


def learn_offices(index: TextIndex) -> None:
    """Read every person's title once, so that later mentions without one are known."""
    seen: set[int] = set()
    for i, mention in index.mentions.items():
        if mention.kind == "person" and id(mention) not in seen:
            last = max(j for j in range(i, min(i + 8, len(index.doc))) if index.mentions.get(j) is mention)
            seen.add(id(mention))
            _recall(_named(index.doc[last], mention, index), index)


def _resolve(token: Token, index: TextIndex, depth: int = 0) -> list[Party]:
    if depth > 3:
        return []
    inner = counted(token)
    if inner.i != token.i:
        return [p for head in conjuncts(inner) for p in _resolve(head, index, depth + 1)]
    if token.pos_ in ("PRON", "DET") or token.lower_ in _RELATIVE:
        return _resolve_pronoun(token, index, depth)
    mention = index.mentions.get(token.i)
    if mention is not None and mention.kind == "organization":
        bearer = _bearer_after(token, mention, index)
        if bearer is not None:
            return [bearer]
    if mention is not None and mention.kind in _ACTING_KINDS:
        return [_named(token, mention, index)]
    if mention is not None:
        return []
    return _described(token, index)


def _resolve_pronoun(token: Token, index: TextIndex, depth: int) -> list[Party]:
    if token.i not in index.pronouns:
        index.pronouns[token.i] = []  # a pronoun met again on its own way up stands for nobody
        index.pronouns[token.i] = _read_pronoun(token, index, depth)
    return index.pronouns[token.i]


def _read_pronoun(token: Token, index: TextIndex, depth: int) -> list[Party]:
    if token.lower_ in _RELATIVE:
        clause = next((a for a in climb(token, 4) if a.dep_ == "relcl"), None)
        return _resolve(clause.head, index, depth + 1) if clause is not None else []
    mention = index.references.get(token.i)
    if mention is not None:
        country, sector = code_of(mention)
        return [Party(token, token.idx, token.idx + len(token), token.text, mention, country, sector)]
    if token.lower_ not in _PRONOUNS:
        return _described(token, index)
    return _speaker(token, index, depth)


def _speaker(token: Token, index: TextIndex, depth: int) -> list[Party]:
    """"Hungary said it would …": the pronoun in a reported clause is the reporting subject, where nothing else fits."""
    for ancestor in climb(token, 6):
        if ancestor.pos_ not in ("VERB", "AUX"):
            continue
        found = subject(ancestor)
        if found is None or found.i >= token.i or found.i == token.i or found.pos_ == "PRON":
            continue
        people = [p for head in conjuncts(found) for p in _resolve(head, index, depth + 1)]
        for candidates in (people, people[:1]):
            if candidates and _agree(token, found, candidates):
                return candidates
    return []


def _agree(pronoun: Token, antecedent: Token, people: list[Party]) -> bool:
    word = pronoun.lower_
    is_plural = antecedent.tag_ in ("NNS", "NNPS") or len(people) > 1
    is_person = any(p.mention is not None and p.mention.kind == "person" for p in people)
    if word in ("they", "them", "their", "themselves"):
        return is_plural or not is_person
    if word in ("it", "its", "itself"):
        return not is_plural and not is_person
    return not is_plural and (is_person or antecedent.pos_ == "NOUN")


def _named(token: Token, mention: Mention, index: TextIndex) -> Party:
    country, sector = code_of(mention)
    around = _around(token, index, mention)
    if sector is None:
        sector = _title_sector(token, mention, index)
    if around and (country is None or mention.kind == "nationality" and token.tag_ in ("NNS", "NNPS")):
        # "Iraqi Kurds", "Bosnian Serbs", "Albanians in Serbia": a people within a state
        country = code_of(around[0])[0]
    return Party(token, mention.start, mention.end, mention.text, mention, country, sector)


def _title_sector(token: Token, mention: Mention, index: TextIndex) -> str | None:
    doc, sectors = token.doc, role_sectors()
    words = [doc[i] for i in range(max(token.left_edge.i, token.i - 8), token.i + 1)]
    if mention.kind != "person":
        words = [token]
    for word in reversed(words):
        found = _sector(word)
        if found:
            return found
    if mention.kind == "person":
        for child in token.children:
            if child.dep_ == "appos" and lemma(child) in sectors:
                return sectors[lemma(child)]
    return None


def _sector(token: Token) -> str | None:
    sectors = role_sectors()
    if token.i > 1 and token.nbor(-1).text == "-":
        hyphened = f"{token.nbor(-2).lower_}-{token.lower_}"
        if hyphened in sectors:
            return sectors[hyphened]
    if token.i > 0:
        pair = f"{token.nbor(-1).lower_} {lemma(token)}"
        if pair in sectors:
            return sectors[pair]
    return sectors.get(lemma(token)) or sectors.get(token.lower_)


@cache
def _is_role(word: str) -> bool:
    return word in role_sectors()


def _described(token: Token, index: TextIndex) -> list[Party]:
    """"North Korean troops", "opposition parties in Nepal", "their forces": a noun that names someone who can act."""
    if not (_is_role(lemma(token)) or _is_role(token.lower_)):
        return []
    titled = _titled_person(token, index)
    if titled is not None:
        return [titled]
    sector = _modifier_sector(token) if lemma(token) in _GENERIC else None
    sector = sector or _sector(token) or _modifier_sector(token)
    around = _around(token, index, None)
    end = token.idx + len(token)
    if not around:
        start = token.idx
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                start = min(start, child.idx)
        return [Party(token, start, end, token.doc.text[start:end], None, None, sector)]
    found = []
    for mention in around:
        country, own = code_of(mention)
        start = min(mention.start, token.idx)
        stop = max(end, mention.end)
        text = token.doc.text[start:stop]
        if len(text) > 120 or len(around) > 1:
            start, stop, text = mention.start, mention.end, mention.text
        found.append(Party(token, start, stop, text, mention, country, sector or own))
    return found


def _bearer_after(token: Token, office: Mention, index: TextIndex) -> Party | None:
    """"National Security Adviser Mike Waltz" with the office taken for an organisation."""
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and index.mentions.get(i + 1) is office:
        i += 1
    following = index.mentions.get(i + 1) if i + 1 < len(doc) else None
    if following is None or following.kind != "person" or _sector(doc[i]) is None:
        return None
    country, sector = code_of(following)
    return Party(doc[i + 1], following.start, following.end, following.text, following, country or office.country, sector or "GOV")


def _titled_person(title: Token, index: TextIndex) -> Party | None:
    """"North Korean leader Kim Jong-un", "the prime minister, Ms Vo": the title's bearer, wherever the parse hung the name."""
    doc, i = title.doc, title.i + 1
    mention = index.mentions.get(i) if i < len(doc) else None
    if mention is None or mention.kind != "person":
        mention = next((index.mentions.get(c.i) for c in title.children if c.dep_ == "appos" and c.i > title.i), None)
    if mention is None or mention.kind != "person" or title.tag_ in ("NNS", "NNPS"):
        return None
    country, sector = code_of(mention)
    around = _before(title, index, mention) or _after(title, index, mention)
    if country is None and around:
        country = code_of(around[0])[0]
    bearer = next((t for t in doc[title.i + 1 : title.sent.end] if index.mentions.get(t.i) is mention), title)
    return Party(bearer, mention.start, mention.end, mention.text, mention, country, sector or _sector(title))


def _modifier_sector(token: Token) -> str | None:
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and lemma(child) in role_sectors():
            found = role_sectors()[lemma(child)]
            if found:
                return found
    return None


def _around(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    """Mentions with a country among the modifiers of a noun: before it, in its of/in/from phrase, in apposition."""
    found = _before(token, index, own)
    if not found:
        found = _after(token, index, own)
    return found


def _before(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found: list[Mention] = []
    for i in range(_phrase_start(token), token.i):
        mention = index.mentions.get(i)
        word = token.doc[i]
        if word.dep_ == "poss" and lemma(token) in _RELATIONAL:
            continue
        if mention is None and word.dep_ == "poss" and word.pos_ == "PRON":
            held = _resolve_pronoun(word, index, 2)
            mention = held[0].mention if held else None
        if mention is None or mention is own or mention in found or code_of(mention)[0] is None:
            continue
        if not is_foreign(word):
            found.append(mention)
    if len(found) > 1 and not _coordinated(found, token, index):
        # "Turkey's Kurdish PKK rebels": the first is whose they are
        return found[:1]
    return found


def _phrase_start(token: Token) -> int:
    """Where the words before a noun begin; a verb ends the phrase, however the parse hangs it."""
    first = max(token.left_edge.i, token.i - 14)
    for i in range(token.i - 1, first - 1, -1):
        word = token.doc[i]
        if word.pos_ in ("VERB", "AUX") and word.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD") or word.text in (";", ":"):
            return i + 1
    return first


def _coordinated(mentions: list[Mention], token: Token, index: TextIndex) -> bool:
    text = token.doc.text[mentions[0].end : mentions[1].start].strip().lower()
    return text in ("and", "or", ",", "-", "–", "/", "&") or text.startswith(", ")


def is_foreign(word: Token) -> bool:
    """Whether a country word only colours another: "Syrian-backed", "anti-Syria", "Israeli-occupied"."""
    doc, i = word.doc, word.i
    if i > 0 and doc[i - 1].lower_ == "ethnic":
        return True
    if i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in _FOREIGN_SUFFIX:
        return True
    if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in _FOREIGN_PREFIX:
        return True
    low = word.lower_
    head, dash, tail = low.partition("-")
    return bool(dash) and (tail in _FOREIGN_SUFFIX or head in _FOREIGN_PREFIX)


def _after(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found: list[Mention] = []
    for word, inner in prepositions(token):
        if word in _OF_THEIRS:
            found += _countries(inner, index, own)
    if found:
        return found
    for child in token.children:
        if child.dep_ == "appos":
            found += _countries(child, index, own) or _before(child, index, own)
        elif child.dep_ in ("acl", "relcl") and child.i > token.i:
            for word, inner in prepositions(child):
                if word in ("in", "from"):
                    found += _countries(inner, index, own)
    return found


def _countries(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found = []
    for head in conjuncts(counted(token)):
        mention = index.mentions.get(head.i)
        if mention is not None and mention is not own and code_of(mention)[0] is not None:
            found.append(mention)
        elif mention is None or code_of(mention)[0] is None:
            found += _before(head, index, own)[:1] or _inside(head, index, own)
    return found


def _inside(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    for word, inner in prepositions(token):
        if word in ("of", "in"):
            mention = index.mentions.get(inner.i)
            if mention is not None and mention is not own and code_of(mention)[0] is not None:
                return [mention]
    return []


def is_domestic(sector: str | None) -> bool:
    """Whether unnamed people of a sector belong to the country where something happens."""
    return sector in word_lists("domestic")["sectors"]
