"""Bringing in registers from files."""
