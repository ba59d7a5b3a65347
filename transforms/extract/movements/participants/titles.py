"""Who has a title, and what a title given once in a text says of later mentions of the person."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.clauses.syntax import neighbour
from transforms.extract.movements.document import Document
from transforms.extract.movements.participants.surroundings import mentions_around
from transforms.extract.movements.party import Party, party_of_mention
from transforms.extract.movements.vocabulary import PARTICIPANTS
from transforms.extract.roles.codes import code_of
from transforms.extract.roles.sectors import noun_sector
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex

# Words between a title and the person: "Deputy Minister for the Development of Rural Areas and Islands Jan Sobek",
# and of a rank or second office: "police spokesperson, Brigadier X".
_LONGEST_OFFICE, _LONGEST_RANK = 22, 5


def recall_office(party: Party, document: Document) -> None:
    """Give a person the country and office named elsewhere in the text ("U.S. President Donald Trump … Trump")."""
    mention, offices = party.mention, document.offices
    if mention is None or mention.kind != "person":
        return
    name = mention.name or mention.text
    country, sector = offices.get(name) or offices.get(_only_full_name(name, document), (None, None))
    party.country, party.sector = party.country or country, party.sector or sector
    if party.country or party.sector:
        offices[name] = (party.country, party.sector)


def _only_full_name(name: str, document: Document) -> str:
    """The one full name of the text that ends in a family name; "" when none or several do."""
    if " " in name:
        return ""
    full_names = [full for full in document.offices if full.endswith(f" {name}")]
    return full_names[0] if len(full_names) == 1 else ""


def person_after_office(token: Token, office: Mention, index: TextIndex) -> Party | None:
    """The person named in "National Security Adviser Mike Waltz" with the office taken for an organisation."""
    doc, i = token.doc, token.i
    while i + 1 < len(doc) and index.mentions.get(i + 1) is office:
        i += 1
    following = index.mentions.get(i + 1) if i + 1 < len(doc) else None
    if following is None or following.kind != "person" or noun_sector(doc[i]) is None:
        return None
    return party_of_mention(doc[i + 1], following, office.country, "GOV")


def titled_person(title: Token, index: TextIndex) -> Party | None:
    """Who has a title: "North Korean leader Kim Jong-un", "the prime minister, Ms Vo"; nobody has a plural one."""
    if title.tag_ in ("NNS", "NNPS"):
        return None
    mention = next((m for m in _possible_persons(title, index) if m is not None and m.kind == "person"), None)
    if mention is None:
        return None
    around = mentions_around(title, index, mention)
    country = code_of(around[0])[0] if around else None
    words = title.doc[title.i + 1 : title.sent.end]
    person = next((token for token in words if index.mentions.get(token.i) is mention), title)
    return party_of_mention(person, mention, country, noun_sector(title))


def _possible_persons(title: Token, index: TextIndex) -> Iterator[Mention | None]:
    """Whoever is where the person with a title may be named, the likeliest place first."""
    yield index.mentions.get(title.i + 1)
    yield next((index.mentions.get(c.i) for c in title.children if c.dep_ == "appos" and c.i > title.i), None)
    yield _person_after_phrase(title, index)
    yield _person_after_rank(title, index)


def _person_after_phrase(title: Token, index: TextIndex) -> Mention | None:
    """The person named in "Deputy Minister for Political Affairs Ali Bagheri", "director at the ministry, Dr. X"."""
    if title.i + 1 >= len(title.doc) or neighbour(title, 1).lower_ not in PARTICIPANTS.title_links:
        return None
    for i in range(title.i + 2, min(title.i + _LONGEST_OFFICE, title.sent.end)):
        token = title.doc[i]
        mention = index.mentions.get(i)
        if mention is not None and mention.kind == "person":
            return mention if _stands_alone(i, mention, index) else None
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (";", ":", "(") or token.lower_ in ("who", "that"):
            return None
    return None


def _person_after_rank(title: Token, index: TextIndex) -> Mention | None:
    """The person named in "police spokesperson, Brigadier X, said", "television host and lawmaker X"."""
    doc, i = title.doc, title.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in (",", "and"):
        return None
    for j in range(i + 1, min(i + _LONGEST_RANK, title.sent.end)):
        mention = index.mentions.get(j)
        if mention is not None:
            is_next_in_list = doc[i].lower_ == "and" and j == i + 1
            return mention if mention.kind == "person" and not is_next_in_list else None
        if not _is_of_rank(doc[j]):
            return None
    return None


def _is_of_rank(word: Token) -> bool:
    """True for a word between a title and the name of the person; civilians and plurals are people of their own."""
    if word.pos_ not in ("PROPN", "NOUN", "ADJ", "PUNCT") or word.text == ",":
        return False
    return noun_sector(word) != "CVL" and word.tag_ not in ("NNS", "NNPS")


def _stands_alone(i: int, mention: Mention, index: TextIndex) -> bool:
    """True if a name is nobody's object and owns nothing: what comes before it is a noun or a comma."""
    doc, j = index.doc, i - 1
    while doc[j].pos_ in ("PROPN", "X") and doc[j].text.rstrip(".") in PARTICIPANTS.honorifics:
        j -= 1
    end = i
    while end < len(doc) and index.mentions.get(end) is mention:
        end += 1
    is_owner = end < len(doc) and doc[end].tag_ == "POS"
    is_listed = any(token.lower_ == "and" for token in doc[i : min(end + 1, len(doc))])
    return not is_owner and not is_listed and (doc[j].text == "," or doc[j].pos_ in ("NOUN", "PROPN"))


def unknown_name(token: Token, index: TextIndex) -> list[Party]:
    """A name nobody knows, of the country that possesses it: "Germany's Merz"."""
    owners = [index.mentions.get(child.i) for child in token.children if child.dep_ == "poss"]
    country = next((m.country for m in owners if m is not None and m.kind == "place" and m.country), None)
    if token.tag_ != "NNP" or not token.text[:1].isupper() or country is None:
        return []
    return [Party(token, token.idx, token.idx + len(token), token.text, None, country, None)]
