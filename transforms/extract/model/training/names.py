"""The corpora of names, and how their passages are varied: the encoder's head of names learns from them."""

from __future__ import annotations

from transforms.extract.model.training.variation import Shares

# how often each corpus is told; the labels of the Meaning Bank are noisier than the others
ROUNDS = {
    "ner_gmb_train": 1,
    "ner_redocred": 3,
    "ner_crossner_pol": 3,
    "ner_wikigold": 3,
    "ner_gum_train": 3,
    "ner_gum_dev": 3,
}
SHARES = Shares(names=0.5, dateline=0.04, habits=0.06, blank_lines=0.15, capitals=0.04, lower=0.02, title=0.04)
