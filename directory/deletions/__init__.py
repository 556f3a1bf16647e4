"""What is held about somebody: shown to them, handed over, and deleted when they ask for it."""
