"""The last word on spans: a quotation is kept whole, goes on after its speaker is named, and never holds the cue."""

from __future__ import annotations

from spacy.tokens import Doc

from transforms.extract.english.modality import Modality
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft
from transforms.extract.statements.quotations.marks import Quotation, Quotations
from transforms.extract.statements.ranges import Range

_ENDS = frozenset({".", "!", "?", "…", "...", "—"})


def settle_spans(drafts: list[Draft], document: Document) -> None:
    """Settle the content of every draft, then give quotations on their own to whoever spoke before."""
    for draft in drafts:
        _settle(draft, document.quotations)
    _continue_quotations(document.index.doc, drafts, document.quotations)


def _settle(draft: Draft, quotations: Quotations) -> None:
    """Widen content to the quotations it begins or ends in, cut the cue out of it, and join parts that touch."""
    parts = [_widened(part, draft, quotations) for part in draft.content]
    own = [draft.cue]
    if draft.speaker is not None:
        own.append((draft.speaker.first, draft.speaker.last))
    for taken in own:
        parts = [piece for part in parts for piece in _without(part, taken)]
    draft.content = _joined(parts)


def _widened(part: Range, draft: Draft, quotations: Quotations) -> Range:
    first, last = part
    for i in (first, last):
        quote = quotations.at(i)
        if quote is not None and not _holds(quote, draft):
            first, last = min(first, quote.first), max(last, quote.last)
    after = quotations.closes(last + 1)
    if after is not None and not _holds(after, draft) and after.first >= first:
        last += 1
    return first, last


def _holds(quote: Quotation, draft: Draft) -> bool:
    return quote.first <= draft.cue[0] <= quote.last


def _without(part: Range, taken: Range) -> list[Range]:
    if taken[1] < part[0] or taken[0] > part[1]:
        return [part]
    pieces = [(part[0], taken[0] - 1), (taken[1] + 1, part[1])]
    return [piece for piece in pieces if piece[0] <= piece[1]]


def _joined(parts: list[Range]) -> list[Range]:
    found: list[Range] = []
    for part in sorted(parts):
        if found and part[0] <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], part[1]))
        else:
            found.append(part)
    return found


def _continue_quotations(doc: Doc, drafts: list[Draft], quotations: Quotations) -> None:
    """Give every quotation on its own to whoever spoke right before it: "“…,” said X. “…”"."""
    claimed = {i for draft in drafts for part in draft.content for i in range(part[0], part[1] + 1)}
    spoken = sorted((draft for draft in drafts if _has_quotation(draft, quotations)), key=lambda d: d.content[-1][1])
    by_end = {_end_of_sentence(doc, max(draft.content[-1][1], draft.cue[1])): draft for draft in spoken}
    for quote in quotations.all:
        if quote.first in claimed or not _is_alone(doc, quote):
            continue
        before = quote.first - 1
        while before >= 0 and doc[before].is_space:
            before -= 1
        draft = by_end.get(before)
        if draft is not None and draft.speaker is not None and draft.modality is Modality.ACTUAL:
            draft.content.append((quote.first, quote.last))
            by_end[_end_of_sentence(doc, quote.last)] = draft


def _has_quotation(draft: Draft, quotations: Quotations) -> bool:
    found = (quotations.at(i) for part in draft.content for i in part)
    return any(quote is not None and not _holds(quote, draft) for quote in found)


def _end_of_sentence(doc: Doc, i: int) -> int:
    last = max(doc[i].sent.end - 1, i)
    while last > i and doc[last].is_space:
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text in ('"', "”", "''"):
        last += 1
    return last


def _is_alone(doc: Doc, quote: Quotation) -> bool:
    """True if a quotation is one or more whole sentences with nothing around them."""
    ends = doc[quote.last - 1].text in _ENDS or (quote.last + 1 < len(doc) and doc[quote.last + 1].text in _ENDS)
    after = quote.last + 1
    is_last = after >= len(doc) or doc[after].is_space or doc[after].text in _ENDS or doc[after].text[:1].isupper()
    return ends and (is_last or doc[after].text in ('"', "“", "``"))
