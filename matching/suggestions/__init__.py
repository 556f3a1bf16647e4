"""Suggestions: ranked partners for a need, each with its reasons."""
