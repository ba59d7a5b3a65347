"""Page furniture out of the body: menus, buttons, notices, lists of other stories."""

from __future__ import annotations

from transforms.normalise.byline import is_name_in_capitals
from transforms.normalise.rules import Rules
from transforms.normalise.text import squash

# The same prompts stand above an article as below it; below this many characters none of it was seen yet.
_SEEN_SOME = 400
# A sentence of this length is article text, not a link or a button.
_SHORTEST_PROSE = 80
_SIGNS = "*•=_~#-–—>»| "
_MOST_TITLES, _TITLE_WORDS, _MOST_TITLE_WORDS = 5, 4, 25


def strip_boilerplate(paragraphs: list[str], rules: Rules, recurring: frozenset[str]) -> tuple[list[str], bool]:
    """The paragraphs without page furniture, and whether a notice says that a machine translated the article."""
    kept: list[str] = []
    translated = False
    titles_left = 0
    last_prose = max((at for at, p in enumerate(paragraphs) if _is_prose(squash(p), rules)), default=-1)
    for at, paragraph in enumerate(paragraphs):
        line = squash(paragraph)
        if at > last_prose and kept and rules.cut_if_last.fullmatch(line):
            break
        if titles_left and _is_title(line):
            titles_left -= 1
            continue
        titles_left = _MOST_TITLES if rules.titles_follow.fullmatch(line) else 0
        if rules.translated.fullmatch(line):
            translated = True
        elif rules.cut.fullmatch(line):
            if sum(map(len, kept)) >= _SEEN_SOME:
                break
        elif not titles_left and not _is_furniture(line, rules, recurring):
            kept.append(paragraph)
    if kept and (end := rules.sign_off.search(kept[-1])) and end.start() > 0:
        kept[-1] = kept[-1][: end.start()].rstrip()
    return kept, translated


def without_promotion(paragraphs: list[str], rules: Rules) -> list[str]:
    """The paragraphs of a page without calls to subscribe, follow, sign in or read something else."""
    return [p for p in paragraphs if not is_promotion(squash(p), rules)]


def is_promotion(line: str, rules: Rules) -> bool:
    """True if a line calls on the reader. One that tells what happened is part of a story, also on newsletters."""
    core = line.strip(_SIGNS)
    if rules.told.fullmatch(core) and _ends_a_sentence(core):
        return False
    return any(rules.promotion.fullmatch(form) for form in {line, core or line})


def _ends_a_sentence(line: str) -> bool:
    return line[-1:] in ".!?\"')]"


def _is_furniture(line: str, rules: Rules, recurring: frozenset[str]) -> bool:
    """Signs around a line do not count: ``*** Support our journalism ***``. A name that recurs is a byline."""
    if line in recurring and not is_name_in_capitals(line):
        return True
    core = line.strip(_SIGNS)
    if is_promotion(line, rules):
        return True
    if rules.told.fullmatch(core) and rules.promotion.fullmatch(core):
        return False
    return any(rules.drop.fullmatch(form) or rules.bar.fullmatch(form) for form in {line, core or line})


def _is_prose(line: str, rules: Rules) -> bool:
    if len(line) < _SHORTEST_PROSE or line[-1] not in ".!?\"')]":
        return False
    return not any(rule.fullmatch(line) for rule in (rules.drop, rules.cut, rules.translated))


def _is_title(line: str) -> bool:
    """Whether a line below "Related Articles" is the title of one."""
    return line[:1].isupper() and _TITLE_WORDS <= len(line.split()) <= _MOST_TITLE_WORDS and line[-1] not in ".!:;,\"'"
