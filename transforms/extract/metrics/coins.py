"""Two figures that are one sum: "13 dollars 45 cents", "15 dollars and 50"."""

from __future__ import annotations

from transforms.extract.metrics.lexemes import WORD, Lexemes
from transforms.extract.metrics.number_parts import exact
from transforms.extract.metrics.quantity import Quantity
from transforms.extract.metrics.vocabulary import read_vocabulary


def join_coins(lexemes: Lexemes, quantities: list[Quantity]) -> list[Quantity]:
    """Add small coins to the sum of whole money right before them."""
    joined: list[Quantity] = []
    for quantity in quantities:
        share = _coin_share(lexemes, joined[-1], quantity) if joined else None
        if share is None:
            joined.append(quantity)
            continue
        whole = joined[-1]
        assert whole.value is not None and quantity.value is not None
        whole.value, whole.last = exact(whole.value + quantity.value * share), quantity.last
        whole.rule.append("coins")
    return joined


def _coin_share(lexemes: Lexemes, whole: Quantity, coin: Quantity) -> float | None:
    if whole.kind != "money" or whole.value is None or whole.value % 1 or whole.number.is_scaled or whole.per:
        return None
    if lexemes.lower[whole.last + 1 : coin.first] not in ([], ["and"]) or lexemes.kind[whole.last] != WORD:
        return None
    if coin.value is None or not 0 < coin.value < 100 or coin.value % 1 or whole.unit in ("cent", "penny"):
        return None
    if coin.kind == "money":
        share: float | None = read_vocabulary("currencies")["fraction"].get(coin.unit or "")
        return share
    bare = coin.unit is None and coin.last == coin.number.last and whole.unit in ("usd", "eur", "gbp")
    return 0.01 if bare and coin.last - whole.last <= 3 else None
