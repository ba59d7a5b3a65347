"""The lemma tables: English rules, and exceptions learned from treebank lemmas.

The rules, index and exceptions of spacy-lookups-data (MIT; built from WordNet) know open word classes only: they
leave "was", "n't" and pronouns as they are. Treebank lemmas fill the gap: where the tables and at least
``MIN_COUNT`` gold tokens disagree on a form, the gold lemma becomes an exception of that part of speech.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

MIN_COUNT = 2
MIN_SHARE = 0.6  # of the gold tokens of a form that must agree; annotation slips are below it

# Treebanks are written with straight quotes; news is set with curly ones.
CURLY = str.maketrans("'", "’")
# Verbs of news that treebanks of weblogs and how-to pages hardly hold.
NEWS_VERBS = {
    "met": "meet", "paid": "pay", "held": "hold", "withdrew": "withdraw", "withdrawn": "withdraw", "fought": "fight",
    "sought": "seek", "overthrew": "overthrow", "overthrown": "overthrow", "oversaw": "oversee", "shot": "shoot",
    "fled": "flee", "laid": "lay", "led": "lead", "bound": "bind", "slain": "slay", "slew": "slay", "wound": "wind",
    "struck": "strike", "dealt": "deal", "sworn": "swear", "swore": "swear", "undertook": "undertake",
    "outlawed": "outlaw", "quit": "quit", "reelected": "reelect", "re-elected": "re-elect", "bombed": "bomb",
    "rebuilt": "rebuild", "rose": "rise", "fell": "fall", "felled": "fell", "shelled": "shell", "spent": "spend",
    "sent": "send", "bid": "bid", "left": "leave", "found": "find", "founded": "found", "bore": "bear",
    "born": "bear", "ceded": "cede", "tortured": "torture", "co-chaired": "co-chair", "lay": "lie", "saw": "see",
    "wounded": "wound", "ground": "grind", "flew": "fly", "hung": "hang", "hanged": "hang", "dove": "dive",
}  # fmt: skip


def count_gold_lemmas(docs: Iterable[Doc]) -> dict[str, dict[str, Counter[str]]]:
    """part of speech -> lower-cased form -> lemma -> tokens."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for doc in docs:
        for token in doc:
            if token.lemma_ and token.pos_ and not token.is_space:
                counts[token.pos_.lower()][token.lower_][token.lemma_] += 1
    return counts


def learn_exceptions(lemmatizer: Lemmatizer, docs: list[Doc]) -> dict[str, dict[str, list[str]]]:
    """Forms on which the rules disagree with a clear majority of the treebank; proper names keep their form."""
    learned: dict[str, dict[str, list[str]]] = defaultdict(dict)
    ruled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            ruled[token.pos_.lower(), token.lower_][lemmatizer.rule_lemmatize(token)[0]] += 1
    for pos, forms in count_gold_lemmas(docs).items():
        for form, lemmas in forms.items():
            lemma, count = lemmas.most_common(1)[0]
            is_clear = count >= MIN_COUNT and count >= MIN_SHARE * lemmas.total()
            if pos not in ("propn", "x", "sym", "num") and is_clear and ruled[pos, form].most_common(1)[0][0] != lemma:
                learned[pos][form] = [lemma]
    return learned


def add_lemmatizer(nlp: Language, treebank: list[Doc]) -> None:
    """Append the rule lemmatizer, its tables completed from ``treebank`` (documents with gold lemmas)."""
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(lookups=load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"]))
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    learned = learn_exceptions(lemmatizer, treebank)
    learned.setdefault("verb", {}).update({form: [lemma] for form, lemma in NEWS_VERBS.items()})
    for pos, forms in learned.items():
        curly = {form.translate(CURLY): lemmas for form, lemmas in forms.items()}
        exceptions[pos] = {**exceptions.get(pos, {}), **forms, **curly}
    lemmatizer.cache.clear()
