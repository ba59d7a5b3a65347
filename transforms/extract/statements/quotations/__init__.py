"""Step 1: ``marks`` finds the quotations, from an opening to its closing mark."""
