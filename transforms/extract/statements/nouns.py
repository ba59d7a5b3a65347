"""Statements told by a noun, and opinions told by a phrase: "X's warning that …", "according to X", "in X's view"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.syntax import NOMINAL, infinitive_mark, is_day, is_finite, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.drafts import Draft, Range
from transforms.extract.statements.ranges import trim
from transforms.extract.statements.speakers import Phrase, phrase_of, speaker_of
from transforms.extract.statements.vocabulary import WORDS

_INTENTS = frozenset({"pledge", "promise", "threat", "vow", "call", "demand", "appeal", "request", "order", "plea"})
_GIVEN_BY = ("by", "from", "of", "among")


def read_noun(noun: Token) -> Draft | None:
    """The statement of a noun of saying whose speaker is named: in a clause, in an infinitive or with "of"."""
    if noun.pos_ != "NOUN" or Way.NOUN not in ways_of(noun) or noun.i + 2 >= noun.sent.end:
        return None
    speaker = _giver(noun)
    if speaker is None:
        return None
    found, form = _that_clause(noun), "that"
    if found is None:
        found, form = _infinitive(noun), "infinitive"
    if found is None and any(child.dep_ == "poss" for child in noun.children):
        found, form = _subject_matter(noun), "preposition"
    return Draft(noun, (noun.i, noun.i), [found], f"noun:{lemma_of_saying(noun)}/{form}", speaker) if found else None


def _that_clause(noun: Token) -> Range | None:
    doc, at = noun.doc, noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.i == at and child.lower_ in _GIVEN_BY:
            at = child.right_edge.i + 1 if not any(t.lower_ == "that" for t in child.subtree) else at
    that = next((t for t in doc[noun.i + 1 : min(at + 1, noun.sent.end)] if t.lower_ == "that"), None)
    if that is None or that.tag_ == "DT" or that.head.i <= that.i:
        return None
    clause = that.head
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i != that.i for c in clause.children)
    if that.dep_ in ("nsubj", "nsubjpass", "dobj") or not has_subject:
        return None
    last = clause.right_edge.i
    main = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > that.i), None)
    if main is not None and noun.dep_ == "ROOT" and doc[noun.sent.end - 1].text == ".":
        # the sentence has lost its verb to the clause: "X's claim that the bank failed was rejected."
        last = main.i - 1
        while last > that.i and doc[last].dep_ in ("aux", "auxpass", "neg"):
            last -= 1
    return trim(that.i + 1, last, noun)


def _infinitive(noun: Token) -> Range | None:
    if lemma_of_saying(noun) not in _INTENTS:
        return None
    child = next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and infinitive_mark(c)), None)
    return trim(noun.i + 1, child.right_edge.i, noun) if child is not None else None


def _subject_matter(noun: Token) -> Range | None:
    wanted = openers_of(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in wanted:
            return trim(child.i + 1, child.right_edge.i, noun)
    return None


def _giver(noun: Token) -> Phrase | None:
    """Whose statement it is: a possessor, "by X", or whoever makes, repeats or expresses it."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in NOMINAL:
            phrase = phrase_of(child)
            last = phrase.last
            while last > child.i and noun.doc[last].tag_ == "POS":
                last -= 1
            return Phrase(child, phrase.first, last)
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > noun.i:
            source = next((c for c in child.children if c.dep_ == "pobj" and not is_day(c)), None)
            if source is not None:
                return phrase_of(source)
    verb = noun.head
    if noun.dep_ == "dobj" and is_verb(verb) and not any(c.dep_ == "poss" for c in noun.children):
        head = speaker_of(verb)
        return phrase_of(head, verb) if head is not None else None
    return None


def read_phrase(token: Token) -> Draft | None:
    """ "According to X, …" and "in X's view, …": the sentence is what X says."""
    doc = token.doc
    if token.lower_ == "according" and token.i + 2 < token.sent.end and doc[token.i + 1].lower_ == "to":
        source = _source_after(token.i + 1, token)
        if source is None:
            return None
        phrase = phrase_of(source)
        content = _rest_of_sentence(token.i, max(phrase.last, phrase.head.right_edge.i), phrase, token)
        return Draft(token, (token.i, token.i + 1), content, "phrase:according_to", phrase) if content else None
    if token.lower_ in WORDS.of_possessor and token.i >= 2:
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None or token.head.lower_ not in ("in", "by", "from") or token.head.i != owner.left_edge.i - 1:
            return None
        phrase = phrase_of(owner)
        last = phrase.last - (doc[phrase.last].tag_ == "POS")
        content = _rest_of_sentence(token.head.i, token.i, phrase, token)
        named = Phrase(owner, phrase.first, max(last, owner.i))
        return Draft(token, (token.i, token.i), content, f"phrase:in_{token.lower_}", named) if content else None
    return None


def _source_after(to: int, token: Token) -> Token | None:
    """The head of the phrase behind "according to"."""
    link = token.doc[to]
    found = next((c for c in (*link.children, *token.children) if c.dep_ == "pobj" and c.i > to), None)
    if found is not None:
        return found if found.pos_ in (*NOMINAL, "ADJ", "NUM", "DET", "VERB") else None
    for i in range(to + 1, min(to + 10, token.sent.end)):
        if token.doc[i].pos_ in NOMINAL:
            head = token.doc[i]
            while head.head.i > head.i and head.dep_ == "compound":
                head = head.head
            return head
    return None


def _rest_of_sentence(first: int, last: int, phrase: Phrase, token: Token) -> list[Range]:
    """The sentence without the words from ``first`` to ``last``; nothing when no clause is left."""
    doc, sentence = token.doc, token.sent
    last = _end_of_phrase(first, phrase, token)
    begin, end = sentence.start, sentence.end - 1
    for i in range(sentence.start, first):
        if doc[i].text == ";":
            begin = i + 1
    for i in range(end, last, -1):
        if doc[i].text == ";":
            end = i - 1
    before = trim(begin, first - 1, token)
    after = trim(last + 1, end, token)
    if before is not None and all(t.pos_ in ("CCONJ", "PUNCT", "ADV", "SPACE") for t in doc[before[0] : before[1] + 1]):
        before = None
    if before is not None and (joint := _joint_before(first, begin, token)) is not None:
        return [after] if after is not None and joint else [before]
    if before is None:
        return [after] if after is not None else []
    if after is None or _is_told(doc, before):
        return [before]
    return [before, after]


def _joint_before(first: int, begin: int, token: Token) -> bool | None:
    """True for "…, but according to X, …": what follows is what X says."""
    doc, i = token.doc, first - 1
    while i > begin and doc[i].text == ",":
        i -= 1
    return True if doc[i].pos_ == "CCONJ" and i > begin else None


def _is_told(doc: object, part: Range) -> bool:
    return any(is_finite(t) for t in doc[part[0] : part[1] + 1])  # type: ignore[index]


def _end_of_phrase(first: int, phrase: Phrase, token: Token) -> int:
    """The last word of a phrase of attribution: it ends at the comma behind the source, or with the sentence."""
    doc = token.doc
    last = max(phrase.last, token.i)
    is_first = all(t.is_space or t.pos_ == "CCONJ" for t in doc[token.sent.start : first])
    i = last + 1
    while i < token.sent.end and doc[i].text not in (",", ".", ";", "—", "–", ")") and not doc[i].is_space:
        i += 1
    if not is_first and i < token.sent.end and doc[i].text == "," and doc[i - 1].pos_ in ("PROPN", "NOUN"):
        return i
    return i if i < token.sent.end else token.sent.end - 1
