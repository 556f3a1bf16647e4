"""What was changed of a group or a person, by whom, and how it came."""
