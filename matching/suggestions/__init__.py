"""Suggestions: whom to propose for a need, with reasons a coordinator can check."""
