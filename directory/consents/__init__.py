"""Consents: what somebody has agreed to, in which words, and since when."""
