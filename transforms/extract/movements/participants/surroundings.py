"""Mentions with a country around a noun (before, in an of-phrase, in apposition), and the sector of a title."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.clauses.syntax import conjuncts, lemma, prepositions
from transforms.extract.movements.acts.phrases import counted
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.roles.codes import ABOVE_STATES, code_of
from transforms.extract.roles.sectors import noun_sector
from transforms.extract.roles.tables import SECTORS
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex
from transforms.extract.text.labels import NOUN_CLAUSES

# Words before a noun that may still be of its phrase, and of a title before a name.
_LONGEST_PHRASE, _LONGEST_TITLE = 14, 8
_DATELINE_DASHES = frozenset({"—", "–", "--"})
_ENDS_PHRASE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})


def title_sector(token: Token, mention: Mention, index: TextIndex) -> str | None:
    """The sector that the words of a name or the title before it give: "Defence Minister X", "Teachers Union"."""
    if mention.kind == "place" or mention.sector == "IGO":
        return None  # neither the Soviet Union nor the African Union is a union of workers
    if mention.kind != "person":
        is_other_union = lemma(token) == "union" and not _is_of_workers(token, mention)
        return None if mention.kind == "organization" and is_other_union else noun_sector(token)
    words = token.doc[max(token.left_edge.i, token.i - _LONGEST_TITLE) : token.i + 1]
    found = next((sector for word in reversed(words) if (sector := noun_sector(word))), None)
    if found is not None:
        return found
    office = next((c for c in token.children if c.dep_ == "appos" and lemma(c) in SECTORS), None)
    return _office_sector(office, index) if office is not None else None


def _is_of_workers(union: Token, mention: Mention) -> bool:
    """True for a union of a trade ("Teachers Union", "Union of Mineworkers"), not for the Rugby Union."""
    if union.i > 0 and f"{union.nbor(-1).lower_} {lemma(union)}" in SECTORS:
        return True
    plurals = [word.rstrip("'’").lower() for word in mention.text.split()]
    return any(
        word.endswith(PARTICIPANTS.trades) or word.removesuffix("s") in SECTORS for word in plurals if word != "union"
    )


def _office_sector(title: Token, index: TextIndex) -> str | None:
    """The sector of an office: "president of Bahri Logistics" is of the body after "of", no public office."""
    for word, inner in prepositions(title):
        body = index.mentions.get(inner.i)
        if word in ("of", "at") and body is not None and body.kind == "organization":
            return body.sector if body.sector not in ABOVE_STATES else "GOV"
    return SECTORS[lemma(title)]


def mentions_around(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    """Mentions with a country among the modifiers of a noun, but for ``own``, which names the noun itself."""
    return _mentions_before(token, index, own) or _mentions_after(token, index, own)


def _mentions_before(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found: list[Mention] = []
    for i in range(_phrase_start(token), token.i):
        mention = index.mentions.get(i)
        if mention is None or mention is own or mention in found or code_of(mention)[0] is None:
            continue
        if not _is_of_another(token.doc[i], token):
            found.append(mention)
    # "Turkey's Kurdish PKK rebels": the first is whose they are
    return found if len(found) < 2 or _are_coordinated(found, index) else found[:1]


def _is_of_another(word: Token, noun: Token) -> bool:
    """True for a country that is not that of the noun: "JEDDAH — Police", "Russia's ally", "Syrian-backed militia"."""
    is_dateline = word.i + 1 < noun.i and word.nbor(1).text in _DATELINE_DASHES
    is_of_relation = word.dep_ == "poss" and lemma(noun) in PARTICIPANTS.relational
    return is_dateline or is_of_relation or is_foreign(word)


def is_foreign(word: Token) -> bool:
    """True if a country word only modifies another: "Syrian-backed", "anti-Syria", "ethnic Serb"."""
    doc, i = word.doc, word.i
    before = doc[i - 1] if i > 0 else None
    if before is not None and before.lower_ == "ethnic":
        return True
    if i + 2 < len(doc) and doc[i + 1].text == "-" and doc[i + 2].lower_ in PARTICIPANTS.foreign_suffixes:
        return True
    if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in PARTICIPANTS.foreign_prefixes:
        return True
    head, dash, tail = word.lower_.partition("-")
    return bool(dash) and (tail in PARTICIPANTS.foreign_suffixes or head in PARTICIPANTS.foreign_prefixes)


def _phrase_start(token: Token) -> int:
    """Where the words before a noun begin; a verb ends the phrase, however the parse hangs it."""
    first = max(token.left_edge.i, token.i - _LONGEST_PHRASE)
    for i in range(token.i - 1, first - 1, -1):
        word = token.doc[i]
        if (word.pos_ in ("VERB", "AUX") and word.tag_ in _ENDS_PHRASE) or word.text in (";", ":"):
            return i + 1
    return first


def _are_coordinated(mentions: list[Mention], index: TextIndex) -> bool:
    text = index.text[mentions[0].end : mentions[1].start].strip().lower()
    return text in ("and", "or", ",", "-", "–", "/", "&") or text.startswith(", ")


def _mentions_after(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    linked = (inner for word, inner in prepositions(token) if word in PARTICIPANTS.of_theirs)
    found = [mention for inner in linked for mention in _countries(inner, index, own)]
    return found or [mention for child in token.children for mention in _of_clause(child, token, index, own)]


def _of_clause(child: Token, noun: Token, index: TextIndex, own: Mention | None) -> Iterator[Mention]:
    """Mentions in an apposition or a relative clause: "the firm, based in Oslo", "troops who came from Chad"."""
    if child.dep_ == "appos":
        yield from _countries(child, index, own) or _mentions_before(child, index, own)
    elif child.dep_ in NOUN_CLAUSES and child.i > noun.i:
        for word, inner in prepositions(child):
            if word in ("in", "from"):
                yield from _countries(inner, index, own)


def _countries(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    found = []
    for head in conjuncts(counted(token)):
        mention = index.mentions.get(head.i)
        if mention is not None and mention is not own and code_of(mention)[0] is not None:
            found.append(mention)
        elif mention is None or code_of(mention)[0] is None:
            found += _mentions_before(head, index, own)[:1] or _inside(head, index, own)
    return found


def _inside(token: Token, index: TextIndex, own: Mention | None) -> list[Mention]:
    """The first mention with a country in the "of" or "in" phrase of a noun."""
    inner = (index.mentions.get(noun.i) for word, noun in prepositions(token) if word in ("of", "in"))
    return next(([m] for m in inner if m is not None and m is not own and code_of(m)[0] is not None), [])
