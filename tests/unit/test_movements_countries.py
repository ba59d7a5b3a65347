"""A country is one entity, whether the text names it or only a town, an office or an adjective of it."""

from __future__ import annotations

import pytest
from test_movements import language, read

from transforms.extract.entities import read_names
from transforms.extract.entities.lexicon import country_names
from transforms.extract.movements.participants.countries import country_in_name
from transforms.extract.reading import mark_names
from transforms.extract.rows import Context


def test_both_paths_give_one_entity_for_every_country() -> None:
    names = {code: name for code, name in country_names().items() if len(code) == 3}
    assert len(names) > 200
    texts = [f"Officials met in {name} on Monday." for name in names.values()]
    wrong, found = {}, 0
    for (code, name), doc in zip(names.items(), language().pipe(texts), strict=True):
        implied = {
            p.mention.entity_id for token in doc if token.text == name for p in country_in_name(token) if p.mention
        }
        mentions = read_names(mark_names(doc), Context()).mentions
        named = {m.entity_id for m in mentions if m.country == code and m.text == name}
        found += bool(named)
        if implied and named - {*implied, None}:
            wrong[code] = named
    assert wrong == {}
    assert found > 0.85 * len(names)


@pytest.mark.parametrize(
    ("town", "country"), [("Ankara", "Turkey"), ("Prague", "Czech Republic"), ("Yamoussoukro", "Ivory Coast")]
)
def test_a_country_shown_by_its_town_is_the_country(town: str, country: str) -> None:
    found = read(f"Fifty people were arrested in {town} on Tuesday. {country} sent troops to Syria.")
    entities = {p.mention.entity_id for m in found for p in m.participants if p.mention and p.role == "actor"}
    assert len(found) == 2
    assert len(entities) == 1
