"""The encoder: a small language model, fine-tuned on annotated news, that says what triggers and numbers mean.

The way of a text: ``windows`` packs its sentences, ``session`` runs the network, ``decoding`` turns scores into
triggers, spans and labels; ``training`` makes the weights anew.
"""
