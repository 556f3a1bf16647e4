"""Introductions (紹介): a need and a candidate, brought together in stages, each side asked in turn."""
