"""Pairs that are not introduced to each other: at the wish of one of them, for a conflict of interest, or for a while."""
