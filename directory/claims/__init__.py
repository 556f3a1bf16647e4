"""Claims (申し出) on groups that nobody keeps here, and their review."""
