"""Whom a pronoun refers to: candidates in the parse, and whether they agree with it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from transforms.extract.clauses import Clauses
from transforms.extract.clauses.syntax import climb
from transforms.extract.english.pronouns import PRONOUNS
from transforms.extract.movements.party import Party
from transforms.extract.rows import Mention
from transforms.extract.text.index import TextIndex

# A relative clause lies at most so far above its pronoun, and the verb of a report above the pronoun in it.
_NEAR_CLAUSE, _NEAR_REPORT = 4, 6


def antecedent_of_relative(relative: Token, index: TextIndex) -> Token | None:
    """The word a relative pronoun refers to; "who" is a person, not a body ("X, chairman of Y, who …")."""
    clause = next((above for above in climb(relative, _NEAR_CLAUSE) if above.dep_ == "relcl"), None)
    if clause is None:
        return None
    mention = index.mentions.get(clause.head.i)
    if relative.lower_ in ("who", "whom") and mention is not None and mention.kind == "organization":
        people = (above for above in climb(clause.head, _NEAR_CLAUSE) if is_person(index, above.i))
        return next(people, clause.head)
    return clause.head


def owner_in_clause(pronoun: Token, clauses: Clauses) -> Token | None:
    """The relative pronoun that a possessive refers to: "the delegation that was on its visit"."""
    if pronoun.tag_ != "PRP$":
        return None
    clause = next((above for above in climb(pronoun, _NEAR_CLAUSE) if above.dep_ == "relcl"), None)
    doer = clauses.of(clause).subject if clause is not None else None
    return doer if doer is not None and doer.lower_ in PRONOUNS.relative_subjects else None


def subjects_above(pronoun: Token, clauses: Clauses) -> Iterator[Token]:
    """The subjects of the verbs above a pronoun: "Hungary" for "Hungary said it would …"."""
    for above in climb(pronoun, _NEAR_REPORT):
        subject = clauses.of(above).subject if above.pos_ in ("VERB", "AUX") else None
        if subject is not None and subject.i < pronoun.i and subject.pos_ != "PRON":
            yield subject


def agree(pronoun: Token, antecedent: Token, people: list[Party]) -> bool:
    """True if number and kind of whoever ``antecedent`` names fit the pronoun."""
    word = pronoun.lower_
    kinds = {party.mention.kind for party in people if party.mention is not None}
    is_plural = antecedent.tag_ in ("NNS", "NNPS") or len(people) > 1
    if word in PRONOUNS.plural:
        return is_plural or bool(kinds & {"organization", "place"})
    if word in PRONOUNS.things:
        return not is_plural and "person" not in kinds
    return not is_plural and ("person" in kinds or antecedent.pos_ == "NOUN")


def person_before(pronoun: Token, index: TextIndex) -> Mention | None:
    """The only person of the sentence before, for an opening pronoun: "Wang has been busy. He attended the fair …"."""
    sentence = pronoun.sent
    if pronoun.lower_ not in PRONOUNS.persons or pronoun.dep_ != "nsubj" or sentence.start == 0:
        return None
    if any(is_person(index, i) for i in range(sentence.start, pronoun.i)):
        return None
    end = sentence.start - 1
    while end > 0 and pronoun.doc[end].is_space:
        end -= 1
    start = pronoun.doc[end].sent.start
    people = {id(index.mentions[i]): index.mentions[i] for i in range(start, end + 1) if is_person(index, i)}
    names = {mention.name or mention.text for mention in people.values()}
    return next(iter(people.values())) if len(names) == 1 else None


def is_person(index: TextIndex, i: int) -> bool:
    """True if a person is named at token ``i``."""
    mention = index.mentions.get(i)
    return mention is not None and mention.kind == "person"
