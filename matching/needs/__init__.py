"""Needs: what a group, a person or a department asks for."""
