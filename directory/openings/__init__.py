"""Openings: each look of staff at private contact data, with its reason (だれが、いつ、なぜ見たか)."""
