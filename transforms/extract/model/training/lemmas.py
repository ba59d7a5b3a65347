"""The lemma tables: English rules, and a table of forms learned from treebank lemmas.

The rules, index and irregular forms of spacy-lookups-data (MIT; built from WordNet) know open word classes only.
Treebank lemmas fill the gap: where the rules and a clear majority of gold tokens disagree on a form, the gold lemma is
learned for that part of speech.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc

from transforms.extract.model.lemmatizer import FACTORY, LEARNED, NewsLemmatizer

NEWS_VERBS = Path(__file__).with_name("news_verbs.toml")
MIN_COUNT = 2
MIN_SHARE = 0.6  # of the gold tokens of a form that must agree; annotation slips are below it
KEPT_AS_WRITTEN = ("propn", "x", "sym", "num", "punct", "space", "")
CURLY = str.maketrans("'", "’")  # treebanks are written with straight apostrophes, news often with curly ones

Forms = dict[str, dict[str, str]]  # part of speech -> lower-cased form -> lemma


def count_lemmas(treebank: list[Doc], lemmatizer: NewsLemmatizer) -> dict[tuple[str, str], tuple[Counter[str], str]]:
    """(part of speech, form) -> (gold lemmas with their counts, the lemma the rules give)."""
    gold: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    ruled: dict[tuple[str, str], str] = {}
    for doc in treebank:
        for token in doc:
            key = token.pos_.lower(), token.lower_
            if token.lemma_ and key[0] not in KEPT_AS_WRITTEN:
                gold[key][token.lemma_] += 1
                ruled.setdefault(key, lemmatizer.rule_lemmatize(token)[0])
    return {key: (counts, ruled[key]) for key, counts in gold.items()}


def learn_forms(treebank: list[Doc], lemmatizer: NewsLemmatizer) -> Forms:
    """Forms on which the rules and a clear majority of the treebank disagree."""
    learned: Forms = defaultdict(dict)
    for (pos, form), (lemmas, ruled) in sorted(count_lemmas(treebank, lemmatizer).items()):
        lemma, count = lemmas.most_common(1)[0]
        is_clear = count >= MIN_COUNT and count >= MIN_SHARE * lemmas.total()
        if lemma != ruled and is_clear:
            learned[pos][form] = lemma
    return learned


def add_lemmatizer(nlp: Language, treebank: list[Doc]) -> None:
    """Append the lemmatizer, its tables completed from ``treebank`` (documents with gold lemmas)."""
    lemmatizer = nlp.add_pipe(FACTORY, name="lemmatizer")
    assert isinstance(lemmatizer, NewsLemmatizer)
    lookups = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    table = lookups.add_table(LEARNED)
    lemmatizer.initialize(lookups=lookups)
    learned = learn_forms(treebank, lemmatizer)
    learned["verb"] |= tomllib.loads(NEWS_VERBS.read_text(encoding="utf8"))["verbs"]
    for pos, forms in learned.items():
        table[pos] = {**forms, **{form.translate(CURLY): lemma for form, lemma in forms.items()}}
    lemmatizer.cache.clear()
