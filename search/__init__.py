"""Finding: what is findable, by which words, and by whom."""
