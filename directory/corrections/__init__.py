"""What visitors say is wrong on a public page, and what came of it."""
