"""Step 1: the words that name an act, in the parse, and the acts that are refused.

``trigger`` finds the verb or noun, ``phrases`` makes phrases whole, ``refusals`` lists why an act gives no movement.
"""
