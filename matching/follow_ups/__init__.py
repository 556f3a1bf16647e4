"""Afterwards (その後): what each side says became of an introduction, and how it ended."""
