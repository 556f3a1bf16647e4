"""People who can help."""
