"""The pure model of suggestions: needs and partners as plain values, rules, points and their order, one at a time and as columns."""
