"""How long what is no longer needed is kept: periods that administrators set, and what they lead to."""
