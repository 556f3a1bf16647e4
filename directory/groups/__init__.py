"""Citizen groups."""
