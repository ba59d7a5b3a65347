"""No paragraph of an article is lost to the name of its block, and no promotion is taken for one."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from transforms.ingest import read_inputs
from transforms.normalise import count_lines, normalise, recurring_lines
from transforms.normalise.byline import clean_byline
from transforms.normalise.pages import read_page

LEAD = "Two ferries collided off the northern pier in thick fog, and all ninety passengers were brought ashore."
STORY = [
    f"Witness {word} told the harbour police at some length what could be seen from the pier that morning."
    for word in ("one", "two", "three", "four")
]
ITEMS = ["The northern line stands still until Friday.", "The southern line runs.", "Tickets stay valid."]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body_of(folder: Path, content: str, suffix: str = "html") -> list[str]:
    file = folder / f"a.{suffix}"
    file.write_text(content)
    [row] = normalise(next(iter(read_inputs([file])))).documents.to_dicts()
    return str(row["body"]).split("\n\n")


@pytest.mark.parametrize(
    "block",
    [
        "<div class='teaser-content'><p>{}</p></div>",
        "<p class='teaser'>{}</p>",
        "<div class='article-teaser'>{}</div>",
        "<section id='Teaser'><p>{}</p></section>",
        "<p class='c-teaser__text'><strong>{}</strong></p>",
        "<div class='slide-in expanded'><p>{}</p></div>",
    ],
)
@pytest.mark.parametrize("frame", ["article", "main", "div"])
def test_a_lead_in_a_block_called_teaser_stays(tmp_path: Path, block: str, frame: str) -> None:
    article = f"<h1>Ferries collide</h1>{block.format(LEAD)}{paragraphs(*STORY)}"
    html = f"<html><body><{frame}>{article}</{frame}></body></html>"
    assert body_of(tmp_path, html) == [LEAD, *STORY]


@pytest.mark.parametrize(
    "block",
    [
        "<div class='teaser'><h3><a href='/b'>Ferries late again</a></h3><p>{}</p></div>",
        "<aside><p class='teaser'>{}</p></aside>",
        "<div class='teaser'><a href='/b'>{}</a></div>",
        "<ul><li><div class='teaser'><a href='/b'>Late</a> {}</div></li></ul>",
    ],
)
def test_teasers_for_other_stories_go(tmp_path: Path, block: str) -> None:
    other = "A third line was closed last winter when the ice broke the rudder of the only ship on it."
    article = f"<h1>Ferries collide</h1>{paragraphs(LEAD, *STORY)}{block.format(other)}"
    html = f"<html><body><article>{article}</article></body></html>"
    assert body_of(tmp_path, html) == [LEAD, *STORY]


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_list_on_a_page_without_a_frame_stays(tmp_path: Path, tag: str) -> None:
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    menu = "<ul><li><a href='/a'>Home</a></li><li><a href='/b'>Ports</a></li></ul>"
    listed = f"{paragraphs(LEAD, *STORY[:2])}<{tag}>{items}</{tag}>{paragraphs(STORY[2])}"
    html = f"<html><body>{menu}<h1>Ferries</h1>{listed}</body></html>"
    text = "\n".join(body_of(tmp_path, html))
    assert all(part in text for part in (LEAD, *STORY[:3], *ITEMS))
    assert "Home" not in text
    assert text.index(STORY[1]) < text.index(ITEMS[0]) < text.index(STORY[2])


PROMOTION = [
    "Sign up for our newsletter and never miss a story.",
    "READ MORE: France sends two frigates to the strait",
    "Read also: Minister resigns over ferry deal",
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "Follow us on Facebook and Twitter",
    "Subscribe to our daily briefing for 2 euros a month.",
    "To continue reading, subscribe today and get full access for 1 euro.",
    "Already a subscriber? Log in",
    "This article is for subscribers only.",
    "Join our WhatsApp channel for breaking news.",
    "Download our app for 20 percent off.",
    "Get the best of the week in your inbox.",
    "Related: Three ships lost in ten years",
]
NEWS = [
    "Read more books, minister urges",
    "The newsletter was sent to 400 members on Monday.",
    "Sign-ups for the bank's newsletter rose by 3 percent, it said.",
    "More than 4,000 readers subscribe to the union's newsletter, which is printed in Turku.",
    "Advertisement spending fell by a tenth in the third quarter.",
    "Followers of the bishop marched to the harbour.",
    "The paper sold 300,000 subscriptions last year, it announced.",
    "Subscribers to the newsletter were told to change their passwords, the firm said.",
    "Related costs reached 4 million euros.",
    "Download speeds in the north are the lowest in the union.",
]


@pytest.mark.parametrize("line", PROMOTION)
@pytest.mark.parametrize("suffix", ["html", "txt"])
def test_promotion_goes(tmp_path: Path, line: str, suffix: str) -> None:
    assert body_with(tmp_path, line, suffix) == [LEAD, *STORY]


@pytest.mark.parametrize("line", NEWS)
@pytest.mark.parametrize("suffix", ["html", "txt"])
def test_news_about_newsletters_stays(tmp_path: Path, line: str, suffix: str) -> None:
    assert body_with(tmp_path, line, suffix) == [LEAD, STORY[0], line, *STORY[1:]]


def body_with(folder: Path, line: str, suffix: str) -> list[str]:
    parts = [LEAD, STORY[0], line, *STORY[1:]]
    page = f"<html><body><article><h1>Ferries collide in fog</h1>{paragraphs(*parts)}</article></body></html>"
    return body_of(folder, page if suffix == "html" else "\n\n".join(parts), suffix)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("The war in the north began in March 2019, when the army seized the two islands and the port.", True),
        ("More than 40,000 people have been killed in US and rebel strikes since then, according to the UN.", True),
        ("Harbour Post reads the sea for you", False),
        ("We protect your data as described in the rules that you find at the end of this page.", False),
        ("All articles of the Harbour Post are protected by copyright and may not be copied elsewhere.", False),
    ],
)
def test_standing_background_is_no_furniture(tmp_path: Path, line: str, stays: bool) -> None:
    for number in range(6):
        story = f"Story {number} tells what happened in the port on day {number} of this long week."
        parts = (f"https://harbour.example/{number}", story, line, f"More {story}")
        (tmp_path / f"{number}.txt").write_text("\n\n".join(parts))
    raw = pl.concat(list(read_inputs([tmp_path])))
    bodies = normalise(raw, recurring_lines(count_lines(raw))).documents["body"].to_list()
    assert [body.count(line) for body in bodies] == [int(stays)] * 6


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Port reopens - three ships still wait", "Port reopens - three ships still wait"),
        ("Storm over – what we know so far", "Storm over – what we know so far"),
        ("Port reopens after the storm - Harbour Post", "Port reopens after the storm"),
        ("Port reopens after the storm | Harbour Post", "Port reopens after the storm"),
        ("Port reopens – three ships still wait - Harbour Post", "Port reopens – three ships still wait"),
        ("Port Reopens After Storm - harbour.example", "Port Reopens After Storm"),
        ("Port Reopens After Storm - BBC News", "Port Reopens After Storm"),
    ],
)
def test_a_page_title_loses_its_site_and_nothing_else(title: str, headline: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><article>{paragraphs(LEAD, *STORY)}</article></body></html>"
    assert read_page(html, None).headline == headline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By <a rel='author' href='/a'>Jo Lind</a> and <a rel='author' href='/b'>Ana Roth</a>", "Jo Lind, Ana Roth"),
        ("By <a rel='author' href='/a'>Jo Lind</a>", "Jo Lind"),
    ],
)
def test_every_linked_author_is_named(byline: str, names: str) -> None:
    aside = "<aside><a rel='author' href='/c'>Max Eder</a></aside>"
    article = f"<h1>Ferries</h1><p>{byline}</p>{paragraphs(LEAD, *STORY)}"
    html = f"<html><body><article>{article}</article>{aside}</body></html>"
    assert read_page(html, None).byline == names


@pytest.mark.parametrize(
    ("given", "byline"),
    [
        ("Maria Kellerman, Updated", "Maria Kellerman"),
        ("By Jo Lind | Updated Nov. 9, 2025", "Jo Lind"),
        ("Jo Lind Published 3 May", "Jo Lind"),
        ("Jo Lind, Ana Roth, Last updated", "Jo Lind, Ana Roth"),
        ("Posted", None),
    ],
)
def test_labels_are_no_authors(given: str, byline: str | None) -> None:
    assert clean_byline(given) == byline


SHORT = "Two ferries collided on Monday."


@pytest.mark.parametrize(
    "block",
    [
        "<p class='teaser'>{}</p>",
        "<section class='article__teaser'><p>{}</p></section>",
        "<header><p class='intro teaser-text'>{}</p></header>",
        "<div class='summary teaser__lead'><b>{}</b></div>",
    ],
)
def test_a_short_lead_called_teaser_stays(tmp_path: Path, block: str) -> None:
    article = f"<h1>Ferries collide</h1>{block.format(SHORT)}{paragraphs(*STORY)}"
    html = f"<html><body><article>{article}</article></body></html>"
    assert body_of(tmp_path, html) == [SHORT, *STORY]


@pytest.mark.parametrize("words", ["All stories", "More stories.", "Live now"])
def test_a_short_button_called_teaser_goes(tmp_path: Path, words: str) -> None:
    article = f"<h1>Ferries collide</h1><p class='teaser'>{words}</p>{paragraphs(*STORY)}"
    html = f"<html><body><article>{article}</article></body></html>"
    assert body_of(tmp_path, html) == STORY


def test_a_list_below_the_headline_of_a_bare_page_stays(tmp_path: Path) -> None:
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    menu = "<ul><li><a href='/'>Home.</a></li><li><a href='/s'>Sport.</a></li></ul>"
    html = f"<html><body>{menu}<h1>Ferries collide</h1><ul>{items}</ul>{paragraphs(*STORY)}</body></html>"
    assert body_of(tmp_path, html) == [*(f"- {item}" for item in ITEMS), *STORY]
    html = f"<html><body><h1>Ferries collide</h1>{menu}{paragraphs(*STORY)}</body></html>"
    assert body_of(tmp_path, html) == STORY
