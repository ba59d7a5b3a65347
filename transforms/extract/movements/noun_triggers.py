"""Event nouns and adjectives that tell of a movement, and the light verbs which carry the nouns."""

from __future__ import annotations

from spacy.tokens import Token

from transforms.extract.movements.index import TextIndex
from transforms.extract.movements.lexicon import in_class, noun_entries, predicate_entries, word_lists
from transforms.extract.movements.syntax import children, has_infinitive_mark, lemma, prepositions
from transforms.extract.movements.trigger import Trigger, trigger_of

_EVENT_NOUN_LABELS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "nummod"})


def noun_trigger(noun: Token, index: TextIndex) -> Trigger | None:
    """The trigger of an event noun: "talks", "a visit"; null for names, parts of other words, other meanings."""
    entries = noun_entries().get(lemma(noun)) or noun_entries().get(noun.lower_)
    if not entries or noun.dep_ in _EVENT_NOUN_LABELS:
        return None
    mention = index.mentions.get(noun.i)
    if (mention is not None and mention.kind != "event") or _is_title(noun):
        return None
    near = words_near(noun)
    for entry in entries:
        if entry.condition and not near & in_class(entry.condition):
            continue
        if not entry.type:
            return None
        trigger = trigger_of(noun, entry, "noun")
        trigger.carrier = _carrier(noun)
        return trigger
    return None


def _is_title(noun: Token) -> bool:
    """ "the Helsinki Statement", "Anti-corruption Summit": an event word as part of a name, outside headlines."""
    if noun.tag_ not in ("NNP", "NNPS") or not noun.text[:1].isupper() or noun.i == noun.sent.start:
        return False
    before = noun.nbor(-1)
    words = [token for token in noun.sent if token.is_alpha and len(token.text) > 3]
    is_headline = sum(token.text[0].isupper() for token in words) > 0.6 * len(words)
    return not is_headline and before.text[:1].isupper() and before.tag_ in ("NNP", "NNPS", "JJ", "NN")


def words_near(noun: Token) -> set[str]:
    """The words before a noun in its phrase and behind its "of", as written and as lemmas."""
    words = set()
    for i in range(max(noun.left_edge.i, noun.i - 6), noun.i):
        words.add(noun.doc[i].lower_)
        words.add(lemma(noun.doc[i]))
    for word, inner in prepositions(noun):
        if word == "of":
            words.add(lemma(inner))
    return words


def _carrier(noun: Token) -> Token | None:
    """The light verb that carries an event noun: "held talks", "embarked on a visit", "drills were conducted"."""
    head = noun
    for _ in range(3):
        if head.dep_ == "conj":
            head = head.head
        elif (
            head.dep_ == "pobj" and head.head.lower_ == "of" and lemma(head.head.head) in word_lists("quantities")["of"]
        ):
            head = head.head.head
        else:
            break
    light, governor = word_lists("light"), None
    if head.dep_ in ("dobj", "nsubjpass", "nsubj", "attr"):
        governor = head.head
    elif head.dep_ == "pobj" and head.head.lower_ in ("in", "on", "into", "upon", "with"):
        governor = head.head.head
    verbs = light["happen" if head.dep_ == "nsubj" else "carry"]
    if governor is not None and governor.pos_ == "VERB" and lemma(governor) in verbs:
        return governor
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and lemma(child) in word_lists("light")["carry"]:
            return child
    return None


def predicate_trigger(word: Token) -> Trigger | None:
    """The trigger of an adjective that tells of an attitude: "willing to", "opposed to"."""
    entries = predicate_entries().get(word.lower_ if word.pos_ == "VERB" else lemma(word))
    if not entries or (
        word.pos_ != "VERB"
        and word.dep_ not in ("acomp", "ROOT", "ccomp", "xcomp", "conj", "oprd", "advcl", "amod", "relcl")
    ):
        return None
    around = {child.lower_ for child in children(word, "prep")}
    if any(has_infinitive_mark(child) for child in children(word, "xcomp", "ccomp", "advcl")):
        around.add("inf")
    for entry in entries:
        if entry.companions & around:
            return trigger_of(word, entry, "adjective") if entry.type else None
    return None
