"""Yearly confirmation: the register asks, reminds, marks and fades, and every step is told."""
