"""English lemmas by rule, with a table of forms that come first.

spaCy's rule lemmatizer returns a form unchanged when the morphologizer takes it for a base form, and knows nothing of
closed word classes: "withdrawn", "was" or "n't" then keep their form. The table ``lemma_learned`` mends both.
"""

from __future__ import annotations

from spacy.lang.en import English
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Token
from thinc.api import Model

FACTORY = "newsledger_lemmatizer"
LEARNED = "lemma_learned"  # part of speech -> form -> lemma, lower-cased keys


class NewsLemmatizer(EnglishLemmatizer):
    """EnglishLemmatizer that asks the learned table first, then irregular forms, then the rules."""

    def rule_lemmatize(self, token: Token) -> list[str]:
        """The lemma of a token, in a list as spaCy wants it; the cache is spaCy's own, with its key."""
        key = token.orth, token.pos, token.morph.key  # type: ignore[attr-defined]
        if key not in self.cache:
            self.cache[key] = self._first_of_tables(token) or super().rule_lemmatize(token)
        lemmas: list[str] = self.cache[key]
        return lemmas

    def _first_of_tables(self, token: Token) -> list[str]:
        """The learned lemma or that of an irregular form; empty if the rules are to decide."""
        pos, form = token.pos_.lower(), token.lower_
        learned: str | None = self.lookups.get_table(LEARNED).get(pos, {}).get(form)
        if learned is not None:
            return [learned]
        irregular: list[str] = self.lookups.get_table("lemma_exc").get(pos, {}).get(form, [])
        is_word_itself = form in self.lookups.get_table("lemma_index").get(pos, {})
        return [] if is_word_itself else irregular[:1]


@English.factory(FACTORY, assigns=["token.lemma"], default_config={"overwrite": True})
def make_lemmatizer(nlp: Language, name: str, overwrite: bool) -> NewsLemmatizer:
    """The component; its tables come with the packed model."""
    model: Model | None = None
    return NewsLemmatizer(nlp.vocab, model, name, mode="rule", overwrite=overwrite)
