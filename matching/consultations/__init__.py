"""Consultations: how a need comes to the centre by the form, and what is settled with who asked before it opens."""
