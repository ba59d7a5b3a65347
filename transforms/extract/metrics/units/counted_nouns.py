"""Counted nouns as units: "22 goals" is 22 of unit "goal", "four FA Cup finals" of "fa cup final"."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.units.rates import attach_rate
from transforms.extract.metrics.units.units import find_unit
from transforms.extract.metrics.vocabulary import CHANGES, NOUNS

_NOUN = frozenset(["NN", "NNS", "NNP", "NNPS"])
_PLURAL = frozenset(["NNS", "NNPS"])
_ENDING = frozenset(["JJ", "VBN", "VBG", "JJR", "RBR", ",", "CD", "JJS"])
_BEFORE_NOUN = _NOUN | {"JJ", "JJS", "JJR", "CC", "HYPH", "VBN", "VBG", "POS", "RBS", "RBR", "CD", "AFX", ","}


def count_noun(lexemes: Lexemes, quantity: Quantity) -> None:
    """Give ``quantity`` the counted noun that follows it, when one does."""
    at = quantity.last + 1
    if quantity.is_fraction and lexemes.word(at) in CHANGES.compared.words:
        return  # "a third fewer workers" counts none
    if lexemes.word(at) == "-" and quantity.is_compound:
        at += 1 + (lexemes.word(at + 1) == "plus")  # 500-plus people
    begin = at
    if at < len(lexemes) and "   " in lexemes.content[lexemes.end[quantity.last] : lexemes.start[at]]:
        return  # columns of a table
    if lexemes.word(at) == "of" and quantity.number.form != "fraction":
        at = _after_partitive(lexemes, at, quantity)
    if lexemes.kind_at(at) != WORD or not lexemes.is_tagged:
        return
    start = lexemes.token_at(at)
    if start.lower_ in ("to", "and", "or") or lexemes.word(at) in ("to", "and", "or"):  # "a 0-to-60-mph sprint"
        return
    if start.lower_ == "who" and quantity.number.form in ("digits", "words"):
        quantity.unit, quantity.kind = "person", "count"  # "and 95,800 who have been unemployed"
        return
    tokens = _without_date(_noun_run(start))
    if not tokens or _is_time(lexemes, quantity, tokens):
        return
    if at != begin and not quantity.is_compound and _tag(tokens[-1], tokens[0]) not in _PLURAL:
        return  # "1.8 billion of the budget" counts no budgets
    _name_unit(quantity, tokens)
    _add_second_noun(quantity, tokens)
    _extend(lexemes, quantity, tokens[-1])
    attach_rate(lexemes, quantity)


def _without_date(tokens: list[Token]) -> list[Token]:
    """The counted phrase without a date or state behind it: "2.1 [last year]", "5,000 kWh [yesterday]", "35 [left]"."""
    for n, token in enumerate(tokens):
        dated = token.lower_ in NOUNS.date or token.lower_ in NOUNS.state
        if token.lower_ in NOUNS.date_opener or (dated and token is tokens[-1]):
            kept = tokens[:n]
            return kept if any(_tag(word, kept[0]) in _NOUN for word in kept) else []
    return tokens


def _after_partitive(lexemes: Lexemes, at: int, quantity: Quantity) -> int:
    """ "two of the deputies", "dozens of people": the lexeme at which the noun phrase begins."""
    here = at + 1
    token = lexemes.token_at(here) if here < len(lexemes) else None
    if token is None:
        return at
    if token.tag_ in ("DT", "PRP$", "WDT") and token.lower_ != "them":
        return here + 1
    possessor = any(t.tag_ == "POS" for t in lexemes.doc[token.i : token.i + 4])
    return here if quantity.number.high is not None or quantity.number.is_scaled or possessor else at


def _noun_run(start: Token) -> list[Token]:
    """The noun phrase without determiner that begins at ``start``, up to its head noun."""
    run: list[Token] = []
    last_noun = -1
    for token in start.doc[start.i : start.i + 12]:
        if token.is_space:
            continue
        tag = _tag(token, start)
        if tag == "CC" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "CD":
            break  # "two Assembly and two Parliament elections"
        if tag == "RB" and not run and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "JJ":
            continue  # "two very clear options"
        tied = _is_tied(token, run)
        following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else ""
        if not tied and token.lower_.endswith("ing") and following in ("DT", "PRP$", "PRP"):
            break  # "children under five bearing the brunt"
        plural_done = last_noun >= 0 and _tag(run[last_noun], start) in _PLURAL
        if plural_done and token.lower_.endswith("ing") and token.lower_ not in NOUNS.gerunds:
            break  # "two factions intensifying"
        if not tied and (
            tag not in _BEFORE_NOUN or (tag == "," and not run) or (plural_done and tag not in ("NN", "NNS"))
        ):
            break
        nation = tag == "JJ" and token.is_title and bool(run) and run[-1].is_title  # "two North Korean fishermen"
        if not tied and not nation and last_noun >= 0 and tag in _ENDING and run[-1].tag_ != "CC":
            break
        run.append(token)
        if tag in _NOUN:
            last_noun = len(run) - 1
    run = run[: last_noun + 1]
    return [] if run and run[0].tag_ in ("CC", ",", "HYPH", "POS") else run


def _tag(token: Token, start: Token) -> str:
    """The tag, corrected where a number proves it wrong: "eight picks" is no verb."""
    tag = token.tag_
    if tag == "VBZ" and token.lower_.endswith("s") and token.pos_ != "AUX":
        near = token.i <= start.i + 1 or (token.i == start.i + 2 and token.nbor(-1).tag_ in ("NNP", "JJ"))
        counted = any(child.dep_ == "nummod" and child.i < start.i for child in token.children)
        if near or counted:
            return "NNS"
    if (
        tag == "VBD"
        and token.dep_ != "ROOT"
        and token.i == start.i
        and token.i + 1 < len(token.doc)
        and token.nbor(1).tag_ in _NOUN
    ):
        return "VBN"  # "24 deemed universities"
    return "NNP" if tag == "SYM" and token.is_alpha else tag


def _is_tied(token: Token, run: list[Token]) -> bool:
    """A hyphen ties a token to the noun phrase: "gas-only", "three-ton"."""
    if token.text == "-":
        return bool(run) and not run[-1].whitespace_ and not token.whitespace_
    return bool(run) and run[-1].text == "-" and not run[-1].whitespace_


def _is_time(lexemes: Lexemes, quantity: Quantity, tokens: list[Token]) -> bool:
    """ "50 previous years": a unit of time behind adjectives is still a duration."""
    for here in range(quantity.last + 1, min(quantity.last + 5, len(lexemes))):
        if lexemes.start[here] > tokens[-1].idx:
            break
        unit = find_unit(lexemes, here)
        plural = lexemes.word(here).endswith("s") or quantity.value == 1
        if unit and plural and unit[0].kind in ("duration", "percent") and lexemes.start[here] == tokens[-1].idx:
            quantity.unit, quantity.kind, quantity.last = unit[0].name, unit[0].kind, unit[1]
            quantity.has_own_unit = True
            return True
    return False


def _name_unit(quantity: Quantity, tokens: list[Token]) -> None:
    dropped = NOUNS.drop
    named = tokens[: _head(quantity, tokens) + 1]
    name = ""
    for token in named:
        if token.lower_ in dropped or not (_belongs(token) or _hyphenated(token)):
            continue
        tie = token.text == "-" or name.endswith("-")
        name += ("" if tie or not name else " ") + _part(token, token is named[-1])
    quantity.unit = name.strip("- ") or None
    quantity.kind, quantity.noun_first, quantity.noun_last = "count", named[0].i, named[-1].i
    quantity.rule.append("count")


def _hyphenated(token: Token) -> bool:
    before = token.nbor(-1).text == "-" if token.i else False
    after = token.i + 1 < len(token.doc) and token.nbor(1).text == "-" and not token.whitespace_
    return before or after


def _add_second_noun(quantity: Quantity, tokens: list[Token]) -> None:
    """ "20 cities and counties": two bare plurals counted together."""
    head = tokens[-1]
    doc, at = head.doc, head.i + 1
    if (
        head.tag_ != "NNS"
        or at + 1 >= len(doc)
        or doc[at].lower_ != "and"
        or doc[at + 1].tag_ != "NNS"
        or len(tokens) > 1
    ):
        return
    follow = doc[at + 2] if at + 2 < len(doc) else None
    if follow is not None and follow.tag_.startswith(("VB", "MD", "NN")):
        return
    quantity.unit = f"{quantity.unit} and {_part(doc[at + 1], True)}"
    quantity.noun_last = at + 1


def _is_behind_hyphen(token: Token) -> bool:
    return bool(token.i) and token.nbor(-1).text == "-"


def _head(quantity: Quantity, tokens: list[Token]) -> int:
    """Index of the noun that is counted: the last one, or in "12 page document" the first."""
    nouns = [n for n, token in enumerate(tokens) if _tag(token, tokens[0]) in _NOUN]
    if quantity.is_compound and _is_behind_hyphen(tokens[0]):
        named = tokens[0].is_alpha and tokens[0].lower_ not in NOUNS.adjectival
        return 0 if named and not (len(tokens) > 1 and _is_tied(tokens[1], tokens[:1])) else nouns[0]
    if not nouns:
        return len(tokens) - 1
    many = quantity.value is None or abs(quantity.value) != 1
    attributive = len(nouns) > 1 and tokens[nouns[-1]].tag_ == "NN" and many
    return nouns[0] if attributive and all(tokens[n].tag_ == "NN" for n in nouns) else nouns[-1]


def _belongs(token: Token) -> bool:
    return token.tag_ not in ("VBN", "VBG", "CC", "POS", "RBR", "RBS", "CD", ",")


def _part(token: Token, is_head: bool) -> str:
    lower = token.lower_
    if is_head or token.tag_ in ("JJS", "JJR"):
        known: str | None = NOUNS.singular.get(lower)
        return known or _singular(token)
    return lower


def _singular(token: Token) -> str:
    """The lemma; names in the plural ("Muslims") keep their ending in most lemmatisers."""
    lemma = token.lemma_.lower() or token.lower_
    if (
        lemma != token.lower_
        or token.tag_ not in _PLURAL
        or not lemma.endswith("s")
        or lemma.endswith(("ss", "us", "is"))
    ):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def _extend(lexemes: Lexemes, quantity: Quantity, token: Token) -> None:
    end = (quantity.noun_last >= 0 and lexemes.doc[quantity.noun_last]) or token
    finish = end.idx + len(end)
    while quantity.last + 1 < len(lexemes) and lexemes.end[quantity.last + 1] <= finish:
        quantity.last += 1
