"""Who a page names as its authors: in its JSON-LD, in links marked so, and as the library finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lxml import html as lxml_html

from transforms.normalise.page_data import author_names, read_nodes

Element: TypeAlias = lxml_html.HtmlElement

_LONGEST_LABEL = 240


@dataclass(frozen=True)
class MarkedAuthors:
    """Names in a page's JSON-LD (``told``), in its author links (``linked``), and what stands behind a bar in a label:
    "By Ann Lee | Harbour Post | 3 min read" (``behind_bars``).
    """

    told: list[str]
    linked: list[str]
    behind_bars: frozenset[str]

    def choose(self, author: str | None, site: str | None) -> str | None:
        """The authors of the page; ``author`` is what the library found: it joins names with "; ".

        Of several links to authors the library takes the first. A page that names its own site names nobody.
        """
        found = [name.strip() for name in (author or "").split(";") if name.strip()]
        names = self.told or found
        names = self.linked if names and names[0] in self.linked and len(self.linked) > len(names) else names
        own = (site or "").casefold()
        names = [name for name in dict.fromkeys(names) if not own.startswith(name.casefold())]
        before_bars = [name for name in names if name not in self.behind_bars]
        return ", ".join(before_bars or names) or None


def read_authors(tree: Element) -> MarkedAuthors:
    """The names that a page marks as its authors, outside of side bars and lists of other stories."""
    marked = tree.xpath("//*[@rel='author'][not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li)]")
    names = [" ".join(element.text_content().split()) for element in marked]
    linked = list(dict.fromkeys(name for name in names if name))
    return MarkedAuthors(author_names(read_nodes(tree)), linked, _behind_bars(tree))


def _behind_bars(tree: Element) -> frozenset[str]:
    labels = (element.text or "" for element in tree.iter("p", "div", "span", "address", "small", "li"))
    parts = (label.split("|")[1:] for label in labels if "|" in label and len(label) <= _LONGEST_LABEL)
    return frozenset(" ".join(part.split()) for behind in parts for part in behind)
