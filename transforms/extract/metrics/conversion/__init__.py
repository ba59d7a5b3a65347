"""Figures in SI units and in dollars."""
