"""The statements reader: cue, content, speaker, entity, in this order."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from transforms.extract.clauses import Clauses
from transforms.extract.rows import Passage, Statement
from transforms.extract.statements.drafts import Draft, Range
from transforms.extract.statements.headlines import read_line
from transforms.extract.statements.identity import Identities, Identity
from transforms.extract.statements.nouns import read_noun, read_phrase
from transforms.extract.statements.quotes import Quotations
from transforms.extract.statements.spans import continue_quotations, settle_content
from transforms.extract.statements.verbs import read_verb


def read_statements(clauses: Clauses) -> list[Statement]:
    """Who said what in a text, in the order of the words of saying; nested statements have rows of their own."""
    doc = clauses.index.doc
    quotations, known = Quotations(clauses.index), Identities(clauses.index)
    drafts = _find_drafts(clauses, quotations)
    for draft in drafts:
        settle_content(draft, quotations)
    continue_quotations(doc, drafts, quotations)
    return [_row(doc, draft, known, quotations) for draft in drafts if draft.content]


def statement_at(statements: Iterable[Statement], offset: int) -> Statement | None:
    """The innermost statement whose content covers a character offset: its speaker says what stands there.

    Example: in "Oslo said Lima had told Quito that talks failed" the speaker at "failed" is Lima, at "told" Oslo.
    """
    around = [s for s in statements if any(part.start <= offset < part.end for part in s.content)]
    return min(around, key=lambda s: sum(part.end - part.start for part in s.content), default=None)


def _find_drafts(clauses: Clauses, quotations: Quotations) -> list[Draft]:
    index = clauses.index
    found = [read_line(line, index.mentions, quotations) for line in index.paragraphs()]
    for token in index.doc:
        found.append(read_verb(token, clauses, quotations) or read_noun(token) or read_phrase(token))
    return sorted((draft for draft in found if draft is not None), key=lambda draft: draft.cue)


def _row(doc: Doc, draft: Draft, known: Identities, quotations: Quotations) -> Statement:
    who = known.identify(draft.speaker) if draft.speaker is not None else Identity()
    cue = _passage(doc, draft.cue)
    return Statement(
        cue.start,
        cue.end,
        cue.text,
        kind=_kind_of(doc, draft, quotations),
        whole=_passage(doc, (draft.content[0][0], draft.content[-1][1])),
        content=[_passage(doc, part) for part in draft.content],
        speaker=_passage(doc, (draft.speaker.first, draft.speaker.last)) if draft.speaker is not None else None,
        mention=who.mention,
        country=who.country,
        sector=who.sector,
        modality=draft.modality,
        polarity=draft.polarity,
        rule=draft.rule,
    )


def _passage(doc: Doc, part: Range) -> Passage:
    start, end = doc[part[0]].idx, doc[part[1]].idx + len(doc[part[1]])
    return Passage(start, end, doc[part[0] : part[1] + 1].text)


def _kind_of(doc: Doc, draft: Draft, quotations: Quotations) -> str:
    """direct: all within quotation marks, mixed: some of it, indirect: none."""
    words = [t.i for part in draft.content for t in doc[part[0] : part[1] + 1] if not (t.is_punct or t.is_space)]
    inside = [i for i in words if _is_quoted(i, draft, quotations)]
    if not inside:
        return "indirect"
    return "direct" if len(inside) >= 0.9 * len(words) else "mixed"


def _is_quoted(i: int, draft: Draft, quotations: Quotations) -> bool:
    quote = quotations.at(i)
    return quote is not None and not quote.first <= draft.cue[0] <= quote.last
