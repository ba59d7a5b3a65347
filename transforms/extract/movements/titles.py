"""Who bears a title, and what a title told once in a text says of later mentions of its bearer."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.people import Party, code_of
from transforms.extract.movements.surroundings import mentions_after, mentions_before, noun_sector
from transforms.extract.rows import Mention

_HONORIFICS = frozenset({"Dr", "Mr", "Mrs", "Ms", "Prof", "Sheikh", "Gen", "Col", "Sir", "Hon", "Eng", "Engr"})


def recall(party: Party, index: TextIndex) -> None:
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


def bearer_after(token: Token, office: Mention, index: TextIndex) -> Party | None:
    """ "National Security Adviser Mike Waltz" with the office taken for an organisation."""
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and index.mentions.get(i + 1) is office:
        i += 1
    following = index.mentions.get(i + 1) if i + 1 < len(doc) else None
    if following is None or following.kind != "person" or noun_sector(doc[i]) is None:
        return None
    country, sector = code_of(following)
    return Party(
        doc[i + 1],
        following.start,
        following.end,
        following.text,
        following,
        country or office.country,
        sector or "GOV",
    )


def _bearer_behind_phrase(title: Token, index: TextIndex) -> Mention | None:
    """ "Deputy Minister for Political Affairs Ali Bagheri", "director at the ministry, Dr. X": who bears it."""
    doc = title.doc
    if title.i + 1 >= len(doc) or doc[title.i + 1].lower_ not in ("of", "for", "at", "in", "to"):
        return None
    for i in range(title.i + 2, min(title.i + 22, title.sent.end)):
        token = doc[i]
        mention = index.mentions.get(i)
        if mention is not None and mention.kind == "person":
            return mention if _stands_alone(i, mention, index) else None
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (";", ":", "(") or token.lower_ in ("who", "that"):
            return None
    return None


def _bearer_behind_rank(title: Token, index: TextIndex) -> Mention | None:
    """ "police spokesperson, Brigadier X, said", "television host and lawmaker X": a comma, a rank, a second office."""
    doc, i = title.doc, title.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in (",", "and"):
        return None
    is_second = doc[i].lower_ == "and"
    for j in range(i + 1, min(i + 5, title.sent.end)):
        mention = index.mentions.get(j)
        if mention is not None:
            return mention if mention.kind == "person" and (j > i + 1 or not is_second) else None
        if doc[j].pos_ not in ("PROPN", "NOUN", "ADJ", "PUNCT") or doc[j].text == "," or noun_sector(doc[j]) == "CVL":
            return None
        if doc[j].tag_ in ("NNS", "NNPS"):
            return None
    return None


def _stands_alone(i: int, mention: Mention, index: TextIndex) -> bool:
    """Whether a name is nobody's object and owns nothing: what comes before it is a noun or a comma."""
    doc, j = index.doc, i - 1
    while doc[j].pos_ in ("PROPN", "X") and doc[j].text.rstrip(".") in _HONORIFICS:
        j -= 1
    end = i
    while end < len(doc) and index.mentions.get(end) is mention:
        end += 1
    is_owner = end < len(doc) and doc[end].tag_ == "POS"
    is_listed = any(token.lower_ == "and" for token in doc[i : min(end + 1, len(doc))])
    return not is_owner and not is_listed and (doc[j].text == "," or doc[j].pos_ in ("NOUN", "PROPN"))


def titled_person(title: Token, index: TextIndex) -> Party | None:
    """ "North Korean leader Kim Jong-un", "the prime minister, Ms Vo": who bears the title."""
    doc, i = title.doc, title.i + 1
    mention = index.mentions.get(i) if i < len(doc) else None
    if mention is None or mention.kind != "person":
        mention = next((index.mentions.get(c.i) for c in title.children if c.dep_ == "appos" and c.i > title.i), None)
    if mention is None or mention.kind != "person":
        mention = _bearer_behind_phrase(title, index) or _bearer_behind_rank(title, index)
    if mention is None or mention.kind != "person" or title.tag_ in ("NNS", "NNPS"):
        return None
    country, sector = code_of(mention)
    around = mentions_before(title, index, mention) or mentions_after(title, index, mention)
    if country is None and around:
        country = code_of(around[0])[0]
    bearer = next((t for t in doc[title.i + 1 : title.sent.end] if index.mentions.get(t.i) is mention), title)
    return Party(bearer, mention.start, mention.end, mention.text, mention, country, sector or noun_sector(title))


def unknown_name(token: Token, index: TextIndex) -> list[Party]:
    """ "Germany's Merz": a name nobody knows, of the country that possesses it."""
    owners = [index.mentions.get(child.i) for child in token.children if child.dep_ == "poss"]
    country = next((m.country for m in owners if m is not None and m.kind == "place" and m.country), None)
    if token.tag_ != "NNP" or not token.text[:1].isupper() or country is None:
        return []
    return [Party(token, token.idx, token.idx + len(token), token.text, None, country, None)]
