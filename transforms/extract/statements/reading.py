"""From a parsed text to its statements, step by step: each sub-package is a step."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.clauses import Clauses
from transforms.extract.rows import Passage, Statement
from transforms.extract.statements.cues.finding import find_drafts
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.quotations.marks import Quotations
from transforms.extract.statements.ranges import Range
from transforms.extract.statements.settling.spans import settle_spans
from transforms.extract.statements.speakers.identity import Identities, Identity
from transforms.extract.trace import Trace

STEPS = ("quotations", "content", "cues", "settling", "speakers")


def read_statements(clauses: Clauses, trace: Trace) -> list[Statement]:
    """Who said what in a text, in the order of the words of saying; nested statements have rows of their own."""
    document = Document(clauses, Quotations(clauses.index), trace)
    drafts = find_drafts(document)
    settle_spans(drafts, document)
    known = Identities(clauses.index)
    return [_row(draft, known, document) for draft in drafts if draft.content]


def _row(draft: Draft, known: Identities, document: Document) -> Statement:
    doc, speaker = document.index.doc, draft.speaker
    who = known.identify(speaker) if speaker is not None else Identity()
    cue = _passage(doc, draft.cue)
    return Statement(
        cue.start,
        cue.end,
        cue.text,
        kind=_kind_of(draft, document.quotations, doc),
        whole=_passage(doc, (draft.content[0][0], draft.content[-1][1])),
        content=[_passage(doc, part) for part in draft.content],
        speaker=_passage(doc, (speaker.first, speaker.last)) if speaker is not None else None,
        mention=who.mention,
        country=who.country,
        sector=who.sector,
        modality=draft.modality,
        polarity=draft.polarity,
        rule=draft.rule,
    )


def _passage(doc: Doc, part: Range) -> Passage:
    words = doc[part[0] : part[1] + 1]
    return Passage(words.start_char, words.end_char, words.text)


def _kind_of(draft: Draft, quotations: Quotations, doc: Doc) -> str:
    """direct: all within quotation marks, mixed: some of it, indirect: none."""
    words = [t.i for part in draft.content for t in doc[part[0] : part[1] + 1] if not (t.is_punct or t.is_space)]
    inside = [i for i in words if _is_quoted(i, draft, quotations)]
    if not inside:
        return "indirect"
    # "“…,” not “…”": a few words outside keep a quotation direct
    return "direct" if len(inside) >= 0.9 * len(words) else "mixed"


def _is_quoted(i: int, draft: Draft, quotations: Quotations) -> bool:
    quote = quotations.at(i)
    return quote is not None and not quote.first <= draft.cue[0] <= quote.last
