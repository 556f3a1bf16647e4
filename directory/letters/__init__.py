"""Letters: what was written to whom, on paper or by mail, and whether it went out."""
