"""Bringing people together: needs and suggested partners."""
