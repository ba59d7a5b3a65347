"""Numbers in the text: digits, words, fractions, ratios and ranks."""
