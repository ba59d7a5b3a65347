"""Pages mended before the library reads them: article text that its class or its place would cost its paragraphs."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement

# Blocks of such a name are mostly teasers for other stories or tools, and now and then a part of the article.
_DOUBTFUL = re.compile(r"teaser|promo|embed|expand|premium|attachment|slide|overlay|meta(?:$|[\s_-])", re.I)
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer", "li", "form", "figure"})
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "sup", "sub", "q", "cite", "u", "small", "time"})
_BLOCKS = ("p", "div", "section", "span")
_TEXT_BLOCKS = frozenset({"p", "ul", "ol", "dl", "blockquote", "table", "pre", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\s|$)")
# "Norway sent aid on Monday." is prose; "All stories." is a button.
_FEWEST_WORDS, _SHORTEST_PROSE = 4, 20
_MOST_LINKED = 0.25


def mend_frames(tree: Element) -> None:
    """Free the article's own blocks of names that say "teaser", and frame the text of a page without any frame."""
    for element in tree.iter(*_BLOCKS):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _DOUBTFUL.search(names) and _is_article_text(element):
            for name in ("class", "id"):
                element.attrib.pop(name, None)
            if element.tag != "span" and all(child.tag in _INLINE for child in element):
                element.tag = "p"
    _frame_bare_text(tree)


def _is_article_text(element: Element) -> bool:
    """True if an element holds sentences of its own: no link leads on from it, and it is not in a list or side bar."""
    if any(above.tag in _ELSEWHERE for above in element.iterancestors()) or _leads_elsewhere(element):
        return False
    text = " ".join(element.text_content().split())
    return (
        len(text) >= _SHORTEST_PROSE
        and len(text.split()) >= _FEWEST_WORDS
        and bool(_SENTENCE_END.search(text))
        and _linked(element) <= _MOST_LINKED * len(text)
    )


def _linked(element: Element) -> int:
    return sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))


def _leads_elsewhere(element: Element) -> bool:
    """True if the element, or the block that it is the second half of, is headed by a link to another story."""
    beside = [other for other in (element.getprevious(), element.getnext()) if other is not None]
    if any(other.tag == "a" or _is_linked_heading(other) for other in beside):
        return True
    return any(_is_linked_heading(inner) for inner in element.iter("h2", "h3", "h4", "h5", "h6"))


def _is_linked_heading(element: Element) -> bool:
    return re.fullmatch("h[1-6]", str(element.tag)) is not None and element.find(".//a") is not None


def _frame_bare_text(tree: Element) -> None:
    """Paragraphs that stand in the body itself, with lists before and between them, become one article."""
    body = tree.find("body")
    if body is None or tree.find(".//article") is not None or tree.find(".//main") is not None:
        return
    children = list(body)
    blocks = [child for child in children if child.tag in _TEXT_BLOCKS]
    paragraphs = [at for at, child in enumerate(blocks) if child.tag == "p"]
    if len(paragraphs) < 2:
        return
    last = max(at for at, child in enumerate(blocks) if at <= paragraphs[-1] or _linked(child) == 0)
    blocks = blocks[_first_block(children, blocks, paragraphs[0]) : last + 1]
    if all(child.tag == "p" for child in blocks):
        return
    frame = lxml_html.Element("article")
    blocks[0].addprevious(frame)
    for block in blocks:
        frame.append(block)


def _first_block(children: list[Element], blocks: list[Element], first: int) -> int:
    """Where the text begins: with the first paragraph, or with what holds sentences between the headline and it."""
    headline = next((at for at, child in enumerate(children) if child.tag == "h1"), None)
    if headline is None:
        return first
    below = {id(child) for child in children[headline + 1 :]}
    told = (at for at, block in enumerate(blocks[:first]) if id(block) in below and _holds_sentences(block))
    return next(told, first)


def _holds_sentences(block: Element) -> bool:
    """True if nothing in a block is a link and a sentence ends in it: no menu, no list of other stories."""
    return _linked(block) == 0 and bool(_SENTENCE_END.search(block.text_content().strip()))
