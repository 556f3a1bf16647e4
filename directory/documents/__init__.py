"""Documents handed in with a registration."""
