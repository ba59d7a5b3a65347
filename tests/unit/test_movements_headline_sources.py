"""Headlines in the passive with their source behind or before: who suffers, who says so, and that nobody did it."""

from __future__ import annotations

import pytest
from test_movements import countries, read


@pytest.mark.parametrize(
    ("text", "sufferers", "source"),
    [
        ("Aid workers detained in Yemen, UN says", "Aid workers", "United Nations"),
        ("UN says aid workers detained in Yemen", "aid workers", "United Nations"),
        ("Two priests freed in Niger: police", "Two priests", None),
        ("Journalist arrested in Belarus, lawyer says", "Journalist", "lawyer"),
        ("Opposition leader jailed in Tanzania, party says", "Opposition leader", "party"),
        ("Students arrested in Iran - rights group", "Students", None),
        ("Nine miners shot dead in Peru: governor", "Nine miners", None),
        ("Protesters wounded in Georgia, medics say", "Protesters", "medics"),
        ("Polish diplomats expelled from Russia, ministry says", "Polish diplomats", "ministry"),
        ("Mayor stabbed in Slovakia - local media", "Mayor", None),
        ("Six hostages freed in Ecuador, army says", "Six hostages", "army"),
        ("Police say 12 girls abducted in Nigeria", "12 girls", "Police"),
    ],
)
def test_a_headline_passive_has_no_doer(text: str, sufferers: str, source: str | None) -> None:
    (movement,) = read(text)
    assert [(p.role, p.text) for p in movement.participants] == [("recipient", sufferers)]
    assert movement.attributed_to == source


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Russia attacked Kyiv, Ukraine says", "RUS", "UKR"),
        ("Iran released prisoners in Oman, UN says", "IRN", "OMN"),
        ("Rebels killed three soldiers in Mali, army says", "MLI", "MLI"),
        ("Police detained five activists in Minsk, lawyers say", "BLR", "BLR"),
    ],
)
def test_an_active_headline_keeps_its_doer(text: str, actor: str, recipient: str) -> None:
    (movement,) = read(text)
    assert (countries(movement, "actor"), countries(movement, "recipient")) == ([actor], [recipient])
