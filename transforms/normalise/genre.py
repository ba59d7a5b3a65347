"""Genre: what kind of article a document is, by its section, its web address or the label of its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from transforms.vocabulary import Vocabulary

_LABEL = re.compile(r"\W*([A-Za-z][A-Za-z&' -]{1,22}?)\s*(?:[:|–—»]|\s-\s)\s*\S")
_STEP = re.compile(r"\s*[>»›|]\s*")


class Genre(NamedTuple):
    """``name`` is a genre of genres.toml, ``basis`` section, url or headline; both None when nothing tells."""

    name: str | None
    basis: str | None


class Genres(Vocabulary):
    """The words of ``genres.toml``, by genre; of two genres the one listed first wins."""

    steps: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each genre in the file."""
        return {genre: n for n, genre in enumerate(self.steps)}

    @cached_property
    def by_step(self) -> dict[str, str]:
        """Genre by step of a path."""
        return {word: genre for genre, words in self.steps.items() for word in words}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Genre by label of a headline."""
        return {word: genre for genre, words in self.labels.items() for word in words}


GENRES = Genres.load(Path(__file__).with_name("genres.toml"))


def find_genre(url: str | None, section: str | None, headline: str | None) -> Genre:
    """The genre that the page tells; of several the one that stands first in genres.toml.

    >>> find_genre("https://paper.example/opinion/a-long-war", None, "A long war")
    Genre(name='opinion', basis='url')
    >>> find_genre(None, "News > Sport", "Late goal settles it")
    Genre(name='sport', basis='section')
    >>> find_genre(None, None, "Explainer: how a veto works")
    Genre(name='analysis', basis='headline')
    >>> find_genre(None, None, "Ministers meet in Oslo")
    Genre(name=None, basis=None)
    """
    label = _LABEL.match(headline or "")
    labelled = GENRES.by_label.get(label.group(1).casefold()) if label else None
    told = [
        Genre(labelled, "headline"),
        Genre(_genre_of_steps(_STEP.split(section or "")), "section"),
        Genre(_genre_of_steps(_steps_of(url)), "url"),
    ]
    known = [genre for genre in told if genre.name]
    return min(known, key=lambda genre: GENRES.rank[str(genre.name)], default=Genre(None, None))


def _genre_of_steps(steps: Iterable[str]) -> str | None:
    """The first genre in the order of the file that a step names."""
    found = {GENRES.by_step.get(re.sub(r"[-_ ]+", " ", step.strip().casefold().replace("&", "and"))) for step in steps}
    return min((genre for genre in found if genre), key=lambda genre: GENRES.rank[genre], default=None)


def _steps_of(url: str | None) -> list[str]:
    """The folders of a web address and the first label of its host ("sport.paper.example"), not its last part."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return []
    host = (parts.hostname or "").split(".")
    folders = [step for step in parts.path.split("/") if step][:-1]
    return [*folders, host[0]] if len(host) > 2 else folders
