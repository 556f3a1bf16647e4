"""Casework: what staff see of introductions and do with them, from the choice of a candidate to the end."""
