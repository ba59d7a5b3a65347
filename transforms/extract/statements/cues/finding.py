"""Every word of saying of a text."""

from __future__ import annotations

from transforms.extract.statements.cues.headlines import read_line
from transforms.extract.statements.cues.nouns import read_noun
from transforms.extract.statements.cues.phrases import read_phrase
from transforms.extract.statements.cues.verbs import read_verb
from transforms.extract.statements.document import Document
from transforms.extract.statements.drafts import Draft


def find_drafts(document: Document) -> list[Draft]:
    """The statements that words and colons of a text make, in the order of their cues."""
    found = [read_line(line, document) for line in document.index.paragraphs()]
    for token in document.index.doc:
        found.append(read_verb(token, document) or read_noun(token) or read_phrase(token))
    return sorted((draft for draft in found if draft is not None), key=lambda draft: draft.cue)
