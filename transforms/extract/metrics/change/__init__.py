"""Level or change: bounds, directions, standards, and the figures compared with."""
