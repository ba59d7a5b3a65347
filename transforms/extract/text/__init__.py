"""A text before anything is read in it: what is cut out, where sentences lie, and which parses are mended.

The way of a text: ``asides`` takes out what is part of no sentence, ``bounds`` cuts words and sentences that are too
long, ``repairs`` mends the parse, ``sentences`` gives the rows, and ``index`` leads every reader from a character to
its token, sentence and paragraph.
"""
