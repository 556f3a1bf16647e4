"""Plans: partners proposed for all open needs at once."""
