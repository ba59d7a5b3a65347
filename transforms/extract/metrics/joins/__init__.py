"""Figures that belong together: two-part measures, ranges, shared units, elided nouns, equal amounts."""
