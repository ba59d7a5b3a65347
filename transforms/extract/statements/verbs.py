"""Statements told by a verb: "X said that …", "“…”, said X", "X was quoted as saying", "it is reported that"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.clauses import Clauses
from transforms.extract.clauses.saying import openers_of, ways_of
from transforms.extract.clauses.subjects import is_passive, own_subject
from transforms.extract.clauses.syntax import NOMINAL, infinitive_mark, is_day, is_finite, is_verb, lemma_of_saying
from transforms.extract.english.saying import Way
from transforms.extract.statements.content import read_content
from transforms.extract.statements.drafts import Draft, Range
from transforms.extract.statements.quotes import MARKS, Quotations
from transforms.extract.statements.ranges import trim
from transforms.extract.statements.speakers import Phrase, phrase_of, speaker_of
from transforms.extract.statements.vocabulary import WORDS

# What a passive of these kinds still tells, with "by" whoever says it: "were told that", "was accused of".
_SUFFERED = frozenset({Way.INFORM, Way.DEMAND, Way.ACCUSE, Way.OBJECT})


def read_verb(verb: Token, clauses: Clauses, quotations: Quotations) -> Draft | None:
    """The statement that a verb of saying tells; None when it tells none."""
    kinds = ways_of(verb)
    if not is_verb(verb) or not (kinds or openers_of(verb)) or is_turn(verb):
        return None
    if is_passive(verb) and verb.dep_ != "amod":
        return _read_passive(verb, kinds, clauses, quotations)
    if Way.CITED in kinds and (draft := _read_cited(verb, quotations)):
        return draft
    head = _inverted(verb) or speaker_of(verb)
    phrase = phrase_of(head, verb) if head is not None else None
    found = read_content(verb, phrase, quotations)
    if found is None or not _may_tell(verb, head, kinds, found[1]):
        return None
    draft = Draft(verb, _cue_of(verb), found[0], f"verb:{lemma_of_saying(verb)}/{found[1]}", phrase)
    tell_modality(draft, clauses)
    return draft


def tell_modality(draft: Draft, clauses: Clauses) -> None:
    """Note whether the saying itself was done."""
    clause = clauses.of(draft.word)
    draft.modality, draft.polarity = clause.modality, "negative" if clause.is_negative else "positive"


def is_turn(verb: Token) -> bool:
    """True for "that said", "so to speak": turns that tell nothing."""
    doc = verb.doc
    around = " ".join(t.lower_ for t in doc[max(verb.sent.start, verb.i - 3) : min(verb.i + 4, verb.sent.end)])
    return any(f" {turn} " in f" {around} " for turn in WORDS.empty_turns)


def _may_tell(verb: Token, head: Token | None, kinds: frozenset[Way], form: str) -> bool:
    """True unless the words around a verb show that nobody says anything by it."""
    if head is None:
        return Way.CLAUSE in kinds and verb.tag_ in ("VBG", "VBD", "VBZ", "VBP") and form != "object"
    if Way.CLAUSE not in kinds and Way.OPINION in kinds and head.lower_ in ("i", "we", "you"):
        return form == "that"
    return True


def _inverted(verb: Token) -> Token | None:
    """Who speaks in "“…”, said Omar Haddad", also when the parse takes the name for the object."""
    doc, before, i = verb.doc, verb.i - 1, verb.i + 1
    if verb.i <= verb.sent.start or verb.tag_ not in ("VBD", "VBZ", "VBP") or own_subject(verb) is not None:
        return None
    while before > 0 and doc[before].is_space:
        before -= 1
    is_after_quotation = doc[before].text in MARKS
    if not is_after_quotation and (doc[before].text != "," or verb.dep_ not in ("ROOT", "ccomp", "parataxis")):
        return None
    while i < verb.sent.end and doc[i].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"):
        i += 1
    last = doc[i - 1]
    return last if i - 1 > verb.i and last.pos_ in NOMINAL and not is_day(last) else None


def _cue_of(verb: Token) -> Range:
    """The verb, with "for" of "called for" and the like when it stands right behind."""
    doc, i = verb.doc, verb.i + 1
    if i < len(doc) and doc[i].lower_ in openers_of(verb) and doc[i].head.i == verb.i:
        return verb.i, i
    return verb.i, verb.i


def _read_passive(verb: Token, kinds: frozenset[Way], clauses: Clauses, quotations: Quotations) -> Draft | None:
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "expl")), None)
    saying = _as_saying(verb)
    if saying is not None:
        found = read_content(saying, None, quotations)
        head = speaker_of(verb) or subject if Way.CITED not in kinds else subject
        if found is None or head is None:
            return None
        draft = Draft(
            verb, (verb.i, saying.i), found[0], f"verb:{lemma_of_saying(verb)}/as_saying", phrase_of(head, verb)
        )
        tell_modality(draft, clauses)
        return draft
    content, form = _content_of_passive(verb, kinds, subject, quotations)
    if not content:
        return None
    agent = speaker_of(verb)
    draft = Draft(verb, (verb.i, verb.i), content, f"verb:{lemma_of_saying(verb)}/{form}")
    draft.speaker = phrase_of(agent) if agent is not None else None
    tell_modality(draft, clauses)
    return draft


def _as_saying(verb: Token) -> Token | None:
    """ "saying" of "was quoted as saying", "is cited as having said"."""
    if Way.CITED not in ways_of(verb) and lemma_of_saying(verb) not in (
        "report",
        "describe",
        "hear",
        "record",
    ):
        return None
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + 10, verb.sent.end)):
        if is_verb(doc[i]) and Way.CLAUSE in ways_of(doc[i]) and doc[i].tag_ in ("VBG", "VBN"):
            return doc[i]
        if is_finite(doc[i]):
            return None
    return None


def _content_of_passive(
    verb: Token, kinds: frozenset[Way], subject: Token | None, quotations: Quotations
) -> tuple[list[Range], str]:
    has_agent = any(child.lower_ == "by" for child in verb.children)
    if kinds & {Way.CLAUSE, Way.OPINION, Way.IMPERSONAL}:
        told = kinds & _SUFFERED and Way.INFORM in kinds
        if told or (subject is not None and (subject.dep_ == "expl" or subject.lower_ == "it")):
            found = read_content(verb, None, quotations)
            if found is not None and found[1] in ("that", "clause", "quote"):
                return found[0], "told" if told else "impersonal"
    if subject is None or subject.lower_ == "it":
        return [], ""
    named = phrase_of(subject, verb)
    if Way.IMPERSONAL in kinds:
        infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and infinitive_mark(c)), None)
        mark = infinitive_mark(infinitive) if infinitive is not None else None
        if infinitive is not None and mark is not None and lemma_of_saying(verb) not in ("expect",):
            part = trim(mark.i, infinitive.right_edge.i, verb)
            return ([(named.first, named.last), part], "impersonal") if part else ([], "")
    if kinds & _SUFFERED and has_agent and subject.dep_ == "nsubjpass":
        return [(named.first, named.last)], "by"
    if lemma_of_saying(verb) == "accuse":
        of = next((c for c in verb.rights if c.lower_ == "of"), None)
        part = trim(of.i, of.right_edge.i, verb) if of is not None else None
        return ([(named.first, named.last), part], "accused") if part else ([], "")
    return [], ""


def _read_cited(verb: Token, quotations: Quotations) -> Draft | None:
    """ "…, citing court documents": the object says what stands before."""
    source = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if source is None or verb.tag_ != "VBG":
        return None
    doc, sentence = verb.doc, verb.sent
    before = verb.i - 1
    if before <= sentence.start or doc[before].text not in (",", "(", "—", "–"):
        return None
    first, last = sentence.start, before - 1
    for i in range(before - 1, sentence.start, -1):
        if doc[i].text == "," and any(
            is_verb(t) and Way.CLAUSE in ways_of(t) and is_finite(t) for t in doc[i + 1 : before]
        ):
            if not any(t.lower_ == "that" for t in doc[i + 1 : before]):
                last = i - 1
            break
        if is_finite(doc[i]) and Way.CLAUSE not in ways_of(doc[i]):
            break
    content = trim(first, last, verb)
    phrase: Phrase = phrase_of(source)
    return Draft(verb, (verb.i, verb.i), [content], f"verb:{lemma_of_saying(verb)}/cited", phrase) if content else None
