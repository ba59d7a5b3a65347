"""The ledger of a run: what becomes of every record, every refused row, every stage. Pure functions over frames.

Nothing here changes what a text is read as, so this package is left out of the extractor's digest.
"""
